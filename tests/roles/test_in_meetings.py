"""The plan, the room and the paper of a meeting name who holds what was lent; handed back, nothing of it is held."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.actions import rooms
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting, Notes
from handinhand.meetings.queries.lent import lent
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.plans import plan_of, plan_page
from handinhand.meetings.queries.printed import printed_for
from handinhand.people.actions import energy
from handinhand.people.models import Commitment, Rest
from handinhand.roles import actions
from handinhand.roles.choices import Kind, Says, Seats
from handinhand.roles.models import LentRole, Loan
from handinhand.roles.queries import seeing
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, make_meeting
from tests.roles.lent import TERM, closed, opened, willing

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour, today) -> Meeting:
    return make_meeting(harbour, now=today + timedelta(days=9))


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/{rest}"


def shown(meeting: Meeting, viewer: Member) -> list[tuple[str, str]]:
    """What the plan shows as lent, and the paper's lines say the same of everybody who is not the viewer."""
    found = plan_of(viewer=viewer, meeting_id=meeting.public_id)
    return [(each.title, each.who.name) for each in plan_page(viewer=viewer, meeting=found, now=timezone.now()).lent]


def on_paper(meeting: Meeting, viewer: Member) -> list[str]:
    return printed_for(meeting=plan_of(viewer=viewer, meeting_id=meeting.public_id), large=True).holders


def in_room(meeting: Meeting, viewer: Member) -> list[tuple[str, str]]:
    return [
        (each.title, each.who.name) for each in lent(meeting_for(viewer=viewer, meeting_id=meeting.public_id), viewer)
    ]


def rest(member: Member, *, now, until=None) -> None:
    energy.begin_rest(by=member.person, begins_at=now, ends_at=until, is_shown=False, now=now)


def take_all(group: Group, meeting: Meeting, today) -> str:
    """Dee welcomes for a while, Tom keeps the time in this meeting, and Sam has a role of our own for a while."""
    own = actions.invent(by=group.asha, name="The plants", takes="", seats=Seats.ONE, now=today).ref
    actions.take_on(by=group.dee, ref="welcome", until=(today + TERM).date(), now=today)
    actions.take_on(by=group.tom, ref="time", meeting_id=meeting.public_id, now=today)
    actions.take_on(by=group.sam, ref=own, until=(today + TERM).date(), now=today)
    return own


def test_plan_room_and_paper_name_who_holds_what_was_lent(harbour, today, meeting):
    take_all(harbour, meeting, today)
    everything = [("Welcoming", "Dee"), ("Keeping the time", "Tom"), ("The plants", "Sam")]
    assert shown(meeting, harbour.marcus) == everything == in_room(meeting, harbour.marcus)
    assert on_paper(meeting, harbour.marcus) == [
        "Welcoming: Dee",
        "Keeping the time: Tom",
        "The plants: Sam",
    ]
    page = text_of(client_of(harbour.dee).get(at(meeting)))
    assert "Keeping the time" in page
    assert "Keep it, or hand it back" in page
    late = make_meeting(harbour, now=today + TERM + timedelta(days=2))
    assert shown(late, harbour.marcus) == []


def test_the_room_shows_it_while_the_meeting_goes_on_and_the_plan_nothing_once_it_has_been(harbour, now):
    meeting = begin(harbour, now=now, come=("Tom", "Dee"))
    actions.take_on(by=harbour.dee, ref="welcome", until=(meeting.starts_at + TERM).date(), now=timezone.now())
    page = text_of(client_of(harbour.dee).get(at(meeting, "room/")))
    assert "Welcoming" in page
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    assert shown(meeting, harbour.marcus) == []


def test_it_is_carried_by_reads_that_are_made_already(harbour, today, meeting):
    """The same number of queries with nothing lent and with much."""
    counts = []
    for fill in (False, True):
        if fill:
            take_all(harbour, meeting, today)
        for rest_of in ("", "room/", "paper/"):
            client = client_of(harbour.marcus)
            client.get(at(meeting, rest_of))
            with CaptureQueriesContext(connection) as queries:
                client.get(at(meeting, rest_of))
            counts.append(len(queries.captured_queries))
    assert counts[:3] == counts[3:]


