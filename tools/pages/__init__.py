"""The bench's own pages: its public names as pages, and a gallery of its charts."""
