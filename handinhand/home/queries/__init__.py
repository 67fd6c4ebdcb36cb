"""Reads that bring parts together."""
