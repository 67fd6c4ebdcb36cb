"""Reads of roles."""
