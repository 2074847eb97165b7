"""The charts of a rollup: all counties in one drawing, no borders."""
