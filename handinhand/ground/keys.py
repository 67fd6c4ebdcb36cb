"""The keys that seal words, names and contacts; kept in one file outside the database.

Values are sealed with AES-256-GCM (NIST SP 800-38D). A key file holds one key a line, the one in use first:
an id of eight hexadecimal letters, a space, 32 bytes in base64.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FORMAT = b"\x01"
ID_BYTES = 4
KEY_BYTES = 32
NONCE_BYTES = 12
# Two keys of 32 bytes, for what AES-SIV does with each.
MARK_KEY_BYTES = 64
TAG_BYTES = 16
SHORTEST = len(FORMAT) + ID_BYTES + NONCE_BYTES + TAG_BYTES
HEADER = (
    "# Hand in Hand: the key to everybody's words. Keep it safe, apart from back-ups. Without it nothing can be read.\n"
)


class SealBroken(Exception):
    """A sealed value could not be opened: another key, another row, or changed bytes."""


@dataclass(frozen=True)
class Keyring:
    """All keys by id, which one seals, and the keys for lookups, back-ups and marks (derived from that one)."""

    current: bytes
    ciphers: dict[bytes, AESGCM]
    lookup_key: bytes
    stamp_key: bytes
    mark_key: bytes

    def seal(self, plain: bytes, *, place: bytes) -> bytes:
        """Seal `plain` for one place (table, column and row), so that it opens nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self.ciphers[self.current].encrypt(nonce, plain, FORMAT + self.current + place)
        return FORMAT + self.current + nonce + sealed

    def unseal(self, sealed: bytes, *, place: bytes) -> bytes:
        """Open a sealed value; raises SealBroken when key, place or bytes do not fit."""
        key_id = sealed_with(sealed)
        cipher = self.ciphers.get(key_id)
        if sealed[:1] != FORMAT or len(sealed) < SHORTEST:
            raise SealBroken(f"{place!r} does not open: its bytes are not sealed text")
        if cipher is None:
            raise SealBroken(f"{place!r} was sealed with a key that is not in the key file")
        start = 1 + ID_BYTES
        nonce, body = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, body, FORMAT + key_id + place)
        except InvalidTag as broken:
            raise SealBroken(f"{place!r} does not open: its bytes were changed or moved") from broken

    def lookup(self, text: str, *, purpose: str) -> str:
        """A keyed fingerprint (HMAC-SHA-256, RFC 2104) by which a sealed value can be found again."""
        message = purpose.encode() + b"\x00" + text.encode()
        return hmac.new(self.lookup_key, message, hashlib.sha256).hexdigest()

    def stamp(self) -> hmac.HMAC:
        """Takes in the bytes of a back-up and gives a stamp that nobody can make without the key (RFC 2104)."""
        return hmac.new(self.stamp_key, digestmod=hashlib.sha256)

    def seal_mark(self, plain: bytes, *, purpose: bytes) -> bytes:
        """Seal a few bytes that leave the house and come back to it, so that they stay short (AES-SIV, RFC 5297).

        What is out when the key is changed is not known when it comes back.
        """
        return AESSIV(self.mark_key).encrypt(plain, [purpose])

    def unseal_mark(self, sealed: bytes, *, purpose: bytes) -> bytes:
        """What a mark says; raises InvalidTag unless it was made here, for this purpose, with the key in use."""
        return AESSIV(self.mark_key).decrypt(sealed, [purpose])


def sealed_with(sealed: bytes) -> bytes:
    """The id of the key by which a value was sealed."""
    return sealed[len(FORMAT) : len(FORMAT) + ID_BYTES]


def new_line() -> str:
    """A line for the key file with a fresh key."""
    return f"{secrets.token_hex(ID_BYTES)} {base64.b64encode(os.urandom(KEY_BYTES)).decode()}\n"


def write_lines(path: Path, lines: list[str]) -> None:
    """Replace the key file in one step that survives a power cut, readable by its owner alone.

    Raises ImproperlyConfigured, with the fix, when the place cannot be written to.
    """
    path = path.resolve()
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(HEADER + "".join(lines))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The key could not be written to {path} ({problem.strerror}). Let the server's user write to that folder."
        ) from problem
    keyring.cache_clear()


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder is still renamed after a power cut."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read_lines(path: Path) -> list[str]:
    """The key lines of a key file; raises ImproperlyConfigured, with the fix, when there is none to read."""
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as missing:
        raise ImproperlyConfigured(
            f"There is no key to read at {path}. Put the key file back, or set HANDINHAND_KEY_FILE to where it is."
        ) from missing
    return [f"{line.strip()}\n" for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parse(lines: list[str]) -> Keyring:
    """Make a keyring of key lines; raises ImproperlyConfigured, with the fix, when one is not a key."""
    ciphers: dict[bytes, AESGCM] = {}
    first: tuple[bytes, bytes] | None = None
    for number, line in enumerate(lines, 1):
        try:
            name, encoded = line.split()
            key_id, key = bytes.fromhex(name), base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            key_id, key = b"", b""
        if len(key_id) != ID_BYTES or len(key) != KEY_BYTES or key_id in ciphers:
            raise ImproperlyConfigured(
                f"Line {number} of the keys in the key file is not a key. Put your kept copy of the file back."
            )
        ciphers[key_id] = AESGCM(key)
        first = first or (key_id, key)
    if first is None:
        raise ImproperlyConfigured("The key file is empty. Put your kept copy of it back.")
    return Keyring(
        current=first[0],
        ciphers=ciphers,
        lookup_key=_derive(first[1], b"handinhand lookups"),
        stamp_key=_derive(first[1], b"handinhand back-ups"),
        mark_key=_derive(first[1], b"handinhand marks", length=MARK_KEY_BYTES),
    )


def _derive(key: bytes, info: bytes, *, length: int = KEY_BYTES) -> bytes:
    """A key for another purpose (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """The keys of this server, read once."""
    return parse(read_lines(Path(settings.KEY_FILE)))
