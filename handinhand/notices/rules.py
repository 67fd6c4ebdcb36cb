"""When a letter is tried again."""

from datetime import timedelta

# How long to wait after the first, second, third and fourth time that a letter could not be sent.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
# Longer than any sending takes; a letter whose server was killed in the middle is tried again after it.
LEASE = timedelta(minutes=10)
# That a letter was given up (nothing of what it said) is kept this long, so that whoever keeps the server can see it.
KEEP_GIVEN_UP = timedelta(days=30)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; nothing when it is time to give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None
