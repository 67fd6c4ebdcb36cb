"""Forms of meetings: plans and the room."""
