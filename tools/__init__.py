"""What the project makes of itself: the demonstration county, the reference."""
