"""Covering words: at once, by anybody; it lapses in two days unless two others agree, and is never repeated."""

from datetime import datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handinhand.circles.actions import agree_to_cover, cover, leave, uncover
from handinhand.circles.actions.powers import Refused
from handinhand.ledger.models import Entry
from handinhand.meetings.choices import PartKind
from handinhand.words import actions as words_actions
from handinhand.words.models import Cover, CoverYes, Words
from handinhand.words.queries import circle_scope, visible_bodies
from handinhand.words.rules import CoverNotNow
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.meetings import rooms as stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SECRET = "She moved to the house with the yellow gate."
COVERED = "Something is covered here."
LASTS = timedelta(days=2)


def written(group: Group, by: str = "Dee", body: str = SECRET) -> Words:
    return words_actions.write(
        circle=group.circle,
        scope=circle_scope(group.circle),
        by=group.members[by].person,
        body=body,
        state="shared",
        now=timezone.now(),
    )


def readers(group: Group, words: Words) -> set[str]:
    """Who can read words now, by the one rule of sight and by finding."""
    found = {
        name
        for name, member in group.members.items()
        if Words.objects.visible_to(member.person).filter(pk=words.pk).exists()
    }
    by_finding = {
        name
        for name, member in group.members.items()
        if words.pk in dict(visible_bodies(viewer=member.person, circle=group.circle))
    }
    assert found == by_finding
    return found


@pytest.fixture
def at(now: datetime):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def test_a_cover_leaves_words_to_their_author_and_lapses_by_itself(harbour: Group, at) -> None:
    words, everybody = written(harbour), set(harbour.members)
    cover(words=words, by=harbour.tom, now=timezone.now())
    assert readers(harbour, words) == {"Dee"}
    at.shift(LASTS - timedelta(seconds=1))
    assert readers(harbour, words) == {"Dee"}
    at.shift(timedelta(seconds=1))
    assert readers(harbour, words) == everybody


def test_two_others_confirm_it_and_then_it_stays(harbour: Group, at) -> None:
    words = written(harbour)
    cover(words=words, by=harbour.tom, now=timezone.now())
    for name in ("Tom", "Dee"):
        with pytest.raises(CoverNotNow):
            agree_to_cover(words=words, by=harbour.members[name], now=timezone.now())
    for _again in range(3):
        assert not agree_to_cover(words=words, by=harbour.asha, now=timezone.now())
    assert agree_to_cover(words=words, by=harbour.nia, now=timezone.now())
    at.shift(timedelta(days=4000))
    assert readers(harbour, words) == {"Dee"}
    with pytest.raises(CoverNotNow):
        uncover(words=words, by=harbour.tom, now=timezone.now())
    with pytest.raises(CoverNotNow):
        agree_to_cover(words=words, by=harbour.sam, now=timezone.now())


def test_who_agreed_and_left_no_longer_counts(harbour: Group, at) -> None:
    words = written(harbour)
    cover(words=words, by=harbour.tom, now=timezone.now())
    agree_to_cover(words=words, by=harbour.asha, now=timezone.now())
    leave(by=harbour.asha, now=timezone.now())
    leave(by=harbour.tom, now=timezone.now())
    assert not agree_to_cover(words=words, by=harbour.nia, now=timezone.now())
    with pytest.raises(Refused):
        cover(words=written(harbour), by=harbour.tom, now=timezone.now())
    assert agree_to_cover(words=words, by=harbour.sam, now=timezone.now())
    at.shift(LASTS)
    assert readers(harbour, words) == {"Dee"}


def test_a_cover_that_is_over_is_not_repeated_by_anybody(harbour: Group, at) -> None:
    lapsed, taken_off = written(harbour), written(harbour)
    cover(words=lapsed, by=harbour.tom, now=timezone.now())
    cover(words=taken_off, by=harbour.tom, now=timezone.now())
    with pytest.raises(CoverNotNow):
        uncover(words=taken_off, by=harbour.asha, now=timezone.now())
    uncover(words=taken_off, by=harbour.tom, now=timezone.now())
    assert readers(harbour, taken_off) == set(harbour.members)
    at.shift(LASTS)
    for words, member in product((lapsed, taken_off), harbour.members.values()):
        with pytest.raises(CoverNotNow):
            cover(words=words, by=member, now=timezone.now())
        with pytest.raises(CoverNotNow):
            agree_to_cover(words=words, by=member, now=timezone.now())
    assert readers(harbour, lapsed) == set(harbour.members)


def test_a_change_is_no_way_round_a_cover_nor_a_cover_round_a_change(harbour: Group, at) -> None:
    words, dee = written(harbour), harbour.dee.person
    cover(words=words, by=harbour.tom, now=timezone.now())
    agree_to_cover(words=words, by=harbour.asha, now=timezone.now())
    at.shift(timedelta(days=1))
    words_actions.change(words=Words.objects.get(pk=words.pk), by=dee, body="She moved.")
    # The cover stays over the new words, for no longer than before; who agreed, agreed to other words.
    assert readers(harbour, words) == {"Dee"}
    assert not CoverYes.objects.exists()
    assert not agree_to_cover(words=words, by=harbour.nia, now=timezone.now())
    at.shift(timedelta(days=1))
    assert readers(harbour, words) == set(harbour.members)
    with pytest.raises(CoverNotNow):
        cover(words=words, by=harbour.sam, now=timezone.now())
    # Words that nobody has covered yet can be covered, once.
    words_actions.change(words=Words.objects.get(pk=words.pk), by=dee, body=SECRET)
    cover(words=words, by=harbour.sam, now=timezone.now())
    assert readers(harbour, words) == {"Dee"}
    assert Cover.objects.filter(words=words).count() == 2


