"""Names are as they were when they closed: nothing that somebody does after that changes them."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import change_my_place, leave
from handinhand.circles.models import Member
from handinhand.fairness import drawing
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Says, Seats, Stage
from handinhand.roles.models import Loan, RoleDraw, Willing
from tests.browsing import client_of, send, text_of
from tests.roles.lent import closed, coming, in_it, opened, willing

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATER = timedelta(minutes=5)


def come_for_an_organisation(member: Member) -> None:
    given = {"name": member.name, "shape": member.shape, "colour": member.colour}
    change_my_place(by=member, **given, standing="for_organisation", organisation="The Quay Trust")


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


@pytest.fixture
def pair(harbour, today) -> None:
    actions.change(by=harbour.tom, ref="welcome", name="", takes="", seats=Seats.PAIR, now=today)


@pytest.mark.usefixtures("pair")
def test_nobody_makes_sure_of_a_seat_of_a_pair_by_coming_in_another_way_later(harbour, today):
    willing(harbour.tom, harbour.dee, harbour.sam, now=today)
    draw = opened(harbour, now=today)
    come_for_an_organisation(harbour.dee)
    after = closed(draw, now=draw.closes_at + LATER)
    assert in_it(after) == {harbour.tom.pk, harbour.sam.pk}
    assert after.names.exclude(seat="").get().seat == "for_myself"


@pytest.mark.usefixtures("pair")
def test_a_yes_said_again_after_the_names_closed_is_for_the_next_draw(harbour, today):
    willing(harbour.tom, harbour.dee, now=today)
    draw = opened(harbour, now=today)
    come_for_an_organisation(harbour.dee)
    willing(harbour.dee, now=draw.closes_at + LATER)
    assert in_it(closed(draw, now=draw.closes_at + LATER)) == {harbour.tom.pk}
    assert Willing.objects.get(member=harbour.dee).standing == "for_organisation"


@pytest.mark.usefixtures("pair")
def test_whoever_comes_in_another_way_reads_it_and_says_yes_again(harbour, today):
    willing(harbour.dee, now=today)
    client, page = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/roles/welcome/"
    assert "Please say it again" not in text_of(client.get(page))
    come_for_an_organisation(harbour.dee)
    assert "Please say it again" in text_of(client.get(page))
    send(client, page + "say/", says="yes")
    assert "Please say it again" not in text_of(client.get(page))


def test_a_role_of_one_asks_nobody_how_they_come(harbour, today):
    draw = opened(harbour, now=today)
    willing(harbour.dee, now=today)
    come_for_an_organisation(harbour.dee)
    assert in_it(closed(draw, now=today)) == {harbour.dee.pk}
