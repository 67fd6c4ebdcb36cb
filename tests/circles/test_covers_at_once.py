"""Covers by several people at the very same moment, and at the moment of lapsing: one state, one line, a sentence."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from handinhand.circles.actions import agree_to_cover, change_reading, cover
from handinhand.circles.choices import Power
from handinhand.circles.models import Reading
from handinhand.words import actions as words_actions
from handinhand.words.models import Cover, CoverYes, Words
from handinhand.words.queries import OwnHere, circle_scope, own_text_for
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, text_of
from tests.cast import NAMES, Group, make_group
from tests.circles.browsers import at
from tests.circles.test_at_once import post, together, used

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
SECRET = "She moved to the house with the yellow gate."
LASTS = timedelta(days=2)
KEPT = "Kept. Nobody sees that it was you."
ENOUGH = "Two others agreed already, so the cover stays."
OVER = "This cover is over, so there is nothing to agree to."
STAYS = "Two others agreed by now, so the cover stays."
LIFTED = "The words can be read again."


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture(params=range(2))
def again(request: pytest.FixtureRequest) -> int:
    """What happens at once can happen in more than one order, so each is tried a few times."""
    return int(request.param)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


class Covered:
    """Something that Tom covered and Asha wants to stay covered: somebody's words, or a text of the circle's own."""

    def __init__(self, group: Group, kind: str) -> None:
        self.group = group
        self.over: Words | OwnHere = written(group) if kind == "words" else in_the_reading(group)
        cover(words=self.over, by=group.tom, now=timezone.now())
        agree_to_cover(words=self.over, by=group.asha, now=timezone.now())

    def address(self, name: str) -> str:
        if isinstance(self.over, Words):
            return at(name, self.group, self.over.public_id)
        return at(f"own_{name}", self.group, self.over.field.kind, self.over.row.public_id)

    def send(self, name: str, what: str) -> tuple[Client, Callable[[], HttpResponse]]:
        """Somebody's browser, and what it sends later."""
        browser = client_of(self.group.members[name])
        return browser, post(browser, self.address(what), back=at("my_place", self.group))

    def until(self):
        """Until when the text is covered, as its row says now."""
        if isinstance(self.over, Words):
            return Words.objects.get(pk=self.over.pk).covered_until
        return Reading.objects.get(pk=self.over.row.pk).happens_covered_until

    def is_read_by_others(self) -> bool:
        """Whether somebody who did nothing here reads it by its own page."""
        page = client_of(self.group.sam)
        return SECRET in text_of(page.get(self.address("cover")))


def written(group: Group) -> Words:
    given = {"circle": group.circle, "scope": circle_scope(group.circle), "state": "shared", "now": timezone.now()}
    return words_actions.write(by=group.dee.person, body=SECRET, **given)


def in_the_reading(group: Group) -> OwnHere:
    change_reading(by=group.dee, instead_of=0, happens=SECRET, who="", not_asked="", now=timezone.now())
    row = Reading.objects.get().public_id
    found = own_text_for(viewer=group.tom.person, circle=group.circle, kind="reading-happens", public_id=row)
    assert found is not None
    return found


@pytest.fixture(params=["words", "own text"])
def covered(request: pytest.FixtureRequest, group: Group, clock: time_machine.Traveller) -> Covered:
    return Covered(group, request.param)


def said_to(browser: Client, group: Group) -> str:
    """The next page of a browser, where it is said what came of the form."""
    return text_of(browser.get(at("my_place", group)))


def test_the_second_who_agrees_as_it_lapses(covered, group, clock, again) -> None:
    """Either two agreed in time and it stays, or it lapsed and stays open to all; never the one and the other."""
    clock.shift(LASTS - timedelta(seconds=1))
    nia, agrees = covered.send("Nia", "cover_stays")
    lapses = lambda: clock.shift(timedelta(seconds=1))  # noqa: E731
    together(*((agrees, lapses) if again % 2 else (lapses, agrees)))
    kept = Cover.objects.get().confirmed_at is not None
    assert used(Power.KEEP_COVER) == int(kept)
    assert covered.is_read_by_others() is not kept
    assert (KEPT if kept else OVER) in said_to(nia, group)
    clock.shift(timedelta(days=400))
    assert covered.is_read_by_others() is not kept


def test_who_had_to_wait_until_it_had_lapsed_hears_that_it_is_over(covered, group, clock) -> None:
    """The moment counts at which they are through, not at which they pressed: by then all could read it again."""
    clock.shift(LASTS - timedelta(seconds=1))
    pressed = timezone.now()
    clock.shift(timedelta(seconds=1))
    with pytest.raises(CoverNotNow, match=OVER):
        agree_to_cover(words=covered.over, by=group.nia, now=pressed)
    assert (used(Power.KEEP_COVER), CoverYes.objects.count()) == (0, 1)
    assert covered.is_read_by_others()


def test_two_who_agree_at_once_are_one_line_and_one_cover(covered, group, again) -> None:
    (nia, first), (marcus, second) = (covered.send(name, "cover_stays") for name in ("Nia", "Marcus"))
    together(first, second)
    assert used(Power.KEEP_COVER) == 1
    assert Cover.objects.get().confirmed_at is not None
    assert not covered.is_read_by_others()
    answers = [said_to(each, group) for each in (nia, marcus)]
    assert sorted(KEPT in each for each in answers) == sorted(ENOUGH in each for each in answers) == [False, True]


def test_who_covered_it_lifts_it_while_the_second_agrees(covered, group, again) -> None:
    (tom, lifts), (nia, agrees) = covered.send("Tom", "cover_off"), covered.send("Nia", "cover_stays")
    together(*((lifts, agrees) if again % 2 else (agrees, lifts)))
    row = Cover.objects.get()
    kept = row.confirmed_at is not None
    assert kept is (row.taken_off_at is None)
    assert (used(Power.KEEP_COVER), used(Power.UNCOVER)) == ((1, 0) if kept else (0, 1))
    assert covered.is_read_by_others() is not kept
    assert (covered.until() is None) is not kept
    assert (STAYS if kept else LIFTED) in said_to(tom, group)
    assert (KEPT if kept else OVER) in said_to(nia, group)


def test_one_person_covers_and_agrees_on_two_phones_at_once(covered, group, again) -> None:
    """Both wait for their own place and for what is covered: whichever comes first, neither waits for the other."""
    (one, agrees), (two, covers) = covered.send("Nia", "cover_stays"), covered.send("Nia", "cover")
    answers = together(agrees, covers)
    assert {each.status_code for each in answers} == {302}
    assert (used(Power.KEEP_COVER), used(Power.COVER)) == (1, 1)
    assert KEPT in said_to(one, group)
    assert "These words are covered already." in said_to(two, group)
