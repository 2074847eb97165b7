"""Charts: drawing (style, bars, lines, dots) and what is drawn (catalogue and its files)."""
