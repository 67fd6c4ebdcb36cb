"""Checks that need no tests: no address in a lock file, translations compiled, translators told of every text."""

import re
import sys
from pathlib import Path

from tools.messages import LOCALE, compiled, written_texts

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements.in", "requirements-dev.in")


def addresses_in_locks() -> list[str]:
    """Lines of lock files that hold any address."""
    found = []
    for name in LOCKS:
        for number, line in enumerate((ROOT / name).read_text().splitlines(), 1):
            if re.search(r"[a-z][a-z0-9+.-]*://|--(extra-)?index|--find-links", line):
                found.append(f"{name} line {number} holds an address. Make the lock file again as CONTRIBUTING.md says.")
    return found


def stale_translations() -> list[str]:
    """Catalogues that are not compiled as they stand."""
    return [
        f"{path.relative_to(ROOT)} was changed after it was compiled. Run `make messages`."
        for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
        if path.with_suffix(".mo").read_bytes() != compiled(path)
    ]


def untold_texts() -> list[str]:
    """Texts in code and pages that no catalogue knows yet."""
    return [f"Translators do not know this text yet: {text!r}. Run `make messages`." for text in sorted(written_texts())]


def main() -> None:
    """Print what is not as it should be, and say so by the exit status."""
    problems = addresses_in_locks() + stale_translations() + untold_texts()
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
