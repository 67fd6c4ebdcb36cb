"""Decisions by consent: proposals, positions, concerns and results."""
