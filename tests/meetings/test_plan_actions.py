"""Planning: a kind starting point, changes before anybody is invited, reading for pace, inviting everyone."""

from datetime import datetime, timedelta

import pytest

from handinhand.circles.actions import leave
from handinhand.fairness.pacing import read
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.actions import planning
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part, PartQuestion, PlanChange, Said
from handinhand.meetings.queries import plans, touching
from handinhand.meetings.queries.pace import planned_parts
from handinhand.words.actions import write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import ScopeMember
from tests.cast import Group
from tests.meetings.plans import DETAILS, IN_A_WEEK, add, draft, fresh, invited, named, titles

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def positions(meeting: Meeting) -> list[int]:
    return list(Part.objects.filter(meeting=meeting).order_by("position").values_list("position", flat=True))


def test_a_plan_begins_with_a_kind_starting_point(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    assert meeting.state == MeetingState.DRAFT
    assert (meeting.scope.kind, meeting.planned_by) == (ScopeKind.MEETING, harbour.asha)
    kinds = [(part.kind, part.minutes) for part in plans.parts(meeting)]
    assert kinds == [("arriving", 10), ("talk", 15), ("round", 20), ("break", 15), ("decision", 20), ("leaving", 10)]
    assert read(planned_parts(plans.steps(meeting))) == []
    assert not Entry.objects.exists()
    assert not ScopeMember.objects.filter(scope=meeting.scope).exists()


@pytest.mark.parametrize("away", [timedelta(days=-1), timedelta(days=900)])
def test_a_plan_is_for_a_day_to_come(harbour: Group, now: datetime, away: timedelta) -> None:
    with pytest.raises(PlanStays, match="That day"):
        planning.start_plan(circle=harbour.circle, by=harbour.asha, starts_at=now + away, now=now, **DETAILS)
    assert not Meeting.objects.exists()


def test_a_part_goes_where_its_kind_belongs(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    add(meeting, by=harbour.asha, now=now, touches_on=["waiting rooms", "being searched"])
    assert titles(meeting)[-2:] == ["What could be", "Leaving"]
    assert positions(meeting) == list(range(7))
    part = named(meeting, "What could be")
    assert [topic.name for topic in part.topics.order_by("pk")] == ["waiting rooms", "being searched"]
    assert PlanChange.objects.count() == 0


def test_parts_move_and_stop_at_the_ends(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    before = titles(meeting)
    planning.move_part(part=named(meeting, "Arriving"), by=harbour.asha, up=True, now=now)
    planning.move_part(part=named(meeting, "Leaving"), by=harbour.asha, up=False, now=now)
    assert titles(meeting) == before
    planning.move_part(part=named(meeting, "Break"), by=harbour.asha, up=True, now=now)
    assert titles(meeting)[2:4] == ["Break", "What each of us thinks"]
    planning.move_part(part=named(meeting, "Break"), by=harbour.asha, up=False, now=now)
    assert titles(meeting) == before
    assert positions(meeting) == list(range(6))


def test_a_part_is_changed_and_taken_out(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    planning.change_part(
        part=part,
        by=harbour.asha,
        kind=PartKind.ROUND,
        title="How we come",
        detail="A word each.",
        minutes=5,
        touches_on=["travel"],
        now=now,
    )
    part.refresh_from_db()
    assert (part.kind, part.title, part.detail, part.minutes) == ("round", "How we come", "A word each.", 5)
    planning.remove_part(part=part, by=harbour.asha, now=now)
    assert "How we come" not in titles(meeting)
    assert positions(meeting) == list(range(5))


def test_a_part_somebody_wrote_for_stays(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    words = write(
        circle=harbour.circle, scope=meeting.scope, by=harbour.dee.person, body="Ahead", state=State.DRAFT, now=now
    )
    Said.objects.create(circle=harbour.circle, meeting=meeting, part=part, words=words)
    with pytest.raises(PlanStays, match="it stays in the plan"):
        planning.remove_part(part=part, by=harbour.asha, now=now)
    assert named(meeting, "What is new") == part


def test_questions_come_after_each_other_and_go(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    for title in ("The door?", "The chair?"):
        planning.add_question(part=part, by=harbour.asha, title=title, detail="", touches_on=["doors"], now=now)
    assert [(asked.title, topics) for asked, topics in touching.questions(part)] == [
        ("The door?", ["doors"]),
        ("The chair?", ["doors"]),
    ]
    planning.remove_question(question=PartQuestion.objects.order_by("pk")[0], by=harbour.asha, now=now)
    planning.add_question(part=part, by=harbour.asha, title="The light?", detail="", touches_on=[], now=now)
    assert [asked.title for asked, _topics in touching.questions(part)] == ["The chair?", "The light?"]


def test_nobody_but_the_planner_changes_a_draft(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    with pytest.raises(PlanStays, match="Only the person who is planning"):
        add(meeting, by=harbour.dee, now=now)
    with pytest.raises(PlanStays):
        planning.invite(meeting=meeting, by=harbour.dee, now=now)
    with pytest.raises(PlanStays):
        planning.copy_plan(meeting=meeting, by=harbour.dee, starts_at=now + IN_A_WEEK, now=now)
    assert fresh(meeting).state == MeetingState.DRAFT
    assert Meeting.objects.count() == 1


def test_what_pace_proposes_can_be_done(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    planning.remove_part(part=named(meeting, "Break"), by=harbour.asha, now=now)
    planning.remove_part(part=named(meeting, "Arriving"), by=harbour.asha, now=now)
    while findings := plans.findings(meeting):
        planning.accept_finding(meeting=meeting, key=findings[0].key, by=harbour.asha, now=now)
    kinds = [part.kind for part in plans.parts(meeting)]
    assert kinds[0] == PartKind.ARRIVING
    assert PartKind.BREAK in kinds
    assert positions(meeting) == list(range(len(kinds)))


def test_a_long_part_can_be_made_shorter(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    long = add(meeting, by=harbour.asha, now=now, minutes=90)
    finding = next(each for each in plans.findings(meeting) if each.key.startswith("long"))
    planning.accept_finding(meeting=meeting, key=finding.key, by=harbour.asha, now=now)
    long.refresh_from_db()
    assert long.minutes == 45


def test_what_was_left_is_not_said_again_and_an_unknown_finding_changes_nothing(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    planning.remove_part(part=named(meeting, "Leaving"), by=harbour.asha, now=now)
    assert [finding.key for finding in plans.findings(meeting)] == ["no-leaving"]
    before = titles(meeting)
    for key in ("no-leaving", "no-such-finding", "no-leaving"):
        planning.leave_finding(meeting=meeting, key=key, by=harbour.asha, now=now)
    planning.accept_finding(meeting=meeting, key="no-such-finding", by=harbour.asha, now=now)
    meeting = fresh(meeting)
    assert meeting.left_findings == ["no-leaving"]
    assert plans.findings(meeting) == []
    assert titles(meeting) == before


def test_inviting_waits_for_every_finding(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    planning.remove_part(part=named(meeting, "Leaving"), by=harbour.asha, now=now)
    with pytest.raises(planning.FindingsWait, match="how this plan reads for pace"):
        planning.invite(meeting=meeting, by=harbour.asha, now=now)
    assert fresh(meeting).state == MeetingState.DRAFT
    assert not Entry.objects.exists()


def test_inviting_tells_the_circle_and_the_ledger_once(harbour: Group, now: datetime) -> None:
    before = Channel.objects.get(key=harbour.scope.public_id).version
    meeting = invited(harbour, now=now)
    assert (meeting.state, meeting.invited_at) == (MeetingState.INVITED, now)
    assert Channel.objects.get(key=harbour.scope.public_id).version == before + 1
    entries = Entry.objects.filter(object_id=meeting.public_id)
    assert [(entry.power, entry.by) for entry in entries] == [("plan_meeting", harbour.asha.person)]
    with pytest.raises(PlanStays, match="Everyone is invited already"):
        planning.invite(meeting=meeting, by=harbour.asha, now=now)
    assert Entry.objects.filter(object_id=meeting.public_id).count() == 1


def test_an_empty_plan_or_one_of_the_past_invites_nobody(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    with pytest.raises(PlanStays, match="That day has been"):
        planning.invite(meeting=meeting, by=harbour.asha, now=now + timedelta(days=30))
    for part in plans.parts(meeting):
        planning.remove_part(part=part, by=harbour.asha, now=now)
    for finding in plans.findings(meeting):
        planning.leave_finding(meeting=fresh(meeting), key=finding.key, by=harbour.asha, now=now)
    with pytest.raises(PlanStays, match="Nothing is in this plan yet"):
        planning.invite(meeting=fresh(meeting), by=harbour.asha, now=now)
    assert fresh(meeting).state == MeetingState.DRAFT


def test_one_like_this_has_all_but_what_was_said(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    part = named(meeting, "What is new")
    planning.add_question(part=part, by=harbour.dee, title="The door?", detail="d", touches_on=["doors"], now=now)
    add(meeting, by=harbour.dee, now=now, touches_on=["waiting rooms"])
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=now)
    copy = planning.copy_plan(meeting=fresh(meeting), by=harbour.tom, starts_at=now + 2 * IN_A_WEEK, now=now)
    assert (copy.state, copy.planned_by) == (MeetingState.DRAFT, harbour.tom)
    assert {name: getattr(copy, name) for name in DETAILS} == DETAILS
    assert plans.lines(copy) == plans.lines(meeting)
    assert copy.scope != meeting.scope
    assert not set(plans.parts(copy)) & set(plans.parts(meeting))
    assert PlanChange.objects.filter(meeting=copy).count() == 0


def test_a_member_of_another_circle_uses_no_power_here(harbour: Group, hillside: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    with pytest.raises(PlanStays):
        add(meeting, by=hillside.bo, now=now)
    assert len(titles(meeting)) == 6


def test_hundreds_of_parts_change_places_safely(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    Part.objects.bulk_create(
        Part(
            circle=harbour.circle, meeting=meeting, position=place, kind="talk", title=f"{place}", detail="", minutes=1
        )
        for place in range(6, 300)
    )
    planning.move_part(part=named(meeting, "150"), by=harbour.asha, up=True, now=now)
    planning.remove_part(part=named(meeting, "Arriving"), by=harbour.asha, now=now)
    assert positions(meeting) == list(range(299))
    assert titles(meeting)[148:150] == ["150", "149"]


def test_somebody_who_left_a_moment_ago_changes_nothing(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    leave(by=harbour.dee, now=now)
    with pytest.raises(PlanStays):
        add(meeting, by=harbour.dee, now=now)
    assert len(titles(meeting)) == 6
