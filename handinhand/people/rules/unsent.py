"""How much of what was not sent is kept when somebody hides a page, and for how long."""

from datetime import timedelta

KEPT_FOR = timedelta(days=7)
MOST_KEPT = 5
MOST_BOXES = 12
MOST_LETTERS = 20_000
