"""What single texts say: headings, titles, dates, numbers, answers."""
