"""Somebody is asked in the very moment in which it is taken back, or in which whoever asks leaves: it does not stay."""

import pytest

from handinhand.circles import actions as circles
from handinhand.circles.queries import NotHere
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import AskedToDecide
from handinhand.meetings.actions import friends
from handinhand.meetings.models import Friend
from handinhand.people.models import Ask, Commitment
from handinhand.words import actions as words
from handinhand.words.models import Words
from tests.cast import NAMES, Group, make_group
from tests.meetings.rooms import make_meeting
from tests.meetings.test_together_at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


def test_a_proposal_that_is_taken_back_as_somebody_is_asked_to_decide_it(group, now):
    said = {"circle": group.circle, "scope": group.scope, "text": "Which kettle?"}
    proposal = decisions.propose(by=group.tom, now=now, **said)

    def give() -> None:
        try:
            decisions.give(proposal=proposal, by=group.tom, to=group.dee.public_id, now=now)
        except decisions.NotNow:
            return

    together(give, lambda: words.take_back(words=Words.objects.get(pk=proposal.words_id), by=group.tom.person))
    assert not Ask.objects.filter(closed_at=None).exists()
    assert not AskedToDecide.objects.exists()


def test_whoever_leaves_as_they_ask_a_friend(group, now):
    meeting = make_meeting(group, now=now)

    def ask() -> None:
        try:
            friends.ask(meeting=meeting, by=group.tom, friend=group.dee, now=now)
        except NotHere:
            return

    together(ask, lambda: circles.leave(by=group.tom, now=now))
    assert not friends.standing(meeting).exists()
    assert not Commitment.objects.exists()
    assert Ask.objects.filter(closed_at=None).count() == Friend.objects.filter(ended_at=None).count() == 0
