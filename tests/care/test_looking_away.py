"""Whoever asks, or turned to somebody, reads the same of an ordinary no and of somebody who would not see them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import afterwards, persons, support
from handinhand.care.choices.persons import Place, Said
from handinhand.care.models import ForTomorrow, SupportPerson
from handinhand.care.rules.afterwards import begin_of_tomorrow
from handinhand.circles.actions import choose_sight_of, choose_together
from handinhand.meetings.models import Meeting
from handinhand.people.models import Ask
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_my_person import chosen, have_person
from tests.cast import Group
from tests.home.test_reaching import without_keys
from tests.meetings.rooms import begin

pytestmark = [pytest.mark.django_db]
HARD = "The gulls were loud today."
ASKED = "To be the person whom somebody turns to"
TODAY_ALONE = "Only you can see this today. From tomorrow, you and one other person can: Dee."
THE_TWO = "Only you and one other person can see this: Dee. They may have read it already."


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


def unseen(group: Group) -> None:
    choose_sight_of(by=group.dee, other=group.tom, see=False)


def not_beside(group: Group) -> None:
    choose_together(by=group.dee, other=group.tom, together=False)


def own_pages(group: Group, *more: str) -> list[str]:
    """Every page on which Tom could read how it stands with Dee, without what is random in each row."""
    tom = client_of(group.tom)
    pages = [reverse(name) for name in ("home:written", "care:my_person", "care:support", "care:mine", "home:today")]
    found = [without_keys(text_of(tom.get(each))) for each in (*pages, *more)]
    ids = [
        *Words.objects.values_list("public_id", flat=True),
        *SupportPerson.objects.values_list("public_id", flat=True),
    ]
    return [re.sub("|".join(ids) or "$.", "-", page) for page in found]


def of_tomorrow(group: Group, meeting: Meeting, kept: ForTomorrow) -> list[str]:
    page = reverse("care:tomorrow", args=[group.circle.public_id, meeting.scope.public_id])
    return own_pages(group, page, *(reverse(each, args=[kept.words.public_id]) for each in ("words:own", "home:gone")))


@pytest.mark.parametrize("look_away", [unseen, not_beside])
def test_who_asks_for_tomorrow_reads_the_same_whether_it_reaches_them(harbour: Group, now, look_away):
    meeting = begin(harbour, now=now, come=("Tom", "Asha", "Dee"))
    given = {"by": harbour.tom, "scope_id": meeting.scope.public_id, "to": harbour.dee.public_id, "body": HARD}
    times = (now, begin_of_tomorrow(harbour.circle, now) + timedelta(hours=9), now + timedelta(days=4))
    pages: list[list[list[str]]] = []
    for reaches in (True, False):
        if not reaches:
            look_away(harbour)
        kept = afterwards.ask_for_tomorrow(**given, now=now)
        pages.append([])
        for at in times:
            with time_machine.travel(at, tick=False):
                pages[-1].append(of_tomorrow(harbour, meeting, kept))
                read = Words.objects.visible_to(harbour.dee.person).filter(pk=kept.words_id).exists()
                assert read is (reaches and at != now)
        afterwards.call_off(by=harbour.tom, scope_id=meeting.scope.public_id, now=now)
    assert pages[0] == pages[1]
    assert [TODAY_ALONE in each[0] for each in pages[0]] == [True, False, False]
    assert [THE_TWO in each[0] for each in pages[0]] == [False, True, True]


def tap(group: Group, row: SupportPerson, now: datetime) -> None:
    persons.say_not_this_time(support=row, by=group.dee.person, now=now)


@pytest.mark.parametrize("opened", [False, True])
def test_who_turned_to_somebody_reads_the_same_of_a_tap_and_of_looking_away(harbour: Group, now, opened):
    def after(end: Callable[[SupportPerson], None]) -> list[str]:
        row = have_person(harbour, now)
        turned = support.turn_to(support=row, by=harbour.tom.person, text=HARD, now=now)
        if opened:
            support.open_it(turned=turned, by=harbour.dee.person, now=now)
        assert THE_TWO in own_pages(harbour)[0]
        end(row)
        assert not Words.objects.visible_to(harbour.dee.person).filter(author=harbour.tom.person).exists()
        pages = own_pages(harbour)
        row.refresh_from_db()
        persons.end(support=row, by=harbour.tom.person, now=now)
        Words.objects.filter(author=harbour.tom.person).delete()
        return pages

    tapped = after(lambda row: tap(harbour, row, now))
    looked_away = after(lambda _row: unseen(harbour))
    assert tapped == looked_away
    assert "Only you can see this so far." in tapped[0]
    assert HARD in tapped[0]


def test_who_looks_away_hears_of_no_ask_and_who_asked_reads_of_an_ask(harbour: Group, now):
    unseen(harbour)
    row = chosen(harbour, now)
    dee = client_of(harbour.dee)
    assert "They ask you to be their person" not in text_of(dee.get(reverse("care:my_person")))
    assert dee.get(reverse("care:for_somebody", args=[row.public_id])).status_code == 404
    assert send(dee, reverse("care:be_person", args=[row.public_id])).status_code == 404
    assert SupportPerson.objects.get().said == Said.ASKED
    assert "Dee is asked. No answer yet" in own_pages(harbour)[1]


def test_who_was_asked_and_then_looks_away_is_asked_no_more(harbour: Group, now):
    chosen(harbour, now)
    dee, before = client_of(harbour.dee), own_pages(harbour)
    assert ASKED in text_of(dee.get(reverse("home:today")))
    unseen(harbour)
    assert ASKED not in text_of(dee.get(reverse("home:today")))
    assert "They ask you to be their person" not in text_of(dee.get(reverse("care:my_person")))
    assert own_pages(harbour) == before
    assert not Ask.objects.filter(closed_at__isnull=True).exists()


def test_whoever_chose_and_looks_away_has_ended_it_too(harbour: Group, now):
    row = have_person(harbour, now)
    support.turn_to(support=row, by=harbour.tom.person, text=HARD, now=now)
    choose_sight_of(by=harbour.tom, other=harbour.dee, see=False)
    assert HARD in own_pages(harbour)[0]
    assert "Only you can see this so far." in own_pages(harbour)[0]
    assert not Words.objects.visible_to(harbour.dee.person).filter(author=harbour.tom.person).exists()
    assert ASKED not in text_of(client_of(harbour.dee).get(reverse("home:today")))


def again_and_again(group: Group) -> list[str]:
    """What Tom reads who chooses Dee anew, in both places."""
    tom = client_of(group.tom)
    forms = [reverse("care:choose_person", args=[place]) for place in ("first", "second")]
    return [text_of(send(tom, each, who=group.dee.public_id)) for each in forms]


def test_a_no_is_kept_for_six_weeks_also_when_it_is_put_away(harbour: Group, now):
    row = chosen(harbour, now)
    tap(harbour, row, now)
    tom = client_of(harbour.tom)
    for _twice in range(2):
        send(tom, reverse("care:end_person", args=[row.public_id]))
    assert "Nobody so far." in text_of(tom.get(reverse("care:my_person")))
    for page in again_and_again(harbour):
        assert "So that nobody is asked again and again, you can ask them anew from" in page
    assert ASKED not in text_of(client_of(harbour.dee).get(reverse("home:today")))
    persons.clear_put_away(now=now + timedelta(days=41))
    with pytest.raises(persons.NotNow, match="again and again"):
        chosen(harbour, now + timedelta(days=41))
    assert chosen(harbour, now + timedelta(days=42)).said == Said.ASKED
    assert SupportPerson.objects.count() == 1


def test_somebody_else_in_between_is_no_way_round_a_no(harbour: Group, now):
    tap(harbour, chosen(harbour, now), now)
    other = chosen(harbour, now, who="asha")
    persons.end(support=other, by=harbour.tom.person, now=now)
    with pytest.raises(persons.NotNow, match="again and again"):
        chosen(harbour, now, place=Place.SECOND)
    assert [each.member.name for each in SupportPerson.objects.all()] == ["Dee"]
    assert not Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True).exists()


def test_a_no_that_was_put_away_is_forgotten_once_they_can_be_asked(harbour: Group, now):
    row = chosen(harbour, now)
    tap(harbour, row, now)
    persons.end(support=row, by=harbour.tom.person, now=now)
    assert SupportPerson.objects.exists()
    persons.clear_put_away(now=now + timedelta(days=43))
    assert not SupportPerson.objects.exists()
