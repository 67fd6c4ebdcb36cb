"""How the lines of a circle's ledger are bound to each other. Pure Python: the same lines always give the same result.

The method is that of linked time-stamps (S. Haber and W. S. Stornetta, "How to time-stamp a digital document", Journal
of Cryptology 3, 1991): each line holds a hash over itself and over the hash of the line before, so that nobody can
change, add, swap or leave out a line without changing every hash after it. What could name a person is not hashed as it
is: a line holds a commitment to it, SHA-256 over a salt of its own and the value. When the salt is gone, the commitment
tells nothing any more, and the hashes stay what they were.

That every hash says what it is a hash of follows RFC 9162 (Certificate Transparency, section 2.1.1), which sets leaves
and nodes apart by a first byte. The names for that, the framing by lengths and the printed form are ours.

Nothing here may ever change: what is kept could not be checked any more. Another method is another set of names.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

SALT_BYTES = 16
MARK_BYTES = 32
BEGINS = b"handinhand ledger 1 begins"
LINE = b"handinhand ledger 1 line"
LINE_THAT_NAMES_MORE = b"handinhand ledger 2 line"
NAMED = b"handinhand ledger 1 named"

BEGINNING_OF_TIME = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# A head on paper: letters that spell no word and are not taken for each other (those of our addresses), 27 of them for
# the first 128 bits, and one by which a slip of the pen is noticed.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
HEAD_BYTES = 16
HEAD_LETTERS = 27
GROUP = 4


class Line(NamedTuple):
    """What is hashed of one line: names only as commitments.

    `also_marks` are those of whom else it names. Lines of the first kind have none.
    """

    number: int
    public_id: str
    power: str
    at: datetime
    by_mark: bytes
    object_mark: bytes
    also_marks: bytes | None = None


class NotAHead(ValueError):
    """What was typed is not a head as we print it."""


def framed(*pieces: bytes) -> bytes:
    """Pieces one after the other, each with its length before it, so that no two lists of pieces look the same."""
    return b"".join([len(piece).to_bytes(8, "big") + piece for piece in pieces])


def mark(*, name: str, salt: bytes, value: str) -> bytes:
    """The commitment to one value of a line; `name` says which, so that one cannot be put in place of another."""
    return hashlib.sha256(framed(NAMED, name.encode(), salt, value.encode())).digest()


def beginning(circle_id: str) -> bytes:
    """What the first line of a circle is bound to; no two circles begin alike."""
    return hashlib.sha256(framed(BEGINS, circle_id.encode())).digest()


def bound(line: Line, *, before: bytes) -> bytes:
    """The hash of a line, over itself and the hash of the line before."""
    pieces = [
        LINE if line.also_marks is None else LINE_THAT_NAMES_MORE,
        before,
        line.number.to_bytes(8, "big"),
        line.public_id.encode(),
        line.power.encode(),
        moment(line.at),
        line.by_mark,
        line.object_mark,
    ]
    if line.also_marks is not None:
        pieces.append(line.also_marks)
    return hashlib.sha256(framed(*pieces)).digest()


def moment(at: datetime) -> bytes:
    """A moment to the microsecond, as databases keep it, whatever the zone it is told in."""
    return ((at - BEGINNING_OF_TIME) // MICROSECOND).to_bytes(8, "big", signed=True)


def printed(hashed: bytes) -> str:
    """A head as it stands on paper, in groups."""
    letters = _digits(int.from_bytes(hashed[:HEAD_BYTES], "big"))
    letters.append(_check(letters))
    text = "".join(LETTERS[digit] for digit in letters).upper()
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def typed(text: str) -> bytes:
    """The first bytes of the hash that somebody typed from paper; case, spaces and dashes do not matter.

    Raises NotAHead when it is too long or too short, or a letter is not as it was printed.
    """
    letters = [sign for sign in text.casefold() if sign.isalnum()]
    if len(letters) != HEAD_LETTERS + 1 or not set(letters) <= set(LETTERS):
        raise NotAHead
    *digits, check = (LETTERS.index(sign) for sign in letters)
    value = 0
    for digit in digits:
        value = value * len(LETTERS) + digit
    if check != _check(digits) or value >= 1 << (8 * HEAD_BYTES):
        raise NotAHead
    return value.to_bytes(HEAD_BYTES, "big")


def _digits(value: int) -> list[int]:
    found = []
    for _ in range(HEAD_LETTERS):
        value, digit = divmod(value, len(LETTERS))
        found.append(digit)
    return found[::-1]


def _check(digits: Sequence[int]) -> int:
    """A check digit: any one wrong letter, and any two neighbours that changed places, give another one.

    Weights of one and two in turn, which with their difference have no divisor in common with 27.
    """
    return sum(digit * (1 + place % 2) for place, digit in enumerate(digits)) % len(LETTERS)
