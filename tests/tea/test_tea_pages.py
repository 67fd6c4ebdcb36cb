"""What each sees of tea: with whom they are drawn and no more, and nobody's page tells what another chose."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import choose_together, leave
from handinhand.circles.models import Member, NotTogether
from handinhand.fairness.pairs import IN_WORDS
from handinhand.ledger.models import Entry
from handinhand.people.actions import say_hours
from handinhand.people.models import Ask
from handinhand.tea import actions
from handinhand.tea.choices import QUESTIONS, Every, Opening, Stands, Way
from handinhand.tea.models import Draw, Drawn, Rhythm, Wish
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.promises.scene import plain
from tests.tea.drawn import draw_together

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def at() -> datetime:
    return timezone.now()


def page(member: Member, *, of: str = "tea/") -> str:
    return text_of(client_of(member).get(f"/c/{member.circle.public_id}/{of}"))


def say(member: Member, what: str, **sent: str) -> str:
    client = client_of(member)
    answer = send(client, f"/c/{member.circle.public_id}/tea/{what}", **sent)
    assert answer.status_code == 302, text_of(answer)
    return text_of(client.get(f"/c/{member.circle.public_id}/tea/"))


def everywhere(harbour: Group, name: str) -> list[str]:
    """All that somebody can look at that could have to do with it."""
    member = harbour.members[name]
    circle = f"/c/{harbour.circle.public_id}/"
    others = [f"{circle}members/{harbour.members[each].public_id}/" for each in ("Dee", "Tom")]
    starts = ["/", circle, f"{circle}tea/", f"{circle}tea/apart/", f"{circle}members/", f"{circle}done/", "/me/open/"]
    client = client_of(member)
    return [plain(text_of(client.get(each))) for each in [*starts, *others]]


def test_one_tap_says_yes_and_one_no_and_one_pauses(harbour: Group, at: datetime):
    assert "I would like to have tea with somebody now and then" in page(harbour.dee)
    on = say(harbour.dee, "", way="any", opening="yes")
    assert "You would like to have tea with somebody now and then" in on
    assert "You pause" in say(harbour.dee, "pause/")
    assert "You pause" not in say(harbour.dee, "go-on/")
    assert "I would like to have tea" in say(harbour.dee, "stop/")
    assert not Wish.objects.exists()


def test_the_two_who_are_drawn_see_each_other_and_how_each_likes_to_meet(harbour: Group, at: datetime):
    draw_together(harbour.asha, harbour.tom, now=at)
    of_tom = page(harbour.tom)
    assert "Asha" in re.sub("[\u2066-\u2069]", "", of_tom)
    assert "and you: a cup of tea, when you both like" in of_tom
    for text in ("You have not met yet.", "Walking together", "By phone", str(QUESTIONS[0])):
        assert text in of_tom
    # Yes and no are buttons of one kind.
    kinds = re.findall(r'<button class="([^"]*)"[^>]*>(?:That is fine for me|Not this time)<', of_tom)
    assert len(kinds) == 2
    assert len(set(kinds)) == 1
    assert all(str(reason) in of_tom for reason in IN_WORDS)
    assert "To have a cup of tea with somebody" in text_of(client_of(harbour.tom).get("/"))
    for name in ("Dee", "Sam"):
        assert "Walking together" not in page(harbour.members[name]).split('id="wish"')[0]
        assert 'id="cup"' not in page(harbour.members[name])


def test_no_question_for_whoever_wants_none(harbour: Group, at: datetime):
    draw_together(harbour.asha, harbour.tom, now=at)
    Drawn.objects.filter(member=harbour.tom).update(opening=Opening.NO)
    assert str(QUESTIONS[0]) not in page(harbour.tom)
    assert str(QUESTIONS[0]) in page(harbour.asha)


def test_not_this_time_is_told_in_one_plain_sentence_and_the_other_chooses(harbour: Group, at: datetime):
    mine, _theirs = draw_together(harbour.dee, harbour.tom, now=at)
    assert "You said: not this time" in say(harbour.dee, f"{mine.public_id}/not-this-time/")
    of_tom = page(harbour.tom)
    assert ": not this time. No reason is asked." in of_tom
    assert "Leave it for this time" in of_tom
    assert "Draw me again" not in of_tom
    actions.wish(by=harbour.tom, way=Way.ANY, opening=Opening.NO, now=at)
    assert "Draw me again" in page(harbour.tom)
    assert "You wait for another draw" in say(harbour.tom, "again/")
    left = say(harbour.tom, "leave-it/")
    assert "You wait" not in left
    assert not Ask.objects.filter(closed_at=None).exists()


def test_that_it_is_fine_is_seen_by_nobody_else(harbour: Group, at: datetime):
    mine, _theirs = draw_together(harbour.dee, harbour.tom, now=at)
    before = everywhere(harbour, "Tom")
    assert "You said that it is fine. Only you see that." in say(harbour.dee, f"{mine.public_id}/all-right/")
    assert everywhere(harbour, "Tom") == before


def test_what_is_over_is_answered_in_a_plain_sentence(harbour: Group, at: datetime):
    mine, _theirs = draw_together(harbour.dee, harbour.tom, now=at)
    Drawn.objects.update(stands=Stands.OVER)
    assert "That is over by now" in say(harbour.dee, f"{mine.public_id}/not-this-time/")
    address = f"/c/{harbour.circle.public_id}/tea/{mine.public_id}/all-right/"
    assert "There is no page here for you" in text_of(send(client_of(harbour.asha), address))
    assert "That is over by now" in say(harbour.asha, "again/")


@pytest.mark.parametrize("drawn", [True, False])
def test_nobodys_pages_change_when_somebody_would_rather_not_meet_them(harbour: Group, at: datetime, drawn: bool):
    for member in harbour.members.values():
        actions.wish(by=member, way=Way.ANY, opening=Opening.YES, now=at)
    if drawn:
        draw_together(harbour.dee, harbour.tom, now=at)
    others = ["Tom", "Asha"]
    before = {name: everywhere(harbour, name) for name in others}
    choose = f"apart/{harbour.tom.public_id}/"
    say(harbour.dee, choose, together="no")
    assert "You would rather not meet." in page(harbour.dee, of="tea/apart/")
    assert {name: everywhere(harbour, name) for name in others} == before
    say(harbour.dee, choose, together="yes")
    assert {name: everywhere(harbour, name) for name in others} == before
    assert not NotTogether.objects.exists()
    assert not Entry.objects.exists()


def test_nobodys_pages_change_when_somebody_wishes_pauses_stops_or_has_no_room(harbour: Group, at: datetime):
    draw_together(harbour.dee, harbour.tom, now=at)
    before = everywhere(harbour, "Tom")
    say(harbour.dee, "", way="phone", opening="no")
    assert everywhere(harbour, "Tom") == before
    say(harbour.dee, "pause/")
    assert everywhere(harbour, "Tom") == before
    say(harbour.dee, "stop/")
    say_hours(by=harbour.dee.person, hours=0)
    assert everywhere(harbour, "Tom") == before


def test_who_is_left_over_reads_the_same_whyever_it_is(harbour: Group, hillside: Group, at: datetime):
    """Nobody else wished it; or the only other one would rather not, or is kept apart by lot."""
    pages = []
    for group, one, other in ((harbour, "Tom", "Dee"), (hillside, "Bo", "Kit")):
        member = group.members[one]
        actions.wish(by=member, way=Way.ANY, opening=Opening.YES, now=at)
        if group is hillside:
            actions.wish(by=group.members[other], way=Way.ANY, opening=Opening.YES, now=at)
            choose_together(by=group.members[other], other=member, together=False)
        due(group, at)
        shown = page(member).split('id="alone"')[1].split("</section>")[0]
        pages.append(plain(shown).replace(group.circle.public_id, ""))
    assert pages[0] == pages[1]
    assert "This time the draw had nobody for you" in pages[0]


def due(group: Group, at: datetime) -> None:
    Rhythm.objects.create(circle=group.circle, every=Every.WEEK, next_on=at.date() - timedelta(days=1))


def test_it_is_drawn_when_the_page_is_opened_after_its_day_has_come(harbour: Group, at: datetime):
    for member in harbour.members.values():
        actions.wish(by=member, way=Way.ANY, opening=Opening.YES, now=at)
    due(harbour, at)
    assert "a cup of tea, when you both like" in page(harbour.dee)
    page(harbour.tom)
    assert Draw.objects.count() == 1
    assert Drawn.objects.count() == 8


def test_the_rhythm_stands_in_the_list_of_what_was_done_and_nothing_else_does(harbour: Group, at: datetime):
    assert "Every two weeks. The next draw is on" in say(harbour.dee, "rhythm/", every="two_weeks")
    say(harbour.dee, "", way="any", opening="yes")
    say(harbour.tom, "rhythm/", every="two_weeks")
    assert Entry.objects.count() == 1
    assert "changed how often a cup of tea is drawn" in page(harbour.sam, of="done/")


def test_whoever_left_a_second_ago_has_no_page_and_is_gone_for_the_other(harbour: Group, at: datetime):
    mine, _theirs = draw_together(harbour.dee, harbour.tom, now=at)
    dee = client_of(harbour.dee)
    leave(by=harbour.dee, now=at)
    address = f"/c/{harbour.circle.public_id}/tea/"
    for what in ("", f"{mine.public_id}/not-this-time/", "rhythm/", "pause/"):
        assert send(dee, address + what, way="any", opening="yes", every="week").status_code == 404
    assert ": not this time. No reason is asked." in page(harbour.tom)
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"way": "boat", "opening": "yes"}, {"way": "any"}, {"way": "\0", "opening": "x" * 9999}]
)
def test_what_cannot_be_kept_is_said_plainly(harbour: Group, sent: dict[str, str]):
    answer = send(client_of(harbour.dee), f"/c/{harbour.circle.public_id}/tea/", **sent)
    assert answer.status_code == 422
    assert "Something here needs another look" in text_of(answer)
    assert not Wish.objects.exists()
