"""`make standard`: walk the demonstration, run the proofs, print the table and write down what came of it."""

import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

from standard import demonstration, proofs, results
from standard.checkers import CHECKERS
from standard.flows import CODE, FLOWS
from standard.validator import invalid
from tests.servers import Server

ROOT = Path(__file__).parent.parent
DATA = ROOT / "build" / "standard"
RESULTS = Path(__file__).with_name("results.json")
FOR_MEMBERS = ROOT / "handinhand" / "home" / "rules_checked.json"


def main() -> int:
    """Say by the exit status whether all held that can be checked."""
    began = time.monotonic()
    shutil.rmtree(DATA, ignore_errors=True)
    with Server(DATA, demo=True) as server:
        found, again = (demonstration.visitors(server, visit) for visit in ("finding pages", "looking at them"))
        planned = demonstration.jobs(server.url, found, again)
        _tell(began, f"{len(planned)} visits to {len({each.kind for each in planned})} kinds of pages begin")
        seen = demonstration.walk(planned, side_by_side=demonstration.browsers())
    _tell(began, "all pages were visited; the validator begins")
    seen.findings += invalid(seen.html)
    seen.pages["is_valid"] = {kind for kind, _visitor in seen.html}
    _tell(began, "the proofs of flows and code begin")
    tests = proofs.held([each for named in (*FLOWS.values(), *CODE.values()) for each in named], side_by_side=2)
    came = results.by_rule(findings=seen.findings, pages=seen.pages, not_seen=seen.not_seen, tests=tests)
    results.write(came, RESULTS)
    results.write_for_members(came, FOR_MEMBERS, today=datetime.now(UTC).date())
    print(results.table(came))
    _tell(began, "done")
    idle = [name for name in CHECKERS if not seen.pages.get(name)]
    return 0 if planned and not idle and all(each.held is not False for each in came) else 1


def _tell(began: float, words: str) -> None:
    print(f"{time.monotonic() - began:5.0f} s  {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    sys.exit(main())
