"""Beside: somebody beside you in a meeting, drawn quietly among those who would sit beside somebody."""
