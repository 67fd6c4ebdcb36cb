"""Roles on loan."""
