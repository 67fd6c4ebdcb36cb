"""The page for keepers names every setting with its default, and every command."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "keeper.md").read_text()
SETTINGS = ast.parse((ROOT / "handinhand" / "config" / "settings.py").read_text())
READERS = {"read_text", "read_yes", "read_number", "read_list", "read_database", "read_texts"}


def settings_read() -> dict[str, ast.Call]:
    """Every environment setting that settings.py reads, with the call that reads it."""
    calls = (node for node in ast.walk(SETTINGS) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {
        call.args[0].value: call
        for call in calls
        if call.func.id in READERS and call.args and isinstance(call.args[0], ast.Constant)
    }


def documented() -> dict[str, str]:
    """Each setting on the page, with its default as it stands there."""
    return dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", PAGE, flags=re.MULTILINE))


def plain_default(call: ast.Call) -> str | None:
    given = call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "default"), None)
    if not isinstance(given, ast.Constant):
        return None
    return {True: "yes", False: "no"}.get(given.value, str(given.value)) if given.value is not None else None


def test_every_setting_is_on_the_page_and_no_other() -> None:
    assert len(settings_read()) > 15
    assert set(documented()) == set(settings_read())


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_the_default_on_the_page_is_the_real_one(name: str) -> None:
    default = plain_default(settings_read()[name])
    if default:
        assert documented()[name] == f"`{default}`"


@pytest.mark.parametrize("command", ["serve", "demo", "load-meeting", "check", "backup", "restore", "rotate-key"])
def test_every_command_of_a_keeper_is_on_the_page(command: str) -> None:
    assert re.search(rf"^    handinhand {command}\b", PAGE, flags=re.MULTILINE)
