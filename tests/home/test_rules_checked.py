"""The page of the rules: what came of the last check, in plain words, and nothing that nobody wrote down."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.home.promises_checked import version
from handinhand.home.rules_checked import WRITTEN, Came, last_table
from handinhand.home.views import rules
from standard.results import write_for_members
from standard.rules import Result, ids
from tests.browsing import text_of

DAY = date(2026, 11, 3)


def write(path: Path, *results: Result, day: date = DAY) -> Path:
    write_for_members([*results], path, today=day)
    return path


def came(path: Path) -> dict[str, tuple[Came, int]]:
    told = last_table(today=DAY, written=path)
    return {rule.id: (rule.came, rule.pages) for _name, rules in told.principles for rule in rules}


def test_each_rule_is_told_as_it_came_out(tmp_path: Path):
    here = write(
        tmp_path / "kept.json",
        Result("S1", "page", 12, held=True),
        Result("S1", "flow", 2, held=True),
        Result("S2", "page", 12, held=True),
        Result("S9", "flow", 2, held=False, where=("Something stayed.",)),
        Result("E2", "page", 9, held=True),
        Result("E2", "people", 0, held=None),
        Result("K6", "people", 0, held=None),
        Result("E6", "flow", 0, held=None),
    )
    told = came(here)
    assert list(told) == ids()
    assert told["S1"] == told["S2"] == (Came.HELD, 12)
    assert told["S9"] == (Came.NOT_HELD, 0)
    assert told["E2"] == (Came.HELD, 9)
    assert told["K6"] == (Came.ONLY_PEOPLE, 0)
    assert told["E6"] == (Came.NOT_YET, 0)
    assert told["T1"] == (Came.UNKNOWN, 0)


def test_one_way_in_which_it_did_not_hold_is_enough(tmp_path: Path):
    here = write(tmp_path / "kept.json", Result("S1", "page", 12, held=True), Result("S1", "flow", 2, held=False))
    assert came(here)["S1"] == (Came.NOT_HELD, 12)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("page", True), ("flow", None)], Came.NOT_YET),
        ([("page", None), ("flow", True)], Came.NOT_YET),
        ([("page", None), ("people", None)], Came.NOT_YET),
        ([("page", True), ("people", None)], Came.HELD),
        ([("page", True), ("unmeasured", None)], Came.IN_PART),
        ([("page", None), ("unmeasured", None)], Came.NOT_YET),
        ([("page", False), ("unmeasured", None)], Came.NOT_HELD),
        ([("unmeasured", None)], Came.NOT_YET),
    ],
)
def test_nothing_is_said_to_hold_of_which_a_part_was_not_looked_at(
    tmp_path: Path, rows: list[tuple[str, bool | None]], expected: Came
):
    here = write(tmp_path / "kept.json", *(Result("E1", check, 3, held=held) for check, held in rows))
    assert came(here)["E1"][0] == expected


@pytest.mark.django_db
def test_the_page_says_what_only_people_can_say_and_where_nothing_can_be_measured(tmp_path: Path, monkeypatch):
    here = write(
        tmp_path / "kept.json",
        Result("E1", "page", 9, held=True),
        Result("E1", "unmeasured", 4, held=None),
        Result("E2", "page", 8, held=True),
        Result("E2", "people", 0, held=None),
        Result("K6", "people", 0, held=None),
        Result("S1", "page", 12, held=True),
        Result("S1", "flow", 0, held=None),
        day=timezone.now().date(),
    )
    monkeypatch.setattr(rules, "last_table", partial(last_table, written=here))
    page = text_of(Client().get("/rules-for-our-pages/"))
    assert "Held, on 9 kinds of pages. Not yet for pages in some languages. There we cannot measure it." in page
    people = "One part of it only people can say. Nobody has written it down yet."
    assert f"Held, on 8 kinds of pages. {people}" in page
    assert page.count(people) == 1
    assert page.count("Only people can say. Nobody has written it down yet.") == 1
    assert page.count("Not all of it was looked at yet.") == 1
    assert "12 kinds" not in page


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "[]",
        "{",
        '{"day": "soon", "rules": []}',
        '{"day": "2026-11-01", "rules": [{"id": "S1"}]}',
        '{"day": "2026-11-01", "rules": [{"id": "S1", "check": "page", "pages": 3, "held": "yes"}]}',
        '{"day": "2026-11-04", "rules": [{"id": "S1", "check": "page", "pages": 3, "held": true}]}',
    ],
)
def test_nothing_that_cannot_be_read_and_no_day_to_come_is_claimed(tmp_path: Path, odd: str):
    (tmp_path / "kept.json").write_text(odd)
    for path in (tmp_path / "kept.json", tmp_path / "none.json"):
        told = last_table(today=DAY, written=path)
        assert told.day is None
        assert not told.is_this_version
        assert {each for each, _pages in came(path).values()} == {Came.UNKNOWN}


@pytest.mark.django_db
def test_the_page_says_it_in_plain_words(tmp_path: Path, monkeypatch):
    today = timezone.now().date()
    results = [Result("S1", "page", 12, held=True), Result("S2", "page", 3, held=False)]
    here = write(tmp_path / "kept.json", *results, Result("C7", "code", 2, held=True), day=today)
    monkeypatch.setattr(rules, "last_table", partial(last_table, written=here))
    page = text_of(Client().get("/rules-for-our-pages/"))
    assert "at this very version." in page
    assert page.count("Held, on 12 kinds of pages.") == 1
    assert page.count("Not held everywhere yet.") == 1
    assert page.count("Held, in every test of it.") == 1
    assert page.count("We do not know.") == len(ids()) - 3
    kept = json.loads(here.read_text())
    assert kept["version"] == version()
    here.write_text(json.dumps({**kept, "version": "of before"}))
    assert "Something here was changed since then." in text_of(Client().get("/rules-for-our-pages/"))
    write(here, *results, day=today + timedelta(days=1))
    assert "Nobody has written down what came of the last look." in text_of(Client().get("/rules-for-our-pages/"))


def test_what_stands_there_names_every_rule_and_a_day_that_was():
    kept = json.loads(WRITTEN.read_text())
    assert {each["id"] for each in kept["rules"]} == set(ids())
    assert date.fromisoformat(kept["day"]) <= timezone.now().date()
