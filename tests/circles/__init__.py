"""What circles are held to."""
