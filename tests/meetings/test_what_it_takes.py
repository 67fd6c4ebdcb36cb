"""What a meeting takes is said before one answers, kept with the answer, and open again while somebody rests."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.fairness.outlook import fits_together
from handinhand.meetings.actions import papers, planning, roles, rooms, series
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.outlook import look_ahead
from handinhand.meetings.choices import AnswerKind, Role
from handinhand.meetings.models import Meeting, Outlook
from handinhand.meetings.queries.costs import READ_IN_A_MINUTE
from handinhand.meetings.queries.plans import plan_of
from handinhand.meetings.queries.roles import held, holders
from handinhand.people import actions
from handinhand.people.choices import AskKind, Weight
from handinhand.people.models import Commitment
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import draft, named
from tests.meetings.rooms import fresh, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
WEIGHTS = dict.fromkeys(("evenings", "travel", "many", "heavy", "screens"), Weight.USUAL)


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today) -> Meeting:
    return make_meeting(harbour, now=today + 3 * DAY)


def kept(member, kind: AskKind = AskKind.MEETING) -> Commitment | None:
    return Commitment.objects.filter(person=member.person, kind=kind).first()


def plan(harbour: Group, meeting: Meeting, name: str = "Dee") -> str:
    return text_of(
        client_of(harbour.members[name]).get(
            reverse("meetings:plan", args=[harbour.circle.public_id, meeting.public_id])
        )
    )


def rest(person, today, days: int = 7) -> None:
    actions.begin_rest(by=person, begins_at=today, ends_at=today + days * DAY, is_shown=False, now=today)


def test_each_answer_takes_what_it_takes_and_the_last_one_counts(harbour, meeting, today):
    whole = sum(part.minutes for part in meeting.parts.all())
    for kind, minutes in [(AnswerKind.COMING, whole), (AnswerKind.PART, whole // 2), (AnswerKind.WRITING, 15)]:
        for _twice in range(2):
            answer(meeting=meeting, by=harbour.dee, kind=kind, now=today)
        assert kept(harbour.dee).cost.minutes == minutes
        assert kept(harbour.dee).first_day == (today + 3 * DAY).date()
    answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=today)
    assert kept(harbour.dee) is None


def test_leaving_and_calling_off_let_go(harbour, meeting, today):
    for member in (harbour.dee, harbour.sam):
        answer(meeting=meeting, by=member, kind=AnswerKind.COMING, now=today)
    roles.take(meeting=meeting, by=harbour.sam, role=Role.HOLD, now=today)
    circles.leave(by=harbour.dee, now=today)
    assert kept(harbour.dee) is None
    series.call_off(meeting=fresh(meeting), by=harbour.tom, and_later=False, now=today)
    assert not Commitment.objects.exists()


def test_holding_is_kept_of_whoever_holds_it_now(harbour, meeting, today):
    roles.take(meeting=meeting, by=harbour.dee, role=Role.HOLD, now=today)
    assert kept(harbour.dee, AskKind.HOLD_MEETING).cost.preparation == 30
    roles.hand_back(meeting=meeting, by=harbour.dee, role=Role.HOLD, now=today)
    assert kept(harbour.dee, AskKind.HOLD_MEETING) is None
    roles.take(meeting=meeting, by=harbour.dee, role=Role.HOLD, now=today)
    rooms.begin(meeting=fresh(meeting), by=harbour.tom, now=meeting.starts_at)
    assert kept(harbour.dee, AskKind.HOLD_MEETING) is None
    assert kept(harbour.tom, AskKind.HOLD_MEETING) is not None


def test_a_changed_plan_changes_what_it_takes(harbour, today):
    meeting = draft(harbour, now=today)
    for finding in planning.plans.findings(meeting):
        planning.leave_finding(meeting=meeting, key=finding.key, by=harbour.asha, now=today)
    planning.invite(meeting=fresh(meeting), by=harbour.asha, now=today)
    for member, kind in ((harbour.dee, AnswerKind.COMING), (harbour.sam, AnswerKind.PART)):
        answer(meeting=fresh(meeting), by=member, kind=kind, now=today)
    assert [kept(each).cost.minutes for each in (harbour.dee, harbour.sam)] == [90, 45]
    assert "It takes 90 minutes with breaks." in plan(harbour, meeting)
    part = {"kind": "talk", "title": "What hurts", "detail": "", "minutes": 20, "touches_on": [], "is_heavy": True}
    planning.add_part(meeting=fresh(meeting), by=harbour.tom, now=today, **part)
    body = "word! " * (READ_IN_A_MINUTE * 5 // 6)
    written = papers.Written(title="Before", source="", gist="", body=body)
    papers.attach(meeting=fresh(meeting), by=harbour.tom, part=None, to_meeting=False, written=written, now=today)
    cost = kept(harbour.dee).cost
    assert (cost.minutes, cost.after, cost.heavy) == (110, 30, True)
    assert 5 <= cost.preparation <= 6
    assert kept(harbour.sam).cost.minutes == 55
    seen = plan(harbour, meeting)
    assert f"It takes about {cost.preparation} minutes to read beforehand, 110 minutes with breaks" in seen
    assert "then 30 minutes to rest" in seen
    starts = fresh(meeting).starts_at + 2 * DAY
    details = {"title": "T", "why": "", "place": "", "opening_question": ""}
    planning.change_details(meeting=fresh(meeting), by=harbour.tom, starts_at=starts, now=today, **details)
    assert kept(harbour.dee).first_day == starts.date()
    planning.remove_part(part=named(meeting, "What hurts"), by=harbour.tom, now=today)
    assert not kept(harbour.dee).cost.heavy


def test_my_own_way_is_shown_to_me_alone(harbour, meeting, today):
    actions.say_weights(by=harbour.dee.person, way_minutes=25, weights=WEIGHTS)
    assert "And your way there and back: 50 minutes. Only you see this." in plan(harbour, meeting, "Dee")
    assert "way there and back" not in plan(harbour, meeting, "Tom")
    meeting.link = "https://example.org/join"
    meeting.save(update_fields=["link"])
    assert "way there and back" not in plan(harbour, meeting, "Dee")


@pytest.mark.parametrize("role", [Role.HOLD, Role.NOTES, Role.CARE])
def test_what_somebody_held_is_open_again_while_they_rest(harbour, meeting, today, role):
    roles.take(meeting=meeting, by=harbour.dee, role=role, now=today)
    rest(harbour.dee.person, today)
    for name, sees in (("Dee", "Dee"), ("Sam", None)):
        viewer = harbour.members[name]
        seen = plan_of(viewer=viewer, meeting_id=meeting.public_id)
        there = holders(seen, viewer=viewer).get(role)
        assert (there and there.name) == sees
        line = next(each for each in held(viewer=viewer, meeting=seen) if each.role == role)
        assert line.can_take is (name == "Sam")
    actions.come_back(by=harbour.dee.person, now=timezone.now())
    back = plan_of(viewer=harbour.sam, meeting_id=meeting.public_id)
    assert holders(back, viewer=harbour.sam)[role] == harbour.dee, "nobody took it, so it is theirs"
    rest(harbour.dee.person, timezone.now())
    roles.take(meeting=fresh(meeting), by=harbour.sam, role=role, now=today)
    actions.come_back(by=harbour.dee.person, now=timezone.now())
    taken = plan_of(viewer=harbour.dee, meeting_id=meeting.public_id)
    assert holders(taken, viewer=harbour.dee)[role] == harbour.sam


def test_a_rest_that_is_over_before_the_day_opens_nothing(harbour, meeting, today):
    roles.take(meeting=meeting, by=harbour.dee, role=Role.NOTES, now=today)
    rest(harbour.dee.person, today, days=1)
    seen = plan_of(viewer=harbour.sam, meeting_id=meeting.public_id)
    assert holders(seen, viewer=harbour.sam)[Role.NOTES] == harbour.dee


def test_fits_together_looks_at_five_or_more_and_at_nobody_alone():
    assert fits_together([600] * 4, planned=60) is None
    assert fits_together([60] * 5, planned=0) is None
    assert fits_together([60] * 5, planned=60) is True
    assert fits_together([0, 0, 0, 0, 10_000], planned=60) is False, "nobody makes up for the others"
    assert fits_together([60] * 9 + [0], planned=60) is True, "one of ten is not seen"
    assert fits_together([59] * 5, planned=60) is True, "no more exact than tens of percent"


def outlook(harbour: Group) -> str:
    return text_of(client_of(harbour.tom).get(reverse("meetings:list", args=[harbour.circle.public_id])))


FITS, MORE = "fits in what people said they have", "is more than what people said they have"


def test_the_circle_sees_whether_what_it_plans_fits(harbour, meeting, today):
    people = [each.person for each in harbour.members.values()]
    for person in people[:4]:
        actions.say_hours(by=person, hours=0)
    for weeks in range(3, 1, -1):
        look_ahead(now=today - timedelta(weeks=weeks))
    assert FITS not in outlook(harbour)
    assert MORE not in outlook(harbour)
    actions.say_hours(by=people[4], hours=0)
    look_ahead(now=today - timedelta(weeks=1))
    assert MORE not in outlook(harbour), "not in the week in which the fifth one said it"
    look_ahead(now=today)
    assert MORE in outlook(harbour)
    for person in people[:5]:
        actions.say_hours(by=person, hours=40)
    look_ahead(now=today + 2 * DAY)
    assert MORE in outlook(harbour), "looked at once a week, whatever anybody says meanwhile"
    look_ahead(now=today + 8 * DAY)
    assert Outlook.objects.get().says == "nothing", "nothing is planned any more by then"
    meeting.starts_at = today + 20 * DAY
    meeting.save(update_fields=["starts_at"])
    look_ahead(now=today + 15 * DAY)
    assert Outlook.objects.get().says == "fits"
    actions.say_hours(by=people[0], hours=None)
    look_ahead(now=today + 22 * DAY)
    assert (Outlook.objects.get().says, Outlook.objects.get().enough_since) == ("nothing", None)
