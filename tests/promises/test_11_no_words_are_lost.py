"""What was sent and needs another look is still on the screen; what was accepted counts once."""

import html
import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from handinhand.circles.actions import leave
from handinhand.meetings.actions import planning
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Said
from handinhand.words.models import Words
from tests.chromium import LIGHT
from tests.live.page import House as LittleHouse
from tests.live.streams import serving
from tests.meetings import rooms as stage
from tests.promises.reading import Form, Page
from tests.promises.scene import House, kept, named, send, signed_in, undone, walk

# More than any box has room for.
LONG = 4_500
KINDS = (PartKind.ARRIVING, PartKind.IDEAS, PartKind.DECISION)
GARBLED = {"date": "the day after", "time": "in the evening", "number": "a few"}


def open_positions(house: House) -> None:
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)


def forms_of(house: House) -> Iterator[tuple[Client, str, Form]]:
    """Every form of the house, where Dee or a stranger meets it; the world is then as they met it."""
    stranger, met = Client(), set()
    for kind in KINDS:
        house.go(kind)
        places = [house.room()]
        if kind == KINDS[0]:
            own = f"/words/{house.promise.words.public_id}/"
            places = [*walk(house.browser("Dee"), most=2), own, house.room()]
        for opened in (False, True) if kind == PartKind.DECISION else (False,):
            if opened:
                open_positions(house)
            yield from _met(house.browser("Dee"), places, met)
    yield from _met(stranger, walk(stranger, "/", f"/join/{house.invitation.token}/"), met)


def _met(browser: Client, places: object, met: set[object]) -> Iterator[tuple[Client, str, Form]]:
    for place in places:
        for form in Page(browser.get(place).content.decode()).forms:
            action = form.action or place
            if form.only_looks:
                # What is looked for stands in the address; nothing is sent.
                continue
            door = named(action)
            kind = (door.view_name, door.kwargs.get("name"), *[box.name for box in form.boxes])
            if kind not in met:
                met.add(kind)
                yield browser, action, form


