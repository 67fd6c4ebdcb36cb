"""Step out, pause, skip, pass: at every part of a meeting, in every state, with nothing lost and nobody told."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.meetings.choices import PartKind
from handinhand.meetings.queries.rooms import room_for
from handinhand.people.queries.unsent import ticket_for
from handinhand.words.models import Words
from tests.meetings import rooms as stage
from tests.promises.reading import Page
from tests.promises.scene import OTHERS, House, Seen, as_others_see, kept, plain, send, shared_places, signed_in, undone

pytestmark = pytest.mark.both
KINDS = tuple(stage.KINDS)


def rooms(house: House) -> dict[str, str]:
    """What the others see of the room."""
    return {name: plain(house.browser(name).get(house.room()).content.decode()) for name in OTHERS}


def buttons(page: Page) -> dict[str, str]:
    """The acts a page offers, by where they go."""
    return {form.action.rstrip("/").rsplit("/", 1)[-1]: form.action for form in page.forms}


def turn(house: House) -> str:
    """Whose turn it is, as Sam sees it, who takes part in writing."""
    found = room_for(viewer=house.member("Sam"), meeting=stage.fresh(house.now_on), now=timezone.now()).turn
    return found.name if found else ""


def until_dee_has_the_turn(house: House) -> None:
    while turn(house) != "Dee":
        house.do(turn(house), "end-turn", whose=house.member(turn(house)).public_id)


def say(house: House, name: str, text: str, do: str) -> None:
    part = stage.fresh(house.now_on).current
    send(house.browser(name), f"{house.room()}say/{part.public_id}/", body=text, do=do)


@pytest.mark.parametrize("kind", KINDS)
def test_stepping_out_is_offered_loses_nothing_and_tells_nobody(house: House, kind: PartKind) -> None:
    house.go(kind)
    if turn(house) == "Dee":
        house.do("Dee", "end-turn", whose=house.member("Dee").public_id)
    say(house, "Dee", "Only for me so far.", "keep")
    before, words = rooms(house), list(Words.objects.values_list("pk", "state"))
    assert "step-out" in buttons(Page(house.browser("Dee").get(house.room()).content.decode()))

    house.do("Dee", "step-out")
    outside = Page(house.browser("Dee").get(house.room()).content.decode())
    assert "You have stepped out. Nobody is told." in outside.text
    assert rooms(house) == before
    house.do("Dee", "come-in")
    assert rooms(house) == before
    assert list(Words.objects.values_list("pk", "state")) == words
    assert "step-out" in buttons(Page(house.browser("Dee").get(house.room()).content.decode()))


def keep_a_word(house: House) -> None:
    say(house, "Dee", "Nobody reads this but me.", "keep")


def say_how_i_am_to_myself(house: House) -> None:
    send(house.browser("Dee"), f"{house.room()}how-i-am/", how="Wobbly today.", who="me")


def step_out(house: House) -> None:
    house.do("Dee", "step-out")


def hide(house: House) -> None:
    signed_in(house.member("Dee")).get(reverse("people:hide"))


def hide_while_i_write_and_take_it_up_again(house: House) -> None:
    dee, browser = house.member("Dee").person, signed_in(house.member("Dee"))
    usual = {"light": "light", "letters": "usual", "motion": "usual", "hiding": "kept"}
    browser.post(reverse("people:comfort"), usual)
    box = json.dumps([house.room(), "body", "", "Half a line."])
    browser.get(reverse("people:hide"))
    browser.post(reverse("people:keep_unsent"), {"ticket": ticket_for(dee), "where": reverse("people:me"), "box": box})
    assert "Half a line." in signed_in(house.member("Dee")).get(reverse("people:unsent")).content.decode()


def sign_out_everywhere(house: House) -> None:
    signed_in(house.member("Dee")).post(reverse("people:sign_out_everywhere"))


def change_a_plan_of_my_own(house: House) -> None:
    send(house.browser("Dee"), reverse("meetings:like_this", args=ahead(house)), day="2026-12-05", clock="10:00")


def say_not_this_time(house: House) -> None:
    send(house.browser("Sam"), reverse("meetings:answer", args=ahead(house)), answer="not_this_time")


def ahead(house: House) -> list[str]:
    return [house.group.circle.public_id, house.ahead.public_id]


PRIVATE = [
    keep_a_word,
    say_how_i_am_to_myself,
    step_out,
    hide,
    hide_while_i_write_and_take_it_up_again,
    change_a_plan_of_my_own,
    say_not_this_time,
    sign_out_everywhere,
]


def test_nobody_elses_page_differs_by_a_byte(house: House) -> None:
    places = shared_places(house)
    before = as_others_see(house, places)
    for act in PRIVATE:
        rows = kept()
        act(house)
        assert act is hide or kept() != rows
    after = as_others_see(house, places)
    assert [where for where in before if after[where] != before[where]] == []


def test_a_pass_looks_like_a_turn_that_was_taken_and_no_row_remembers_it(house: House) -> None:
    house.go(PartKind.ROUND)
    first = turn(house)
    others = [name for name in OTHERS if name != first]
    worlds = []
    for act in ("pass", "end-turn"):
        with undone():
            house.do(first, act, whose=house.member(first).public_id)
            assert turn(house) != first
            seen = {name: html for name, html in rooms(house).items() if name in others}
            while name := turn(house):
                house.do(name, "end-turn", whose=house.member(name).public_id)
            house.go(PartKind.IDEAS)
            worlds.append((seen, kept(), rooms(house)))
    passed, took = worlds
    assert passed == took


def test_everybody_may_pass_again_and_again_and_is_then_left_alone(house: House) -> None:
    house.go(PartKind.ROUND)
    for again in ("no", "yes"):
        until_dee_has_the_turn(house)
        house.do("Dee", "pass", whose=house.member("Dee").public_id, again=again)
    asked = set()
    while name := turn(house):
        asked.add(name)
        house.do(name, "end-turn", whose=house.member(name).public_id)
    assert "Dee" not in asked


@pytest.mark.parametrize("way", ["step-out", "lower-hand"])
def test_the_word_goes_on_however_somebody_stops_speaking(house: House, way: str) -> None:
    house.go(PartKind.TALK)
    for name in ("Dee", "Asha", "Marcus"):
        house.do(name, "raise-hand")
    assert turn(house) == "Dee"
    worlds = []
    for act in (way, "end-turn"):
        with undone():
            house.do("Dee", act, whose=house.member("Dee").public_id)
            worlds.append((turn(house), rooms(house)))
    assert worlds[0][0] in {"Asha", "Marcus"}
    assert worlds[0] == worlds[1]


@pytest.mark.parametrize("kind", [PartKind.TALK, PartKind.ROUND])
def test_the_turn_goes_on_when_whoever_has_it_leaves_the_circle(house: House, kind: PartKind) -> None:
    house.go(kind)
    for name in ("Dee", "Asha", "Marcus") if kind == PartKind.TALK else ():
        house.do(name, "raise-hand")
    first = turn(house)
    leave(by=house.member(first), now=house.at)
    following = turn(house)
    assert following not in {"", first}
    house.do(following, "end-turn", whose=house.member(following).public_id)
    assert turn(house) not in {"", following, first}


@pytest.mark.parametrize("kind", KINDS)
def test_leaving_the_circle_and_signing_out_need_no_more_than_two_steps(house: House, kind: PartKind) -> None:
    house.go(kind)
    for name in ("Tom", "Dee", "Sam", "Nia"):
        page = Page(house.browser(name).get(house.room()).content.decode())
        first = next(page.root.all("a"))
        assert (first.attrs["href"], first.text) == (reverse("people:hide"), "Hide this page")
    circle = house.group.circle.public_id
    assert "Nobody asks you why." in house.browser("Dee").get(f"/c/{circle}/leave/").content.decode()
    send(house.browser("Dee"), f"/c/{circle}/leave/")
    assert house.browser("Dee").get(house.room()).status_code == 404


def test_hiding_is_the_first_stop_of_every_page_and_a_plain_link(everything: list[Seen]) -> None:
    without = [
        (seen.who, seen.address)
        for seen in everything
        if seen.who != "stranger"
        for first in [next(seen.page.root.all("a", "button", "input", "textarea", "summary", "select"))]
        if first.attrs.get("href") != "/hide/" or "hidden" in first.attrs
    ]
    assert not without


def test_hiding_ends_the_visit_and_going_back_shows_nothing(house: House) -> None:
    browser = signed_in(house.member("Dee"))
    say(house, "Dee", "This stays with me.", "keep")
    assert "This stays with me." in browser.get(house.room()).content.decode()
    away = browser.get("/hide/")
    assert away["Location"] == settings.NEUTRAL_SITE
    again = browser.get(house.room())
    assert again["Location"].startswith("/sign-in/")
    assert b"This stays with me." not in again.content
    assert "This stays with me." in signed_in(house.member("Dee")).get(house.room()).content.decode()


def test_what_is_written_in_a_meeting_that_closed_meanwhile_is_kept(house: House) -> None:
    part = stage.fresh(house.now_on).current
    house.do("Tom", "close")
    send(house.browser("Dee"), f"{house.room()}say/{part.public_id}/", body="I was still writing.", do="share")
    summary = house.browser("Dee").get(house.room(), follow=True).content.decode()
    assert "I was still writing." in summary
    assert "What you kept for yourself" in summary
    assert "I was still writing." not in house.browser("Tom").get(house.room(), follow=True).content.decode()
