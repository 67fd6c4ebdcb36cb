"""Somebody may choose not to see another's words, nor to be beside them; and nobody else can tell."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.circles.actions import choose_sight_of
from handinhand.circles.apart import kept_apart
from handinhand.live.queries import versions_of
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Seat
from handinhand.promises.actions import make
from handinhand.words.choices import ScopeKind
from handinhand.words.models import NotSeeing, Scope, Words
from tests.browsing import text_of
from tests.meetings import rooms as stage
from tests.promises.scene import OTHERS, House, as_others_see, kept, send, shared_places, walk

pytestmark = pytest.mark.both
# Dee chooses; Tom is whom she does not see; the others look on.
NUMBERS = re.compile(r"\d+")


def choose(house: House, see: str = "no", who: str = "Dee", about: str = "Tom") -> None:
    circle, other = house.group.circle.public_id, house.member(about)
    answer = send(house.browser(who), f"/c/{circle}/members/{other.public_id}/seeing/", see=see)
    assert answer.status_code == 302


def say(house: House, name: str, body: str) -> None:
    part = stage.fresh(house.now_on).current
    circle, meeting = house.group.circle.public_id, house.now_on.public_id
    send(house.browser(name), f"/c/{circle}/meetings/{meeting}/room/say/{part.public_id}/", body=body, do="share")


def test_their_words_are_left_out_for_me_alone_and_come_back(house: House) -> None:
    house.go(PartKind.TALK)
    say(house, "Tom", "My boots are on the stairs.")
    say(house, "Asha", "Mine are dry.")
    find = f"/c/{house.group.circle.public_id}/find/"
    for see, found in (("no", False), ("yes", True), ("no", False)):
        choose(house, see)
        page, looked = house.browser("Dee").get(house.room()), send(house.browser("Dee"), find, looked_for="boots")
        assert ("My boots are on the stairs." in text_of(page)) is found
        assert ("My boots are on the stairs." in text_of(looked)) is found
        assert "Mine are dry." in text_of(page)
        for name in ("Tom", "Asha", "Sam"):
            assert "My boots are on the stairs." in text_of(house.browser(name).get(house.room()))
    # It is of one circle, and of one direction.
    say(house, "Dee", "I lost a glove.")
    assert "I lost a glove." in text_of(house.browser("Tom").get(house.room()))


def test_nobody_decides_blind(house: House) -> None:
    circle, now = house.group.circle, timezone.now()
    scope = Scope.objects.get(circle=circle, kind=ScopeKind.CIRCLE)
    choose(house)
    send(house.browser("Tom"), f"/c/{circle.public_id}/decisions/propose/", text="We lock the door at nine.")
    make(circle=circle, scope=scope, by=house.member("Tom"), text="I keep the spare key.", by_when=None, now=now)
    assert "We lock the door at nine." in text_of(house.browser("Dee").get(f"/c/{circle.public_id}/decisions/"))
    assert "I keep the spare key." in text_of(house.browser("Dee").get(f"/c/{circle.public_id}/promises/"))


def queries_of(house: House, places: list[str]) -> list[str]:
    """What the others' pages ask the database, without the numbers."""
    asked = []
    for name in OTHERS:
        for place in places:
            with CaptureQueriesContext(connection) as found:
                house.browser(name).get(place)
            asked += [NUMBERS.sub("0", each["sql"]).split("WHERE")[0] for each in found.captured_queries]
    return asked


def test_nobody_can_tell_by_a_page_a_count_a_query_an_event_or_a_row(house: House) -> None:
    circle = house.group.circle
    people = [f"/c/{circle.public_id}/members/{each.public_id}/" for each in house.group.members.values()]
    places = [*shared_places(house), f"/c/{circle.public_id}/members/", f"/c/{circle.public_id}/done/", *people]
    followed = [each.public_id for each in Scope.objects.filter(circle=circle).exclude(kind=ScopeKind.ME)]
    followed += [house.member(name).person.public_id for name in house.group.members if name != "Dee"]
    as_others_see(house, places)
    before, rows, heard = as_others_see(house, places), kept(), versions_of(followed)
    asked = queries_of(house, places)
    seen = {name: words_of(house, name) for name in OTHERS}
    acts: tuple[Callable[[], None], ...] = (
        lambda: choose(house),
        lambda: choose(house, about="Nia"),
        lambda: choose(house, see="yes"),
        lambda: choose(house),
        lambda: choose(house, about="Marcus"),
    )
    for act in acts:
        act()
        assert as_others_see(house, places) == before
        assert versions_of(followed) == heard
        assert {name: words_of(house, name) for name in OTHERS} == seen
    assert queries_of(house, places) == asked
    changed = {table for table, found in kept().items() if found != rows[table]}
    assert changed == {"words.NotSeeing"}
    for name in OTHERS:
        pages = walk(house.browser(name), *places)
        said = [address for address, page in pages.items() if "you chose not to see" in page.text.casefold()]
        # These pages say the same to everybody, of anybody.
        assert set(said) <= {"/what-is-kept/", "/promises-we-keep/"}


def words_of(house: House, name: str) -> list[int]:
    return list(Words.objects.visible_to(house.member(name).person).order_by("pk").values_list("pk", flat=True))


def test_it_is_no_use_against_oneself_or_from_outside(house: House, hillside) -> None:
    circle = house.group.circle.public_id
    me = house.member("Dee").public_id
    assert send(house.browser("Dee"), f"/c/{circle}/members/{me}/seeing/", see="no").status_code == 404
    outside = hillside.bo.public_id
    assert send(house.browser("Dee"), f"/c/{circle}/members/{outside}/seeing/", see="no").status_code == 404
    assert not NotSeeing.objects.exists()


def ring(house: House) -> list[int]:
    return list(Seat.objects.filter(part__meeting=house.now_on).order_by("order").values_list("member", flat=True))


def test_two_who_are_kept_apart_are_never_seated_beside_each_other(house: House) -> None:
    choose_sight_of(by=house.member("Dee"), other=house.member("Tom"), see=False)
    apart = frozenset({house.member("Dee").pk, house.member("Tom").pk})
    assert kept_apart(house.group.circle) == {apart}
    orders = set()
    for _each in range(12):
        house.go(PartKind.ROUND)
        order = ring(house)
        assert apart <= set(order)
        pairs = {frozenset(each) for each in zip(order, [*order[1:], *order[:1]], strict=True)}
        assert apart not in pairs
        orders.add(tuple(order))
        house.go(PartKind.IDEAS)
    # Nobody can draw it again: each time it is other chance.
    assert len(orders) > 2
