"""The form of a back-up, the same for every database: gzip (RFC 1952) of JSON lines (RFC 8259).

The first line says what it is; then every row as Django's serializer writes it, sealed text still sealed; the last line
counts the rows and stamps all bytes before it with a key derived from the server's own, so that no row can be changed,
added or left out by anybody who does not hold the key.
"""

import gzip
import hmac
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder

from handinhand.ground.keys import Keyring
from handinhand.ground.not_done import NotDone

KIND = "Hand in Hand back-up"
FORMAT = 1
LONGEST_LINE = 32 * 1024 * 1024


class ExactEncoder(DjangoJSONEncoder):
    """Times to the microsecond, as they are kept; Django's own leaves some digits out."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime | date | time) else super().default(o)


@dataclass(frozen=True)
class Header:
    """What a back-up says about itself: whose key it needs, and the tables it was made of."""

    made_at: str
    key: str
    migrations: list[list[str]]
    kind: str = KIND
    format: int = FORMAT


class Writer:
    """Writes a back-up line by line."""

    def __init__(self, file: IO[bytes], header: Header, ring: Keyring) -> None:
        self.out = gzip.GzipFile(fileobj=file, mode="wb", filename="", compresslevel=6)
        self.stamp = ring.stamp()
        self.rows = 0
        self._write(f"{json.dumps(asdict(header))}\n")

    def add(self, lines: str) -> None:
        """Add rows, one a line."""
        self.rows += lines.count("\n")
        self._write(lines)

    def finish(self) -> None:
        """Write the last line; without it a back-up does not count as whole."""
        self.out.write(f"{json.dumps({'rows': self.rows, 'stamp': self.stamp.hexdigest()})}\n".encode())
        self.out.close()

    def _write(self, text: str) -> None:
        data = text.encode()
        self.stamp.update(data)
        self.out.write(data)


def read_header(path: Path) -> Header:
    """What a back-up says about itself; raises NotDone, with a sentence, when it is not one that we can read."""
    try:
        with gzip.open(path, "rb") as file:
            return _header(path, file.readline(LONGEST_LINE))
    except (OSError, EOFError, zlib.error) as problem:
        raise _unreadable(path, problem) from problem


def check_whole(path: Path) -> Header:
    """Read a back-up to its end without looking into it: nothing is missing, and no bit fell over on a disk."""
    try:
        with gzip.open(path, "rb") as file:
            header = _header(path, file.readline(LONGEST_LINE))
            while file.read(LONGEST_LINE):
                continue
    except (OSError, EOFError, zlib.error) as problem:
        raise _unreadable(path, problem) from problem
    return header


def read_rows(path: Path, ring: Keyring) -> Iterator[bytes]:
    """Every row of a back-up; raises NotDone, with a sentence, at its end when the bytes are not those we wrote."""
    stamp, rows = ring.stamp(), 0
    try:
        with gzip.open(path, "rb") as file:
            before = file.readline(LONGEST_LINE)
            _header(path, before)
            stamp.update(before)
            before = file.readline(LONGEST_LINE)
            while line := file.readline(LONGEST_LINE):
                stamp.update(before)
                rows += 1
                yield before
                before = line
    except (OSError, EOFError, zlib.error) as problem:
        raise _unreadable(path, problem) from problem
    _check_end(path, before, rows, stamp.hexdigest())


def _header(path: Path, line: bytes) -> Header:
    try:
        said = json.loads(line)
        is_ours = said["kind"] == KIND
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise _not_ours(path) from problem
    if not is_ours:
        raise _not_ours(path)
    if said.get("format") != FORMAT:
        raise NotDone(
            f"{path} was made by a newer version of Hand in Hand. Bring this server up to that version first."
        )
    try:
        return Header(**said)
    except TypeError as problem:
        raise _changed(path) from problem


def _check_end(path: Path, line: bytes, rows: int, stamp: str) -> None:
    try:
        end = json.loads(line)
        counted, stamped = int(end["rows"]), str(end["stamp"])
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise _cut_off(path) from problem
    if counted != rows or not hmac.compare_digest(stamped.encode(), stamp.encode()):
        raise _changed(path)


def _unreadable(path: Path, problem: Exception) -> NotDone:
    if isinstance(problem, EOFError):
        return _cut_off(path)
    if isinstance(problem, gzip.BadGzipFile) and "Not a gzipped file" in str(problem):
        return _not_ours(path)
    if isinstance(problem, OSError) and not isinstance(problem, gzip.BadGzipFile):
        return NotDone(f"{path} could not be read ({problem.strerror}). Nothing was changed.")
    return _changed(path)


def _not_ours(path: Path) -> NotDone:
    return NotDone(f"{path} is not a back-up of Hand in Hand. Nothing was changed.")


def _cut_off(path: Path) -> NotDone:
    return NotDone(f"{path} is not whole: its end is missing. Use another back-up. Nothing was changed.")


def _changed(path: Path) -> NotDone:
    return NotDone(
        f"{path} is not as it was written: some of it has changed. Use another back-up. Nothing was changed."
    )
