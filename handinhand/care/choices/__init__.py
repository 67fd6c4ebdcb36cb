"""What can be chosen in care."""
