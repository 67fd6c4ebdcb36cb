"""A plan that fits its people: a paper to read, what is heavy, and a look round the empty room, without scripts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]

MEETING = "Shaping the new hours of the drop-in"
PART = "Which hours would work for you?"
TITLE = "What the hours cost"
TEXT = "Evenings need two people.\n\nOne of them could be somebody who has been through it."


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("kindly"), demo=True) as running:
        yield running


def walker(server: Server, browser: Browser, name: str, *, scripts: bool = False) -> BrowserWalker:
    people = json.loads(server.command("demo", "--json").stdout)["people"]
    walking = BrowserWalker(browser, server.url, scripts=scripts)
    walking.open(next(each["sign_in"] for each in people if each["name"] == name))
    return walking


def plan_of(who: BrowserWalker) -> str:
    """Open the plan from Today, and say where it is."""
    who.open("/")
    card = who.page.locator("section.card", has_text=MEETING)
    with who.page.expect_navigation():
        card.get_by_role("link", name="See what will happen").click()
    return who.path


def press(who: BrowserWalker, role: str, name: str) -> None:
    with who.page.expect_navigation():
        who.page.get_by_role(role, name=name, exact=True).first.click()
    who.fits()


def test_a_plan_is_made_kinder_and_looked_at_before_the_day(server: Server, chromium: Browser, tmp_path: Path) -> None:
    tom, asha, camera = walker(server, chromium, "Tom"), walker(server, chromium, "Asha"), Camera(FOLDER / "kindly")
    plan = plan_of(tom)
    tom_brings_a_paper_from_a_file(tom, tmp_path, camera)
    asha_reads_it(asha, plan, camera)
    tom_changes_it_and_asha_sees_what_it_was(tom, asha, plan, camera)
    tom_marks_a_part_and_does_what_pace_says(tom, plan, camera)
    asha_names_what_is_heavy(asha, plan, camera)
    asha_looks_round(asha, plan, camera)
    tom_takes_it_back(tom, asha, plan)


def tom_brings_a_paper_from_a_file(tom: BrowserWalker, folder: Path, camera: Camera) -> None:
    press(tom, "link", "Add a paper to read")
    camera.look(tom, "new-paper")
    press(tom, "link", "Read the words in from a file")
    camera.look(tom, "paper-from-a-file")
    for name, content, says in (
        ("photo.txt", b"\x89PNG\x00\x01", "That is not plain text that we can read."),
        (f"{TITLE}.txt", TEXT.encode(), "Nothing is kept yet"),
    ):
        file = folder / name
        file.write_bytes(content)
        tom.page.set_input_files('[name="file"]', file)
        tom.do("papers/file/")
        assert says in tom.text
    assert tom.written("papers/", "title") == TITLE
    assert tom.written("papers/", "body") == TEXT
    tom.write("papers/", gist="It takes two people each evening.", touches_on="money", part=PART, who="circle")
    tom.do("papers/")
    assert "Everyone in this circle can see this paper." in tom.text


def asha_reads_it(asha: BrowserWalker, plan: str, camera: Camera) -> None:
    asha.open("/")
    assert f"There is a paper to read for “{PART}”." in asha.text.replace("\u2068", "").replace("\u2069", "")
    asha.open(plan)
    with asha.page.expect_navigation():
        asha.page.locator("li", has_text=PART).get_by_role("link", name=TITLE).click()
    asha.page.locator("#gist summary").click()
    assert "The gist It takes two people each evening." in asha.text
    expect(asha.page.locator("#paper-text p")).to_have_count(2)
    expect(asha.page.locator("[data-aloud]")).to_be_hidden()
    camera.look(asha, "paper")
    usual = asha.page.locator("#paper-text p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    press(asha, "link", "Large letters, also on paper")
    large = asha.page.locator("#paper-text p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert large > usual * 1.3
    camera.look(asha, "paper-large")
    asha.page.emulate_media(media="print")
    expect(asha.page.locator(".bottom")).to_be_hidden()
    expect(asha.page.locator("#paper-text")).to_be_visible()
    asha.page.emulate_media(media="screen")


def tom_changes_it_and_asha_sees_what_it_was(
    tom: BrowserWalker, asha: BrowserWalker, plan: str, camera: Camera
) -> None:
    press(tom, "link", "Change")
    tom.write("change/", body="Evenings need one person.")
    tom.do("change/")
    asha.open(tom.path)
    assert "Evenings need one person." in asha.text
    asha.page.get_by_text("Until ", exact=False).first.click()
    assert "Evenings need two people." in asha.text
    camera.look(asha, "paper-changed")
    asha.open(plan)
    assert "was changed. Its page says what it was before." in asha.text


def tom_marks_a_part_and_does_what_pace_says(tom: BrowserWalker, plan: str, camera: Camera) -> None:
    tom.open(plan)
    press(tom, "link", "Change the parts")
    with tom.page.expect_navigation():
        tom.page.locator("li", has_text="The hours we ask for").get_by_role("link", name="Change").click()
    tom.write("parts/", heavy="yes")
    tom.do("parts/")
    tom.open(plan + "pace/")
    said = "“The hours we ask for” is marked as heavy, and nothing but going home comes after it."
    assert said in tom.text.replace("\u2068", "").replace("\u2069", "")
    camera.look(tom, "pace")
    tom.do("pace/answer/", answer="accept")
    assert "is marked as heavy" not in tom.text
    tom.open(plan)
    rows = tom.page.locator("#steps > ol > li")
    assert "Break" in rows.nth(rows.count() - 2).inner_text()


def asha_names_what_is_heavy(asha: BrowserWalker, plan: str, camera: Camera) -> None:
    asha.open(plan + "pace/")
    press(asha, "link", "How long we meet, and what is heavy here")
    asha.write("pace/", longest="90", heavy="evictions")
    asha.do("pace/")
    assert "At most 90 minutes. Heavy here: evictions" in asha.text.replace("\u2068", "").replace("\u2069", "")
    camera.look(asha, "agreed-pace")


def asha_looks_round(asha: BrowserWalker, plan: str, camera: Camera) -> None:
    asha.open(plan)
    press(asha, "link", "Look round before the day")
    assert "Nobody can tell that you looked." in asha.text
    camera.look(asha, "look-round")
    with asha.page.expect_navigation():
        asha.page.get_by_role("link", name="See the screen of").first.click()
    seen = []
    while True:
        seen.append(asha.page.locator("h1").inner_text())
        camera.look(asha, f"look-{len(seen)}")
        here = asha.page.url
        for box in asha.page.locator(".picture textarea").all():
            if box.is_visible():
                box.fill("Only trying.")
        for button in asha.page.locator(".picture button").all():
            if button.is_visible():
                button.click()
        assert asha.page.url == here
        onward = asha.page.get_by_role("link", name="Next: ")
        if not onward.count():
            break
        with asha.page.expect_navigation():
            onward.click()
    assert PART in seen
    assert len(seen) >= 6
    asha.open(plan)
    assert "Only trying." not in asha.text


def tom_takes_it_back(tom: BrowserWalker, asha: BrowserWalker, plan: str) -> None:
    tom.open(plan)
    with tom.page.expect_navigation():
        tom.page.get_by_role("link", name=TITLE).click()
    paper = tom.path
    tom.do("take-back/")
    assert "You took this back. Only you can see it now." in tom.text
    asha.page.goto(paper)
    assert "There is no page here for you" in asha.text
    asha.open(plan)
    assert TITLE not in asha.text
    assert "was taken back." in asha.text


def test_a_paper_is_read_aloud_where_a_browser_can_and_stops_when_it_is_left(server: Server, chromium: Browser) -> None:
    dee = walker(server, chromium, "Dee", scripts=True)
    dee.context.add_init_script(
        """Object.defineProperty(window, 'speechSynthesis', { value: {
             speak: (said) => { window.heard = [...(window.heard || []), [said.lang, said.text.trim()]]; },
             cancel: () => { sessionStorage.hushed = Number(sessionStorage.hushed || 0) + 1; } } });"""
    )
    plan_of(dee)
    press(dee, "link", "Add a paper to read")
    dee.write("papers/", title="Heard", body="First. Then?\n\nAnd last", language="en-gb")
    dee.do("papers/")
    aloud, hush = dee.page.locator("[data-aloud]"), dee.page.locator("[data-hush]")
    expect(hush).to_be_hidden()
    aloud.click()
    assert dee.page.evaluate("window.heard") == [["en-gb", "First."], ["en-gb", "Then?"], ["en-gb", "And last"]]
    expect(aloud).to_be_hidden()
    hush.click()
    expect(aloud).to_be_visible()
    before = dee.page.evaluate("Number(sessionStorage.hushed)")
    press(dee, "link", "Back to the plan")
    assert dee.page.evaluate("Number(sessionStorage.hushed)") > before
