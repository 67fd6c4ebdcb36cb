"""A plan on paper: one A4 page with two slips, or large print; printed by a real browser, and its pages counted."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from handinhand.meetings.actions.load import load
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting, Part, PartQuestion
from handinhand.meetings.queries.printed import printed_for
from handinhand.meetings.reading import read_file
from handinhand.words.actions import topic
from handinhand.words.queries import circle_scope
from tests.browsing import client_of, text_of
from tests.cast import Group, add_member
from tests.chromium import LIGHT
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
ROOT = Path(__file__).parent.parent.parent / "handinhand"
REAL = Path(__file__).with_name("real_meetings.json")
STYLES = "".join(
    f"<style>{(ROOT / path).read_text()}</style>"
    for path in ("ui/static/ui/rest.css", "meetings/static/meetings/printed.css")
)
# On A4 at 96 dots an inch, without the margins.
WIDTH, HEIGHT = 703, 1032
SMALLEST_OF_LARGE = 24.0
CUT_OFF = """() => [...document.querySelectorAll('.plan, .slip')]
  .filter(each => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
  .map(each => each.innerText)"""
LETTERS = """() => Math.min(...[...document.querySelectorAll('.paper *')]
  .filter(each => each.innerText && each.innerText.trim())
  .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
INK = """() => [...document.querySelectorAll('html, body, main, .paper, .paper *')]
  .map(each => getComputedStyle(each).backgroundColor)
  .filter(colour => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(colour))"""


@dataclass(frozen=True)
class Printed:
    """What came out of the printer: how many pages, what is cut off on them, the smallest letters, and inked areas."""

    pages: int
    cut_off: list[str]
    smallest: float
    inked: list[str]


@pytest.fixture(scope="module")
def printer() -> Iterator[Callable[[str], Printed]]:
    """A real browser that prints a page, in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(sync_playwright().start).result()
        browser = thread.submit(
            lambda: playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        ).result()

        def show(html: str) -> Printed:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=True)
            page.emulate_media(media="print")
            page.set_content(re.sub(r"<link rel=.stylesheet[^>]*>|<script[^>]*></script>", "", html) + STYLES)
            seen = [page.evaluate(each) for each in (CUT_OFF, LETTERS, INK)]
            pdf = page.pdf(prefer_css_page_size=True, print_background=True)
            page.close()
            return Printed(len(re.findall(rb"/Type\s*/Page\b", pdf)), *seen)

        yield lambda html: thread.submit(show, html).result()
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


def address(meeting: Meeting) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/paper/"


def fill(meeting: Meeting, *, parts: int, text: Callable[[int], str], questions: int = 0) -> None:
    """A plan with so many parts, each with so many questions."""
    circle = meeting.circle
    Part.objects.filter(meeting=meeting).delete()
    touches = [topic(circle=circle, name=text(20 + number)) for number in range(2)]
    for place in range(parts):
        part = Part.objects.create(
            circle=circle,
            meeting=meeting,
            position=place,
            kind=PartKind.TALK,
            title=text(60),
            detail=text(300),
            minutes=45,
        )
        part.topics.set(touches)
        for number in range(questions):
            PartQuestion.objects.create(circle=circle, part=part, position=number, title=text(80), detail=text(90))


def plain(letters: int) -> str:
    return ("People say what they need when they first come in. " * 90)[:letters]


def shouted(letters: int) -> str:
    return ("WHAT WOMEN WANT MOST MEANS MUCH MORE ROOM " * 120)[:letters]


def unbroken(letters: int) -> str:
    return "M" * letters


def chinese(letters: int) -> str:
    return "第一次来到这里时人们需要什么" * (letters // 14 + 1)


def arabic(letters: int) -> str:
    return ("ما الذي يحتاجه الناس عند قدومهم أول مرة " * 120)[:letters]


def lines(letters: int) -> str:
    return "a\n" * (letters // 4)


def is_one_page(printed: Printed) -> None:
    assert printed.pages == 1
    assert printed.cut_off == []
    assert printed.inked == []


@pytest.fixture
def plan(harbour, now):
    meeting = make_meeting(harbour, now=now)
    meeting.circle = harbour.circle
    return meeting


@pytest.fixture
def dee(harbour) -> Client:
    return client_of(harbour.dee)


def test_the_real_meetings_are_on_one_page_with_all_that_is_in_them(db, now, printer):
    for result in load(loaded=read_file(REAL), now=now):
        group = Group(result.circle, circle_scope(result.circle))
        name = f"Dee {result.meeting.public_id}"
        html = text_of(client_of(add_member(group, name, now=now)).get(address(result.meeting)))
        is_one_page(printer(html))
        assert printed_for(meeting=result.meeting, large=False).left_out == []
        for part in result.meeting.parts.all():
            assert part.title in html


@pytest.mark.parametrize("text", [plain, shouted, unbroken, chinese, arabic, lines], ids=lambda text: text.__name__)
@pytest.mark.parametrize("parts", [1, 6, 14, 40, 400])
def test_the_longest_plans_are_on_one_page_too_and_nothing_is_cut_off(plan, dee, printer, parts, text):
    fill(plan, parts=parts, text=text, questions=3 if parts < 400 else 0)
    plan.title, plan.why, plan.place, plan.opening_question = text(120), text(600), text(260), text(180)
    plan.save()
    is_one_page(printer(text_of(dee.get(address(plan)))))


def test_what_falls_away_is_said_the_smallest_things_first(plan, dee):
    fill(plan, parts=14, text=plain, questions=3)
    plan.why = plain(200)
    plan.save()
    page = text_of(dee.get(address(plan)))
    assert "Left out to keep this on one page: what is written below the parts" in page
    assert page.count(plain(60)) >= 14
    fill(plan, parts=60, text=plain)
    page = text_of(dee.get(address(plan)))
    assert re.search(r"And \d+ more parts\.", page)
    assert "The large print has everything." in page


def test_large_print_has_everything_in_large_letters(plan, dee, printer):
    fill(plan, parts=14, text=plain, questions=3)
    page = text_of(dee.get(address(plan) + "?letters=large"))
    assert "Left out" not in page
    # What touches on something stands there once for paper, and once more folded for the screen.
    on_paper = re.sub(r'<details class="on-screen".*?</details>', "", page, flags=re.DOTALL)
    assert on_paper.count(plain(300)) == 14
    printed = printer(page)
    assert printed.pages > 1
    assert printed.smallest >= SMALLEST_OF_LARGE
    assert printed.inked == []


def test_it_is_the_same_for_everybody_in_any_light(harbour, plan, printer):
    pages = {
        re.sub(r'data-ticket="[^"]*"', "", text_of(client_of(who).get(address(plan))))
        for who in harbour.members.values()
    }
    assert len(pages) == 1
    dusk = pages.pop().replace('data-comfort="light', 'data-comfort="dusk')
    is_one_page(printer(dusk))


def test_nobody_prints_a_plan_that_is_not_theirs_to_read(harbour, hillside, plan, dee):
    assert client_of(hillside.bo).get(address(plan)).status_code == 404
    plan.state, plan.planned_by = "draft", harbour.tom
    plan.save()
    assert dee.get(address(plan)).status_code == 404
    assert plan.title in text_of(client_of(harbour.tom).get(address(plan)))
