"""What somebody says in care."""
