"""What a chart draws, listed: series, their table below it, the terms explained there."""
