"""A page that does not come as a page is said in a sentence, soon, and is never taken for one that keeps a rule."""

import os
import signal
import time

import pytest

from standard.browser import NotSeen, Watched
from standard.checkers import Asked
from standard.looks import looks
from standard.results import by_rule
from standard.rules import PAGE, UNMEASURED
from standard.visiting import Visitor, context_for, visit
from tests.servers import free_port
from tests.standard.odd_server import ODD as ODD_PAGES
from tests.standard.odd_server import Odd

pytestmark = pytest.mark.browser
SOMEBODY = Visitor("somebody")
WITH_SCRIPTS = next(each for each in looks() if each.scripts == "with scripts" and each.direction == "ltr")
ODD = {
    "/never": "was not there whole after 3 seconds",
    "/for-ever": "was not there whole after 3 seconds",
    "/ring": "sends on and on in a ring",
    "/huge": "is larger than 2 MB",
    "/plain": "is not a page but text/plain",
    "/file": "is not a page but a file to keep",
    "/no-page": "answers that there is no page (204)",
    "/reload": "leads on by itself before anybody can look at it",
    "/round": "leads on by itself before anybody can look at it",
    "/empty": "came with nothing on it",
    "/blank": "came with nothing on it",
    "/busy": "kept the browser busy for more than ",
}


@pytest.mark.parametrize("path", ODD)
def test_it_is_said_soon_and_no_rule_is_held_there(watched: Watched, odd: Odd, path: str) -> None:
    began = time.monotonic()
    seen = visit(watched, SOMEBODY, odd.url + path, Asked("odd"), [WITH_SCRIPTS])
    (said,) = [each.says for each in seen.not_seen]
    assert said.startswith(f"It {ODD[path]}")
    assert said.endswith((".", " seconds."))
    assert time.monotonic() - began < 30
    results = by_rule(findings=seen.findings, pages=seen.pages, not_seen=seen.not_seen, tests={})
    assert [each for each in results if each.check == PAGE]
    assert not [each for each in results if each.check == PAGE and each.held]
    # The next page is looked at as if nothing had been.
    assert not visit(watched, SOMEBODY, f"{odd.url}/good", Asked("good"), [WITH_SCRIPTS]).not_seen


def test_one_page_that_did_not_come_takes_a_rule_from_all_others(watched: Watched, odd: Odd) -> None:
    seen = visit(watched, SOMEBODY, f"{odd.url}/good", Asked("good"), [WITH_SCRIPTS])
    seen.add(visit(watched, SOMEBODY, f"{odd.url}/plain", Asked("odd"), [WITH_SCRIPTS]))
    results = by_rule(findings=[], pages=seen.pages, not_seen=seen.not_seen, tests={})
    held = [each for each in results if each.check == PAGE]
    assert not [each for each in held if each.held]
    assert len([each for each in held if each.held is False]) > 8
    assert all("is not a page" in each.where[-1] for each in held)


@pytest.mark.parametrize(("path", "says"), [("/broken", "answered with 500 in place of 200"), ("/on", "led to /good")])
def test_another_page_than_the_one_that_was_asked_for_keeps_nothing(
    watched: Watched, odd: Odd, path: str, says: str
) -> None:
    seen = visit(watched, SOMEBODY, odd.url + path, Asked("odd"), [WITH_SCRIPTS])
    assert [each.says for each in seen.not_seen] == [f"It {says}."]
    assert not seen.pages


def test_a_browser_that_ended_between_two_pages_is_started_again(watched: Watched, odd: Odd) -> None:
    somebody = Visitor("with a visit", ({"name": "visit", "value": "a", "url": odd.url},))
    assert not visit(watched, somebody, f"{odd.url}/good", Asked("good"), [WITH_SCRIPTS]).not_seen
    os.kill(watched.process, signal.SIGKILL)
    again = [visit(watched, somebody, f"{odd.url}/good", Asked("good"), [WITH_SCRIPTS]) for _each in range(3)]
    assert not again[-1].not_seen


