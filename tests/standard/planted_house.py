"""The planted world of the visitor table in a data folder, for a real server: who comes in how, and every page."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.servers import begin

ROOT = Path(__file__).parent.parent.parent
# In a process of its own: this one is set up for the folder of the tests.
PLANT = "import django; django.setup(); from tests.standard import planting; planting.tell()"


@dataclass(frozen=True)
class Way:
    """One page by one visitor; with a form, it is the page that comes when this was sent."""

    kind: str
    visitor: str
    path: str
    status: int
    form: str = ""


@dataclass(frozen=True)
class Planted:
    """The cookies of each visitor, what the circles and people are called, and the ways to every page."""

    cookies: dict[str, dict[str, str]]
    names: tuple[str, ...]
    ways: tuple[Way, ...]


def planted(folder: Path) -> Planted:
    """Plant the world into an empty folder, before a server starts on it."""
    begin(folder)
    told = subprocess.run(
        [sys.executable, "-c", PLANT],
        env={**os.environ, "DATA": str(folder), "DJANGO_SETTINGS_MODULE": "handinhand.config.settings"},
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    read = json.loads(told.stdout)
    return Planted(read["cookies"], tuple(read["names"]), tuple(Way(**each) for each in read["ways"]))
