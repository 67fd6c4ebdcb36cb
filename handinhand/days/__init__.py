"""Days: what does not suit somebody, or a whole circle."""
