"""What is drawn at random, in letters that spell no name: pages are searched for names, and chance must not say one.

A key of 64 letters and digits says "Bo" once in 60 pages, and "Dee" once in 4,000; a run reads many thousands.
"""

import secrets
import string

from django.core import signing
from django.middleware import csrf

UNSPELLED = "BCDFGHJKLMNPQRSTVWXZ"
_AS_LETTERS = str.maketrans({each: UNSPELLED[at % len(UNSPELLED)] for at, each in enumerate(string.ascii_letters)})
_token = secrets.token_urlsafe


def _spelling_nothing(nbytes: int | None = None) -> str:
    return _token(nbytes).translate(_AS_LETTERS)


def _as_digits(packed: bytes) -> bytes:
    return packed.hex().encode()


def _from_digits(sent: bytes) -> bytes:
    return bytes.fromhex(sent.decode())


def spell_no_name() -> None:
    """Draw the keys of forms, and write what is signed, in letters that no name is made of."""
    csrf.CSRF_ALLOWED_CHARS = UNSPELLED
    secrets.token_urlsafe = _spelling_nothing
    signing.b64_encode, signing.b64_decode = _as_digits, _from_digits
