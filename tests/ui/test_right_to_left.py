"""Every page in Arabic, in a real browser; and people's words that run the other way than their page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from handinhand.circles.actions import DEFAULT_LIMITS
from tests.chromium import LIGHT
from tests.servers import Server
from tools.catalogue import MARKS, entries
from tools.messages import KEPT
from tools.screenshots import STRANGERS, crawl, kind, links

pytestmark = [pytest.mark.browser]

SIZES = {320: 640, 1100: 800}
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
LATIN = re.compile(r"[A-Za-z][\w'’-]*(?:\s+[A-Za-z][\w'’-]*){2,}")
ARABIC = re.compile("[\u0621-\u064a]")

# What a reader or a screen reader is told: all texts, and those among them that are not people's own words.
TOLD = """() => {
    const own = 'bdi, [dir=auto]:not(.choice [dir=auto]), [dir=ltr], textarea, input, .said';
    const told = { all: [], ours: [] };
    const tell = (text, element) => {
        const words = text.trim().replace(/\\s+/g, ' ');
        if (!words) return;
        told.all.push(words);
        if (!element.closest(own)) told.ours.push(words);
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.closest('style, script')) tell(node.data, node.parentElement);
    }
    for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'data-say', 'data-say-new']) {
        for (const each of document.querySelectorAll(`[${name}]`)) tell(each.getAttribute(name), each);
    }
    return told;
}"""

# What reaches over an edge of the screen; what is for the keyboard alone waits outside until it has the focus.
OUTSIDE = """() => {
    const width = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll('body *')].filter((each) => !each.closest('.skip'));
    const boxes = all.map((each) => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()]);
    const over = boxes.filter(([, box]) => box.width && (box.left < -1 || box.right > width + 1));
    return [...over.map(([html]) => html), ...(document.documentElement.scrollWidth > width ? ['the page'] : [])];
}"""

SIDES = """() => ['[data-hide]', '.mark svg'].map((name) => {
    const box = document.querySelector(name).getBoundingClientRect();
    return (box.left + box.right) / 2 / document.documentElement.clientWidth;
})"""

# Where each of some words stands within an element, from the left.
FROM_THE_LEFT = """(element, words) => words.map((word) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(word);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + word.length);
        return range.getBoundingClientRect().left;
    }
    return null;
})"""


@dataclass
class Seen:
    """One page as it was found."""

    language: str
    direction: str
    title: str
    told: list[str]
    ours: list[str]
    outside: list[str]
    sides: list[tuple[float, float]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("arabic"), demo=True) as server:
        yield server


def context_of(browser: Browser, server: Server, language: str, who: str = "") -> BrowserContext:
    """A browser that asks for pages in a language, and in which somebody of the demonstration may be signed in."""
    context = browser.new_context(base_url=server.url, locale=language, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    if who:
        people = json.loads(server.command("demo", "--json").stdout)["people"]
        context.new_page().goto(next(each["sign_in"] for each in people if each["name"] == who))
    return context


def press(page: Page) -> None:
    """Press the main button of a page."""
    page.locator("main form button").first.click()


def circle_of(page: Page) -> str:
    """Where the circle of whoever is signed in is."""
    page.goto("/")
    return str(page.locator("main a[href^='/c/']").last.get_attribute("href"))


def plan_one(page: Page, title: str) -> str:
    """Plan a meeting, and say where the plan is."""
    page.goto(circle_of(page) + "meetings/new/")
    for name, value in (("title", title), ("day", "2027-03-18"), ("clock", "14:00")):
        page.fill(f"main [name={name}]", value)
    press(page)
    return page.url


def look(page: Page) -> Seen:
    """See the page that is open, on a small screen and on a wide one."""
    outside, sides = [], []
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        outside += [f"{width}: {each}" for each in page.evaluate(OUTSIDE)]
        if page.locator("[data-hide]").count():
            sides.append(tuple(page.evaluate(SIDES)))
    told = page.evaluate(TOLD)
    html = page.locator("html")
    language, direction = html.get_attribute("lang") or "", html.get_attribute("dir") or ""
    return Seen(language, direction, page.title(), told["all"], told["ours"], outside, sides)


@pytest.fixture(scope="module")
def seen(browser: Browser, server: Server) -> dict[str, Seen]:
    """All pages of the demonstration in Arabic, as Tom and as a stranger."""
    found: dict[str, Seen] = {}
    tom, stranger = context_of(browser, server, "ar", "Tom"), context_of(browser, server, "ar")
    page = tom.new_page()
    page.goto(circle_of(page) + "invite/")
    press(page)
    page.goto("/me/card/")
    press(page)
    plan = plan_one(page, "لقاء الربيع")
    crawl(tom, server.url + "/", look=lambda page, name: found.update({f"Tom {name}": look(page)}))
    addresses = {}
    for address in (plan, plan + "parts/", plan + "pace/"):
        page.goto(address)
        of_plan = [each for each in links(page) if each.startswith(plan)]
        addresses |= {f"plan-{kind(each)}": each for each in [address, *of_plan]}
    for name, address in (*addresses.items(), ("nowhere", server.url + "/nowhere/")):
        page.goto(address)
        found[f"Tom {name}"] = look(page)
    page = stranger.new_page()
    for path in (*STRANGERS, "/nowhere/", "/sign-in/letter/", "/sign-in/card/"):
        page.goto(server.url + path)
        found[f"a stranger {kind(path)}"] = look(page)
    tom.close()
    stranger.close()
    return found


def test_every_page_is_in_arabic_and_runs_from_right_to_left(seen: dict[str, Seen]) -> None:
    assert len(seen) > 50
    others = {name: (each.language, each.direction) for name, each in seen.items()}
    assert {name: said for name, said in others.items() if said != ("ar", "rtl")} == {}
    assert [name for name, each in seen.items() if not ARABIC.search(each.title)] == []


def test_nothing_is_wider_than_the_screen(seen: dict[str, Seen]) -> None:
    assert {name: each.outside for name, each in seen.items() if each.outside} == {}


def test_hiding_stands_at_the_other_side(seen: dict[str, Seen], browser: Browser, server: Server) -> None:
    sides = [side for each in seen.values() for side in each.sides]
    assert len(sides) > 80
    assert all(hide < 0.5 < mark for hide, mark in sides)
    tom = context_of(browser, server, "en-GB", "Tom")
    page = tom.new_page()
    page.goto("/")
    in_english = look(page)
    tom.close()
    assert len(in_english.sides) == len(SIZES)
    assert all(mark < 0.5 < hide for hide, mark in in_english.sides)


def test_no_sentence_of_ours_is_left_in_english(seen: dict[str, Seen]) -> None:
    """People's own words stay as they are; whatever else has three English words in a row was forgotten."""
    left = {
        (name, words) for name, each in seen.items() for words in each.ours if LATIN.search(ISOLATED.sub(" ", words))
    }
    assert not left, "\n".join(sorted(map(str, left)))


