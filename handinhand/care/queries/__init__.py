"""Reads of care: one's own over time, and what others chose to say where one is among them."""
