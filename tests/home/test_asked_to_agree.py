"""Whoever may agree to something reads on Today that there is something, and in their hours a message says no more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.circles.actions import agree, ask_power, leave, take_back_yes, withdraw_asking
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.home.queries.news import news_for
from handinhand.home.queries.today import today
from handinhand.people.actions import energy
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.home.wishes import wish

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WORDS = "We buy a kettle for the hall."


@pytest.fixture
def at():
    return timezone.now()


def asks(group: Group, at, *, by: str = "Tom") -> PowerUse:
    return ask_power(power=Power.SPEND, by=group.members[by], text=WORDS, now=at)


def on_today(member: Member, at) -> bool:
    return bool(today(person=member.person, now=at).agreeing)


def told(group: Group, name: str, at) -> bool:
    """Whether a message that looks a moment later would say that there is something."""
    kept = wish(group.members[name], at - timedelta(hours=1))
    return bool(news_for(kept, until=at + timedelta(minutes=1), now=at + timedelta(minutes=1)))


def test_today_says_that_there_is_something_and_neither_what_nor_who(harbour, at):
    before = text_of(client_of(harbour.dee).get("/"))
    assert "Do we agree?" not in before
    asks(harbour, at)
    after = text_of(client_of(harbour.dee).get("/"))
    assert "Do we agree?" in after
    part = after.partition('id="agreeing"')[2].partition("</section>")[0]
    assert WORDS not in part
    assert "Tom" not in part
    assert f"/c/{harbour.circle.public_id}/agreeing/" in part


@pytest.mark.parametrize(
    "way", ["asked it", "agreed", "withdrawn", "lapsed", "held", "covered", "left", "another circle", "closed"]
)
def test_nobody_reads_it_who_can_not_say_yes_or_did(harbour, hillside, at, way):
    """Neither on Today nor in a message."""
    use, later = asks(harbour, at), at
    name, group = ("Tom" if way == "asked it" else "Dee"), harbour
    assert on_today(harbour.dee, at)
    if way == "agreed":
        agree(use=use, by=harbour.dee, now=at)
    elif way == "withdrawn":
        withdraw_asking(use=use, by=harbour.tom)
    elif way == "lapsed":
        PowerUse.objects.update(lapses_at=at + timedelta(seconds=1))
        later = at + timedelta(seconds=2)
    elif way == "held":
        Member.objects.filter(pk=harbour.dee.pk).update(held_until=at + timedelta(days=1))
    elif way == "covered":
        PowerUse.objects.update(text_covered_until=at + timedelta(days=1))
    elif way == "left":
        leave(by=harbour.dee, now=at)
    elif way == "another circle":
        name, group = "Bo", hillside
    elif way == "closed":
        harbour.circle.closed_at = at
        harbour.circle.save(update_fields=["closed_at"])
    assert not on_today(group.members[name], later)
    assert not told(group, name, later)


def test_a_yes_that_is_taken_back_can_be_given_again(harbour, at):
    use = asks(harbour, at)
    agree(use=use, by=harbour.dee, now=at)
    assert not on_today(harbour.dee, at)
    take_back_yes(use=use, by=harbour.dee, now=at)
    assert on_today(harbour.dee, at)
    assert told(harbour, "Dee", at)


def test_nothing_is_asked_of_whoever_rests(harbour, at):
    asks(harbour, at)
    energy.begin_rest(by=harbour.dee.person, begins_at=at, ends_at=None, is_shown=False, now=at)
    assert not on_today(harbour.dee, at)
    assert "Do we agree?" not in text_of(client_of(harbour.dee).get("/"))
    # It stands where they look for what is open, and nobody else sees that they do.
    assert "Something here takes a yes of several of us" in text_of(client_of(harbour.dee).get("/me/open/"))
    assert "Something here takes a yes" not in text_of(client_of(harbour.tom).get("/me/open/"))


def test_what_the_circle_decides_is_told_as_a_proposal_alone(harbour, at):
    changed = {"changes": "spend", "instead_of": {}}
    PowerUse.objects.create(
        circle=harbour.circle,
        power=Power.CHANGE_RULE,
        text="A rule.",
        asked_by=harbour.tom,
        asked_at=at,
        lapses_at=at + timedelta(days=9),
        agree=1,
        for_themselves=0,
        for_organisations=0,
        notice_days=0,
        details=changed,
    )
    assert not on_today(harbour.dee, at)


def test_it_asks_the_database_no_more_often(harbour, at):
    client, counts = client_of(harbour.dee), []
    for _each in range(2):
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries.captured_queries))
        asks(harbour, at)
    assert counts[0] == counts[1]
