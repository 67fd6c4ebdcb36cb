"""Two people come to agree: a reading, a hello, a line with other words, a question given away, and looking again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import JOIN
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]

HAPPENS, NOT_ASKED = "We sit in a ring, and there is soup.", "Where you slept last night."
LINE, OTHER_LINE = "We phone before we visit.", "We phone, or send a line, before we visit."
WOULD_CHANGE = "Not everybody has a phone."
QUESTION, RESULT, WHY = "Which soup we cook in June.", "Pea soup.", "Everybody can eat it."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Agreeing:
    """Hana has scripts; Bo has none, and a narrow phone."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "agreeing")
        self.hana = BrowserWalker(browser, server.url)
        self.bo = BrowserWalker(browser, server.url, scripts=False, width=320)
        self.circle = ""

    def page(self, of: str) -> str:
        return f"{self.circle}{of}"


def day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def test_two_come_to_agree_on_a_line_and_on_who_decides(server, chromium):
    both = Agreeing(server, chromium)
    hana_begins(both)
    bo_reads_and_joins(both)
    what_they_come_with(both)
    proposal = a_line_is_proposed(both)
    other_words_are_taken(both, proposal)
    bo_hears_of_it_first(both, proposal)
    decided_in_writing(both, proposal)
    it_is_looked_at_again(both, proposal)
    a_question_is_given_to_bo(both)


def hana_begins(both: Agreeing) -> None:
    hana = both.hana
    hana.open("/start/")
    hana.write("/start/", name="The Soup Circle", purpose="To eat together.", my_name="Hana")
    hana.do("/start/")
    both.circle = hana.path.removesuffix("welcome/")
    hana.open(both.page("before-joining/"))
    hana.write("/before-joining/", happens=HAPPENS, not_asked=NOT_ASKED)
    hana.do("/before-joining/")
    assert hana.written("/before-joining/", "happens") == HAPPENS
    both.camera.look(hana, "reading")
    hana.open(both.page("hello/"))
    both.camera.look(hana, "hello-not-offered")
    hana.do("/hello/offer/")
    hana.sees("You offer it.")


def bo_reads_and_joins(both: Agreeing) -> None:
    hana, bo = both.hana, both.bo
    hana.open(both.page("invite/"))
    hana.do("/invite/")
    code = hana.page.locator(".code").last.inner_text()
    bo.open(JOIN)
    bo.write(JOIN, code=code)
    bo.do(JOIN)
    for words in (HAPPENS, NOT_ASKED, "Hana"):
        bo.sees(words)
    both.camera.look(bo, "join")
    bo.write(JOIN, my_name="Bo", hello="Hana")
    bo.do(JOIN)
    bo.sees("You are in, Bo")
    hana.open("/")
    hana.sees("To say hello to somebody new")
    both.camera.look(hana, "today-hello")
    hana.page.get_by_role("link", name="Look at it, and say yes or no").click()
    hana.sees("Bo")
    both.camera.look(hana, "hello")
    hana.page.get_by_role("button", name="I will say hello").click()
    hana.open("/")
    hana.does_not_see("To say hello to somebody new")


def what_they_come_with(both: Agreeing) -> None:
    both.bo.open(both.page("what-i-come-with/"))
    both.camera.look(both.bo, "what-i-come-with")
    both.bo.write("/what-i-come-with/", pronouns="they", say_name="Boh")
    both.bo.do("/what-i-come-with/")
    both.hana.open(both.page("members/"))
    both.hana.sees("say: ")
    both.hana.sees("they")
    both.camera.look(both.hana, "members")


def a_line_is_proposed(both: Agreeing) -> str:
    hana, bo = both.hana, both.bo
    hana.open(both.page("agreement/"))
    hana.go("?adopts=agreement")
    hana.unfold("A day to look at it again")
    both.camera.look(hana, "propose")
    hana.write("/propose/", text=LINE, look_again_on=day(-1))
    hana.do("/propose/")
    hana.sees("Please choose a day after today.")
    assert hana.written("/propose/", "text") == LINE
    hana.write("/propose/", look_again_on=day(30))
    hana.do("/propose/")
    proposal = hana.path
    bo.open(proposal)
    bo.sees(LINE)
    bo.go("/change/")
    both.camera.look(bo, "change")
    bo.do("/change/")
    bo.sees("Please write something here.")
    bo.write("/change/", text=WOULD_CHANGE)
    bo.do("/change/")
    hana.open(proposal)
    hana.do("/live-with/")
    hana.sees(WOULD_CHANGE)
    return proposal


