"""What people fill in about care."""

__all__ = []
