"""Each checker of a flow catches a page that breaks its rule once, for that alone, and lets one pass that keeps it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from standard.flows.hiding import back_problems, referer_problems, screen_problems, storage_problems
from standard.flows.keyboard import focus_problems, keyboard_problems
from standard.flows.live_regions import heard, listen, listen_from_the_beginning, loading_problems, spoken_problems
from standard.flows.slow import SOON_ENOUGH, Visit, best_of, make_slow, slow_problems, table, visit
from standard.flows.tree import tree_problems
from tests.standard.flows import proofs

pytestmark = [pytest.mark.browser]
HERE, NEXT = "http://here.example", "https://neutral.example/weather"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 640})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("broken", "problem"), proofs.KEYBOARD.values(), ids=proofs.KEYBOARD)
def test_what_the_keyboard_cannot_do_is_found(page: Page, broken: str, problem: str) -> None:
    page.set_content(broken)
    assert keyboard_problems(page) == [problem]


def test_what_the_keyboard_can_do_is_left_in_peace(page: Page) -> None:
    page.set_content(proofs.BY_KEYBOARD)
    assert keyboard_problems(page) == []


def test_a_stop_is_looked_at_where_it_is(page: Page) -> None:
    page.set_content(proofs.KEYBOARD["no ring"][0])
    for words in ("Hide this page", "One", "Two"):
        page.keyboard.press("Tab")
        assert focus_problems(page) == (["“Two” has no ring around it."] if words == "Two" else [])


@pytest.mark.parametrize(("broken", "problem"), proofs.TREE.values(), ids=proofs.TREE)
def test_what_is_told_wrongly_is_found(page: Page, broken: str, problem: str) -> None:
    page.set_content(broken)
    assert tree_problems(page) == [problem]


@pytest.mark.parametrize("kept", proofs.TOLD_RIGHTLY.values(), ids=proofs.TOLD_RIGHTLY)
def test_what_is_told_rightly_is_left_in_peace(page: Page, kept: str) -> None:
    page.set_content(kept)
    assert tree_problems(page) == []


@pytest.mark.parametrize(("script", "problems"), proofs.SPOKEN.values(), ids=proofs.SPOKEN)
def test_what_is_spoken_too_often_too_loud_or_too_long_is_found(page: Page, script: str, problems: list[str]) -> None:
    page.set_content(proofs.SPEAKS)
    listen(page)
    page.evaluate(script)
    assert spoken_problems(heard(page), ["Dee wrote"], earlier=["Tom wrote this before"]) == problems
    assert heard(page) == []


@pytest.mark.parametrize(("body", "problems"), proofs.LOADED.values(), ids=proofs.LOADED)
def test_what_a_page_speaks_as_it_opens(page: Page, body: str, problems: list[str]) -> None:
    listen_from_the_beginning(page)
    page.route(f"{HERE}/", lambda route: route.fulfill(body=f"<title>A</title>{body}", content_type="text/html"))
    page.goto(f"{HERE}/")
    assert loading_problems(heard(page)) == problems


@contextmanager
def serving(body: str, *, letters: int = 0) -> Iterator[str]:
    """A server of one page, which `letters` make longer: a line that is slow is slow for a real server alone."""
    whole = body.replace("</style>", f"</style><!--{'x' * letters}-->").encode()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole)

        def log_message(self, *_said: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("letters", [0, 120_000], ids=["kept", "broken"])
def test_a_page_that_is_of_use_too_late_is_found(page: Page, letters: int) -> None:
    make_slow(page)
    with serving(proofs.OF_USE, letters=letters) as address:
        found = best_of(lambda: visit(page, address), most=1 if letters else 3)
    assert found.bytes > letters
    problems = slow_problems([("a page", found)])
    if letters:
        assert found.useful >= SOON_ENOUGH
        assert len(problems) == 1
        assert problems[0].startswith("a page was of use after")
    else:
        assert problems == []
    assert "a page" in table([("a page", found)])


@pytest.mark.parametrize("script", proofs.LATE.values(), ids=proofs.LATE)
def test_a_page_is_of_no_use_before_its_heading_and_first_control_are_there(page: Page, script: str) -> None:
    make_slow(page)
    with serving(proofs.OF_USE.replace("</main>", f"</main><script>{script}</script>")) as address:
        assert visit(page, address).useful >= SOON_ENOUGH


def test_the_least_of_some_visits_counts() -> None:
    made = iter([Visit(4_000, 0, 1), Visit(2_600, 90, 1), Visit(2_700, 0, 1)])
    assert best_of(lambda: next(made)).useful == 2_600
    made = iter([Visit(2_400, 0, 1)])
    assert best_of(lambda: next(made)).useful == 2_400


def next_site(page: Page, told: list[dict[str, str]]) -> None:
    """Somewhere neutral, which keeps what it was told."""

    def arrive(route: Route, request: Request) -> None:
        told.append({**request.headers, "url": request.url})
        route.fulfill(body="<h1>Rain later</h1>", content_type="text/html")

    page.route(f"{NEXT}**", arrive)


@pytest.mark.parametrize("problem", [*proofs.HIDING, "kept"])
def test_what_hiding_leaves_behind_is_found(page: Page, problem: str) -> None:
    told: list[dict[str, str]] = []
    next_site(page, told)
    body = proofs.HIDING.get(problem, proofs.HIDES)
    page.route(f"{HERE}/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{HERE}/before/")
    page.goto(f"{HERE}/")
    page.get_by_role("link").click()
    page.wait_for_url(f"{NEXT}**")
    found: list[str] = [*referer_problems(told, ["Harbour"]), *screen_problems(page, ["Harbour"])]
    # The page before was hidden, too: it shows itself no more.
    page.unroute(f"{HERE}/**")
    page.route(f"{HERE}/**", lambda route: route.fulfill(body="The door", content_type="text/html"))
    if problem == "comes back":
        page.route(f"{HERE}/", lambda route: route.fulfill(body=body, content_type="text/html"))
    found += back_problems(page, ["Harbour"])
    page.goto(f"{HERE}/door/")
    found += storage_problems(page, cookies=["visit"])
    assert found == ([] if problem == "kept" else [proofs.LEFT[problem]])


def test_words_on_the_screen_are_found(page: Page) -> None:
    page.set_content("<p>The Harbour Circle</p>")
    assert screen_problems(page, ["Harbour", "Hillside"]) == ["“Harbour” is on the screen."]


def every_proof() -> list[Callable[..., None]]:
    """All tests of this file; a checker without one is not proven."""
    return [each for name, each in globals().items() if name.startswith("test_")]


def test_each_checker_has_its_proof() -> None:
    assert len(every_proof()) >= 11
