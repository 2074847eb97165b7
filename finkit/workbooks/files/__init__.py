"""A file as its sheets: grids of text, each format in a file of its own."""
