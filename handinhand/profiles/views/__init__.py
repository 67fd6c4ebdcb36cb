"""Pages about members, and what members write to each other."""
