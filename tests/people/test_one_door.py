"""Whatever asks by name goes through the one door, and whoever asks sees the same whether it fits or not."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.models import Hello
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import AskedToDecide, Given, Proposal
from handinhand.meetings.actions import friends, series
from handinhand.meetings.models import Friend
from handinhand.people import actions
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Commitment
from handinhand.people.queries import energy
from handinhand.promises import actions as promises
from handinhand.times import actions as times
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)
CHANGES_EACH_TIME = re.compile(r'value="[^"]*"|data-ticket="[^"]*"|nonce="[^"]*"|[a-km-z2-9]{12}')


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def world(harbour: Group, today) -> dict[str, str]:
    """A meeting, a proposal of Tom's and a promise of Dee's; Dee offers a hello."""
    circles.offer_hello(by=harbour.dee, offers=True)
    said = {"circle": harbour.circle, "scope": harbour.scope}
    proposal = decisions.propose(by=harbour.tom, text="Which kettle we buy.", now=today, **said)
    promise = promises.make(by=harbour.dee, text="I bring mugs.", by_when=None, now=today - 20 * DAY, **said)
    meeting = make_meeting(harbour, now=today + 2 * DAY)
    ids = {"proposal": proposal.public_id, "promise": promise.public_id, "meeting": meeting.public_id}
    return {**ids, "dee": harbour.dee.public_id, "circle": harbour.circle.public_id}


WAYS = {
    AskKind.HELLO: ("circles:ask_hello", [], "to", {}, "circles:hello", []),
    AskKind.HOLD_DECISION: ("decisions:more", ["proposal"], "whom", {"do": "give"}, "decisions:proposal", ["proposal"]),
    AskKind.FRIEND: ("meetings:ask_friend", ["meeting"], "friend", {}, "meetings:friend", ["meeting"]),
    AskKind.CAME_OF: ("promises:ask_again", ["promise"], "", {}, "promises:promise", ["promise"]),
}


def ask(harbour: Group, world: dict[str, str], kind: AskKind) -> str:
    """Tom asks Dee in one of the ways; all that he then sees."""
    where, ids, field, more, page, page_ids = WAYS[kind]
    tom = client_of(harbour.tom)
    sent = {**more, **({field: world["dee"]} if field else {})}
    answer = send(tom, reverse(where, args=[world["circle"], *(world[each] for each in ids)]), **sent)
    assert answer.status_code == 302, text_of(answer)
    seen = text_of(tom.get(answer["Location"]))
    again = text_of(tom.get(reverse(page, args=[world["circle"], *(world[each] for each in page_ids)])))
    return CHANGES_EACH_TIME.sub("-", answer["Location"] + seen + again)


def rest(person, today, **other) -> None:
    given = {"begins_at": today, "ends_at": None, "is_shown": False, **other}
    actions.begin_rest(by=person, now=today, **given)


def no_hours(person, _today) -> None:
    actions.say_hours(by=person, hours=0)


def weeks_off(person, today) -> None:
    for each in (0, 7):
        actions.take_week_off(by=person, day=today.date() + each * DAY, now=today)


STATES = {"free": lambda *_: None, "no hours": no_hours, "weeks off": weeks_off, "resting": rest}


@pytest.mark.parametrize("kind", WAYS)
def test_whoever_asks_sees_the_same_byte_for_byte(harbour: Group, world, kind, today):
    dee, seen = harbour.dee.person, {}
    for name, begin in STATES.items():
        with transaction.atomic():
            begin(dee, today)
            seen[name] = ask(harbour, world, kind)
            asked = energy.open_asks(person=dee, now=timezone.now())
            assert [each.kind for each in asked] == [kind], name
            assert bool(energy.told(person=dee, now=timezone.now())) is (name == "free"), name
            page = text_of(client_of(harbour.dee).get("/"))
            assert (str(kind.label) in page) is (name == "free"), name
            assert str(kind.label) in text_of(client_of(harbour.dee).get(reverse("home:open_to_me")))
            went = client_of(harbour.dee).get(reverse("home:asked", args=[asked[0].public_id]), follow=True)
            assert went.status_code == 200
            transaction.set_rollback(True)
    assert set(seen.values()) == {seen["free"]}


def test_in_a_week_off_nothing_of_what_is_open_is_asked(harbour: Group, world, today):
    moments = [today + each * DAY for each in (3, 4)]
    times.ask(by=harbour.tom, title="Tea by the quay", moments=moments, now=today)
    proposal = Proposal.objects.get(public_id=world["proposal"])
    decisions.say_it_touches(proposal=proposal, by=harbour.tom, whom=world["dee"], now=today)
    dee, open_to_me = client_of(harbour.dee), reverse("home:open_to_me")
    for is_off in (False, True):
        shown = text_of(dee.get("/"))
        assert ("Tea by the quay" not in shown) is is_off
        assert ("This touches you." not in shown) is is_off
        for kept in ("Tea by the quay", "This touches you."):
            assert kept in text_of(dee.get(open_to_me))
        actions.take_week_off(by=harbour.dee.person, day=today.date(), now=today)


def test_asking_twice_asks_once(harbour: Group, world):
    for kind in (AskKind.HELLO, AskKind.HOLD_DECISION):
        ask(harbour, world, kind)
        ask(harbour, world, kind)
        assert Ask.objects.filter(kind=kind).count() == 1


def test_a_hello_is_said_yes_to_or_left(harbour: Group, world, today):
    for yes in ("yes", "no"):
        ask(harbour, world, AskKind.HELLO)
        hello = Hello.objects.get()
        address = reverse("circles:answer_hello", args=[world["circle"]])
        send(client_of(harbour.sam), address, hello=hello.public_id, yes=yes)
        assert Hello.objects.exists(), "nobody else answers it"
        for _twice in range(2):
            send(client_of(harbour.dee), address, hello=hello.public_id, yes=yes)
        assert not Hello.objects.exists()
        assert energy.open_asks(person=harbour.dee.person, now=today) == []
        assert Commitment.objects.filter(person=harbour.dee.person, kind=AskKind.HELLO).count() == 1


def test_a_hello_ends_with_whoever_asked(harbour: Group, world, today):
    ask(harbour, world, AskKind.HELLO)
    circles.leave(by=harbour.tom, now=today)
    assert energy.open_asks(person=harbour.dee.person, now=today) == []


def test_deciding_is_with_nobody_before_their_yes(harbour: Group, world, today):
    proposal = Proposal.objects.get(public_id=world["proposal"])
    ask(harbour, world, AskKind.HOLD_DECISION)
    assert "It takes about an hour." in text_of(
        client_of(harbour.dee).get(reverse("decisions:proposal", args=[world["circle"], world["proposal"]]))
    )
    decisions.give(proposal=proposal, by=harbour.tom, to=harbour.sam.public_id, now=today)
    assert energy.open_asks(person=harbour.dee.person, now=today) == [], "asked no more"
    with pytest.raises(decisions.NotNow, match="not with you"):
        decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=today)
    rest(harbour.sam.person, today)
    for _twice in range(2):
        decisions.answer_given(proposal=proposal, by=harbour.sam, yes=True, now=today)
    assert Given.objects.get().to == harbour.sam
    assert not AskedToDecide.objects.exists()
    kept = Commitment.objects.filter(person=harbour.sam.person, kind=AskKind.HOLD_DECISION)
    assert kept.get().cost.minutes == 60
    decisions.answer_given(proposal=proposal, by=harbour.sam, yes=False, now=today)
    assert Given.objects.get().to is None
    assert not kept.exists()


def test_an_old_ask_to_decide_is_asked_anew_for_a_yes(harbour: Group, world, today):
    proposal = Proposal.objects.get(public_id=world["proposal"])
    decisions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=today)
    later = today + 100 * DAY
    with pytest.raises(decisions.NotNow, match="asked long ago"):
        decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=later)
    decisions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=later)
    decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=later)
    assert Given.objects.get().to == harbour.dee


def answer_friend(client: Client, world, yes: Friend, name: str):
    return send(client, reverse(f"meetings:{name}", args=[world["circle"], world["meeting"], yes.public_id]))


def test_a_friend_says_yes_and_ends_it(harbour: Group, world, today):
    ask(harbour, world, AskKind.FRIEND)
    yes, dee = Friend.objects.get(), client_of(harbour.dee)
    page = reverse("meetings:friend", args=[world["circle"], world["meeting"]])
    assert "about a quarter of an hour" in text_of(dee.get(page))
    assert answer_friend(client_of(harbour.sam), world, yes, "will_write").status_code == 404
    for _twice in range(2):
        answer_friend(dee, world, yes, "will_write")
    assert "You write for" in text_of(dee.get(page))
    assert Commitment.objects.get(person=harbour.dee.person).kind == AskKind.FRIEND
    answer_friend(dee, world, yes, "end_friend")
    assert not Commitment.objects.exists()


def test_a_friend_says_no_and_a_meeting_called_off_asks_nobody(harbour: Group, world, today):
    ask(harbour, world, AskKind.FRIEND)
    answer_friend(client_of(harbour.dee), world, Friend.objects.get(), "end_friend")
    assert energy.open_asks(person=harbour.dee.person, now=today) == []
    assert not Commitment.objects.exists()
    meeting = Friend.objects.get().meeting
    for friend in (harbour.dee, harbour.sam):
        friends.ask(meeting=meeting, by=harbour.tom, friend=friend, now=today)
    assert energy.open_asks(person=harbour.dee.person, now=today) == [], "somebody else is asked instead"
    series.call_off(meeting=meeting, by=harbour.tom, and_later=False, now=today)
    assert energy.open_asks(person=harbour.sam.person, now=today) == []


def test_what_came_of_a_promise_is_asked_until_it_is_answered(harbour: Group, world, today):
    ask(harbour, world, AskKind.CAME_OF)
    assert len(energy.told(person=harbour.dee.person, now=timezone.now())) == 1
    address = reverse("promises:answer", args=[world["circle"], world["promise"]])
    send(client_of(harbour.dee), address, kind="done", text="They are there.")
    assert energy.open_asks(person=harbour.dee.person, now=timezone.now()) == []


def test_a_promise_with_a_day_takes_something_until_it_is_answered(harbour: Group, today):
    said = {"circle": harbour.circle, "scope": harbour.scope, "now": today}
    day = today.date() + 9 * DAY
    made = promises.make(by=harbour.dee, text="I bring mugs.", by_when=day, **said)
    nobodys = promises.make(by=None, text="Who brings tea?", by_when=None, **said)
    promises.take_on(promise=nobodys, by=harbour.dee, by_when=day, now=today)
    assert {each.first_day for each in Commitment.objects.filter(person=harbour.dee.person)} == {day}
    assert Commitment.objects.count() == 2
    promises.answer(promise=made, by=harbour.dee, kind="done", text="", now=today)
    assert Commitment.objects.get().ref == nobodys.public_id


def test_while_somebody_rests_past_its_day_a_promise_can_be_taken_on(harbour: Group, today):
    said = {"circle": harbour.circle, "scope": harbour.scope, "now": today}
    soon = promises.make(by=harbour.dee, text="I bring mugs.", by_when=today.date() + 2 * DAY, **said)
    later = promises.make(by=harbour.dee, text="I bring tea.", by_when=today.date() + 30 * DAY, **said)
    with pytest.raises(promises.NotNow, match="taken this on"):
        promises.take_on(promise=soon, by=harbour.sam, by_when=None, now=today)
    rest(harbour.dee.person, today, ends_at=today + 7 * DAY)
    page = reverse("promises:promise", args=[harbour.circle.public_id, soon.public_id])
    assert "it is open again" in text_of(client_of(harbour.sam).get(page))
    assert "it is open again" not in text_of(client_of(harbour.dee).get(page))
    with pytest.raises(promises.NotNow, match="taken this on"):
        promises.take_on(promise=later, by=harbour.sam, by_when=None, now=today)
    promises.take_on(promise=soon, by=harbour.sam, by_when=today.date() + 2 * DAY, now=today)
    assert Commitment.objects.get(ref=soon.public_id).person == harbour.sam.person


def test_what_was_given_is_open_again_while_they_rest(harbour: Group, world, today):
    proposal = Proposal.objects.get(public_id=world["proposal"])
    decisions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=today)
    decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=today)
    decisions.open_positions(proposal=Proposal.objects.get(pk=proposal.pk), by=harbour.asha, now=today)
    for name in ("tom", "asha", "marcus", "jo"):
        decisions.take_position(proposal=proposal, by=getattr(harbour, name), kind="agree", now=today)
    decisions.close_positions(proposal=proposal, by=harbour.asha, now=today)
    page = reverse("decisions:proposal", args=[world["circle"], world["proposal"]])
    assert "For now it is open again" not in text_of(client_of(harbour.sam).get(page))
    rest(harbour.dee.person, today)
    assert "For now it is open again" in text_of(client_of(harbour.sam).get(page))
    actions.come_back(by=harbour.dee.person, now=timezone.now())
    assert "For now it is open again" not in text_of(client_of(harbour.sam).get(page))
