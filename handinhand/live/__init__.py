"""Tells open pages that something changed."""
