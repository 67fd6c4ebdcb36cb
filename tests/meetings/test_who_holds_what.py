"""Who holds the meeting, its notes and its care: offered, handed back, and never shown of whoever is not here."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.live.queries import versions_of
from handinhand.meetings.actions import pauses, phones, roles, rooms
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import MeetingState, PartKind, Role
from handinhand.meetings.models import BreakAsked, Care, Meeting, Notes, Pause
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.plans import plan_of
from handinhand.meetings.queries.printed import printed_for
from handinhand.meetings.queries.roles import held, holders
from handinhand.meetings.queries.rooms import room_for
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = ("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam")
KEYS = re.compile(r'value="[^"]*"|data-ticket="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def coming(harbour, now) -> Meeting:
    """A meeting that everyone is invited to."""
    return make_meeting(harbour, now=timezone.now() + timedelta(days=2))


@pytest.fixture
def meeting(harbour, now) -> Meeting:
    """Tom holds it; five more came in; Asha looks after care, and Marcus is the second."""
    meeting = go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)
    roles.take(meeting=meeting, by=harbour.asha, role=Role.CARE, now=now)
    roles.take(meeting=meeting, by=harbour.marcus, role=Role.SECOND, now=now)
    return meeting


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/{rest}"


def there(meeting: Meeting) -> dict[Role, Member]:
    return holders(Meeting.objects.get(pk=meeting.pk))


def told(harbour: Group, meeting: Meeting, name: str) -> list[str]:
    viewer = harbour.members[name]
    seen = meeting_for(viewer=viewer, meeting_id=meeting.public_id)
    pause = room_for(viewer=viewer, meeting=seen, now=timezone.now()).pause
    return pause.told if pause is not None else []


def pages(harbour: Group, meeting: Meeting, names: tuple[str, ...]) -> dict[str, str]:
    """Every page of a meeting that these people can open, without what differs from one look to the next."""
    return {
        f"{name} {rest}": KEYS.sub("", text_of(client_of(harbour.members[name]).get(at(meeting, rest))))
        for name in names
        for rest in ("", "room/", "look-round/", "summary/")
    }


def ids(*members: Member) -> list[str]:
    return [each.public_id for each in members]


def test_care_is_offered_and_handed_back_and_no_list_keeps_that(harbour, now, coming):
    before = Entry.objects.count()
    for _twice in range(2):
        roles.take(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    roles.take(meeting=coming, by=harbour.dee, role=Role.SECOND, now=now)
    assert there(coming) == {Role.CARE: harbour.asha, Role.SECOND: harbour.dee}
    for _twice in range(2):
        roles.hand_back(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    assert there(coming) == {Role.SECOND: harbour.dee}
    assert Entry.objects.count() == before


def test_nobody_takes_it_from_whoever_holds_it_or_hands_back_anothers(harbour, now, coming):
    roles.take(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    roles.take(meeting=coming, by=harbour.asha, role=Role.NOTES, now=now)
    roles.take(meeting=coming, by=harbour.asha, role=Role.HOLD, now=now)
    for role in (Role.CARE, Role.NOTES, Role.HOLD):
        with pytest.raises(NotNow, match="taken"):
            roles.take(meeting=coming, by=harbour.dee, role=role, now=now)
        roles.hand_back(meeting=coming, by=harbour.dee, role=role, now=now)
        assert there(coming)[role] == harbour.asha
        roles.hand_back(meeting=coming, by=harbour.asha, role=role, now=now)
        assert role not in there(coming)
    powers = set(Entry.objects.values_list("power", flat=True))
    assert powers == {Power.KEEP_NOTES, Power.HOLD_MEETING}


def test_a_second_is_somebody_beside_and_can_take_the_first_place(harbour, now, coming):
    with pytest.raises(NotNow, match="care-first"):
        roles.take(meeting=coming, by=harbour.dee, role=Role.SECOND, now=now)
    roles.take(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    with pytest.raises(NotNow, match="care-yours"):
        roles.take(meeting=coming, by=harbour.asha, role=Role.SECOND, now=now)
    roles.take(meeting=coming, by=harbour.dee, role=Role.SECOND, now=now)
    roles.hand_back(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    assert Role.CARE not in there(coming), "nobody is moved up without saying so"
    roles.take(meeting=coming, by=harbour.dee, role=Role.CARE, now=now)
    assert there(coming) == {Role.CARE: harbour.dee}


def test_the_database_keeps_one_of_each_and_two_people(harbour, now, coming):
    given = {"circle": harbour.circle, "meeting": coming}
    with pytest.raises(IntegrityError), transaction.atomic():
        Care.objects.create(**given, holder=harbour.dee, second=harbour.dee)
    Care.objects.create(**given, holder=harbour.dee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Care.objects.create(**given, holder=harbour.asha)


@pytest.mark.parametrize("gone", ["left", "held"])
def test_whoever_is_not_here_is_never_shown_and_their_place_is_open(harbour, now, coming, gone):
    asha = harbour.asha
    for role in (Role.CARE, Role.NOTES, Role.HOLD):
        roles.take(meeting=coming, by=asha, role=role, now=now)
    roles.take(meeting=coming, by=harbour.dee, role=Role.SECOND, now=now)
    plan = client_of(harbour.tom).get(at(coming))
    assert text_of(plan).count("<bdi>Asha</bdi>") == 3
    if gone == "left":
        leave(by=asha, now=now)
    else:
        Member.objects.filter(pk=asha.pk).update(held_until=timezone.now() + timedelta(hours=5))
    for rest in ("", "look-round/", "paper/"):
        page = text_of(client_of(harbour.tom).get(at(coming, rest)))
        assert "Asha" not in page
        assert "Dee" in page
    assert there(coming) == {Role.SECOND: harbour.dee}
    for role in (Role.CARE, Role.NOTES, Role.HOLD):
        roles.take(meeting=coming, by=harbour.marcus, role=role, now=now)
        assert there(coming)[role] == harbour.marcus
    with pytest.raises(NotHere):
        roles.take(meeting=coming, by=asha, role=Role.SECOND, now=now)


def test_when_a_meeting_is_over_or_off_there_is_nothing_to_hold(harbour, now, coming):
    roles.take(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    for state in (MeetingState.DRAFT, MeetingState.CLOSED, MeetingState.CALLED_OFF):
        when = {
            "closed_at": now if state == "closed" else None,
            "called_off_at": now if state == "called_off" else None,
        }
        Meeting.objects.filter(pk=coming.pk).update(state=state, **when)
        with pytest.raises(NotNow):
            roles.take(meeting=coming, by=harbour.dee, role=Role.NOTES, now=now)
        assert held(viewer=harbour.dee, meeting=fresh(coming)) == []


def test_look_round_says_nobody_yet_with_i_will_beside_it_and_then_names_them(harbour, now, coming):
    dee, tom = client_of(harbour.dee), client_of(harbour.tom)
    page = text_of(dee.get(at(coming, "look-round/")))
    assert page.count("<p>Nobody yet</p>") == 3
    for words in ("I will hold the meeting", "I will keep the notes", "I will look after care"):
        assert words in page
    assert "I will be the second" not in page
    for role in ("care", "notes", "hold"):
        answer = send(dee, at(coming, f"holds/{role}/take/"), page="look")
        assert answer["Location"] == at(coming, "look-round/")
    assert "Hand back care" in text_of(dee.get(at(coming, "look-round/")))
    page = text_of(tom.get(at(coming, "look-round/")))
    assert page.count("<bdi>Dee</bdi>") == 3
    assert "until Dee or somebody else picks that up." in page
    assert "I will be the second" in page
    assert "Hand back" not in page
    plan = text_of(tom.get(at(coming)))
    assert plan.count("<p><bdi>Dee</bdi></p>") == 3
    assert "Looking after care: Dee" in text_of(tom.get(at(coming, "paper/")))


def test_paper_leaves_it_out_before_it_takes_a_second_page(harbour, now, coming):
    roles.take(meeting=coming, by=harbour.dee, role=Role.CARE, now=now)
    seen = plan_of(viewer=harbour.tom, meeting_id=coming.public_id)
    assert printed_for(meeting=seen, large=False).holders == ["Looking after care: Dee"]
    seen.place = "A long way round. " * 140
    seen.opening_question = "What did you see? " * 140
    seen.parts.update(minutes=10)
    for number in range(20, 60):
        seen.parts.create(circle=harbour.circle, position=number, kind="talk", title="Talk", detail="", minutes=5)
    paper = printed_for(meeting=seen, large=False)
    assert paper.holders == []
    assert "who holds what" in paper.left_out


def test_a_tap_that_comes_too_late_is_answered_in_a_sentence(harbour, now, coming):
    roles.take(meeting=coming, by=harbour.asha, role=Role.CARE, now=now)
    client = client_of(harbour.dee)
    send(client, at(coming, "holds/care/take/"))
    assert "Somebody else said so a moment ago." in text_of(client.get(at(coming)))
    assert client.post(at(coming, "holds/care/take/"), {"key": "a" * 20}).status_code == 302
    assert send(client, at(coming, "holds/tea/take/")).status_code == 404
    assert client.get(at(coming, "holds/care/take/")).status_code == 405


def test_who_said_they_hold_it_picks_it_up_from_whoever_began(harbour, now, coming):
    roles.take(meeting=coming, by=harbour.dee, role=Role.HOLD, now=now)
    rooms.begin(meeting=coming, by=harbour.tom, now=coming.starts_at)
    assert fresh(coming).holder == harbour.tom
    with pytest.raises(NotNow, match="in-the-room"):
        roles.take(meeting=coming, by=harbour.dee, role=Role.HOLD, now=now)
    rooms.hold(meeting=fresh(coming), by=harbour.dee, now=now)
    assert fresh(coming).holder == harbour.dee


def test_handing_back_the_notes_ends_the_rooms_phone(harbour, now, meeting):
    phones.carry(meeting=meeting, by=harbour.dee, now=now)
    roles.hand_back(meeting=meeting, by=harbour.dee, role=Role.NOTES, now=now)
    assert not Notes.objects.exists()
    with pytest.raises(NotNow, match="notes"):
        phones.put_on(meeting=fresh(meeting), by=harbour.dee, who=harbour.ravi, now=now)


def test_a_break_told_to_nobody_leaves_nothing_any_other_member_can_see(harbour, now, meeting):
    others = tuple(name for name in ALL if name != "Dee")
    before = pages(harbour, meeting, (*others, "Ravi"))
    channels = [
        meeting.scope.public_id,
        *(each.person.public_id for name, each in harbour.members.items() if name != "Dee"),
    ]
    heard = versions_of(channels)
    send(client_of(harbour.dee), at(meeting, "room/do/step-out/"), who="nobody")
    assert versions_of(channels) == heard
    assert pages(harbour, meeting, (*others, "Ravi")) == before
    assert not BreakAsked.objects.exists()
    assert not Pause.objects.exists()


def test_a_break_told_to_care_reaches_only_those_two(harbour, now, meeting):
    page = text_of(client_of(harbour.dee).get(at(meeting, "room/")))
    assert "Asha, Marcus alone, and I step out" in page
    assert "Asha, Marcus look after care. Nobody else sees that it is you." in page
    others = ("Tom", "Nia", "Sam", "Ravi")
    before = pages(harbour, meeting, others)
    quiet = [meeting.scope.public_id, *(harbour.members[name].person.public_id for name in others)]
    heard = versions_of(quiet)
    asha = [harbour.asha.person.public_id]
    asha_heard = versions_of(asha)
    to = re.search(r'name="to" value="([^"]*)"', page)
    assert to is not None
    send(client_of(harbour.dee), at(meeting, "room/do/need-break/"), who="care", to=to[1])
    assert versions_of(quiet) == heard
    assert versions_of(asha) != asha_heard
    assert pages(harbour, meeting, others) == before
    assert told(harbour, meeting, "Asha") == told(harbour, meeting, "Marcus") == ["Dee"]
    assert "because you look after care" in text_of(client_of(harbour.asha).get(at(meeting, "room/")))
    for name in others[:3]:
        assert told(harbour, meeting, name) == []


def test_whoever_takes_care_later_does_not_read_it_nor_does_whoever_handed_it_back(harbour, now, meeting):
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=ids(harbour.asha))
    assert told(harbour, meeting, "Marcus") == []
    roles.hand_back(meeting=meeting, by=harbour.asha, role=Role.CARE, now=now)
    roles.take(meeting=meeting, by=harbour.nia, role=Role.CARE, now=now)
    assert told(harbour, meeting, "Nia") == told(harbour, meeting, "Asha") == []
    rooms.come_in(meeting=meeting, by=harbour.dee, now=now)
    assert not BreakAsked.objects.exists()


def test_nobody_is_told_whom_the_page_did_not_name(harbour, now, meeting):
    roles.hand_back(meeting=meeting, by=harbour.asha, role=Role.CARE, now=now)
    roles.take(meeting=meeting, by=harbour.nia, role=Role.CARE, now=now)
    for to in (ids(harbour.asha), ids(harbour.tom), ids(harbour.dee), []):
        with pytest.raises(NotNow, match="others-now"):
            pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=to)
    assert not BreakAsked.objects.exists()
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=ids(harbour.asha, harbour.marcus))
    assert [each.told for each in BreakAsked.objects.all()] == [harbour.marcus]


def test_with_nobody_who_cares_here_the_page_says_before_that_the_holder_is_told_instead(harbour, now, meeting):
    for each, role in ((harbour.asha, Role.CARE), (harbour.marcus, Role.SECOND)):
        roles.hand_back(meeting=meeting, by=each, role=role, now=now)
    page = text_of(client_of(harbour.dee).get(at(meeting, "room/")))
    assert "So Tom is told, who holds the meeting." in page
    # Somebody who looks after care, and is not in the room, would not see it.
    roles.take(meeting=meeting, by=harbour.ravi, role=Role.CARE, now=now)
    assert "So Tom is told, who holds the meeting." in text_of(client_of(harbour.dee).get(at(meeting, "room/")))
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=ids(harbour.tom, harbour.ravi))
    assert [each.told for each in BreakAsked.objects.all()] == [harbour.tom]
    assert "So Tom is told" not in text_of(client_of(harbour.tom).get(at(meeting, "room/")))
    with pytest.raises(NotNow, match="nobody-to-tell"):
        pauses.tell_care(meeting=meeting, by=harbour.tom, now=now, to=ids(harbour.tom))
