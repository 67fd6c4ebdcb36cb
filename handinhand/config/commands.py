"""The command line: `handinhand NAME`, with the names that people and other checks call."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from handinhand.ground.not_done import NotDone


def main() -> None:
    """Run one command; what cannot be done, or a setting that does not fit, is one plain sentence and exit status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handinhand.config.settings")
    arguments = [
        sys.argv[0],
        *(word if place or word.startswith("-") else word.replace("-", "_") for place, word in enumerate(sys.argv[1:])),
    ]
    try:
        execute_from_command_line(arguments)
    except (ImproperlyConfigured, NotDone) as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
