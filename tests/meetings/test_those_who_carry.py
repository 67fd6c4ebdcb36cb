"""After something heavy, whoever carried it is asked once, for them alone: a lighter turn, a talk, or neither."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.fairness.energy import Cost
from handinhand.meetings.actions import pace, rooms
from handinhand.meetings.actions.carrying import choose_after
from handinhand.meetings.choices import AfterHeavy
from handinhand.meetings.models import Care, Carried, Meeting, Notes, Part
from handinhand.people import actions as people
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Commitment
from handinhand.people.queries.energy import told
from handinhand.words.actions import topic
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HEAVY = "That was a heavy one."
ON_TODAY = "To look at something for yourself, after a heavy meeting"


@pytest.fixture
def now():
    """Sight reads the real clock."""
    return timezone.now()


def held(harbour: Group, now, *, heavy=True) -> Meeting:
    """Tom held it, Dee kept notes, Sam looked after care; Asha was there for an organisation, Ravi for himself."""
    meeting = begin(harbour, now=now, come=("Tom", "Dee", "Asha", "Sam", "Ravi"))
    Part.objects.filter(meeting=meeting, position=2).update(is_heavy=heavy)
    Notes.objects.create(circle=harbour.circle, meeting=meeting, keeper=harbour.dee)
    Care.objects.create(circle=harbour.circle, meeting=meeting, holder=harbour.sam)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    return fresh(meeting)


def asked() -> set[str]:
    return {each.member.name for each in Carried.objects.select_related("member")}


def test_whoever_carried_it_and_staff_are_asked_and_nobody_else(harbour: Group, now):
    meeting = held(harbour, now)
    assert asked() == {"Tom", "Dee", "Sam", "Asha"}
    summary = reverse("meetings:summary", args=[harbour.circle.public_id, meeting.public_id])
    for name in ("tom", "dee", "sam", "asha"):
        client = client_of(getattr(harbour, name))
        assert ON_TODAY in text_of(client.get("/"))
        assert HEAVY in text_of(client.get(summary))
    for name in ("ravi", "marcus"):
        client = client_of(getattr(harbour, name))
        assert ON_TODAY not in text_of(client.get("/"))
        assert HEAVY not in text_of(client.get(summary))


def test_nothing_heavy_asks_nobody(harbour: Group, now):
    held(harbour, now, heavy=False)
    assert not asked()
    assert not Ask.objects.filter(kind=AskKind.AFTER_HEAVY).exists()


def test_what_the_circle_named_as_heavy_counts_also_in_a_question(harbour: Group, now):
    meeting = begin(harbour, now=now)
    pace.change_pace(by=harbour.tom, longest=120, heavy=["prison"], now=now)
    part = meeting.parts.get(position=1)
    part.topics.add(topic(circle=harbour.circle, name="prison"))
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    assert "Tom" in asked()


@pytest.mark.parametrize("chose", list(AfterHeavy))
def test_each_choice_is_of_one_tap_and_is_asked_once(harbour: Group, now, chose):
    meeting = held(harbour, now)
    client, circle = client_of(harbour.tom), harbour.circle.public_id
    summary = reverse("meetings:summary", args=[circle, meeting.public_id])
    answer = send(client, reverse("meetings:after_heavy", args=[circle, meeting.public_id]), chose=chose.value)
    goes_to = reverse("care:support") if chose == AfterHeavy.TALK else summary
    assert answer.headers["Location"] == goes_to
    assert HEAVY not in text_of(client.get(summary))
    assert ON_TODAY not in text_of(client.get("/"))
    assert not choose_after(meeting=meeting, by=harbour.tom, chose=AfterHeavy.NO, now=now)
    assert Carried.objects.get(member=harbour.tom).chose == chose
    assert HEAVY in text_of(client_of(harbour.dee).get(summary))


def test_in_a_lighter_turn_nobody_is_shown_to_ask_them_to_carry(harbour: Group, now):
    meeting = held(harbour, now)
    for person in (harbour.tom.person, harbour.dee.person):
        people.ask(
            of=person, kind=AskKind.HOLD_DECISION, ref="d", cost=Cost(), when=None, where="/", now=now, circle=None
        )
        people.ask(of=person, kind=AskKind.TEA, ref="t", cost=Cost(), when=None, where="/", now=now, circle=None)
    choose_after(meeting=meeting, by=harbour.tom, chose=AfterHeavy.LIGHTER, now=now)
    choose_after(meeting=meeting, by=harbour.dee, chose=AfterHeavy.NO, now=now)
    assert [each.kind for each in told(person=harbour.tom.person, now=now)] == [AskKind.TEA]
    assert [each.kind for each in told(person=harbour.dee.person, now=now)] == [AskKind.HOLD_DECISION, AskKind.TEA]
    assert "To hold a decision for the circle" in text_of(client_of(harbour.tom).get(reverse("home:open_to_me")))
    turn = Commitment.objects.get(kind=AskKind.LIGHTER)
    # What was asked when the turn began is over by then, as every ask is; what is asked on its last day waits.
    last = now + (turn.last_day - turn.first_day)
    people.ask(of=harbour.tom.person, kind=AskKind.HOLD_DECISION, ref="e", cost=Cost(), when=None, where="/", now=last)
    assert told(person=harbour.tom.person, now=last) == []
    after = last + timedelta(days=1)
    assert [each.kind for each in told(person=harbour.tom.person, now=after)] == [AskKind.HOLD_DECISION]


def test_whoever_has_nothing_to_answer_is_answered_all_the_same(harbour: Group, now):
    meeting = held(harbour, now)
    client, circle = client_of(harbour.ravi), harbour.circle.public_id
    answer = send(client, reverse("meetings:after_heavy", args=[circle, meeting.public_id]), chose="lighter")
    assert answer.headers["Location"].endswith("/summary/")
    assert not Commitment.objects.filter(kind=AskKind.LIGHTER).exists()
