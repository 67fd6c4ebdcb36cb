"""The main job as a screen reader has it: every page's tree, and what is spoken by itself."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from standard.flows.live_regions import heard, listen_from_the_beginning, loading_problems, spoken_problems
from standard.flows.tree import tree_problems
from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.http_walker import HttpWalker
from tests.servers import Server
from tests.standard.flows.main_job import Job, walking, whole

pytestmark = [pytest.mark.browser, pytest.mark.flow]
NEW_WORDS = "New words are here."


def test_every_page_of_the_main_job_is_told_as_it_is_and_speaks_nothing_twice(
    chromium: Browser, server: Server
) -> None:
    wrong: dict[str, list[str]] = {}

    def look(walker: BrowserWalker, name: str) -> None:
        problems = [*tree_problems(walker.page), *loading_problems(heard(walker.page))]
        if problems:
            wrong[name] = problems

    with walking(BrowserWalker(chromium, server.url, width=360)) as me:
        listen_from_the_beginning(me.page)
        whole(Job(server, me, look))
    assert not wrong, wrong


@pytest.fixture
def in_the_room(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, HttpWalker]]:
    """Tom listens to the page of an open room; Kit is in it with an old phone."""
    with Server(tmp_path_factory.mktemp("room"), demo=True) as server:
        told = json.loads(server.command("demo", "--json").stdout)["people"]
        sign_in = {each["name"]: each["sign_in"] for each in told}
        kit = HttpWalker(server.url)
        kit.open(sign_in["Kit"])
        kit.follow("Go to the meeting")
        with walking(BrowserWalker(chromium, server.url)) as tom:
            listen_from_the_beginning(tom.page)
            tom.open(sign_in["Tom"].removeprefix(server.url))
            with tom.page.expect_response(lambda answer: "/live/" in answer.url):
                tom.go("/room/")
            yield tom.page, kit


def say(kit: HttpWalker, words: str) -> None:
    kit.again()
    kit.write("/say/", body=words)
    kit.do("/say/", do="share")


def test_new_words_are_spoken_of_once_each_and_not_while_the_page_is_held_still(
    in_the_room: tuple[Page, HttpWalker],
) -> None:
    tom, kit = in_the_room
    before = tom.locator("#said li p").all_inner_texts()
    assert before
    assert loading_problems(heard(tom)) == []
    for words in ("A bell that does not ring.", "And a window to look out of."):
        say(kit, words)
        expect(tom.locator("#said")).to_contain_text(words)
        assert spoken_problems(heard(tom), [NEW_WORDS], earlier=before[:1]) == []
    tom.get_by_role("button", name="Hold this page still").click()
    say(kit, "A third thing, while Tom reads.")
    # Whoever asks sees it: so the page could have spoken of it by now.
    held_back = tom.context.new_page()
    held_back.goto(tom.url)
    expect(held_back.locator("#said")).to_contain_text("A third thing, while Tom reads.")
    assert tom.locator("#said").get_by_text("A third thing").count() == 0
    assert heard(tom) == []
