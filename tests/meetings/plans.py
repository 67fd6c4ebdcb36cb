"""A plan in the Harbour Circle, for tests of planning."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.meetings.actions import planning
from handinhand.meetings.choices import AnswerKind, MeetingState, PartKind
from handinhand.meetings.models import Answer, Meeting, Part, PartQuestion, PlanChange
from handinhand.people.doors import PERSON, ROUND
from handinhand.ui.forms import new_key
from handinhand.words.actions import topic
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope
from tests.cast import Group

DETAILS: dict[str, Any] = {
    "title": "What makes a first visit feel safe",
    "why": "To say what we need, before the contract is written.",
    "place": "The harbour hall",
    "opening_question": "What did you see on your way here?",
}
IN_A_WEEK = timedelta(days=7)


def draft(group: Group, *, now: datetime, by: Member | None = None) -> Meeting:
    """A plan that Asha has begun for a week later."""
    by = by or group.asha
    return planning.start_plan(circle=group.circle, by=by, starts_at=now + IN_A_WEEK, now=now, **DETAILS)


def invited(group: Group, *, now: datetime) -> Meeting:
    """A plan to which Asha has invited everyone."""
    meeting = draft(group, now=now)
    for finding in planning.plans.findings(meeting):
        planning.leave_finding(meeting=meeting, key=finding.key, by=group.asha, now=now)
    planning.invite(meeting=fresh(meeting), by=group.asha, now=now)
    return fresh(meeting)


def fresh(meeting: Meeting) -> Meeting:
    """The meeting as it is now."""
    return Meeting.objects.select_related("circle", "scope").get(pk=meeting.pk)


def titles(meeting: Meeting) -> list[str]:
    """What the parts are called, in order."""
    return [part.title for part in Part.objects.filter(meeting=meeting).order_by("position")]


def named(meeting: Meeting, title: str) -> Part:
    """The part of this name."""
    return next(part for part in Part.objects.filter(meeting=meeting) if part.title == title)


def add(meeting: Meeting, *, by: Member, now: datetime, **other: Any) -> Part:
    """A part put into the plan."""
    part = {"kind": "ideas", "title": "What could be", "detail": "", "minutes": 10, "touches_on": [], **other}
    planning.add_part(meeting=meeting, by=by, now=now, **part)
    return named(meeting, part["title"])


def client_of(member: Member) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    session = client.session
    session[PERSON], session[ROUND] = member.person.pk, member.person.sign_in_round
    session.save()
    return client


def sent(**values: Any) -> dict[str, Any]:
    """What a form sends: its own values, and a key of its own."""
    return {"key": new_key(), **values}


def fill(group: Group, meeting: Meeting, *, now: datetime, many: int) -> None:
    """Many parts with questions and topics, answers, changes, and meetings ahead and behind."""
    circle = group.circle
    place = Part.objects.filter(meeting=meeting).count()
    parts = Part.objects.bulk_create(
        Part(
            circle=circle,
            meeting=meeting,
            position=place + number,
            kind=PartKind.TALK,
            title=f"Part {place + number}",
            detail="A few words.",
            minutes=1,
        )
        for number in range(many)
    )
    questions = PartQuestion.objects.bulk_create(
        PartQuestion(circle=circle, part=part, position=0, title="Why?", detail="") for part in parts
    )
    doors = topic(circle=circle, name="doors")
    Part.topics.through.objects.bulk_create(Part.topics.through(part=part, topic=doors) for part in parts)
    asked = PartQuestion.topics.through
    asked.objects.bulk_create(asked(partquestion=each, topic=doors) for each in questions)
    people = Person.objects.bulk_create(Person(began_at=now) for _number in range(many))
    members = Member.objects.bulk_create(
        Member(circle=circle, person=person, name=f"Person {person.pk}", joined_at=now) for person in people
    )
    Answer.objects.bulk_create(
        Answer(circle=circle, meeting=meeting, member=member, kind=AnswerKind.COMING, at=now) for member in members
    )
    PlanChange.objects.bulk_create(
        PlanChange(circle=circle, meeting=meeting, by=member, at=now, what="title", before="One", after="Another")
        for member in members
    )
    for state, days in ((MeetingState.INVITED, 3), (MeetingState.CLOSED, -3)):
        scopes = Scope.objects.bulk_create(Scope(circle=circle, kind=ScopeKind.MEETING) for _number in range(many))
        Meeting.objects.bulk_create(
            Meeting(
                circle=circle,
                scope=scope,
                title=f"Meeting {number}",
                why="",
                place="",
                opening_question="",
                starts_at=now + timedelta(days=days),
                state=state,
                closed_at=now if state == MeetingState.CLOSED else None,
            )
            for number, scope in enumerate(scopes)
        )