def with_a_problem(form: Form) -> dict[str, str]:
    """Everything filled in as somebody might by mistake: too long, and days and numbers in words."""
    typed = {box.name: GARBLED.get(box.kind, "") for box in form.boxes}
    for place, box in enumerate(form.boxes):
        if box.kind == "checkbox":
            typed[box.name] = box.value
        elif box.choices:
            typed[box.name] = [each for each in box.choices if each][-1]
        elif box.name not in typed or not typed[box.name]:
            typed[box.name] = f"Words {place} <of> “mine” & yours " + "so long " * (LONG // 8)
    return form.filled(**typed)


def test_a_form_with_a_problem_keeps_all_that_was_typed(house: House) -> None:
    tried = set()
    for browser, action, form in forms_of(house):
        if not form.words_boxes and not any(box.kind in GARBLED for box in form.boxes):
            continue
        rows, sent = kept(), with_a_problem(form)
        answer = browser.post(action, sent)
        door = named(action).view_name
        assert answer.status_code == 422, door
        page = Page(answer.content.decode())
        assert "Nothing you wrote is lost." in page.text, door
        back = {box.name: box.value for each in page.forms for box in each.boxes if box.name in sent and box.value}
        lost = {box.name for box in form.boxes if back.get(box.name, "").strip() != sent[box.name].strip()}
        assert not lost, door
        assert kept() == rows, door
        tried.add((door, *[box.name for box in form.boxes]))
    doors = {door for door, *_boxes in tried}
    assert doors >= {"meetings:say", "meetings:how_i_am", "meetings:propose", "decisions:position", "decisions:ask"}
    assert doors >= {"circles:start", "circles:join", "circles:my_place", "words:own", "promises:make", "meetings:part"}
    assert len(tried) >= 21


USUAL = {"date": "2026-12-03", "time": "14:00", "number": "10", "email": "dee@example.net"}


def well_filled(form: Form) -> dict[str, str]:
    """Everything filled in so that it can be kept."""
    typed = {}
    for box in form.boxes:
        if box.choices:
            choices = [each for each in box.choices if each]
            usual = {"standing": "for_organisation", "time_zone": "Europe/London"}
            typed[box.name] = usual.get(box.name, choices[0])
        else:
            typed[box.name] = USUAL.get(box.kind, "Some words")
    named_buttons = [each.attrs for each in form.buttons if each.attrs.get("name")]
    pressed = {named_buttons[0]["name"]: named_buttons[0]["value"]} if named_buttons else {}
    return form.filled(**typed, **pressed)


@pytest.mark.both
def test_a_form_that_is_sent_twice_counts_once(house: House) -> None:
    changed, many = set(), 0
    for browser, action, form in forms_of(house):
        cookies = deepcopy(browser.cookies)
        with undone():
            rows, sent = kept(), well_filled(form)
            first = browser.post(action, sent)
            once = kept()
            changed |= {named(action).view_name} if once != rows else set()
            second = browser.post(action, sent)
            assert kept() == once, action
            if first.status_code == 302 and "sign" not in named(action).view_name:
                assert second["Location"] == first["Location"]
            many += 1
        browser.cookies = cookies
    assert many > 40
    assert len(changed) > 25, changed


@pytest.mark.both
def test_what_was_being_written_when_a_part_ended_counts_for_it(house: House) -> None:
    house.go(PartKind.TALK)
    talk = stage.fresh(house.now_on).current
    house.go(PartKind.BREAK)
    send(house.browser("Dee"), f"{house.room()}say/{talk.public_id}/", body="Still on my way here.", do="share")
    assert Said.objects.latest("pk").part == talk
    assert Words.objects.visible_to(house.member("Marcus").person).latest("pk").body == "Still on my way here."


def left_over(answer_html: str) -> str:
    """What stands in the card that holds words without a place."""
    page = Page(answer_html)
    card = next(each for each in page.main.all("div") if each.attrs.get("id") == "left-over")
    return "".join(box.value for each in card.all("form") for box in Form(each).boxes if box.takes_words)


TOO_LONG = "A line. " * 700


@pytest.mark.parametrize("then", [PartKind.BREAK, PartKind.DECISION, "step-out", "close"])
@pytest.mark.parametrize("form", ["say", "how", "propose"])
def test_words_that_cannot_be_taken_stay_on_the_page_wherever_the_meeting_is(
    house: House, form: str, then: str
) -> None:
    house.go(PartKind.DECISION if form == "propose" else PartKind.ARRIVING)
    part = stage.fresh(house.now_on).current
    if then == "step-out":
        house.do("Dee", "step-out")
    elif then == "close":
        house.do("Tom", "close")
    else:
        house.go(then)
        if then == PartKind.DECISION:
            open_positions(house)
    sent = {
        "say": (f"say/{part.public_id}/", {"body": TOO_LONG, "do": "keep"}),
        "how": ("how-i-am/", {"how": TOO_LONG, "who": "me"}),
        "propose": ("propose/", {"body": TOO_LONG}),
    }
    where, words = sent[form]
    answer = send(house.browser("Dee"), house.room() + where, **words)
    assert answer.status_code == 422
    assert left_over(answer.content.decode()).strip() == TOO_LONG.strip()
    card = next(each for each in Page(answer.content.decode()).main.all("div") if each.attrs.get("id") == "left-over")
    again = Form(next(card.all("form")))
    assert again.hidden.get("do", "") == words.get("do", "")
    assert "It was not kept." in " ".join(again.who_sees(again.words_boxes[0]))
    shorter = again.filled(**{box.name: "A line." for box in again.boxes if box.takes_words})
    second = house.browser("Dee").post(again.action, shorter)
    if form != "propose" or then != "close":
        assert second.status_code == 302
        assert Words.objects.latest("pk").body == "A line."
    else:
        assert left_over(second.content.decode()) == "A line."


def test_what_was_written_for_a_part_that_somebody_took_out_can_be_saved_anew(house: House) -> None:
    plan = f"/c/{house.group.circle.public_id}/meetings/{house.ahead.public_id}/parts/"
    part = house.ahead.parts.get(kind=PartKind.TALK)
    form = next(each for each in Page(house.browser("Dee").get(f"{plan}{part.public_id}/").content.decode()).forms)
    part.meeting = stage.fresh(house.ahead)
    planning.remove_part(part=part, by=house.member("Tom"), now=house.at)
    answer = house.browser("Dee").post(form.action, form.filled(detail="Ten minutes of my thoughts."))
    assert answer.status_code == 422
    again = next(each for each in Page(answer.content.decode()).forms)
    assert "Ten minutes of my thoughts." in {box.value for box in again.boxes}
    assert house.browser("Dee").post(again.action, again.filled()).status_code == 302
    assert "Ten minutes of my thoughts." in {each.detail for each in house.ahead.parts.all()}


@pytest.mark.both
def test_what_was_shared_stays_when_its_author_leaves_and_comes_back(house: House) -> None:
    summary = f"/c/{house.group.circle.public_id}/meetings/{house.been.public_id}/summary/"
    before = Words.objects.count()
    leave(by=house.member("Dee"), now=house.at)
    assert Words.objects.count() == before
    assert "Dee says hello." in house.browser("Marcus").get(summary).content.decode()
    dee = signed_in(house.member("Dee"))
    send(dee, f"/join/{house.invitation.token}/", my_name="Dee")
    assert "Very tired." in html.unescape(dee.get("/me/how-i-am/").content.decode())


@pytest.mark.browser
def test_news_does_not_replace_words_that_came_back_to_be_mended() -> None:
    little = LittleHouse()
    with serving(little, lifespan="off") as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.fill("#words", "too long")
        page.click("#share")
        expect(page.locator("#problems")).to_be_focused()
        page.locator("#hold").focus()

        little.change(items=["one", "two"], turn="Dee")

        expect(page.locator("#turn p")).to_have_text("Dee has the turn")
        expect(page.locator("#words")).to_have_value("too long")
        expect(page.locator("#writing + .noted")).to_have_text(re.compile("This page has moved on."))
        page.fill("#words", "short")
        page.click("#share")
        expect(page.locator("#list li")).to_have_text(["one", "two", "short"])
        browser.close()
