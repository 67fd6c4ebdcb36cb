"""A key and a data folder of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handinhand.ground.keeping import ensure_key
from handinhand.ground.keys import keyring, new_line, write_lines
from tests.ground.house import House


@pytest.fixture
def key_file(settings, tmp_path: Path) -> Iterator[Path]:
    settings.DATA = tmp_path
    settings.KEY_FILE = str(tmp_path / "key")
    write_lines(tmp_path / "key", [new_line()])
    yield tmp_path / "key"
    keyring.cache_clear()


@pytest.fixture
def begun(transactional_db, key_file: Path) -> Path:
    """A server that has begun: it has a key, and the database knows it."""
    ensure_key(create=True)
    return key_file


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server of its own, run from the command line, with the kind of database under test."""
    with House(tmp_path / "house") as made:
        yield made
