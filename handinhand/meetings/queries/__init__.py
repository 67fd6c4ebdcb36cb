"""Reads of meetings: plans, the room and the summary."""
