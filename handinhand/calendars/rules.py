"""Secret addresses of calendars: how they are made, what they are kept as, and how often one is answered."""

import hashlib
import secrets
from datetime import timedelta

from handinhand.ground.models import ALPHABET
from handinhand.people.rules import HOUR, Limit

# 27 letters of 27: 128 bits, without letter case, as in an invitation's link.
ADDRESS_LETTERS = 27
ADDRESS_SHOWN = timedelta(minutes=10)
# A calendar asks every few minutes at most; whoever guesses addresses asks more often.
FETCHES = Limit(120, HOUR)
GUESSES_FROM = Limit(30, HOUR)
# What has been stays in a calendar for a while, and then goes from here.
KEPT_BEHIND = timedelta(days=90)
MOST_ENTRIES = 500


def new_secret() -> str:
    """The secret part of an address, or a seed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ADDRESS_LETTERS))


def address_kept_as(secret: str) -> str:
    """What an address is kept as. Its 128 bits cannot be guessed back, and it outlives a change of the key."""
    return hashlib.sha256(b"handinhand calendar " + secret.encode(errors="replace")).hexdigest()
