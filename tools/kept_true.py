"""Checks that need no tests: no address in a lock file, and every text gathered, translated and compiled."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from handinhand.home.promises_we_keep import TWELVE, Kept
from tools.catalogue import entries, not_whole
from tools.messages import KEPT, compiled, gathered

ROOT = Path(__file__).parent.parent
LOCKS = ("*requirements*", "*.lock", "*lock.*", "*/*lock.*")
# An address, and every way in which pip can be told of one, or of a place beside the registry it is set up with.
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://|\b(file|git):|--(extra-)?index|--find-links|--trusted-host|^\s*-[if]\b|^[^#]*@",
    re.IGNORECASE,
)


def addresses_in_locks(folder: Path = ROOT) -> list[str]:
    """Lines of lock files that hold any address."""
    return [
        f"{path.name} line {number} holds an address. Make the lock file again as CONTRIBUTING.md says."
        for path in sorted(path for pattern in LOCKS for path in folder.glob(pattern))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if ADDRESS.search(line)
    ]


def stale_translations() -> list[str]:
    """The catalogue, when it is not compiled as it stands."""
    told = KEPT.with_suffix(".mo")
    if told.exists() and told.read_bytes() == compiled(KEPT):
        return []
    return [f"{KEPT.relative_to(ROOT)} was changed after it was compiled. Run `make messages`."]


def untold_texts() -> list[str]:
    """Texts in code and pages that no catalogue knows yet, and texts it keeps that nobody reads any more."""
    anew, there = gathered(), KEPT.read_text()
    written, kept = ({each.key for each in entries(catalogue)} for catalogue in (anew, there))
    found = [
        *(f"Translators do not know {text} yet. Run `make messages`." for text in sorted(written - kept)),
        *(f"Nothing says {text} any more. Run `make messages`." for text in sorted(kept - written)),
    ]
    if not found and anew != there:
        found.append(f"Gathered anew, {KEPT.relative_to(ROOT)} is another. Run `make messages`.")
    return found


def promises_without_proof(kept: Sequence[Kept] = TWELVE, folder: Path = ROOT / "tests" / "promises") -> list[str]:
    """Promises on the page without their test files, and test files that no promise on the page names."""
    there = {path.name for path in folder.glob("test_*.py")}
    named = {name: each.number for each in kept for name in each.tests}
    return [
        *(f"Promise {each.number} names no test file in {folder.name}." for each in kept if not each.tests),
        *(f"Promise {named[name]} names {name}, which is not there." for name in sorted(named.keys() - there)),
        *(f"{name} is a test of no promise on the page. Name it there." for name in sorted(there - named.keys())),
        *(
            f"{name} is named by promise {number}, but is a test of another."
            for name, number in sorted(named.items())
            if not name.startswith(f"test_{number:02}_")
        ),
    ]


def main() -> None:
    """Print what is not as it should be, and say so by the exit status."""
    problems = (
        addresses_in_locks()
        + promises_without_proof()
        + stale_translations()
        + untold_texts()
        + not_whole(KEPT.read_text())
    )
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