def test_what_a_page_does_a_moment_later_is_seen(watched: Watched, odd: Odd) -> None:
    said = {
        "fetch('http://localhost:9/a')": "Something came from localhost:9.",
        "document.querySelector('h1').textContent = 'Other'": "<h1> Other changes by itself after a while.",
        "document.title = 'Our prison group'": "The title says “prison”.",
    }
    for script, says in said.items():
        odd.pages["/later"] = ODD_PAGES["/good"].replace(
            "</main>", f"<script>setTimeout(() => {script}, 300)</script></main>"
        )
        seen = visit(watched, SOMEBODY, f"{odd.url}/later", Asked("later"), [WITH_SCRIPTS])
        assert says in [each.says for each in seen.findings]


def test_a_header_that_leads_on_after_a_time_is_found(watched: Watched, odd: Odd) -> None:
    seen = visit(watched, SOMEBODY, f"{odd.url}/later-on", Asked("odd"), [WITH_SCRIPTS])
    assert [each.says for each in seen.findings if each.checker == "nothing_changes_by_itself"] == [
        "The page leads on by itself after a while."
    ]


def test_letters_stand_apart_whatever_a_page_says_of_its_styles(watched: Watched, odd: Odd) -> None:
    wide = next(each for each in looks() if each.spacing == "wide" and each.scripts == "with scripts")
    policy = """<meta http-equiv="Content-Security-Policy" content="style-src 'none'">"""
    odd.pages["/policy"] = ODD_PAGES["/good"].replace("<title>", f"{policy}<title>")
    visit(watched, SOMEBODY, f"{odd.url}/policy", Asked("policy"), [wide])
    page = watched.tabs[context_for(watched, SOMEBODY, wide)].page
    assert page.locator("h1").evaluate("each => parseFloat(getComputedStyle(each).letterSpacing)") > 1


def test_nobody_at_home_is_said(watched: Watched) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(NotSeen, match="Nobody answers at"), watched.opened(watched.context("a"), nobody):
        raise AssertionError("it opened")


def test_a_dialogue_holds_nothing_up_and_is_found(watched: Watched, odd: Odd) -> None:
    seen = visit(watched, SOMEBODY, f"{odd.url}/dialogue", Asked("odd"), [WITH_SCRIPTS])
    assert [each.says for each in seen.findings if each.checker == "no_dialogues"] == [
        "A dialogue opened: “Look here”."
    ]


def test_our_words_in_a_language_without_a_measure_are_said_and_not_held(watched: Watched, odd: Odd) -> None:
    for path, main in (("/french", "<main lang=fr>"), ("/english", "<main lang=en-gb>")):
        odd.pages[path] = ODD_PAGES["/good"].replace("<main>", f"{main}<p>On se voit au jardin. Il y a du soleil.</p>")
    french = visit(watched, SOMEBODY, f"{odd.url}/french", Asked("french"), [WITH_SCRIPTS])
    assert "french" not in french.pages.get("reads_plainly", set())
    assert [each.says for each in french.not_seen if "“fr”" in each.says]
    english = visit(watched, SOMEBODY, f"{odd.url}/english", Asked("english"), [WITH_SCRIPTS])
    assert english.pages["reads_plainly"] == {"english"}


def test_what_stands_there_for_whoever_has_no_scripts_is_read(watched: Watched, odd: Odd) -> None:
    without = next(each for each in looks() if each.scripts == "without scripts" and each.direction == "ltr")
    hard = "<noscript><p>Kindly utilise the administrative documentation.</p></noscript>"
    odd.pages["/no-scripts"] = ODD_PAGES["/good"].replace("</main>", f"{hard}</main>")
    for look, is_read in ((without, True), (WITH_SCRIPTS, False)):
        seen = visit(watched, SOMEBODY, f"{odd.url}/no-scripts", Asked("odd"), [look])
        assert any("utilise" in each.says for each in seen.findings if each.checker == "reads_plainly") is is_read


def test_a_language_without_a_measure_is_said_and_not_held(watched: Watched, odd: Odd) -> None:
    arabic = next(each for each in looks() if each.direction == "rtl" and each.scripts == "with scripts")
    seen = visit(watched, SOMEBODY, f"{odd.url}/good", Asked("good"), [arabic])
    assert "reads_plainly" not in seen.pages
    results = by_rule(findings=[], pages=seen.pages, not_seen=seen.not_seen, tests={})
    reading = [each for each in results if each.id == "E1"]
    assert [(each.check, each.held) for each in reading] == [(PAGE, None), (UNMEASURED, None)]
    assert any("measure" in each for each in reading[-1].where)
