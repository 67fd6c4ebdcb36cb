"""What people write in care."""
