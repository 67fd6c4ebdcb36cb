"""When each promise was last checked: a day that was written down, on this version or before a change, or unknown."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.home.promises_checked import WRITTEN, Passed, last_passed, version
from handinhand.home.promises_we_keep import TWELVE
from handinhand.home.views import promises
from tests.browsing import text_of
from tools import promises_checked as tool

DAY = date(2026, 11, 3)
FIRST = TWELVE[0].tests
EVERY = sorted(name for each in TWELVE for name in each.tests)


def write(path: Path, **passed: str) -> Path:
    path.write_text(json.dumps({"passed": passed, "version": version()}))
    return path


def test_a_promise_was_checked_when_the_oldest_of_its_tests_was(tmp_path: Path):
    here = write(tmp_path / "kept.json", **{"a.py": "2026-11-01", "b.py": "2026-11-03"})
    assert last_passed(["a.py", "b.py"], today=DAY, written=here) == Passed(date(2026, 11, 1), is_this_version=True)
    assert last_passed(["b.py"], today=DAY, written=here).day == DAY


@pytest.mark.parametrize("tests", [["c.py"], ["a.py", "c.py"], []])
def test_what_was_not_written_down_is_not_claimed(tmp_path: Path, tests):
    assert last_passed(tests, today=DAY, written=write(tmp_path / "kept.json", **{"a.py": "2026-11-01"})) == Passed()
    assert last_passed(tests, today=DAY, written=tmp_path / "none.json") == Passed()


@pytest.mark.parametrize("odd", ["", "[]", "{", '{"passed": {"a.py": "soon"}}', '{"passed": {"a.py": "2026-11-04"}}'])
def test_no_day_that_is_yet_to_come_and_nothing_that_cannot_be_read(tmp_path: Path, odd):
    (tmp_path / "kept.json").write_text(odd)
    assert last_passed(["a.py"], today=DAY, written=tmp_path / "kept.json") == Passed()


def test_any_change_makes_it_another_version(tmp_path: Path):
    (tmp_path / "page.html").write_text("Hello")
    before = version.__wrapped__(tmp_path)
    assert version.__wrapped__(tmp_path) == before
    (tmp_path / "page.html").write_text("Hello there")
    changed = version.__wrapped__(tmp_path)
    (tmp_path / "page.html").rename(tmp_path / "other.html")
    assert len({before, changed, version.__wrapped__(tmp_path)}) == 3


def the_page() -> str:
    return text_of(Client().get("/promises-we-keep/"))


@pytest.mark.django_db
def test_the_page_says_the_day_the_version_and_the_names_of_the_tests(tmp_path: Path, monkeypatch):
    today = timezone.now().date()
    kept = {name: today.isoformat() for name in EVERY if name not in FIRST}
    here = write(tmp_path / "kept.json", **kept)
    monkeypatch.setattr(promises, "last_passed", partial(last_passed, written=here))
    page = the_page()
    assert all(f'<code dir="ltr">{name}</code>' in page for name in EVERY)
    assert page.count("on this very version.") == len(TWELVE) - 1
    assert page.count("Nobody has written down when its tests last passed.") == 1
    here.write_text(json.dumps({"passed": kept, "version": "of before"}))
    assert the_page().count("Something here was changed since then") == len(TWELVE) - 1
    write(here, **dict.fromkeys(EVERY, (today + timedelta(days=1)).isoformat()))
    assert the_page().count("Nobody has written down when its tests last passed.") == len(TWELVE)


def test_what_is_written_down_is_what_passed():
    before = {"b.py": "2026-11-01", "gone.py": "2026-11-01"}
    names = ["a.py", "b.py", "c.py"]
    kept = json.loads(tool.written(passed=["a.py"], names=names, today=DAY, before=before))
    assert kept == {"passed": {"a.py": "2026-11-03", "b.py": "2026-11-01"}, "version": ""}
    kept = json.loads(tool.written(passed=names, names=names, today=DAY, before=before))
    assert kept == {"passed": dict.fromkeys(names, "2026-11-03"), "version": version()}


def test_what_stands_there_names_tests_that_are_there_and_days_that_were():
    kept = json.loads(WRITTEN.read_text())["passed"]
    assert set(kept) <= set(EVERY)
    assert all(date.fromisoformat(day) <= timezone.now().date() for day in kept.values())
