"""Calendars: my meetings in a calendar elsewhere."""
