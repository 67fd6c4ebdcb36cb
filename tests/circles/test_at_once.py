"""Two phones, or two processes, at the very same moment: everything happens once, and both are told so in a page."""

import re
import secrets
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from handinhand.circles.actions import Refused, invite, leave
from handinhand.circles.choices import Power
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Circle, Person
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.turns import raise_hand
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Attendance, Said
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.cast import NAMES, Group, make_group
from tests.circles.browsers import at
from tests.circles.browsers import client_of as browser_of
from tests.meetings.rooms import begin, fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], HttpResponse]) -> list[HttpResponse]:
    """Send several things at the same moment, each on a connection of its own."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], HttpResponse]) -> HttpResponse:
        ready.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


def post(client: Client, address: str, **sent: str) -> Callable[[], HttpResponse]:
    """Send a form later, with a key of its own unless it says one."""
    form = {"key": secrets.token_hex(8), **sent}
    return lambda: client.post(address, form)


def used(power: Power) -> int:
    return Entry.objects.filter(power=power).count()


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture(params=range(3))
def again(request: pytest.FixtureRequest) -> int:
    """What happens at once can happen in more than one order, so each is tried a few times."""
    return int(request.param)


def test_leaving_on_two_phones_is_leaving_once(group, again):
    address = at("leave", group)
    answers = together(*(post(client_of(group.tom), address) for _phone in range(3)))
    assert used(Power.LEAVE) == 1
    assert {each.status_code for each in answers} <= {302, 404}
    assert 302 in {each.status_code for each in answers}


def test_joining_on_two_phones_is_joining_once(group, now, again):
    invitation = invite(by=group.asha, now=now)
    Invitation.objects.update(ends_at=now.replace(year=now.year + 20))
    newcomer = Person.objects.create(began_at=now)
    address = f"/join/{invitation.token}/"
    answers = together(*(post(browser_of(newcomer), address, my_name=name) for name in ("Bo", "Bobby", "Bo")))
    assert Member.objects.filter(person=newcomer).count() == 1
    assert used(Power.JOIN) == 1
    assert [each.status_code for each in answers] == [302, 302, 302]


def test_one_form_sent_twice_at_once_takes_effect_once(group, again):
    tom, key = client_of(group.tom), secrets.token_hex(8)
    phones = [client_of(group.tom), tom, tom]
    answers = together(*(post(each, at("invite", group), key=key) for each in phones))
    assert Invitation.objects.count() == used(Power.INVITE) == 1
    assert len({each["Location"] for each in answers}) == 1


def test_the_same_key_of_two_people_is_two_forms(group):
    key = secrets.token_hex(8)
    together(*(post(client_of(each), at("invite", group), key=key) for each in (group.tom, group.dee)))
    assert Invitation.objects.count() == 2


def test_a_stranger_who_starts_a_circle_twice_at_once_starts_one(db, again):
    phone = Client()
    page = text_of(phone.get("/start/"))
    key = re.search(r'name="key" value="([\w-]+)"', page)
    assert key is not None
    twin = Client()
    twin.cookies = phone.cookies
    form = {"key": key[1], "name": "Lantern", "purpose": "Light.", "time_zone": "Europe/London", "limits": "None."}
    answers = together(*(post(each, "/start/", my_name="Bo", **form) for each in (phone, twin)))
    assert Circle.objects.count() == Person.objects.count() == Member.objects.count() == 1
    assert len({each["Location"] for each in answers}) == 1


def room(group: Group, meeting_id: str, name: str) -> str:
    return f"/c/{group.circle.public_id}/meetings/{meeting_id}/room/do/{name}/"


def members(group: Group, names: Sequence[str]) -> list[Client]:
    return [client_of(group.members[name]) for name in names]


def test_a_meeting_begun_by_two_at_once_begins_once_and_both_are_in(group, now, again):
    meeting = make_meeting(group, now=now)
    address = room(group, meeting.public_id, "begin")
    together(*(post(each, address) for each in members(group, ["Tom", "Dee"])))
    assert used(Power.OPEN_MEETING) == 1
    assert Attendance.objects.count() == 2
    assert fresh(meeting).holder in {group.tom, group.dee}


def test_holding_picked_up_by_two_at_once_is_held_by_one_of_them(group, now, again):
    meeting = begin(group, now=now)
    address = room(group, meeting.public_id, "hold")
    together(*(post(each, address) for each in members(group, ["Dee", "Asha"])))
    held = fresh(meeting)
    assert held.holder in {group.dee, group.asha}
    last = Entry.objects.filter(power=Power.HOLD_MEETING).latest("pk")
    assert held.holder.person_id == last.by_id


def test_words_that_come_while_the_meeting_closes_are_kept_or_still_on_the_screen(group, now, again):
    meeting = begin(group, now=now)
    here = meeting.current
    assert here is not None
    say = f"/c/{group.circle.public_id}/meetings/{meeting.public_id}/room/say/{here.public_id}/"
    dee, tom = members(group, ["Dee", "Tom"])
    said, closed = together(
        post(dee, say, body="Tea by the window."), post(tom, room(group, meeting.public_id, "close"))
    )
    assert closed.status_code == 302
    assert fresh(meeting).state == MeetingState.CLOSED
    if Said.objects.exists():
        assert said.status_code == 302
        assert Words.objects.get(said__isnull=False).body == "Tea by the window."
    else:
        assert "Tea by the window." in text_of(said)


def test_whoever_leaves_while_coming_in_sees_nothing_of_the_meeting(group, now, again):
    meeting = begin(group, now=now, come=("Tom",))
    dee = client_of(group.dee)
    together(post(dee, room(group, meeting.public_id, "come-in")), post(client_of(group.dee), at("leave", group)))
    assert not meeting.scope.members.filter(person=group.dee.person).exists()


def test_a_turn_ended_and_asked_later_at_once_moves_on_by_one(group, now, again):
    meeting = go(begin(group, now=now), PartKind.ROUND, by=group.tom, now=now)
    seats = list(part(meeting, PartKind.ROUND).seats.order_by("order").select_related("member"))
    whose = seats[0].member
    sent = {"whose": whose.public_id}
    acts = [post(client_of(whose), room(group, meeting.public_id, "end-turn"), **sent)]
    acts += [post(client_of(group.tom), room(group, meeting.public_id, "pass"), **sent)]
    together(*acts)
    assert [seat.outcome != "" for seat in part(meeting, PartKind.ROUND).seats.order_by("order")] == [
        True,
        *[False] * (len(seats) - 1),
    ]


def test_hands_raised_at_once_give_the_word_to_one(group, now, again):
    meeting = go(begin(group, now=now), PartKind.TALK, by=group.tom, now=now)
    address = room(group, meeting.public_id, "raise-hand")
    answers = together(*(post(each, address) for each in members(group, ["Tom", "Dee", "Asha", "Dee"])))
    assert {each.status_code for each in answers} == {302}
    hands = part(meeting, PartKind.TALK).hands
    assert hands.count() == 3
    assert hands.filter(called_at__isnull=False).count() == 1


def test_somebody_who_left_cannot_come_in_by_a_page_of_before(group, now):
    meeting = begin(group, now=now, come=("Tom",))
    before = Member.objects.select_related("person", "circle").get(pk=group.dee.pk)
    leave(by=group.dee, now=now)
    for act in (rooms.come_in, rooms.hold, raise_hand):
        with pytest.raises((rooms.NotNow, NotHere, Refused)):
            act(meeting=fresh(meeting), by=before, now=now)
    assert not meeting.scope.members.filter(person=group.dee.person).exists()
