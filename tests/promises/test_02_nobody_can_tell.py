"""A watcher who sees every page, its headers, its size and what it took to make it cannot tell what is private.

The same house is looked at before and after, by somebody for whom none of it is meant, at one and the same moment. All
is compared byte for byte but for what is random in every single answer, even in two of the same page: the proof of a
form (`csrfmiddlewaretoken`, and its cookie) and the key with which a form takes effect once. Both always have the same
length, so that sizes are compared as they are. Tickets for the live stream are compared whole: they name how far every
channel has come that the watcher's pages listen to, so a single event that reached them would show here.

How long a page takes cannot be compared without chance. What decides it is compared instead: every question that the
database is asked for the page, in its order, with its shape; in the soak, the time itself.
"""

import gc
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

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
from tests.touching_on_it import let_all_touch_on_it
from tests.visitors import TABLE
from tests.words.test_sight_by_any_url import pages

pytestmark = [pytest.mark.django_db]
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
WATCHERS = (MEMBER, OUTSIDE)
RANDOM = re.compile(rb'(name="(?:key|csrfmiddlewaretoken|phrase)" value=")[^"]*"')
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b")
PARTS = re.compile(r"(?<=[/=-])[a-z0-9]{12}(?=[/&]|$)")
NOBODYS = "zzzzzzzzzzzz"
OFTEN_SEEN = {"home:today", "home:circle", "circles:members", "care:helps", "care:help_here", "care:my_person"}
LOOKS, DEALT_ANEW = 40, 2000
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
    """The planted house at a moment that stands still: all in it touches on something, which somebody has in a list."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(EVENING, tick=False):
        house = make_house()
        let_all_touch_on_it(house)
        yield house
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


@pytest.mark.parametrize("watcher", [pytest.param(MEMBER, marks=pytest.mark.both), OUTSIDE])
def test_a_watcher_cannot_tell_what_is_private(house: House, watcher: str) -> None:
    cannot_be_told(house, of_the_table(house), watcher, *PRIVATE_THINGS)


def test_an_address_that_is_somebody_elses_is_one_that_nobody_has(house: House) -> None:
    """Whoever comes by the address of something private gets what any address of nothing gives."""
    before = of_all_rows(house)
    known = {part for address in before for part in PARTS.findall(address)}
    with house.undone():
        for each in PRIVATE_THINGS:
            each(house)
        new = sorted(set(of_all_rows(house)) - set(before))
        assert new
        for address in new:
            nothing = PARTS.sub(lambda part: part[0] if part[0] in known else NOBODYS, address)
            theirs, nobodys = observe(house, MEMBER, address), observe(house, MEMBER, nothing)
            own = [part.encode() for part in PARTS.findall(address) if part not in known]
            assert not [each for each in own if each in theirs.body.replace(address.encode(), b"")], address
            assert (theirs.status, theirs.size, theirs.cookies) == (nobodys.status, nobodys.size, nobodys.cookies), (
                address
            )
            assert theirs.body.replace(address.encode(), b"") == nobodys.body.replace(nothing.encode(), b""), address


@pytest.mark.soak
@pytest.mark.parametrize("watcher", [*WATCHERS, ELSEWHERE])
@pytest.mark.parametrize("thing", PRIVATE_THINGS, ids=lambda each: each.__name__)
def test_a_watcher_cannot_tell_any_one_of_them(house: House, watcher: str, thing: Callable[[House], None]) -> None:
    cannot_be_told(house, of_the_table(house), watcher, thing)


@pytest.mark.soak
@pytest.mark.parametrize("watcher", [MEMBER, ELSEWHERE])
def test_a_watcher_cannot_tell_at_any_address_of_any_row(house: House, watcher: str) -> None:
    cannot_be_told(house, of_all_rows(house), watcher, *PRIVATE_THINGS)


def took(house: House, addresses: list[str]) -> int:
    """How long the processor was busy with these pages."""
    gc.collect()
    began = time.process_time_ns()
    for address in addresses:
        house.browser(MEMBER).get(address)
    return time.process_time_ns() - began


@pytest.mark.soak
def test_a_watcher_cannot_tell_by_the_time_it_took(house: House) -> None:
    """Looks before and after, in an order that chance decides, are no more apart than if it were all one.

    If it took just as long, the labels before and after could be dealt out anew to the same times: so a thousand times
    they are. A difference that fewer than one in a thousand of these reach, and of more than a twentieth, fails here.
    """
    rng, times = random.Random(1), {False: [], True: []}
    addresses = [house.address(row) for row in TABLE if row.get is not None and row.name in OFTEN_SEEN]
    for is_after in rng.sample([False, True] * LOOKS, 2 * LOOKS):
        with house.undone():
            # Whatever doing it costs, and what it leaves in memory, is the same for both: one of them undoes it.
            with nullcontext() if is_after else house.undone():
                for each in PRIVATE_THINGS:
                    each(house)
            took(house, addresses)
            times[is_after].append(took(house, addresses))
    apart = abs(median(times[True]) - median(times[False]))
    together = times[True] + times[False]
    as_far = 0
    for _each in range(DEALT_ANEW):
        rng.shuffle(together)
        as_far += abs(median(together[:LOOKS]) - median(together[LOOKS:])) >= apart
    assert as_far > DEALT_ANEW / 1000 or apart < median(together) / 20, (apart, median(together), as_far)
