"""All that is asked stays in view until it is answered, and the answer reaches the people it was said to."""

from datetime import timedelta

import pytest
import time_machine

from handinhand.circles.actions import leave
from handinhand.decisions.actions import propose
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.meetings.choices import PartKind
from handinhand.promises.models import Promise
from handinhand.words.actions import take_back
from handinhand.words.models import ScopeMember
from tests.meetings import rooms as stage
from tests.meetings.plans import invited
from tests.promises.reading import Page
from tests.promises.scene import House, send, signed_in

pytestmark = pytest.mark.both
A_LONG_TIME = timedelta(days=700)


def text(house: House, name: str, address: str) -> str:
    """What somebody reads on a page."""
    return Page(signed_in(house.member(name)).get(address).content.decode()).main.text


def promises(house: House) -> str:
    return f"/c/{house.group.circle.public_id}/promises/"


def among(house: House, promise: Promise) -> set[str]:
    """The people a promise was said to."""
    inside = set(ScopeMember.objects.filter(scope=promise.scope).values_list("person", flat=True))
    return {name for name, member in house.group.members.items() if member.person_id in inside}


def test_a_promise_stays_in_view_for_everybody_it_was_said_to_however_long_it_takes(house: House) -> None:
    with time_machine.travel(house.at + A_LONG_TIME, tick=False):
        for promise in Promise.objects.filter(answered_at=None).select_related("words"):
            for name in house.group.members:
                still_open = text(house, name, promises(house)).partition("What came of it")[0]
                assert (promise.words.body in still_open) is (name in among(house, promise))
        assert house.promise.words.body in text(house, "Dee", "/").partition("What came of")[0]


@pytest.mark.parametrize("what", ["words taken back", "left"])
def test_a_promise_whose_words_or_maker_are_gone_is_still_in_view(house: House, what: str) -> None:
    if what == "left":
        leave(by=house.member("Dee"), now=house.at)
    else:
        take_back(words=house.promise.words, by=house.member("Dee").person)
    shown = text(house, "Marcus", promises(house))
    assert ("I ask about the lift." if what == "left" else "The words were taken back by who wrote them.") in shown
    page = f"{promises(house)}{house.promise.public_id}/"
    assert "Still open" in text(house, "Marcus", page)
    if what == "left":
        assert "It stays in view until somebody takes it on or answers it." in text(house, "Marcus", page)
        send(house.browser("Marcus"), f"{page}take-on/")
        assert "I ask about the lift." in text(house, "Marcus", "/")


@pytest.mark.parametrize("kind", ["done", "not_possible", "changed"])
def test_an_answer_reaches_the_people_it_was_said_to_and_nobody_else(house: House, kind: str) -> None:
    page = f"{promises(house)}{house.promise.public_id}/"
    for name in ("Tom", "Nia"):
        send(house.browser(name), f"{page}answer/", kind="done", text="I answer for Dee.")
    send(house.browser("Dee"), f"{page}answer/", kind=kind, text="The lift comes in May.")
    house.promise.refresh_from_db()
    assert house.promise.answered_by == house.member("Dee")
    reached = {name for name in house.group.members if "The lift comes in May." in text(house, name, "/")}
    assert reached == among(house, house.promise)
    assert house.promise.words.body in text(house, "Marcus", promises(house)).partition("What came of it")[2]
    if kind == "changed":
        assert "The lift comes in May." in text(house, "Dee", "/").partition("What came of")[0]
    assert "The lift comes in May." in text(house, "Marcus", page)


def test_what_was_asked_and_is_nobodys_can_be_answered_by_anybody_once(house: House) -> None:
    page = f"{promises(house)}{house.asked.public_id}/"
    for name in ("Nia", "Tom"):
        send(house.browser(name), f"{page}answer/", kind="done", text=f"{name} opened it.")
    house.asked.refresh_from_db()
    assert house.asked.answer == "Nia opened it."
    assert (
        "This has an answer already."
        in house.browser("Tom")
        .post(f"{page}answer/", {"key": "0123456789", "kind": "done", "text": "Again."})
        .content.decode()
    )


