"""The W3C's own validator (Nu Html Checker), over all pages at once."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from standard.checkers import Finding

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# In seconds; a thousand pages take about twenty.
LONGEST = 180


def invalid(pages: Mapping[tuple[str, str], str]) -> list[Finding]:
    """What the validator finds amiss on these pages, each by its kind and by whoever looked."""
    with TemporaryDirectory() as folder:
        names = {}
        for number, ((kind, visitor), html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html)
            names[path.name] = (kind, visitor)
        told = _told(Path(folder))
    return [
        Finding("E4", "is_valid", kind, f"as sent to {visitor}", str(each.get("message", "")))
        for each in told
        if each.get("type") == "error" or each.get("subType") == "warning"
        for kind, visitor in [names[Path(each["url"]).name]]
    ]


def _told(folder: Path) -> list[dict[str, str]]:
    """Its messages; where it could not run, that is the end, and not a page that is valid."""
    asked = [
        "java",
        "-Xss4m",
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--exit-zero-always",
        "--skip-non-html",
        str(folder),
    ]
    ran = subprocess.run(asked, capture_output=True, text=True, timeout=LONGEST, check=True)
    messages: list[dict[str, str]] = json.loads(ran.stderr or ran.stdout)["messages"]
    return messages