def test_no_text_that_has_a_translation_stands_untranslated(seen: dict[str, Seen]) -> None:
    """Also not where people's own words stand: a sentence of ours is one there, too."""
    texts = {text.replace('\\"', '"') for each in entries(KEPT.read_text()) for text in each.texts}
    long = [text for text in texts if len(MARKS.sub(" ", text).split()) > 2]
    patterns = re.compile("|".join(f"(?:{'.+'.join(map(re.escape, MARKS.split(text)))})" for text in long))
    assert patterns.fullmatch("Nothing you wrote is lost.")
    assert patterns.fullmatch("You made a card on 3 December 2026. It works until you make a new one.")
    told = {(name, words) for name, each in seen.items() for words in each.told if patterns.fullmatch(words)}
    # The circle of the demonstration made this sentence its own.
    assert {(name, words) for name, words in told if words != DEFAULT_LIMITS} == set()
    assert len({words for each in seen.values() for words in each.ours}) > 350


def test_chosen_arabic_stays_whatever_the_browser_says(browser: Browser, server: Server) -> None:
    context = context_of(browser, server, "en-GB")
    page = context.new_page()
    page.goto("/me/comfort/")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.get_by_label("العربية").check()
    press(page)
    page.goto("/sign-in/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text("العودة")
    context.close()


def begin_circle(page: Page, name: str) -> str:
    """Start a circle as a newcomer, make an invitation, and say where the circle is and how to join it."""
    page.goto("/start/")
    for field, value in (("name", "دائرة المرفأ Two"), ("purpose", "Tea, and شاي."), ("my_name", name)):
        page.fill(f"main [name={field}]", value)
    press(page)
    page.goto(circle_of(page) + "invite/")
    press(page)
    return str(page.locator("a.said").get_attribute("href"))


def directions(page: Page, words: str) -> set[str]:
    """Which way the elements run whose whole text is these words."""
    found: list[Any] = page.get_by_text(words, exact=True).evaluate_all(
        "all => all.map((each) => getComputedStyle(each).direction)"
    )
    assert found, words
    return set(found)


@pytest.mark.parametrize(
    ("language", "names"), [("en-GB", ("سلمى", "نور", "رامي 7")), ("ar", ("Tom", "Dee", "Sam (7)"))]
)
def test_words_that_run_the_other_way_stand_right(
    browser: Browser, server: Server, language: str, names: tuple[str, ...]
) -> None:
    """Names in a row come in the order of the page; words run the way of their letters."""
    context = context_of(browser, server, language)
    page = context.new_page()
    link = begin_circle(page, "ندى Nada")
    for name in names:
        other = context_of(browser, server, language)
        joining = other.new_page()
        joining.goto(link)
        joining.fill("main [name=my_name]", name)
        press(joining)
        expect(joining.locator("h1")).to_contain_text(name)
        other.close()
    circle = circle_of(page)
    forward = language == "en-GB"

    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(circle + "limits/")
    seen_by = page.locator(".seen-by span")
    # On one line, however long: what is next to each other is compared.
    page.locator(".seen-by").evaluate("each => { each.style.maxWidth = 'none' }")
    places = seen_by.evaluate(FROM_THE_LEFT, [names[0], names[1], names[2][:3]])
    assert places == sorted(places, reverse=not forward)

    page.goto(circle + "done/")
    line = page.locator("#done p").filter(has_text=names[2]).first
    left_of_name, left_of_rest = line.evaluate(FROM_THE_LEFT, [names[2][:3], ", " if forward else "، "])
    assert (left_of_name < left_of_rest) is forward

    words = {"Tea at the door, at 3.": "ltr", "شاي عند الباب، في الساعة 3.": "rtl"}
    for each in words:
        page.goto(circle + "promises/")
        page.locator("#make textarea").fill(each)
        page.locator("#promise-it").click()
        expect(page.locator("#open").get_by_text(each, exact=True)).to_be_visible()
    for each, direction in words.items():
        assert directions(page, each) == {direction}
        box = page.locator("#make textarea")
        box.fill(each)
        assert box.evaluate("each => getComputedStyle(each).direction") == direction
    context.close()


def test_style_sheets_know_neither_left_nor_right() -> None:
    sides = re.compile(r"(?<![\w-])(?:[\w-]+-)?(?:left|right)\s*:|:\s*(?:left|right)\s*[;}]")
    assert sides.search("a{margin-left:1px}")
    assert sides.search("a { text-align: right; }")
    ui = Path(__file__).parent.parent.parent / "handinhand" / "ui"
    for sheet in (ui / "templates" / "ui" / "first.css", ui / "static" / "ui" / "rest.css"):
        assert sides.findall(sheet.read_text()) == []
