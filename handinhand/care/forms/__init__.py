"""What people fill in about care."""
