"""Mending: saying to one person that something is in the way, being heard, and agreeing on what would help."""
