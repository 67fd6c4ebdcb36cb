"""A server that was there before keeps what was asked on it: each row gets its ask, and what people took on is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.models import Hello, Member
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import AskedToDecide, Given
from handinhand.meetings.actions import friends, roles
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.choices import AnswerKind, Role
from handinhand.meetings.models import Friend, Meeting
from handinhand.people.models import Ask, Commitment
from handinhand.people.queries import energy
from handinhand.promises import actions as promises
from tests.cast import Group
from tests.meetings.rooms import fresh, make_meeting

# Its tables go back through every later change and forth again, which takes minutes.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both, pytest.mark.soak]
DAY = timedelta(days=1)
BEFORE = [
    ("promises", "0003_covers_over_own_text"),
    ("meetings", "0008_a_friend_answers_a_change"),
    ("decisions", "0003_covers_over_own_text"),
    ("circles", "0005_not_together"),
    ("people", "0004_energy"),
]


def lived(harbour: Group, now) -> Meeting:
    """Dee is asked for a hello, to decide something, to write for Tom, and what came of a promise; and comes."""
    dee, said = harbour.dee, {"circle": harbour.circle, "scope": harbour.scope}
    circles.offer_hello(by=dee, offers=True)
    circles.ask_for_hello(to=dee.public_id, by=harbour.tom, now=now)
    proposal = decisions.propose(by=harbour.tom, text="Which kettle we buy.", now=now, **said)
    decisions.give(proposal=proposal, by=harbour.tom, to=dee.public_id, now=now)
    meeting = make_meeting(harbour, now=now + 2 * DAY)
    friends.ask(meeting=meeting, by=harbour.tom, friend=dee, now=now)
    answer(meeting=meeting, by=dee, kind=AnswerKind.COMING, now=now)
    roles.take(meeting=fresh(meeting), by=dee, role=Role.HOLD, now=now)
    day = (now + 9 * DAY).date()
    promise = promises.make(by=dee, text="I bring mugs.", by_when=day, now=now - 20 * DAY, **said)
    promises.ask_again(promise=promise, by=harbour.tom, now=now)
    return meeting


def test_what_was_asked_before_is_asked_through_the_door(harbour: Group):
    now, dee = timezone.now(), harbour.dee
    meeting = lived(harbour, now)
    was = {each.ref: each.cost for each in Commitment.objects.all()}
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    back = MigrationExecutor(connection)
    # A kind of ask that was not there before, and that no row holds.
    Ask.objects.filter(kind="came_of").delete()
    try:
        old = back.migrate(BEFORE).apps
        old.get_model("people", "Ask")._base_manager.all().delete()
        old.get_model("people", "Commitment")._base_manager.all().delete()
        old.get_model("decisions", "Given")._base_manager.update(to=dee.pk)
    finally:
        MigrationExecutor(connection).migrate(newest)
    person = Member.objects.get(pk=dee.pk).person
    asked = {each.kind: each for each in energy.open_asks(person=person, now=timezone.now())}
    assert set(asked) == {"hello", "hold_decision", "came_of"}
    assert Hello.objects.get().ask == asked["hello"]
    assert AskedToDecide.objects.get().ask == asked["hold_decision"]
    assert Given.objects.get().to is None
    assert asked["hello"].where == f"/c/{harbour.circle.public_id}/hello/"
    assert Friend.objects.get().ask.closed_at is not None, "who writes already goes on"
    assert {each.ref: each.cost for each in Commitment.objects.all()} == was
    assert {each.first_day for each in Commitment.objects.filter(kind="meeting")} == {(now + 2 * DAY).date()}
    assert Ask.objects.count() == 4
    assert Meeting.objects.get(pk=meeting.pk).holder_id == dee.pk
