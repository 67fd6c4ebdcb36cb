"""The floor: the least that a signed-in Django page costs, on the same front, with the same SQLite settings."""
