"""What was kept is said once, on the page that somebody looks at; what a page fetches by itself takes nothing of it."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.chromium import LIGHT
from tests.servers import Server

SAID = "Your promise is here for them to read."
LINK = re.compile(r"as Tom: http://[^/]+(/\S+)")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("data"), demo=True) as server:
        yield server


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request, server):
    link = next(found[1] for line in server.said if (found := LINK.search(line)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=request.param).new_page()
        page.set_default_timeout(10_000)
        page.goto(server.url + link)
        circle = re.search(r"/c/\w+/", page.content())
        page.goto(f"{server.url}{circle[0]}promises/")
        expect(page.get_by_role("heading", name="Promise something")).to_be_visible()
        page.scripts = request.param
        yield page
        browser.close()


@pytest.mark.browser
def test_what_was_kept_elsewhere_is_said_once_on_the_next_page_and_not_taken_by_a_page_that_follows(page, server):
    form = page.locator("form", has=page.locator("#promise-it"))
    sent = {each: form.locator(f"[name={each}]").first.input_value() for each in ("csrfmiddlewaretoken", "key")}
    told = {"Origin": server.url, "Referer": server.url}
    kept = page.context.request.post(
        server.url + form.get_attribute("action"),
        form={**sent, "text": f"I bring tea, {page.scripts}.", "by_when": ""},
        headers=told,
        max_redirects=0,
    )
    assert kept.status == 302
    if page.scripts:
        with page.expect_response(lambda answer: answer.request.headers.get("x-follow") == "1") as fetched:
            page.evaluate("window.dispatchEvent(new Event('online'))")
        assert SAID not in fetched.value.text()
        expect(page.locator("#open")).to_contain_text("I bring tea")
        expect(page.locator("main > [role=status]", has_text=SAID)).to_have_count(0)
    page.goto(page.url)
    expect(page.locator("main > [role=status]", has_text=SAID)).to_have_count(1)
    page.goto(page.url)
    expect(page.locator("#open")).to_contain_text("I bring tea")
    expect(page.locator("main > [role=status]", has_text=SAID)).to_have_count(0)


@pytest.mark.browser
def test_what_is_sent_from_the_page_itself_is_said_there_once(page):
    page.get_by_label("What you will do").or_(page.locator("#make textarea")).first.fill(
        f"I bring milk, {page.scripts}."
    )
    page.locator("#promise-it").click()
    said = page.locator("main > [role=status]", has_text=SAID)
    expect(said).to_have_count(1)
    if page.scripts:
        with page.expect_response(lambda answer: answer.request.headers.get("x-follow") == "1"):
            page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(said).to_have_count(1)
    page.goto(page.url)
    expect(page.locator("#open")).to_contain_text("I bring milk")
    expect(said).to_have_count(0)
