"""A drawing as text: ready for a page, and as a file of its own."""
