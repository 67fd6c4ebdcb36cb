"""The only writers of meetings: plans, answers, the room and the summary."""
