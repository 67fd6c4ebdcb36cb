"""`make bench`: measures everything, prints a table and writes bench/results.json."""

import os
import sys
import tempfile
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ.update(DATA=str(Path(FOLDER.name) / "ours"), DJANGO_SETTINGS_MODULE="handinhand.config.settings")
django.setup()

from bench.run import measure_all  # noqa: E402 - it reads the settings

if __name__ == "__main__":
    with FOLDER:
        sys.exit(measure_all(Path(FOLDER.name)))
