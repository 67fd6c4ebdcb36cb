"""Names are as they were when they closed: nothing that somebody does after that changes them."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.fairness import drawing
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Says, Stage
from handinhand.roles.models import Loan, RoleDraw, Willing
from tests.browsing import client_of, send
from tests.roles.lent import closed, coming, in_it, opened, willing

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATER = timedelta(minutes=5)


@pytest.fixture
def today():
    return timezone.now()


def test_nothing_said_after_the_names_closed_counts(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, harbour.tom, now=today)
    willing(harbour.sam, now=draw.closes_at)
    willing(harbour.tom, now=draw.closes_at, says=Says.NOT_NOW)
    with pytest.raises(RoleStays, match="have closed"):
        actions.add_word(draw=draw, by=harbour.sam, word="late", now=draw.closes_at)
    with pytest.raises(RoleStays, match="have closed"):
        actions.call_off(draw=draw, by=harbour.sam, now=draw.closes_at)
    assert in_it(closed(draw, now=draw.closes_at + timedelta(hours=1))) == {harbour.dee.pk, harbour.tom.pk}
    assert Willing.objects.get(member=harbour.tom).says == Says.NOT_NOW


def test_a_yes_said_in_time_counts_also_when_it_is_said_another_way_later(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.tom, harbour.dee, now=today)
    willing(harbour.tom, now=draw.closes_at + LATER, says=Says.BESIDE)
    assert in_it(closed(draw, now=draw.closes_at + LATER)) == {harbour.tom.pk, harbour.dee.pk}


def test_what_is_due_is_drawn_at_once_for_a_term_and_for_each_meeting(harbour, today):
    meetings = [coming(harbour, now=today) for _ in range(2)]
    draws = [opened(harbour, now=today, meeting_id=each.public_id, ref="notes") for each in meetings]
    draws.append(opened(harbour, now=today, ref="notes"))
    later = opened(harbour, now=today, days=7)
    willing(harbour.tom, harbour.dee, now=today, ref="notes")
    willing(harbour.sam, now=draws[0].closes_at + LATER, ref="notes")
    found = RoleDraw.objects.filter(pk__in=[each.pk for each in draws])
    assert {(each.stage, frozenset(in_it(each))) for each in found} == {
        (Stage.DRAWN, frozenset({harbour.tom.pk, harbour.dee.pk}))
    }
    assert RoleDraw.objects.get(pk=later.pk).stage == Stage.OPEN


@pytest.mark.parametrize("way", ["not now", "leaves"])
def test_whoever_knows_the_seed_changes_nothing_once_the_names_have_closed(harbour, today, way):
    """A seed for which it matters whether Tom is in it, though Tom is drawn in neither case."""
    draw = opened(harbour, now=today)
    people = [harbour.tom, harbour.dee, harbour.sam, harbour.nia, harbour.ravi]
    willing(*people, now=today)

    def gives(some) -> str:
        names = [drawing.Named(each.public_id, 0, each.standing) for each in some]
        return drawing.draw(names, [drawing.Seat("one")], draw=draw.public_id, seed=draw.seed).drawn["one"]

    while gives(people) in {gives(people[1:]), harbour.tom.public_id}:
        draw.seed = secrets.token_hex(32)
    draw.fingerprint = drawing.fingerprint(draw=draw.public_id, seed=draw.seed)
    draw.save()
    if way == "leaves":
        leave(by=harbour.tom, now=draw.closes_at + LATER)
    else:
        willing(harbour.tom, now=draw.closes_at + LATER, says=Says.NOT_NOW)
    assert closed(draw, now=draw.closes_at + LATER).names.exclude(seat="").get().who == gives(people)


def test_whoever_is_drawn_as_they_leave_holds_nothing(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.tom, now=today)
    leave(by=harbour.tom, now=draw.closes_at + LATER)
    assert RoleDraw.objects.get().stage == Stage.DRAWN
    assert not Loan.objects.filter(ended_at__isnull=True).exists()
    assert not Willing.objects.exists()


def test_the_page_says_why_where_what_is_due_cannot_be_drawn(harbour, today, monkeypatch):
    opened(harbour, now=today - timedelta(days=4))

    def broken(**_given: object) -> None:
        raise RoleStays("This meeting has begun.")

    monkeypatch.setattr("handinhand.roles.actions.drawing.close_due", broken)
    client = client_of(harbour.dee)
    answer = send(client, f"/c/{harbour.circle.public_id}/roles/welcome/say/", says="yes")
    assert "This meeting has begun." in client.get(answer["Location"]).content.decode()
    assert not Willing.objects.exists()
