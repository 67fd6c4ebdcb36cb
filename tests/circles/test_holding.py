"""Holding somebody's access: two together, at once, for a day, in plain view; never again and again."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.actions import (
    HoldNotNow,
    agree_to_hold,
    answer_hold,
    ask_hold,
    cover,
    join,
    lift_hold,
    withdraw_ask,
)
from handinhand.circles.actions.powers import Refused
from handinhand.circles.models import Hold, Member
from handinhand.decisions import actions as decisions
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.live.queries import ending_channel
from handinhand.meetings.choices import PartKind
from handinhand.meetings.queries.turns import round_turn
from handinhand.words import actions as words_actions
from handinhand.words.models import ScopeMember, Words
from handinhand.words.queries import circle_scope
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings import rooms as stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
SECRET = "The tea is in the blue tin."
HELD = "Your access to this circle is held for now"


@pytest.fixture
def at(now: datetime):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def held(group: Group, who: str = "Dee", two: tuple[str, str] = ("Tom", "Asha")) -> Hold:
    member = Member.objects.select_related("person", "circle").get(pk=group.members[who].pk)
    hold = ask_hold(member=member, by=group.members[two[0]], now=timezone.now())
    return agree_to_hold(hold=hold, by=group.members[two[1]], now=timezone.now())


def write(group: Group, by: str, body: str = SECRET) -> Words:
    given = {"circle": group.circle, "scope": circle_scope(group.circle), "state": "shared", "now": timezone.now()}
    return words_actions.write(by=group.members[by].person, body=body, **given)


def sees(group: Group, who: str) -> set[int]:
    return set(Words.objects.visible_to(group.members[who].person).values_list("pk", flat=True))


def test_nothing_happens_until_a_second_agrees_and_then_sight_ends_at_once(harbour: Group, at) -> None:
    words, own = write(harbour, "Tom"), write(harbour, "Dee")
    hold = ask_hold(member=harbour.dee, by=harbour.tom, now=timezone.now())
    assert sees(harbour, "Dee") == {words.pk, own.pk}
    assert not Entry.objects.filter(circle=harbour.circle).exists()
    for name in ("Tom", "Dee"):
        with pytest.raises(HoldNotNow):
            agree_to_hold(hold=hold, by=harbour.members[name], now=timezone.now())
    agree_to_hold(hold=hold, by=harbour.asha, now=timezone.now())
    assert sees(harbour, "Dee") == {own.pk}
    assert not ScopeMember.objects.filter(person=harbour.dee.person).exists()
    assert Channel.objects.filter(key=ending_channel(harbour.dee.person.public_id)).exists()
    at.shift(DAY - timedelta(seconds=1))
    assert sees(harbour, "Dee") == {own.pk}
    at.shift(timedelta(seconds=1))
    assert sees(harbour, "Dee") == {words.pk, own.pk}
    assert SECRET in [each.body for each in Words.objects.visible_to(harbour.dee.person)]


def test_asking_is_over_after_a_day_and_can_be_taken_back(harbour: Group, at) -> None:
    hold = ask_hold(member=harbour.dee, by=harbour.tom, now=timezone.now())
    assert ask_hold(member=harbour.dee, by=harbour.asha, now=timezone.now()) == hold
    at.shift(DAY)
    with pytest.raises(HoldNotNow):
        agree_to_hold(hold=hold, by=harbour.asha, now=timezone.now())
    again = ask_hold(member=harbour.dee, by=harbour.asha, now=timezone.now())
    assert again.asked_by == harbour.asha
    withdraw_ask(hold=again, by=harbour.tom)
    assert Hold.objects.filter(pk=again.pk).exists()
    withdraw_ask(hold=again, by=harbour.asha)
    with pytest.raises(HoldNotNow):
        agree_to_hold(hold=again, by=harbour.tom, now=timezone.now())
    assert not harbour.dee.is_held


def test_the_same_two_do_not_hold_somebody_again_and_nobody_does_within_a_day(harbour: Group, at) -> None:
    held(harbour)
    at.shift(DAY)
    for name in ("Tom", "Asha", "Nia"):
        with pytest.raises(HoldNotNow):
            ask_hold(member=fresh(harbour, "Dee"), by=harbour.members[name], now=timezone.now())
    at.shift(DAY)
    for name in ("Tom", "Asha"):
        with pytest.raises(HoldNotNow):
            ask_hold(member=fresh(harbour, "Dee"), by=harbour.members[name], now=timezone.now())
    # One of the two with another: no way round.
    hold = ask_hold(member=fresh(harbour, "Dee"), by=harbour.nia, now=timezone.now())
    with pytest.raises(HoldNotNow):
        agree_to_hold(hold=hold, by=harbour.tom, now=timezone.now())
    agree_to_hold(hold=hold, by=harbour.sam, now=timezone.now())
    at.shift(timedelta(days=31))
    held(harbour)


def fresh(group: Group, who: str) -> Member:
    return Member.objects.select_related("person", "circle").get(pk=group.members[who].pk)


def test_somebody_held_uses_no_power_but_leaving_and_leaving_ends_no_hold(harbour: Group, at) -> None:
    held(harbour)
    dee, words = fresh(harbour, "Dee"), write(harbour, "Tom")
    with pytest.raises(Refused):
        circles.invite(by=dee, now=timezone.now())
    with pytest.raises(HoldNotNow):
        agree_to_hold(
            hold=ask_hold(member=harbour.tom, by=harbour.nia, now=timezone.now()), by=harbour.nia, now=timezone.now()
        )
    invitation = circles.invite(by=harbour.tom, now=timezone.now())
    circles.leave(by=dee, now=timezone.now())
    place = {"name": "Dee", "shape": "sun", "colour": "clay", "standing": "for_myself", "organisation": None}
    back = join(person=dee.person, invitation=invitation, now=timezone.now(), **place)
    assert back.is_held
    assert words.pk not in sees(harbour, "Dee")
    assert HELD in text_of(client_of(back).get(f"/c/{harbour.circle.public_id}/"))


def test_the_pages_of_somebody_who_is_held(harbour: Group, at) -> None:
    meeting = stage.make_meeting(harbour, now=timezone.now() + DAY / 2, kinds=(PartKind.TALK,))
    circle = f"/c/{harbour.circle.public_id}/"
    write(harbour, "Tom")
    own = write(harbour, "Dee", "My sister has the key.")
    dee, before = client_of(harbour.dee), Entry.objects.count()
    assert str(meeting.title) in text_of(dee.get("/"))
    hold = ask_hold(member=harbour.dee, by=harbour.tom, now=timezone.now())
    assert dee.get(f"{circle}holds/{hold.public_id}/").status_code == 404
    assert "Somebody asks for a hold" not in text_of(dee.get(f"{circle}members/"))
    assert "Somebody asks for a hold on the access of Dee" in text_of(client_of(harbour.sam).get(f"{circle}members/"))
    send(client_of(harbour.asha), f"{circle}holds/{hold.public_id}/agree/")
    places = ("", "members/", "meetings/", f"meetings/{meeting.public_id}/room/", "decisions/", "promises/", "done/")
    for place in (*places, "find/", "agreement/", f"holds/{hold.public_id}/"):
        answer = dee.get(circle + place)
        page = text_of(answer)
        assert answer.status_code == 403
        assert HELD in page
        assert "Tom and Asha put a hold on your access" in page
        assert "25 November" in page
        assert "data-ticket" not in page
        assert SECRET not in page
        assert str(meeting.title) not in page
    assert str(meeting.title) not in text_of(dee.get("/"))
    typed = text_of(send(dee, f"{circle}promises/make/", text="I will bring the good cups."))
    assert "I will bring the good cups." in typed
    assert not Words.objects.filter(author=harbour.dee.person).exclude(pk=own.pk).exists()
    # Taking back one's own, and answering, still work; changing it would be a way past the hold.
    assert "My sister has the key." in text_of(dee.get(circle))
    changed = send(dee, f"/words/{own.public_id}/", body="She lives at number nine.")
    assert "you can take your words back, and not change them" in text_of(changed)
    assert "She lives at number nine." in text_of(changed)
    own.refresh_from_db()
    assert own.body == "My sister has the key."
    send(dee, f"/words/{own.public_id}/take-back/")
    send(dee, f"/words/{own.public_id}/put-back/")
    own.refresh_from_db()
    assert own.state == "taken_back"
    assert "Something here needs another look" in text_of(send(dee, f"{circle}holds/answer/", text=" "))
    send(dee, f"{circle}holds/answer/", text="I only wanted to help.")
    assert "I only wanted to help." in text_of(client_of(harbour.sam).get(f"{circle}holds/{hold.public_id}/"))
    assert "Tom and Asha put a hold on Dee for a day" in text_of(client_of(harbour.sam).get(f"{circle}done/"))
    assert Entry.objects.count() == before + 1
    at.shift(DAY)
    assert dee.get(circle).status_code == 200
    assert "Tom and Asha put it on. It is over." in text_of(dee.get(f"{circle}holds/{hold.public_id}/"))


def test_one_of_the_two_can_end_it(harbour: Group, at) -> None:
    hold, words = held(harbour), write(harbour, "Tom")
    with pytest.raises(HoldNotNow):
        lift_hold(hold=hold, by=harbour.sam, now=timezone.now())
    lift_hold(hold=hold, by=harbour.asha, now=timezone.now())
    assert words.pk in sees(harbour, "Dee")
    assert not fresh(harbour, "Dee").is_held
    with pytest.raises(HoldNotNow):
        ask_hold(member=fresh(harbour, "Dee"), by=harbour.sam, now=timezone.now())


def decide(group: Group, hold: Hold, *, days: int) -> None:
    now = timezone.now()
    proposal = decisions.propose_about_hold(hold=hold, by=group.sam, days=days, now=now)
    decisions.open_positions(proposal=proposal, by=group.sam, now=now)
    for name in ("Tom", "Asha", "Sam", "Nia", "Jo", "Ravi"):
        decisions.take_position(proposal=proposal, by=group.members[name], kind="agree", now=now)
    decisions.close_positions(proposal=proposal, by=group.sam, now=now)


def test_the_circle_keeps_a_hold_by_a_decision_which_has_an_end_and_is_ended_by_one(harbour: Group, at) -> None:
    hold, words = held(harbour), write(harbour, "Tom")
    page = f"/c/{harbour.circle.public_id}/"
    decisions.propose_about_hold(hold=hold, by=harbour.sam, days=7, now=timezone.now())
    assert "Somebody proposed that the circle keeps it for 7 days." in text_of(client_of(harbour.dee).get(page))
    decide(harbour, hold, days=7)
    at.shift(timedelta(days=7) - timedelta(seconds=1))
    assert words.pk not in sees(harbour, "Dee")
    with pytest.raises(HoldNotNow):
        lift_hold(hold=hold, by=harbour.asha, now=timezone.now())
    decide(harbour, hold, days=0)
    assert words.pk in sees(harbour, "Dee")
    # What the circle kept was no misuse: after a day to talk, the same two may hold again.
    at.shift(DAY)
    held(harbour)
    at.shift(timedelta(days=9))
    assert words.pk in sees(harbour, "Dee")
    with pytest.raises(HoldNotNow):
        decisions.propose_about_hold(hold=hold, by=harbour.sam, days=7, now=timezone.now())


def test_a_position_taken_before_a_hold_counts(harbour: Group, at) -> None:
    now = timezone.now()
    proposal = decisions.propose(
        circle=harbour.circle, scope=circle_scope(harbour.circle), by=harbour.tom, text="We meet less.", now=now
    )
    decisions.open_positions(proposal=proposal, by=harbour.tom, now=now)
    concern = decisions.take_position(proposal=proposal, by=harbour.dee, kind="concern", concern="I need it.", now=now)
    held(harbour)
    for name in ("Tom", "Asha", "Sam", "Nia", "Jo", "Ravi"):
        decisions.take_position(proposal=proposal, by=harbour.members[name], kind="agree", now=now)
    with pytest.raises(decisions.NotAmongThem):
        decisions.take_position(proposal=proposal, by=fresh(harbour, "Dee"), kind="agree", now=now)
    decisions.close_positions(proposal=proposal, by=harbour.tom, now=now)
    proposal.refresh_from_db()
    assert proposal.state == "waits"
    assert Words.objects.visible_to(harbour.sam.person).filter(pk=concern.words_id).exists()


def test_a_round_and_a_talk_go_on_without_whoever_is_held(harbour: Group, at) -> None:
    meeting = stage.make_meeting(harbour, now=timezone.now(), kinds=(PartKind.ROUND,))
    room = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/"
    names = ("Dee", "Tom", "Asha", "Sam")
    browsers = {name: client_of(harbour.members[name]) for name in names}
    send(browsers["Dee"], f"{room}do/begin/")
    for name in names[1:]:
        send(browsers[name], f"{room}do/come-in/")
    part = meeting.parts.get()
    assert round_turn(part).who == harbour.dee.public_id
    held(harbour)
    turn = round_turn(part)
    assert turn is not None
    assert turn.who != harbour.dee.public_id
    seen = text_of(browsers["Sam"].get(room))
    assert "Dee has the turn" not in seen
    # She held the meeting: somebody else picks it up.
    send(browsers["Sam"], f"{room}do/hold/")
    for _each in range(3):
        send(browsers["Sam"], f"{room}do/end-turn/", whose=round_turn(part).who)
    assert round_turn(part) is None
    assert "Everyone who is here has been asked." in text_of(browsers["Sam"].get(room))
    at.shift(DAY)
    assert round_turn(part).who == harbour.dee.public_id


def test_an_answer_is_the_circles_to_read_and_nobody_elses(harbour: Group, hillside: Group, at) -> None:
    hold = held(harbour)
    answer_hold(hold=hold, by=fresh(harbour, "Dee"), text="Please ring me.", now=timezone.now())
    page = f"/c/{harbour.circle.public_id}/holds/{hold.public_id}/"
    assert "Please ring me." in text_of(client_of(harbour.nia).get(page))
    cover(words=Words.objects.get(hold_answer__hold=hold), by=harbour.sam, now=timezone.now())
    seen = text_of(client_of(harbour.nia).get(page))
    assert "Please ring me." not in seen
    assert "Something is covered here." in seen
    assert client_of(hillside.bo).get(page).status_code == 404
