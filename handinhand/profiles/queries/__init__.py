"""Reads of pages about members, and of what members write to each other."""
