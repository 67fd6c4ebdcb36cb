"""The introduction: easy to read, short, open to everybody, the same for everybody, kept of nobody, good on paper."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from playwright.sync_api import sync_playwright

from handinhand.practice.introduction import PARTS, Part
from tests.browsing import client_of, text_of
from tests.chromium import LIGHT
from tests.promises.reading import Page
from tests.promises.scene import kept

START, PAPER = "/ten-minutes/", "/ten-minutes/paper/"
WANTED, MOST = 5, 7
STYLE = Path(__file__).parent.parent.parent / "handinhand/ui/static/ui/rest.css"
# On A4 at 96 dots an inch, without the margins.
WIDTH, HEIGHT = 703, 1032
FEW_SHEETS, SMALLEST_OF_LARGE = 4, 24.0
LETTERS = """() => Math.min(...[...document.querySelectorAll('.paper :is(h1, h2, h3, p:not(.quiet))')]
  .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
TOO_WIDE = """() => [...document.querySelectorAll('.paper *')]
  .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.innerText)"""


def words_in(text: str) -> list[str]:
    return re.findall(r"[A-Za-z’']+", text)


def syllables(word: str) -> int:
    """About how many syllables an English word has."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = (plain.endswith("e") and not plain.endswith("le")) or re.search(r"[^td]ed$", plain)
    return max(groups - bool(silent), 1)


def grade(text: str) -> float:
    """The reading grade of Flesch and Kincaid (1975)."""
    words = words_in(text)
    sentences = [each for each in re.split(r"[.?!]+", text) if words_in(each)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def said(part: Part) -> str:
    with translation.override("en-gb"):
        return " ".join(str(piece.text) for piece in part.pieces)


def test_the_measure_tells_easy_words_from_hard_ones():
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert grade("Organisational stakeholders operationalise multidimensional accountability considerations.") > 20


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.ident)
def test_each_part_is_easy_and_takes_about_two_minutes(part):
    text = said(part)
    assert grade(text) <= WANTED
    hardest = max((each for each in re.split(r"(?<=[.?])\s", text) if len(words_in(each)) > 4), key=grade)
    assert len(words_in(hardest)) <= 25, hardest
    # People read from 100 to 150 words a minute with care.
    assert 220 <= len(words_in(text)) <= 300
    assert "!" not in text
    blaming = r"\b(error|invalid|failed|forbidden|denied|illegal|must|should have|victim|sufferer)\b"
    assert not re.search(blaming, text.lower())


def test_all_of_it_stays_below_the_grade_that_is_never_passed(db):
    main = Page(text_of(Client().get(PAPER))).main.text
    assert grade(main.partition("The words are ours.")[0]) <= MOST


def test_somebody_walks_through_it_before_joining_and_is_told_how_long_and_what_comes_next(db):
    stranger = Client()
    assert START in Page(text_of(stranger.get("/"))).links
    assert START in Page(text_of(stranger.get("/help/"))).links
    first = Page(text_of(stranger.get(START)))
    addresses = [f"{START}{part.ident}/" for part in PARTS]
    assert [each for each in first.links if each in addresses] == [*addresses, addresses[0]]
    for number, (address, part) in enumerate(zip(addresses, PARTS, strict=True), 1):
        page = Page(text_of(stranger.get(address)))
        assert f"Part {number} of 5: about two minutes" in page.text
        assert str(part.title) in page.text
        assert 'data-aloud="part"' in page.html
        assert not page.forms
        if number < len(PARTS):
            assert f"“{PARTS[number].title}”, about two minutes. You can also stop here." in page.text
            assert addresses[number] in page.links
    assert "Nothing comes next" in page.text
    assert "Office for Health Improvement and Disparities" in page.text
    assert stranger.get(f"{START}no-such-part/").status_code == 404


def test_the_six_things_are_there_with_a_button_or_a_page_for_each():
    six = next(part for part in PARTS if part.ident == "six-things").pieces[1:]
    named = ("Safety", "Trust", "Choice", "Collaboration", "Empowerment", "Cultural consideration")
    assert [str(piece.heading).partition(":")[0] for piece in six] == list(named)
    templates = "".join(path.read_text() for path in STYLE.parents[3].rglob("templates/**/*.html"))
    shown = " ".join(said(part) for part in PARTS)
    for button in re.findall(r"“([^”]+)”", shown):
        if button not in {"Not this time"}:
            assert button in templates, button


def test_it_holds_nothing_of_a_circle_and_nobody_keeps_who_read_it(harbour):
    dee, stranger = client_of(harbour.dee), Client()
    before = kept()
    for address in (START, PAPER, *(f"{START}{part.ident}/" for part in PARTS)):
        with CaptureQueriesContext(connection) as asked:
            own = Page(text_of(dee.get(address))).main.text
        assert own == Page(text_of(stranger.get(address))).main.text
        assert len(asked) <= 4
        assert harbour.circle.name not in own
    assert kept() == before


@pytest.fixture(scope="module")
def printer() -> Iterator[Callable[[str], tuple[int, float, list[str]]]]:
    """A real browser that prints a page, in a thread of its own: sheets, the smallest letters, what is too wide."""
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(sync_playwright().start).result()
        options = {"executable_path": LIGHT, "args": ["--no-sandbox"]}
        browser = thread.submit(lambda: playwright.chromium.launch(**options)).result()

        def show(html: str) -> tuple[int, float, list[str]]:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.emulate_media(media="print")
            plain = re.sub(r"<link rel=.stylesheet[^>]*>|<script[^>]*></script>", "", html)
            page.set_content(f"{plain}<style>{STYLE.read_text()}</style>")
            seen = page.evaluate(LETTERS), page.evaluate(TOO_WIDE)
            pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))
            page.close()
            return len(re.findall(rb"/Type\s*/Page\b", pdf)), *seen

        yield lambda html: thread.submit(show, html).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.mark.browser
def test_on_paper_it_is_a_few_sheets_and_in_large_letters_it_is_large(db, printer):
    usual, large = (text_of(Client().get(PAPER + letters)) for letters in ("", "?large"))
    shown = Page(usual).text
    assert all(str(piece.text) in shown for part in PARTS for piece in part.pieces)
    sheets, _letters, wide = printer(usual)
    assert 1 <= sheets <= FEW_SHEETS
    assert wide == []
    more, letters, wide = printer(large)
    assert more > sheets
    assert letters >= SMALLEST_OF_LARGE
    assert wide == []
