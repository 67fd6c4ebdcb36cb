"""What somebody asked goes at once when they leave, or take it back: nothing is asked, nothing is taken on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.actions import members
from handinhand.circles.models import Member
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import AskedToDecide, Given, Proposal
from handinhand.meetings.actions import friends, roles
from handinhand.meetings.choices import Role
from handinhand.meetings.models import Care, Friend, Meeting, Notes
from handinhand.meetings.queries.plans import plan_of
from handinhand.meetings.queries.roles import holders
from handinhand.people.models import Ask, Commitment
from handinhand.words import actions as words
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import sent
from tests.meetings.rooms import fresh, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CALM = "That is answered, taken back, or too old by now. Nothing is asked of you there."


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today) -> Meeting:
    return make_meeting(harbour, now=today)


@pytest.fixture
def proposal(harbour: Group, today) -> Proposal:
    """A question that Tom would give to Dee."""
    said = {"circle": harbour.circle, "scope": harbour.scope, "text": "Which kettle?"}
    proposal = decisions.propose(by=harbour.tom, now=today, **said)
    decisions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=today)
    return proposal


def again(member: Member, today) -> Member:
    """Somebody who left, and is in the circle again."""
    circles.leave(by=member, now=today)
    place = {"name": member.name, "shape": member.shape, "colour": member.colour}
    return members.be_in(
        circle=member.circle, by=member.person, now=today, standing=member.standing, organisation=None, **place
    )


def opened(member: Member, ask: Ask) -> str:
    """What somebody reads who opens something that was asked of them."""
    return text_of(client_of(member).get(reverse("home:asked", args=[ask.public_id]), follow=True))


@pytest.mark.parametrize("said_yes", [False, True])
def test_who_leaves_asks_no_friend_any_more(harbour, meeting, today, said_yes):
    yes = friends.ask(meeting=meeting, by=harbour.tom, friend=harbour.dee, now=today)
    other = friends.ask(meeting=meeting, by=harbour.sam, friend=harbour.dee, now=today)
    if said_yes:
        friends.will_write(yes=yes, by=harbour.dee, now=today)
        assert Commitment.objects.filter(person=harbour.dee.person, ref=yes.public_id).exists()
    else:
        assert harbour.tom.name in opened(harbour.dee, yes.ask)
    circles.leave(by=harbour.tom, now=today)
    assert list(Ask.objects.filter(of=harbour.dee.person, closed_at=None)) == [other.ask]
    assert not Commitment.objects.filter(ref=yes.public_id).exists()
    assert CALM in opened(harbour.dee, yes.ask)
    base = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    for way in ("will", "end"):
        late = client_of(harbour.dee).post(f"{base}{yes.public_id}/{way}/", sent(), follow=True)
        assert "This has ended by now. Nothing is asked of you here." in text_of(late)
        assert client_of(harbour.asha).post(f"{base}{yes.public_id}/{way}/", sent()).status_code == 404
    assert Friend.objects.get(ended_at=None) == other


def test_a_friend_who_leaves_and_comes_back_is_asked_nothing_of_before(harbour, meeting, today):
    friends.ask(meeting=meeting, by=harbour.tom, friend=harbour.dee, now=today)
    again(harbour.dee, today)
    assert not Friend.objects.filter(ended_at=None).exists()
    friends.ask(meeting=fresh(meeting), by=harbour.tom, friend=Member.objects.get(pk=harbour.dee.pk), now=today)
    assert Ask.objects.filter(of=harbour.dee.person, closed_at=None).count() == 1


@pytest.mark.parametrize("said_yes", [False, True])
@pytest.mark.parametrize("way", ["taken back", "moved away"])
def test_a_proposal_that_is_taken_back_is_given_to_nobody(harbour, proposal, today, said_yes, way):
    ask = Ask.objects.get(of=harbour.dee.person)
    if said_yes:
        decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=today)
        assert Commitment.objects.filter(person=harbour.dee.person).exists()
    of_hers = Words.objects.get(pk=proposal.words.pk)
    if way == "taken back":
        words.take_back(words=of_hers, by=harbour.tom.person)
    else:
        mine = words.own_scope_for(circle=harbour.circle, person=harbour.tom.person)
        words.show_to(words=of_hers, scope=mine, by=harbour.tom.person)
    assert not Ask.objects.filter(closed_at=None).exists()
    assert not Commitment.objects.exists()
    assert not AskedToDecide.objects.exists()
    assert (Given.objects.get().to, Given.objects.get().accepted_at) == (None, None)
    assert CALM in opened(harbour.dee, ask)
    for yes in (True, False):
        with pytest.raises(decisions.NotNow, match="took their words back, so it rests"):
            decisions.answer_given(proposal=proposal, by=harbour.dee, yes=yes, now=today)
    with pytest.raises(decisions.NotNow, match="took their words back, so it rests"):
        decisions.give(proposal=proposal, by=harbour.tom, to=harbour.sam.public_id, now=today)
    if way == "taken back":
        words.put_back(words=Words.objects.get(pk=of_hers.pk), by=harbour.tom.person)
        assert not Ask.objects.filter(closed_at=None).exists(), "put back, it is asked anew or not at all"
        decisions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=today)
        decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=today)
        assert Commitment.objects.get().person == harbour.dee.person


def test_what_the_circle_has_given_stays_with_whoever_has_it(harbour, proposal, today):
    decisions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=today)
    decided = Proposal.objects.get(pk=proposal.pk)
    decided.state, decided.adopted_text, decided.adopted_at = "adopted", "Which kettle?", today
    decided.save()
    words.take_back(words=Words.objects.get(pk=proposal.words.pk), by=harbour.tom.person)
    assert Given.objects.get().to == harbour.dee
    assert Commitment.objects.get().person == harbour.dee.person


def test_who_leaves_and_comes_back_holds_nothing_of_before(harbour, meeting, today):
    for role, member in ((Role.HOLD, "Dee"), (Role.NOTES, "Dee"), (Role.CARE, "Dee"), (Role.SECOND, "Sam")):
        roles.take(meeting=fresh(meeting), by=harbour.members[member], role=role, now=today)
    been = make_meeting(harbour, now=today)
    roles.take(meeting=been, by=harbour.dee, role=Role.CARE, now=today)
    Meeting.objects.filter(pk=been.pk).update(state="closed", closed_at=today, holder=harbour.dee)
    back = again(harbour.dee, today)
    assert back.pk == harbour.dee.pk
    seen = plan_of(viewer=harbour.tom, meeting_id=meeting.public_id)
    assert set(holders(seen, viewer=harbour.tom)) == {Role.SECOND}
    assert not Notes.objects.exists()
    assert fresh(been).holder == harbour.dee
    assert Care.objects.get(meeting=been).holder == harbour.dee, "what has been stays as it was"
    again(harbour.sam, today)
    assert not holders(plan_of(viewer=harbour.tom, meeting_id=meeting.public_id))
    roles.take(meeting=fresh(meeting), by=back, role=Role.HOLD, now=today)
    assert holders(plan_of(viewer=harbour.tom, meeting_id=meeting.public_id))[Role.HOLD] == back