@pytest.mark.parametrize("way", ["leaves", "is held", "rests on that day"])
def test_whoever_is_not_here_on_that_day_is_not_named(harbour, today, meeting, way):
    take_all(harbour, meeting, today)
    later = make_meeting(harbour, now=today + timedelta(days=20))
    if way == "leaves":
        leave(by=harbour.dee, now=today)
    elif way == "is held":
        Member.objects.filter(pk=harbour.dee.pk).update(held_until=today + timedelta(days=1))
    else:
        rest(harbour.dee, now=today, until=today + timedelta(days=12))
        # The meeting of after that rest is theirs, and they themselves still see what they hold.
        assert ("Welcoming", "Dee") in shown(later, harbour.marcus)
        assert ("Welcoming", "Dee") in shown(meeting, harbour.dee)
    for found in (shown(meeting, harbour.marcus), in_room(meeting, harbour.marcus)):
        assert found == [("Keeping the time", "Tom"), ("The plants", "Sam")]
    assert "Dee" not in " ".join(on_paper(meeting, harbour.dee))


def test_a_rest_on_that_day_looks_like_not_in_this_meeting(harbour, today, meeting):
    """Neither the plan nor the role's page says which of the two it is."""
    pages = []
    for way in ("rests", "hands back"):
        actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
        if way == "rests":
            rest(harbour.dee, now=today, until=today + timedelta(days=12))
        else:
            actions.hand_back(
                by=harbour.dee, loan_id=Loan.objects.get().public_id, meeting_id=meeting.public_id, now=today
            )
        pages.append(shown(meeting, harbour.tom))
        one = seeing.one_role(viewer=harbour.tom, ref="welcome", now=today)
        first = one.meetings[0]
        pages.append([[each.who.name for each in one.seen.terms], first.lent, first.can_take])
        Rest.objects.all().delete()
        Loan.objects.all().delete()
    assert pages[:2] == pages[2:] == [[], [["Dee"], [], True]]


def test_a_term_can_be_handed_back_for_one_meeting_and_goes_on(harbour, today, meeting):
    take_all(harbour, meeting, today)
    later = make_meeting(harbour, now=today + timedelta(days=20))
    before = Entry.objects.count()
    client, loan = client_of(harbour.dee), Loan.objects.get(member=harbour.dee)
    roles = f"/c/{harbour.circle.public_id}/roles/welcome/"
    assert "Not in this meeting" in text_of(client.get(roles))
    said = {"loan": loan.public_id, "meeting": meeting.public_id}
    for _twice in range(2):
        send(client, f"{roles}hand-back/", **said)
    assert ("Welcoming", "Dee") not in shown(meeting, harbour.dee)
    assert ("Welcoming", "Dee") in shown(later, harbour.tom)
    assert Entry.objects.count() == before
    actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=today)
    assert ("Welcoming", "Tom") in shown(meeting, harbour.dee)


def test_nobody_takes_for_a_meeting_what_a_term_holds_there(harbour, today, meeting):
    take_all(harbour, meeting, today)
    with pytest.raises(actions.RoleStays, match="before you"):
        actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=today)


@pytest.mark.parametrize("way", ["is held", "rests for good"])
def test_a_seat_that_is_open_again_is_taken_by_somebody_else(harbour, today, meeting, way):
    own = take_all(harbour, meeting, today)
    if way == "is held":
        Member.objects.filter(pk__in=[harbour.tom.pk, harbour.sam.pk]).update(held_until=today + timedelta(days=1))
    else:
        rest(harbour.tom, now=today)
        rest(harbour.sam, now=today)
    actions.take_on(by=harbour.nia, ref="time", meeting_id=meeting.public_id, now=today)
    actions.take_on(by=harbour.nia, ref=own, until=(today + TERM).date(), now=today)
    Member.objects.update(held_until=None)
    assert shown(meeting, harbour.dee) == [("Welcoming", "Dee"), ("Keeping the time", "Nia"), ("The plants", "Nia")]
    assert not Loan.objects.filter(member__in=[harbour.tom, harbour.sam], ended_at__isnull=True).exists()


def test_the_second_seat_of_holding_is_named_beside_the_holder(harbour, today, meeting):
    actions.change(by=harbour.asha, ref="hold", name="", takes="", seats=Seats.PAIR, now=today)
    for each in (harbour.dee, harbour.marcus):
        actions.take_on(by=each, ref="hold", meeting_id=meeting.public_id, now=today)
    assert shown(meeting, harbour.tom) == [("Holding the meeting · The one who comes for an organisation", "Marcus")]


