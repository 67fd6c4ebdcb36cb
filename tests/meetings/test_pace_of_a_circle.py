"""A circle's own pace, what is marked and named as heavy, and what was left as it is."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from handinhand.circles.actions import Refused, leave
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import planning
from handinhand.meetings.actions.pace import change_pace
from handinhand.meetings.models import Meeting, Pace, PlanChange
from handinhand.meetings.queries import pace, plans
from tests.cast import Group
from tests.meetings.plans import add, client_of, draft, fresh, invited, named, sent, titles

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def found(meeting: Meeting, group: Group) -> list[str]:
    return [each.what for each in plans.findings(fresh(meeting), viewer=group.asha)]


def page(group: Group, meeting: Meeting, *more: str) -> str:
    return "/".join(["/c", group.circle.public_id, "meetings", meeting.public_id, *more, ""])


def test_any_member_says_how_long_and_the_ledger_says_who(harbour: Group, now: datetime) -> None:
    assert pace.agreed_pace(harbour.circle) == pace.Agreed(150, ())
    assert change_pace(by=harbour.dee, longest=90, heavy=["loss"], now=now)
    assert not change_pace(by=harbour.tom, longest=90, heavy=["loss"], now=now)
    assert change_pace(by=harbour.tom, longest=60, heavy=[], now=now)
    assert [(each.longest, each.heavy, each.who) for each in pace.earlier_paces(harbour.circle)] == [
        (60, (), "Tom"),
        (90, ("loss",), "Dee"),
    ]
    assert list(Entry.objects.order_by("pk").values_list("power", "by")) == [
        ("change_pace", harbour.dee.person_id),
        ("change_pace", harbour.tom.person_id),
    ]


def test_somebody_who_left_changes_no_pace(harbour: Group, now: datetime) -> None:
    leave(by=harbour.nia, now=now)
    with pytest.raises(Refused):
        change_pace(by=harbour.nia, longest=90, heavy=[], now=now)
    assert not Pace.objects.exists()


@pytest.mark.parametrize("longest", [29, 601])
def test_the_database_keeps_no_senseless_length(harbour: Group, now: datetime, longest: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pace.objects.create(circle=harbour.circle, number=1, longest_minutes=longest, at=now)


def test_what_the_circle_named_as_heavy_is_heavy_and_nothing_else_is(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    add(meeting, by=harbour.asha, now=now, title="Loss, courts and prison", minutes=5, touches_on=["waiting"])
    add(meeting, by=harbour.asha, now=now, title="A form", minutes=5, touches_on=["Loss"])
    assert found(meeting, harbour) == []
    change_pace(by=harbour.dee, longest=150, heavy=["loss"], now=now)
    assert found(meeting, harbour) == ["heavy-last"]
    change_pace(by=harbour.dee, longest=150, heavy=["losses"], now=now)
    assert found(meeting, harbour) == []


def test_what_a_question_touches_on_counts_for_its_part(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    change_pace(by=harbour.dee, longest=150, heavy=["courts"], now=now)
    part = named(meeting, "What is new")
    planning.add_question(part=part, by=harbour.asha, title="How was it?", detail="", touches_on=["courts"], now=now)
    assert found(meeting, harbour) == ["heavy-first"]


def test_marking_a_part_as_heavy_is_announced_and_what_pace_says_can_be_done(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    asha = client_of(harbour.asha)
    part = named(meeting, "What we agree")
    form = {
        "kind": "decision",
        "title": "What we agree",
        "minutes": "20",
        "detail": "",
        "touches_on": "",
        "heavy": "yes",
    }
    asha.post(page(harbour, meeting, "parts", part.public_id), sent(**form))
    (change,) = plans.announced(fresh(meeting))
    assert "May be heavy" in change.said
    assert "May be heavy." in asha.get(page(harbour, meeting)).text
    said = "“What we agree” is marked as heavy, and nothing but going home comes after it."
    assert said in asha.get(page(harbour, meeting, "pace")).text
    (finding,) = plans.findings(fresh(meeting), viewer=harbour.asha)
    answer = {"answer": "accept", "finding": finding.key}
    asha.post(page(harbour, meeting, "pace", "answer"), sent(**answer))
    assert titles(meeting)[-3:] == ["What we agree", "Break", "Leaving"]
    assert found(meeting, harbour) == []
    assert PlanChange.objects.count() == 2


def test_resting_parts_are_not_marked_as_heavy(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    form = {"kind": "break", "title": "Our break", "minutes": "20", "detail": "", "touches_on": "", "heavy": "yes"}
    answer = client_of(harbour.asha).post(page(harbour, meeting, "parts", "new"), sent(**form))
    assert "are for resting" in answer.text
    assert "Our break" in answer.text
    assert "Our break" not in titles(meeting)


def test_what_is_left_as_it_is_stays_said_and_is_not_asked_again(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    change_pace(by=harbour.dee, longest=60, heavy=[], now=now)
    assert found(meeting, harbour) == ["too-long"]
    asha = client_of(harbour.asha)
    asha.post(page(harbour, meeting, "pace", "answer"), sent(answer="leave", finding="too-long-60"))
    read = asha.get(page(harbour, meeting, "pace")).text
    assert "Nothing is left to look at." in read
    assert "The meeting takes 90 minutes with its breaks, and the most in this circle is 60." in read
    assert 'value="too-long-60"' not in read
    planning.invite(meeting=fresh(meeting), by=harbour.asha, now=now)


def test_a_plan_is_fitted_to_what_people_agreed_in_one_tap(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    change_pace(by=harbour.dee, longest=75, heavy=[], now=now)
    planning.accept_finding(meeting=meeting, key="too-long-75", by=harbour.asha, now=now)
    minutes = [part.minutes for part in plans.parts(meeting)]
    assert (sum(minutes), minutes[0], minutes[3], minutes[-1]) == (75, 10, 15, 10)
    assert found(meeting, harbour) == []


def test_more_than_fits_is_said_and_can_be_left(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    change_pace(by=harbour.dee, longest=30, heavy=[], now=now)
    text = client_of(harbour.asha).get(page(harbour, meeting, "pace")).text
    assert "More is in this plan than fits. Some of it can have a meeting of its own." in text
    assert "Do this" not in text
    assert "Leave it as it is" in text


def test_another_circles_pace_is_its_own(harbour: Group, hillside: Group, now: datetime) -> None:
    change_pace(by=hillside.bo, longest=30, heavy=["loss"], now=now)
    assert pace.agreed_pace(harbour.circle) == pace.Agreed(150, ())


def test_copying_a_plan_keeps_what_is_marked(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    add(meeting, by=harbour.asha, now=now, title="Hard things", is_heavy=True)
    copy = planning.copy_plan(meeting=fresh(meeting), by=harbour.asha, starts_at=meeting.starts_at, now=now)
    assert named(copy, "Hard things").is_heavy
