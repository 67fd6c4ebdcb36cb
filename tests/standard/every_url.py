"""Visits every page of the planted world in a real browser, as everybody who gets one, and says what is not held.

Whoever gets a page first sees it in one look in English and with scripts, as most of the checkers need it, and every
third page in one of the others, too; they change from page to page, so that all are had. `make soak` goes there as
everybody, and takes all looks, as `make standard` does on the demonstration.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest

from standard import discovering
from standard.browser import Watched, a_browser
from standard.checkers import CHECKERS, Asked
from standard.looks import Look, looks
from standard.steps import STEPS
from standard.validator import invalid
from standard.visiting import Seen, Visitor, visit
from tests.answers import MEMBER, STRANGER, Row
from tests.servers import Server
from tests.standard.planted_house import Planted, Way, planted

NOT_HERE, MENDED = 404, 422
# Whoever opens one of these gets no page to look at.
FILES = frozenset({*discovering.FILES, "calendars:feed 404"})
# Two halves, so that two workers share them.
OF_MEETINGS = frozenset({"meetings", "decisions", "times", "roles", "promises", "circles", "links", "unnamed"})


@dataclass(frozen=True)
class Visit:
    """A page, who looks, and in which looks."""

    way: Way
    looks: tuple[Look, ...]
    axe_in: int


def looks_in_turn(turn: int) -> tuple[Look, ...]:
    """The look of the page whose turn it is, and of every third one another of the kinds that say less."""
    telling = [each for each in looks() if each.scripts == "with scripts" and each.direction == "ltr"]
    others = [each for each in looks() if each not in telling]
    more = () if turn % 3 else (others[turn // 3 % len(others)],)
    return (telling[turn % len(telling)], *more)


def visits(ways: Iterable[Way], *, in_all: bool = False, everybody: bool = True) -> Iterator[Visit]:
    """Every page by everybody who gets it; a page that is not there is the same everywhere, and visited once each."""
    been: set[tuple[str, int]] = set()
    not_here: set[str] = set()
    turn = count()
    # The member first: what they get is what most people get.
    for way in sorted(ways, key=lambda way: (way.visitor != MEMBER, way.visitor)):
        if way.status == NOT_HERE and way.visitor in not_here:
            continue
        not_here |= {way.visitor} if way.status == NOT_HERE else set()
        is_new = (way.kind, way.status) not in been
        if not is_new and (way.form or not everybody):
            continue
        been.add((way.kind, way.status))
        had = looks() if in_all and is_new else looks_in_turn(next(turn))
        # What needs mending may be another thing in another language.
        chosen = tuple(each for each in had if each.direction == "ltr" or not way.form)
        yield Visit(way, chosen, 1 if is_new else 0)


def visit_all(watched: Watched, server: str, house: Planted, planned: Iterable[Visit]) -> Seen:
    """All of them, one after the other."""
    whole = Seen()
    for each in planned:
        way = each.way
        cookies = tuple(
            {"name": name, "value": value, "url": server} for name, value in house.cookies[way.visitor].items()
        )
        visitor = Visitor(way.visitor, cookies, house.names)
        kind = f"{way.kind} {way.status}" if way.status != 200 else way.kind
        asked = Asked(
            kind,
            names=house.names,
            is_a_step=way.kind in STEPS and way.status == 200,
            signed_in=way.visitor != STRANGER,
            status=way.status,
        )
        whole.add(visit(watched, visitor, server + way.path, asked, each.looks, axe_in=each.axe_in, form=way.form))
    return whole


@contextmanager
def seen_of(
    folder: Path, parts: frozenset[str], *, others: bool, in_all: bool = False, everybody: bool = False
) -> Iterator[Seen]:
    """What was seen on the pages of these parts, or of all others, on a real server of their own."""
    house = planted(folder)
    ways = [each for each in house.ways if (each.kind.partition(":")[0] in parts) != others]
    with Server(folder) as server, a_browser() as watched:
        seen = visit_all(watched, server.url, house, visits(ways, in_all=in_all, everybody=everybody))
    seen.findings += invalid(seen.html)
    seen.pages["is_valid"] = {kind for kind, _visitor in seen.html}
    yield seen


def has_a_page(row: Row) -> bool:
    """Whether somebody gets a page there, by looking or by sending something that needs mending."""
    looking = [answer for _visitor, answer in row.get.each() if answer.shows and not answer.changes] if row.get else []
    is_seen = any(answer.status != NOT_HERE for answer in looking)
    return is_seen or bool(row.post and any(answer.status == MENDED for _visitor, answer in row.post.each()))


class EveryPage:
    """What holds on every page of a half; each half is a file of its own, so that two workers share them."""

    others: ClassVar[bool]
    at_least: ClassVar[int]
    # Checkers for which there is nothing to look at in this half, and something in the other.
    nothing_for: ClassVar[frozenset[str]] = frozenset()

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
        with seen_of(tmp_path_factory.mktemp("house"), OF_MEETINGS, others=cls.others) as whole:
            yield whole

    def test_every_page_came(self, seen: Seen) -> None:
        # In a language without a measure nobody measured the reading; it is said.
        not_seen = [each for each in seen.not_seen if each.rule != "E1"]
        assert not [each for each in not_seen if each.page not in FILES or "is not a page" not in each.says]
        assert len(seen.pages["is_valid"]) >= self.at_least

    @pytest.mark.parametrize("checker", CHECKERS)
    def test_every_page_keeps_the_rule(self, seen: Seen, checker: str) -> None:
        assert bool(seen.pages[checker]) is (checker not in self.nothing_for)
        assert not [f"{each.page} ({each.look}): {each.says}" for each in seen.findings if each.checker == checker]
