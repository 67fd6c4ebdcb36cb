"""What we measure, with the floor beside it."""