def test_a_decision_that_is_not_met_waits_in_view_of_all_and_is_taken_up_where_it_was_left(house: House) -> None:
    decisions = f"/c/{house.group.circle.public_id}/decisions/"
    with time_machine.travel(house.at + A_LONG_TIME, tick=False):
        for name in house.group.members:
            assert "We meet in the evening." in text(house, name, decisions).partition("What we decided")[0]
    stood = set(Position.objects.filter(proposal=house.waits).values_list("member", "kind"))
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)
    house.go(PartKind.LEAVING)
    house.do("Tom", "close")
    house.waits.refresh_from_db()
    assert house.waits.state in {ProposalState.PROPOSED, ProposalState.WAITS}
    assert set(Position.objects.filter(proposal=house.waits).values_list("member", "kind")) == stood
    assert "We meet in the evening." in text(house, "Ravi", decisions).partition("What we decided")[0]
    assert "A meeting" in text(house, "Ravi", f"{decisions}{house.waits.public_id}/")


def test_a_proposal_made_elsewhere_shuts_nobody_out_of_a_meeting(house: House) -> None:
    circle, group = house.group.circle, house.group
    other = stage.begin(group, now=house.at, come=("Tom", "Dee"))
    made = propose(circle=circle, scope=other.scope, by=group.dee, text="Only we two know.", now=house.at)
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=made.public_id)
    assert Proposal.objects.get(pk=made.pk).state == ProposalState.OPEN
    assert "Only we two know." in text(house, "Dee", house.room())
    for name in ("Asha", "Marcus", "Sam", "Nia"):
        assert "Only we two know." not in text(house, name, house.room())
        assert "Part for decision" in text(house, name, house.room())


def test_whoever_comes_late_to_a_proposal_of_others_still_has_the_room(house: House) -> None:
    group = house.group
    meeting = stage.fresh(house.now_on)
    everybody = ("Tom", "Dee", "Asha", "Marcus", "Sam")
    other = stage.begin(group, now=house.at, come=everybody)
    made = propose(circle=group.circle, scope=other.scope, by=group.dee, text="For those who were there.", now=house.at)
    house.go(PartKind.DECISION)
    part = stage.fresh(meeting).current
    house.do("Tom", "take-up", part=part.public_id, proposal=made.public_id)
    assert "For those who were there." in text(house, "Asha", house.room())
    house.do("Nia", "come-in")
    late = text(house, "Nia", house.room())
    assert "For those who were there." not in late
    assert "proposed before you came, to other people" in late
    assert "Step out" in late


def test_what_was_kept_or_never_opened_is_found_again_after_the_meeting(house: House) -> None:
    house.go(PartKind.TALK)
    talk = stage.fresh(house.now_on).current
    send(house.browser("Dee"), f"{house.room()}say/{talk.public_id}/", body="For later.", do="keep")
    house.go(PartKind.IDEAS)
    ideas = stage.fresh(house.now_on).current
    send(house.browser("Dee"), f"{house.room()}say/{ideas.public_id}/", body="A bench outside.", do="share")
    house.do("Tom", "close")
    summary = house.room().replace("/room/", "/summary/")
    assert "For later." in text(house, "Dee", summary)
    assert "A bench outside." in text(house, "Marcus", summary)


def test_a_meeting_that_nobody_opened_is_not_silently_gone(house: House) -> None:
    meeting = invited(house.group, now=house.at)
    with time_machine.travel(house.at + timedelta(days=30), tick=False):
        meetings = text(house, "Nia", f"/c/{house.group.circle.public_id}/meetings/")
        assert meeting.title in meetings
        assert "It was not opened here." in meetings


def test_nobody_holding_a_meeting_is_said_and_mended_in_one_tap(house: House) -> None:
    leave(by=house.member("Tom"), now=house.at)
    assert "Nobody holds this meeting now. Anybody can pick it up." in text(house, "Asha", house.room())
    house.do("Asha", "hold")
    assert "You hold this meeting" in text(house, "Asha", house.room())
