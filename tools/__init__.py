"""What the project makes of itself: the synthetic county, the reference."""