@pytest.mark.parametrize("kind", ["term", "meeting"])
@pytest.mark.parametrize("ref", ["hold", "notes", "welcome"])
def test_whoever_is_drawn_and_would_like_somebody_beside_them_is_shown_so(harbour, today, meeting, ref, kind):
    """On the plan and on the page of the draw; and no more once somebody else holds it."""
    given = {"meeting_id": meeting.public_id} if kind == "meeting" else {}
    draw = opened(harbour, now=today, ref=ref, **given)
    willing(harbour.dee, now=today, ref=ref, says=Says.BESIDE)
    client = client_of(harbour.tom)
    assert "beside" not in roles_on(client, at(meeting))
    closed(draw, now=today)
    assert roles_on(client, at(meeting)).count("with somebody beside them") == 1
    assert "with somebody beside you" in roles_on(client_of(harbour.dee), at(meeting))
    drawn = text_of(client.get(f"/c/{harbour.circle.public_id}/roles/draw/{draw.public_id}/"))
    assert drawn.count("with somebody beside them") == 1
    if ref != "welcome":
        in_meetings.hand_back(meeting=meeting, by=harbour.dee, role=Role(ref), now=today)
        in_meetings.take(meeting=meeting, by=harbour.sam, role=Role(ref), now=today)
        assert "beside" not in roles_on(client, at(meeting))


@pytest.mark.parametrize("ref", ["hold", "notes"])
def test_a_term_with_somebody_beside_them_says_nothing_outside_of_it(harbour, today, meeting, ref):
    draw = opened(harbour, now=today, ref=ref)
    willing(harbour.dee, now=today, ref=ref, says=Says.BESIDE)
    closed(draw, now=today)
    late = make_meeting(harbour, now=today + TERM + timedelta(days=5))
    in_meetings.take(meeting=late, by=harbour.dee, role=Role(ref), now=today)
    assert "beside" not in roles_on(client_of(harbour.tom), at(late))


def roles_on(client, page: str) -> str:
    """What a page says of who holds what."""
    found = re.search(
        r'<ul class="list">(?:(?!</ul>).)*Looking after care.*?</ul>', text_of(client.get(page)), re.DOTALL
    )
    return found.group(0) if found else ""


def test_a_covered_name_of_a_role_is_covered_on_the_plan(harbour, today, meeting):
    own = take_all(harbour, meeting, today)
    LentRole.objects.filter(public_id=own).update(name_covered_until=today + timedelta(days=1))
    assert ("Something is covered here.", "Sam") in shown(meeting, harbour.marcus)


@pytest.mark.parametrize("role", [Role.HOLD, Role.NOTES])
def test_a_term_handed_back_leaves_nothing_held_but_what_has_begun(harbour, today, role):
    begun = make_meeting(harbour, now=today + timedelta(days=1))
    ahead = [make_meeting(harbour, now=today + timedelta(days=each)) for each in (2, 3)]
    own = make_meeting(harbour, now=today + timedelta(days=4))
    in_meetings.take(meeting=own, by=harbour.dee, role=role, now=today)
    ref = {Role.HOLD: Kind.HOLD, Role.NOTES: Kind.NOTES}[role]
    actions.take_on(by=harbour.dee, ref=ref, until=(today + TERM).date(), now=today)
    Meeting.objects.filter(pk=begun.pk).update(state=MeetingState.OPEN, opened_at=today)
    assert held(role, harbour.dee) == {begun.pk, own.pk, *(each.pk for each in ahead)}
    before = Entry.objects.count()
    for _twice in range(2):
        loan = Loan.objects.first()
        actions.hand_back(by=harbour.dee, loan_id=loan.public_id if loan else "bcdfghjkmnpq", now=today)
    # What they had said "I will" to themselves, before, is no part of the term.
    assert held(role, harbour.dee) == {begun.pk, own.pk}
    assert Entry.objects.count() == before
    assert not Commitment.objects.filter(person=harbour.dee.person, ref__in=[each.public_id for each in ahead]).exists()
    for each in ahead:
        in_meetings.take(meeting=each, by=harbour.tom, role=role, now=today)
    assert held(role, harbour.tom) == {each.pk for each in ahead}


def held(role: Role, member: Member) -> set[int]:
    """The meetings in which somebody holds this."""
    if role == Role.HOLD:
        return set(Meeting.objects.filter(holder=member).values_list("pk", flat=True))
    return set(Notes.objects.filter(keeper=member).values_list("meeting", flat=True))
