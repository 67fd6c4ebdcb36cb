import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import LIGHT
from tests.live.page import House
from tests.live.streams import serving, wait_for

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def house():
    return House()


@pytest.fixture
def address(house):
    with serving(house, lifespan="off") as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def page(chromium, house, address):
    context = chromium.new_context()
    context.set_default_timeout(5000)
    page = context.new_page()
    broken = []
    page.on("pageerror", lambda problem: broken.append(problem))  # noqa: PLW0108 - it cannot take a bound method
    page.goto(address)
    if house.still == "":
        wait_for(lambda: house.streams)
    yield page
    assert broken == []
    context.close()


def test_a_change_comes_into_the_page_and_is_said_once(page, house):
    house.change(turn="Dee", items=["one", "two"])

    expect(page.locator("#turn p")).to_have_text("Dee has the turn")
    expect(page.locator("#list li")).to_have_count(2)
    expect(page.locator("#news")).to_have_text("Dee has the turn")


def test_a_new_line_is_said_once_and_neither_read_out_nor_said_for_what_was_there(page, house):
    house.change(lines=["tom1", "dee2"])
    expect(page.locator("#news")).to_have_text("Something new was said.")
    page.locator("#news").evaluate("news => { news.textContent = '' }")

    house.change(lines=["tom1"])
    expect(page.locator("#said li")).to_have_count(1)
    house.change(part="second", lines=["asha1", "asha2"])
    expect(page.locator("#said li")).to_have_text(["asha1", "asha2"])

    expect(page.locator("#news")).to_have_text("")


def test_regions_that_are_the_same_stay_as_they_are(page, house):
    page.locator("#list").evaluate("list => { list.mark = 1 }")
    page.locator("#turn").evaluate("turn => { turn.mark = 1 }")

    house.change(items=["one", "two"])

    expect(page.locator("#list li")).to_have_count(2)
    assert page.locator("#list").evaluate("list => list.mark || 0") == 0
    assert page.locator("#turn").evaluate("turn => turn.mark") == 1


def test_what_was_typed_is_never_replaced_and_the_page_says_that_it_moved_on(page, house):
    page.fill("#words", "my words")
    page.locator("#words").blur()

    house.change(items=["one", "two"])

    expect(page.locator("#list li")).to_have_count(2)
    expect(page.locator("#words")).to_have_value("my words")
    expect(page.locator("#count")).to_have_text("1 so far")
    expect(page.locator("#writing + .noted")).to_have_text("This page has moved on.")


def test_a_field_somebody_is_in_is_left_alone(page, house):
    page.focus("#words")

    house.change(items=["one", "two"])

    expect(page.locator("#list li")).to_have_count(2)
    expect(page.locator("#words")).to_be_focused()


def test_focus_folds_and_place_stay(page, house):
    page.click("summary")
    page.focus("#pass")
    page.evaluate("window.scrollTo(0, 700)")

    house.change(turn="Dee", items=["one", "two"])

    expect(page.locator("#turn p")).to_have_text("Dee has the turn")
    expect(page.locator("#pass")).to_be_focused()
    expect(page.locator("#more")).to_have_attribute("open", "")
    assert page.evaluate("window.pageYOffset") == 700


def test_words_are_sent_without_reloading_and_the_field_is_empty_again(page, house):
    page.evaluate("document.body.mark = 1")
    page.fill("#words", "a cup of tea")

    page.click("#share")

    expect(page.locator("#list li")).to_have_text(["one", "a cup of tea"])
    expect(page.locator("#words")).to_have_value("")
    expect(page.locator("#news")).to_contain_text("It is shared.")
    assert page.evaluate("document.body.mark") == 1
    page.fill("#words", "and a second")
    page.click("#share")
    expect(page.locator("#list li")).to_have_count(3)


def test_the_pressed_button_is_sent_too(page, house):
    page.click("#pass")

    wait_for(lambda: house.sent)
    assert house.sent[0][0] == "/turn"
    assert house.sent[0][1]["whose"] == "tom"


def test_two_quick_taps_are_sent_once(page, house):
    house.slow = 0.3
    page.fill("#words", "tea")

    page.dblclick("#share")

    expect(page.locator("#list li")).to_have_count(2)
    assert len(house.sent) == 1


