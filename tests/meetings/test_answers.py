"""Answers to an invitation, and who belongs to the meeting because of them."""

from datetime import datetime, timedelta

import pytest

from handinhand.circles.actions import leave
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.actions import answers, rooms
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Answer, Meeting
from handinhand.words.queries import is_in
from tests.cast import Group
from tests.meetings.plans import draft, fresh, invited

pytestmark = [pytest.mark.django_db, pytest.mark.both]
YES = (AnswerKind.COMING, AnswerKind.PART, AnswerKind.WRITING)


def sees(meeting: Meeting, group: Group, name: str) -> bool:
    return is_in(meeting.scope_id, group.members[name].person)


@pytest.mark.parametrize("kind", YES)
def test_whoever_takes_part_in_some_way_belongs_to_the_meeting(harbour: Group, now: datetime, kind: AnswerKind) -> None:
    meeting = invited(harbour, now=now)
    answers.answer(meeting=meeting, by=harbour.dee, kind=kind, now=now)
    assert sees(meeting, harbour, "Dee")
    assert not sees(meeting, harbour, "Tom")
    assert Answer.objects.get().kind == kind


def test_an_answer_can_be_changed_until_the_meeting_has_been(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    for hours, kind in enumerate((*YES, AnswerKind.NOT_THIS_TIME, AnswerKind.PART)):
        answers.answer(meeting=meeting, by=harbour.dee, kind=kind, now=now + timedelta(hours=hours))
        assert sees(meeting, harbour, "Dee") == (kind in YES)
    kept = Answer.objects.get()
    assert (kept.kind, kept.at) == (AnswerKind.PART, now + timedelta(hours=4))


def test_not_this_time_ends_sight_unless_they_came_in(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    for member in (harbour.dee, harbour.tom):
        answers.answer(meeting=meeting, by=member, kind=AnswerKind.COMING, now=now)
    rooms.begin(meeting=meeting, by=harbour.dee, now=meeting.starts_at)
    for member in (harbour.dee, harbour.tom):
        answers.answer(meeting=fresh(meeting), by=member, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert sees(meeting, harbour, "Dee")
    assert not sees(meeting, harbour, "Tom")


def test_no_answer_before_the_invitation_nor_after_the_end(harbour: Group, now: datetime) -> None:
    plan = draft(harbour, now=now)
    with pytest.raises(answers.TooLate, match="Nobody is invited"):
        answers.answer(meeting=plan, by=harbour.dee, kind=AnswerKind.COMING, now=now)
    meeting = invited(harbour, now=now)
    answers.answer(meeting=meeting, by=harbour.tom, kind=AnswerKind.COMING, now=now)
    rooms.begin(meeting=meeting, by=harbour.dee, now=meeting.starts_at)
    rooms.close(meeting=fresh(meeting), by=harbour.dee, now=now)
    for member, kind in ((harbour.nia, AnswerKind.COMING), (harbour.tom, AnswerKind.NOT_THIS_TIME)):
        with pytest.raises(answers.TooLate, match="This meeting has been"):
            answers.answer(meeting=fresh(meeting), by=member, kind=kind, now=now)
    assert [(each.member, each.kind) for each in Answer.objects.all()] == [(harbour.tom, AnswerKind.COMING)]
    assert sees(meeting, harbour, "Tom")
    assert not sees(meeting, harbour, "Nia")


def test_somebody_of_another_circle_answers_nothing_here(harbour: Group, hillside: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    with pytest.raises(answers.TooLate):
        answers.answer(meeting=meeting, by=hillside.bo, kind=AnswerKind.COMING, now=now)
    assert not Answer.objects.exists()
    assert not is_in(meeting.scope_id, hillside.bo.person)


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_open_pages_hear_of_an_answer_and_the_ledger_does_not(harbour: Group, now: datetime, kind: AnswerKind) -> None:
    meeting = invited(harbour, now=now)
    lines = Entry.objects.count()
    answers.answer(meeting=meeting, by=harbour.dee, kind=kind, now=now)
    told = Channel.objects.filter(key=meeting.scope.public_id).exists()
    assert told == (kind != AnswerKind.NOT_THIS_TIME)
    assert Channel.objects.filter(key=harbour.dee.person.public_id).exists()
    assert Entry.objects.count() == lines


def test_somebody_who_left_a_moment_ago_answers_nothing(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    leave(by=harbour.dee, now=now)
    with pytest.raises(answers.TooLate, match="members of the circle"):
        answers.answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.COMING, now=now)
    assert not sees(meeting, harbour, "Dee")
    assert not Answer.objects.exists()
