"""What the headline sentences leave unsaid: its items as trees, the sections they stand in."""