def test_a_change_of_words_whose_cover_was_confirmed_does_not_uncover_them(harbour: Group, at) -> None:
    words = written(harbour)
    cover(words=words, by=harbour.tom, now=timezone.now())
    for name in ("Asha", "Nia"):
        agree_to_cover(words=words, by=harbour.members[name], now=timezone.now())
    words_actions.change(words=Words.objects.get(pk=words.pk), by=harbour.dee.person, body="x")
    words_actions.take_back(words=Words.objects.get(pk=words.pk), by=harbour.dee.person)
    words_actions.put_back(words=Words.objects.get(pk=words.pk), by=harbour.dee.person)
    assert readers(harbour, words) == {"Dee"}


def test_the_ledger_says_that_it_happened_of_nobody_and_of_no_words(harbour: Group, at) -> None:
    words = written(harbour)
    cover(words=words, by=harbour.tom, now=timezone.now())
    for name in ("Asha", "Nia"):
        agree_to_cover(words=words, by=harbour.members[name], now=timezone.now())
    lines = Entry.objects.filter(circle=harbour.circle).order_by("pk")
    assert [(each.power, each.by_id, each.object_id) for each in lines] == [
        ("cover", None, ""),
        ("keep_cover", None, ""),
    ]
    text = text_of(client_of(harbour.sam).get(f"/c/{harbour.circle.public_id}/done/"))
    assert "Words were covered, 24 November" in text
    assert "Two people agreed that a cover stays, 24 November" in text


def address(group: Group, words: Words, end: str = "") -> str:
    return f"/c/{group.circle.public_id}/words/{words.public_id}/cover/{end}"


def test_the_pages_from_where_words_stand(harbour: Group, at) -> None:
    meeting = stage.make_meeting(harbour, now=timezone.now(), kinds=(PartKind.TALK,))
    circle = f"/c/{harbour.circle.public_id}/"
    room = f"{circle}meetings/{meeting.public_id}/room/"
    browsers: dict[str, Client] = {name: client_of(member) for name, member in harbour.members.items()}
    send(browsers["Tom"], f"{room}do/begin/")
    for name in ("Dee", "Asha", "Nia"):
        send(browsers[name], f"{room}do/come-in/")
    part = meeting.parts.get()
    send(browsers["Dee"], f"{room}say/{part.public_id}/", body=SECRET, do="share")
    words = Words.objects.latest("pk")
    places = f"{circle}meetings/{meeting.public_id}/said/{part.public_id}/cover/"
    assert places in text_of(browsers["Tom"].get(room))
    assert f"{address(harbour, words)}?back=" in text_of(browsers["Tom"].get(places))
    assert "Cover them now" in text_of(browsers["Tom"].get(address(harbour, words)))
    assert send(browsers["Tom"], address(harbour, words), back=room).headers["Location"] == room
    for name in ("Tom", "Asha", "Nia"):
        page = text_of(browsers[name].get(room))
        assert COVERED in page
        assert SECRET not in page
    own = text_of(browsers["Dee"].get(room))
    assert SECRET in own
    assert "covered: only you see it" in own
    doors = {name: text_of(browsers[name].get(circle)) for name in browsers}
    assert {name for name, door in doors.items() if "Something you wrote here is covered" in door} == {"Dee"}
    told = text_of(browsers["Dee"].get(f"/words/{words.public_id}/"))
    assert "It is no judgement of you" in told
    assert "26 November" in told
    first = text_of(browsers["Asha"].get(address(harbour, words)))
    assert SECRET not in first
    assert "You can also leave it. Both are fine." in first
    assert SECRET in text_of(browsers["Asha"].get(address(harbour, words) + "?read=yes"))
    for name in ("Tom", "Dee", "Sam"):
        # Who covered them, who wrote them, and who was not in the meeting.
        assert SECRET not in text_of(browsers[name].get(address(harbour, words) + "?read=yes"))
        send(browsers[name], address(harbour, words, "stays/"))
    assert not CoverYes.objects.exists()
    for name in ("Asha", "Nia"):
        send(browsers[name], address(harbour, words, "stays/"))
    assert Cover.objects.get().confirmed_at is not None
    assert SECRET not in text_of(browsers["Asha"].get(address(harbour, words) + "?read=yes"))
    at.shift(LASTS)
    assert SECRET not in text_of(browsers["Tom"].get(room))


def test_in_a_circle_of_three_the_page_says_beforehand_that_it_lapses(now: datetime, at) -> None:
    small = make_group(name="Small Circle", now=now, people=("Tom", "Dee", "Asha"))
    words = written(small)
    assert "There are not two others here" in text_of(client_of(small.tom).get(address(small, words)))
    cover(words=words, by=small.tom, now=timezone.now())
    assert "There are not two others here" in text_of(client_of(small.asha).get(address(small, words)))
    assert not agree_to_cover(words=words, by=small.asha, now=timezone.now())
    at.shift(LASTS)
    assert readers(small, words) == {"Tom", "Dee", "Asha"}


def test_nobody_else_has_anything_to_cover(harbour: Group, hillside: Group, at) -> None:
    words, draft = written(harbour), written(harbour)
    Words.objects.filter(pk=draft.pk).update(state="draft")
    for member, which in ((hillside.bo, words), (harbour.dee, words), (harbour.tom, draft)):
        browser = client_of(member)
        assert browser.get(address(harbour, which)).status_code == 404
        assert send(browser, address(harbour, which)).status_code == 404
    assert not Cover.objects.exists()
