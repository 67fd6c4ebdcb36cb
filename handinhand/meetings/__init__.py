"""Meetings: the plan, the room, turns, and the summary."""
