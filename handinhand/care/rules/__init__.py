"""Who may do what in care, and when."""

__all__ = []