def test_what_the_server_did_not_take_stays_with_what_to_change(page, house):
    page.fill("#words", "too long")

    page.click("#share")

    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#words")).to_have_value("too long")
    page.fill("#words", "short")
    page.click("#share")
    expect(page.locator("#list li")).to_have_text(["one", "short"])


def test_what_did_not_go_out_stays_and_takes_effect_once_when_pressed_again(page, house):
    house.drop = True
    page.fill("#words", "tea")
    key = page.locator("#writing [name=key]").input_value()

    page.click("#share")

    expect(page.locator("form + .noted")).to_have_text("That did not go out.")
    expect(page.locator("#words")).to_have_value("tea")
    page.click("#share")
    expect(page.locator("#list li")).to_have_text(["one", "tea"])
    assert [each["key"] for _, each in house.sent] == [key]


def test_words_stay_when_the_visit_has_ended(page, house):
    page.fill("#words", "tea")
    house.signed_in = False

    page.click("#share")

    expect(page.locator("form + .noted")).to_have_text("This is /sign-in")
    expect(page.locator("#words")).to_have_value("tea")


def test_an_answer_that_is_another_page_takes_its_place(page, house, address):
    page.fill("#words", "elsewhere")

    page.click("#share")

    expect(page.locator("h1")).to_have_text("This is /other")
    expect(page).to_have_url(address + "other")
    page.go_back()
    expect(page.locator("#words")).to_be_visible()


def test_somebody_who_may_no_longer_look_is_shown_out(page, house, address):
    house.change(signed_in=False)

    expect(page).to_have_url(address + "sign-in")


@pytest.mark.parametrize("status", [403, 404])
def test_a_page_that_is_gone_is_loaded_anew(page, house, status):
    with page.expect_event("load"):
        house.change(answer_with=status)

    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload"


def test_a_page_that_was_cut_off_catches_up_and_listens_again(page, house):
    house.items = ["one", "two"]
    opened = house.opened

    house.cut()

    expect(page.locator("#list li")).to_have_count(2)
    wait_for(lambda: house.opened > opened)


def test_a_page_nobody_looks_at_does_not_listen(page, house):
    shown = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true});"
    told = "document.dispatchEvent(new Event('visibilitychange'))"

    page.evaluate(shown % "true" + told)
    wait_for(lambda: not house.streams)
    house.items = ["one", "two"]
    page.evaluate(shown % "false" + told)

    expect(page.locator("#list li")).to_have_count(2)
    wait_for(lambda: house.streams)


def test_a_page_held_still_changes_only_when_it_is_let_go(page, house):
    page.click("#hold")
    expect(page.locator("#hold")).to_have_attribute("aria-pressed", "true")
    wait_for(lambda: not house.streams)
    house.change(items=["one", "two"])

    page.focus("#hold")
    expect(page.locator("#list li")).to_have_count(1)
    page.click("#hold")

    expect(page.locator("#list li")).to_have_count(2)


def test_calmer_pages_begin_still(page, house):
    house.still = " data-still"
    page.reload()

    expect(page.locator("#hold")).to_have_attribute("aria-pressed", "true")
    wait_for(lambda: not house.streams)


def test_hiding_by_the_link_leaves_nothing_to_go_back_to(page, house, address):
    page.click("[data-hide]")

    expect(page).to_have_url(address + "neutral")
    assert page.evaluate("history.length") == 2


def test_hiding_by_shift_three_times(page, house, address):
    for key in ["Shift", "Shift", "Escape", "Shift", "a", "Shift"]:
        page.keyboard.press(key)
    assert page.url == address

    for _ in range(2):
        page.keyboard.press("Shift")

    expect(page).to_have_url(address + "neutral")


def test_many_changes_are_one_fetch_at_a_time(page, house):
    before = house.fetched

    for number in range(30):
        house.change(items=["one"] * number)

    expect(page.locator("#list li")).to_have_count(29)
    assert house.fetched - before < 20


def test_words_whose_box_is_gone_from_the_answer_are_shown_where_the_answer_has_them(page, house):
    page.fill("#words", "too late")

    page.click("#share")

    expect(page.locator("#kept")).to_have_text("too late")
    expect(page.locator("#problems")).to_have_text("Too late")