def other_words_are_taken(both: Agreeing, proposal: str) -> None:
    hana, bo = both.hana, both.bo
    bo.go("/offer/")
    both.camera.look(bo, "offer")
    assert bo.written("/offer/", "text") == LINE
    bo.write("/offer/", text=OTHER_LINE)
    bo.do("/offer/")
    hana.open("/")
    hana.sees("Somebody offered other words for what you proposed.")
    both.camera.look(hana, "today-other-words")
    hana.open(proposal)
    for words in ("Before", "Now", "Put in", "or send a line,"):
        hana.sees(words)
    both.camera.look(hana, "other-words")
    hana.do("/take/")
    hana.sees("(said of the words before)")
    bo.open(proposal)
    bo.sees(OTHER_LINE)


def bo_hears_of_it_first(both: Agreeing, proposal: str) -> None:
    hana, bo = both.hana, both.bo
    hana.open(proposal)
    hana.go("/more/")
    both.camera.look(hana, "more")
    hana.write("/more/", whom="Bo")
    hana.do("/more/", do="touches")
    hana.go("/more/")
    write_in(hana, "writing", day(6))
    hana.sees("This touches somebody who has not heard of it yet.")
    both.camera.look(hana, "not-heard-yet")
    bo.open("/")
    bo.sees("This touches you.")
    both.camera.look(bo, "today-touches-me")
    bo.go(proposal)
    both.camera.look(bo, "touches-me")
    bo.do("/heard/")
    bo.does_not_see("I have read it")


def write_in(walker: BrowserWalker, what: str, when: str) -> None:
    """Fill in the day of one box among the ways to decide, and send it."""
    form = walker.form("/more/", do=what)
    form.locator("[name=day]").fill(when)
    walker.do("/more/", do=what)


def decided_in_writing(both: Agreeing, proposal: str) -> None:
    hana, bo = both.hana, both.bo
    hana.open(f"{proposal}more/")
    write_in(hana, "writing", day(1))
    hana.sees("Everybody needs two clear days")
    write_in(hana, "writing", day(6))
    stands(hana, proposal)
    hana.go("/more/")
    hana.do("/more/", do="close")
    hana.sees("Before that day they close only")
    stands(bo, proposal)
    both.camera.look(bo, "in-writing")
    bo.go("/more/")
    bo.do("/more/", do="close")
    bo.sees("This is decided.")


def stands(walker: BrowserWalker, proposal: str) -> None:
    walker.open(proposal)
    walker.write("/position/", kind="agree")
    walker.do("/position/")
    walker.sees("You said: I agree")


def it_is_looked_at_again(both: Agreeing, proposal: str) -> None:
    bo = both.bo
    bo.open(both.page("agreement/"))
    bo.sees(OTHER_LINE)
    bo.go("/look-again/")
    both.camera.look(bo, "look-again")
    bo.write("/look-again/", day=day(0))
    bo.do("/look-again/")
    bo.sees("Please choose a day after today.")
    bo.write("/look-again/", day=day(90))
    bo.do("/look-again/")
    bo.sees("It stays as it is.")
    both.hana.open(both.page("done/"))
    both.hana.sees("looked again at a decision, and kept it")
    both.hana.open(f"{proposal}look-again/")
    both.hana.go("lets_go=yes")
    both.hana.sees("This line would be let go")
    both.camera.look(both.hana, "let-go")


def a_question_is_given_to_bo(both: Agreeing) -> None:
    hana, bo = both.hana, both.bo
    hana.open(both.page("decisions/propose/"))
    hana.write("/propose/", text=QUESTION)
    hana.do("/propose/")
    proposal = hana.path
    hana.go("/more/")
    hana.choice(hana.form("/more/", do="give").locator("[name=whom]"), "Bo").check()
    hana.do("/more/", do="give")
    bo.open("/")
    bo.sees("To hold a decision for the circle")
    bo.page.get_by_role("link", name="Look at it, and say yes or no").click()
    bo.page.wait_for_url(f"**{proposal}*")
    both.camera.look(bo, "asked-to-decide")
    bo.do("/i-will/", yes="yes")
    hana.open(f"{proposal}more/")
    write_in(hana, "writing", day(6))
    for walker in (hana, bo):
        stands(walker, proposal)
    bo.go("/more/")
    bo.do("/more/", do="close")
    bo.go("/result/")
    both.camera.look(bo, "result")
    bo.write("/result/", result=RESULT)
    bo.do("/result/")
    bo.sees("Please write something here.")
    bo.write("/result/", reasons=WHY)
    bo.do("/result/")
    hana.open(proposal)
    for words in (RESULT, WHY, "Propose to call it back"):
        hana.sees(words)
    both.camera.look(hana, "given")
