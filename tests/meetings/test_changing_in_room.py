"""Changing the plan in the room: asked for, shown before and after, and made when nobody would rather not."""

import pytest

from handinhand.circles.actions import leave
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import ahead, changing, said
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models import Ahead, OfferAnswer, PlanChange, PlanOffer
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.changes import announced
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.rooms import room_for
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it, in its round."""
    meeting = begin(harbour, now=now, come=("Tom", "Dee", "Asha"))
    return go(meeting, PartKind.ROUND, by=harbour.tom, now=now)


def base(harbour, meeting):
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/"


def leave_out(meeting, by, now, kind=PartKind.DECISION):
    return changing.offer(meeting=meeting, by=by, now=now, kind=OfferKind.LEAVE_OUT, part=part(meeting, kind))


def kinds(meeting):
    return [each.kind for each in plans.parts(fresh(meeting))]


def say(meeting, offer, by, now, *, yes):
    changing.answer(meeting=meeting, by=by, now=now, offer_id=offer.public_id, is_yes=yes)


def do_it(meeting, offer, by, now):
    changing.make_change(meeting=meeting, by=by, now=now, offer_id=offer.public_id)


def test_a_part_is_left_out_when_nobody_would_rather_not_and_it_is_announced(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    assert PartKind.DECISION in kinds(meeting)
    say(meeting, offer, harbour.dee, now, yes=True)
    do_it(meeting, offer, harbour.tom, now)
    assert PartKind.DECISION not in kinds(meeting)
    assert fresh(meeting).current.kind == PartKind.ROUND
    assert "Part for decision" in announced(fresh(meeting))[0].said
    assert [each.power for each in Entry.objects.filter(object_id=meeting.public_id)].count("change_plan") == 1
    assert not PlanOffer.objects.exists()
    assert not OfferAnswer.objects.exists()


def test_one_who_would_rather_not_is_enough_and_can_come_to_say_yes(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    say(meeting, offer, harbour.asha, now, yes=True)
    say(meeting, offer, harbour.dee, now, yes=False)
    with pytest.raises(NotNow, match="rather-not"):
        do_it(meeting, offer, harbour.tom, now)
    assert not PlanChange.objects.exists()
    say(meeting, offer, harbour.dee, now, yes=True)
    do_it(meeting, offer, harbour.tom, now)
    assert PartKind.DECISION not in kinds(meeting)


def test_nobody_sees_who_would_rather_not_nor_how_many(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    say(meeting, offer, harbour.dee, now, yes=False)
    one = room_for(
        viewer=harbour.asha, meeting=meeting_for(viewer=harbour.asha, meeting_id=meeting.public_id), now=now
    ).offer
    say(meeting, offer, harbour.tom, now, yes=False)
    two = room_for(
        viewer=harbour.asha, meeting=meeting_for(viewer=harbour.asha, meeting_id=meeting.public_id), now=now
    ).offer
    assert one == two
    assert two.somebody_rather_not
    assert two.my_answer == ""


def test_whoever_asked_makes_it_and_nobody_else(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    with pytest.raises(NotNow, match="not-your-offer"):
        do_it(meeting, offer, harbour.dee, now)
    with pytest.raises(NotNow, match="holder"):
        changing.take_offer_back(meeting=meeting, by=harbour.dee, now=now, offer_id=offer.public_id)
    changing.take_offer_back(meeting=meeting, by=harbour.tom, now=now, offer_id=offer.public_id)
    with pytest.raises(NotNow, match="offer-gone"):
        do_it(meeting, offer, harbour.tom, now)


def test_only_the_holder_asks_while_there_is_one(harbour, now, meeting):
    with pytest.raises(NotNow, match="holder"):
        leave_out(meeting, harbour.dee, now)
    leave(by=harbour.tom, now=now)
    assert leave_out(meeting, harbour.dee, now).by == harbour.dee


def test_when_the_meeting_has_come_past_it_the_plan_stays(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    with pytest.raises(PlanStays, match="has begun by now"):
        do_it(meeting, offer, harbour.tom, now)
    assert PartKind.DECISION in kinds(meeting)


@pytest.mark.parametrize("kind", [PartKind.ARRIVING, PartKind.ROUND])
def test_what_has_begun_is_not_left_out_nor_moved(harbour, now, meeting, kind):
    with pytest.raises(PlanStays, match="has begun by now"):
        leave_out(meeting, harbour.tom, now, kind=kind)
    given = {"part": part(meeting, kind), "after": part(meeting, PartKind.LEAVING)}
    with pytest.raises(PlanStays, match="has begun by now"):
        changing.offer(meeting=meeting, by=harbour.tom, now=now, kind=OfferKind.MOVE, **given)


def test_a_part_is_added_moved_and_made_shorter(harbour, now, meeting):
    tom = harbour.tom
    after = part(meeting, PartKind.ROUND)
    given = {"after": after, "part_kind": "break", "title": "Break", "minutes": 5}
    do_it(meeting, changing.offer(meeting=meeting, by=tom, now=now, kind=OfferKind.ADD, **given), tom, now)
    assert kinds(meeting)[3] == PartKind.BREAK
    given = {"part": part(meeting, PartKind.DECISION), "after": after}
    do_it(meeting, changing.offer(meeting=meeting, by=tom, now=now, kind=OfferKind.MOVE, **given), tom, now)
    assert kinds(meeting)[2:5] == [PartKind.ROUND, PartKind.DECISION, PartKind.BREAK]
    given = {"part": part(meeting, PartKind.ROUND), "minutes": 25}
    do_it(meeting, changing.offer(meeting=meeting, by=tom, now=now, kind=OfferKind.LENGTH, **given), tom, now)
    assert part(meeting, PartKind.ROUND).minutes == 25
    assert [each.position for each in plans.parts(fresh(meeting))] == list(range(8))


def test_before_and_after_and_how_it_reads_are_on_a_page(harbour, now, meeting):
    leave_out(meeting, harbour.tom, now, kind=PartKind.LEAVING)
    shown = text_of(client_of(harbour.dee).get(f"{base(harbour, meeting)}change/offered/"))
    before, after = shown.split("The plan after the change")
    assert "Part for leaving" in before.split("The plan now")[1]
    assert "Part for leaving" not in after.split("</ol>")[0]
    assert "How it would read for pace" in after
    assert "What people sent ahead for this part stays theirs" in after


def test_whoever_takes_part_in_writing_sees_it_and_can_say(harbour, now, meeting):
    ahead.send(meeting=fresh(meeting), part=part(meeting, PartKind.LEAVING), by=harbour.marcus, body="Hi.", now=now)
    offer = leave_out(meeting, harbour.tom, now)
    client = client_of(harbour.marcus)
    assert "We leave out" in text_of(client.get(base(harbour, meeting)))
    send(client, f"{base(harbour, meeting)}do/change-no/", offer=offer.public_id)
    with pytest.raises(NotNow, match="rather-not"):
        do_it(meeting, offer, harbour.tom, now)


def test_what_was_sent_ahead_stays_with_whoever_sent_it(harbour, now, meeting):
    sent = ahead.send(
        meeting=fresh(meeting), part=part(meeting, PartKind.LEAVING), by=harbour.dee, body="Keep.", now=now
    )
    do_it(meeting, leave_out(meeting, harbour.tom, now, kind=PartKind.LEAVING), harbour.tom, now)
    kept = Ahead.objects.get(pk=sent.pk)
    assert kept.part is None
    assert kept.words.body == "Keep."
    assert "Keep." in text_of(
        client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/")
    )


def test_a_part_in_which_somebody_wrote_stays(harbour, now, meeting):
    given = {"part": part(meeting, PartKind.LEAVING), "keep": False, "now": now, "question": None}
    said.say(meeting=meeting, by=harbour.dee, body="Early.", **given)
    with pytest.raises(PlanStays, match="Somebody has written"):
        leave_out(meeting, harbour.tom, now, kind=PartKind.LEAVING)


def test_one_change_at_a_time(harbour, now, meeting):
    leave_out(meeting, harbour.tom, now)
    with pytest.raises(NotNow, match="offered"):
        leave_out(meeting, harbour.tom, now, kind=PartKind.IDEAS)


def test_somebody_elsewhere_and_somebody_who_left_say_nothing(harbour, now, meeting):
    offer = leave_out(meeting, harbour.tom, now)
    say(meeting, offer, harbour.dee, now, yes=False)
    leave(by=harbour.dee, now=now)
    with pytest.raises(NotNow, match="in"):
        say(meeting, offer, harbour.jo, now, yes=False)
    do_it(meeting, offer, harbour.tom, now)
    assert PartKind.DECISION not in kinds(meeting)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"what": "add", "kind": "talk", "minutes": "10"}, "Please write what this part is called."),
        ({"what": "add", "kind": "talk", "title": "A song", "minutes": "0"}, "A song"),
        ({"what": "leave_out", "part": "nonsense"}, "Leave out a part"),
        ({"what": "move"}, "Change the order"),
        ({"what": "length", "minutes": "many"}, "Make a part longer or shorter"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_asked(harbour, now, meeting, sent, says):
    after = {"after": part(meeting, PartKind.ROUND).public_id}
    answer = send(client_of(harbour.tom), f"{base(harbour, meeting)}change/", **{**after, **sent})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not PlanOffer.objects.exists()
