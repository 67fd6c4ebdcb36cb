"""Codes that bring people back: how they are made, read, and kept, and how often somebody may try."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

from handinhand.ground.keys import keyring
from handinhand.ui.apart import plain_digits

# Douglas Crockford's Base32: 32 letters and digits without those that look alike, so 16 of them are 80 bits.
CARD_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
READ_AS = str.maketrans("oil", "011")
CARD_LENGTH = 16
GROUP = 4
CODE_LENGTH = 6
LETTER_LASTS = timedelta(minutes=30)
WRONG_CODES = 5
CARD_SHOWN = timedelta(minutes=10)
# What a stranger's visit holds until they are in; as long as a letter, whose address it may hold.
SCANNED_FOR = LETTER_LASTS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """How often something may be tried in a stretch of time."""

    times: int
    stretch: timedelta


LETTERS_FROM = Limit(20, HOUR)
LETTERS_TO = Limit(5, HOUR)
LETTERS_TO_A_DAY = Limit(10, DAY)
CODES_FROM = Limit(30, HOUR)
CODES_FOR = Limit(15, DAY)
CARDS_FROM = Limit(20, HOUR)
CARDS_OF_ALL = Limit(2000, HOUR)
PASSKEYS_FROM = Limit(30, HOUR)
PASSKEYS_EACH = 10


def tries_key(what: str) -> str:
    """What is tried, and from where, as the database keeps it: a keyed fingerprint that tells nothing."""
    return salted_hmac("handinhand.people.tries", what, algorithm="sha256").hexdigest()


def stretch_of(now: datetime, stretch: timedelta) -> datetime:
    """When the stretch of time that `now` is in began."""
    return datetime.fromtimestamp(now.timestamp() // stretch.total_seconds() * stretch.total_seconds(), UTC)


def new_card_code() -> str:
    """A code for a sign-in card, in groups that can be read and typed."""
    return spaced_card_code("".join(secrets.choice(CARD_LETTERS) for _ in range(CARD_LENGTH)))


def spaced_card_code(letters: str) -> str:
    """A card's code as it stands on the card."""
    return " ".join(letters[start : start + GROUP] for start in range(0, CARD_LENGTH, GROUP))


def read_card_code(text: str) -> str | None:
    """The code somebody typed, however they wrote it; nothing when it cannot be one."""
    typed = plain_digits(unicodedata.normalize("NFKC", text).lower())
    letters = "".join(each for each in typed if each.isalnum()).translate(READ_AS)
    fits = len(letters) == CARD_LENGTH and all(each in CARD_LETTERS for each in letters)
    return letters if fits else None


def card_kept_as(code: str) -> str:
    """What a card's code is kept as. Its 80 bits cannot be guessed back, and it outlives a change of the key."""
    return hashlib.sha256(b"handinhand card " + code.replace(" ", "").encode()).hexdigest()


def new_letter_code() -> str:
    """Six digits, easily read and typed."""
    return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}}"


def read_letter_code(text: str) -> str:
    """The digits somebody typed, in any script, without what stands between them."""
    return "".join(str(unicodedata.digit(each)) for each in text if each.isdigit())


def letter_code_kept_as(code: str, *, letter: str) -> str:
    """What a short code is kept as: keyed, because six digits are soon guessed, and good for one letter alone."""
    return keyring().lookup(code, purpose=f"people sign-in code {letter}")


def new_link() -> str:
    """The secret part of a link, 256 bits."""
    return secrets.token_urlsafe(32)


def link_kept_as(token: str) -> str:
    """What a link is kept as."""
    return hashlib.sha256(b"handinhand link " + token.encode(errors="replace")).hexdigest()


class TooManyTries(Exception):
    """There were many tries lately; nothing was looked at."""


class NotTheCode(Exception):
    """What was typed is not a code that works."""


class CodeRanOut(NotTheCode):
    """The code was right, but its time is over."""


class LinkRanOut(Exception):
    """A link that was used, or whose time is over, or that never was."""
