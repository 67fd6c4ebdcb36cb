"""A watcher who sees every page, its headers, its size and what it took to make it cannot tell what is private.

The same house is looked at before and after, by somebody for whom none of it is meant, at one and the same moment. All
is compared byte for byte but for what is random in every single answer, even in two of the same page: the proof of a
form (`csrfmiddlewaretoken`, and its cookie) and the key with which a form takes effect once. Both always have the same
length, so that sizes are compared as they are. Tickets for the live stream are compared whole: they name how far every
channel has come that the watcher's pages listen to, so a single event that reached them would show here.

How long a page takes cannot be compared without chance. What decides it is compared instead: every question that the
database is asked for the page, in its order, with its shape; in the soak, the time itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from handinhand.live.models import Channel
from handinhand.notices.models import Letter
from handinhand.words.models import ScopeMember
from tests.answers import ELSEWHERE, MEMBER, OUTSIDE
from tests.browsers import House, make_house
from tests.promises.private_things import PRIVATE_THINGS, SECRET
from tests.visitors import TABLE
from tests.words.test_sight_by_any_url import pages

pytestmark = [pytest.mark.django_db]
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
WATCHERS = (MEMBER, OUTSIDE)
RANDOM = re.compile(rb'(name="(?:key|csrfmiddlewaretoken)" value=")[^"]*"')
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b")
# It ends the visit of whoever looks there; what it shows is a page of another site.
ENDS_THE_VISIT = {"people:hide"}


@dataclass(frozen=True)
class Observed:
    """All that somebody can notice of one answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    size: int
    body: bytes
    questions: tuple[str, ...]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker) -> Iterator[House]:
    """The planted house, at a moment that stands still."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(EVENING, tick=False):
        yield make_house()
        transaction.set_rollback(True)


def observe(house: House, watcher: str, address: str) -> Observed:
    """What one page lets a watcher notice. What looking changes is undone: every look is a first look."""
    connection.queries_log.clear()
    with house.undone(), CaptureQueriesContext(connection) as queries:
        answer = house.browser(watcher).get(address)
    return Observed(
        status=answer.status_code,
        headers=tuple(sorted(answer.headers.items())),
        cookies=tuple(sorted(answer.cookies)),
        size=len(answer.content),
        body=RANDOM.sub(rb'\1"', answer.content),
        questions=tuple(VALUES.sub("?", each["sql"]) for each in queries.captured_queries),
    )


def of_the_table(house: House) -> list[str]:
    """An address for every row of the visitor table that can be looked at."""
    rows = [row for row in TABLE if row.get is not None and row.name not in ENDS_THE_VISIT]
    return sorted({house.address(row) for row in rows})


def of_all_rows(house: House) -> list[str]:
    """Every address of the project, filled with every row of the circle."""
    return sorted({address for _name, address in pages(house.world.harbour.circle)})


def told(house: House) -> tuple[dict[str, int], int]:
    """How far every channel has come that a watcher could listen to, and how many letters there are."""
    people = [house.world.person(name) for name in (*WATCHERS, ELSEWHERE)]
    keys = [each.public_id for each in people] + [f"end-{each.public_id}" for each in people]
    keys += [house.world.harbour.scope.public_id, house.world.hillside.scope.public_id]
    among = ScopeMember.even_held.filter(person__in=people)
    keys += among.values_list("scope__public_id", flat=True)
    return dict(Channel.objects.filter(key__in=keys).values_list("key", "version")), Letter.objects.count()


def cannot_be_told(house: House, addresses: list[str], watcher: str, *things: Callable[[House], None]) -> None:
    """Nothing that a watcher can notice is another after private things were done."""
    before, heard = {address: observe(house, watcher, address) for address in addresses}, told(house)
    with house.undone():
        for each in things:
            each(house)
        assert house.changed(), "something was done"
        assert told(house) == heard
        for address in addresses:
            after = observe(house, watcher, address)
            where = f"{watcher} at {address} ({resolve(address.partition('?')[0]).view_name})"
            for name in Observed.__dataclass_fields__:
                assert getattr(after, name) == getattr(before[address], name), f"{name} of {where}"
            assert SECRET.encode() not in after.body, where


@pytest.mark.both
@pytest.mark.parametrize("watcher", WATCHERS)
def test_a_watcher_cannot_tell_what_is_private(house: House, watcher: str) -> None:
    cannot_be_told(house, of_the_table(house), watcher, *PRIVATE_THINGS)


@pytest.mark.soak
@pytest.mark.parametrize("watcher", [*WATCHERS, ELSEWHERE])
@pytest.mark.parametrize("thing", PRIVATE_THINGS, ids=lambda each: each.__name__)
def test_a_watcher_cannot_tell_any_one_of_them_at_any_address(house: House, watcher: str, thing) -> None:
    cannot_be_told(house, of_all_rows(house), watcher, thing)
