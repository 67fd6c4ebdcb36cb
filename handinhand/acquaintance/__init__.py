"""Acquaintance: who was put together by what draws (tea, seats, small groups, somebody beside you), and no more."""
