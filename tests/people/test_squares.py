"""The square on a card and on an invitation says what stands beside it, however a page looks, and brings people in."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from handinhand.people import actions, rules
from tests.chromium import LIGHT
from tests.people.visitors import new_person, send
from tests.scanning import scanned
from tests.servers import Server


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("data"), demo=True) as server:
        yield server


def phone(chromium: Browser, server: Server, *, width: int = 360, of: str = "") -> Page:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    if of:
        people = json.loads(server.command("demo", "--json").stdout)["people"]
        page.goto(next(each["sign_in"] for each in people if each["name"] == of))
    return page


def look(page: Page, *, light: str, letters: str) -> None:
    back = page.url
    page.goto(re.sub(r"(//[^/]+)/.*", r"\1/me/comfort/", back))
    page.get_by_label("Dusk" if light == "dusk" else "Light", exact=True).check()
    page.get_by_label("Larger letters" if letters == "large" else "Usual letters").check()
    page.get_by_role("button", name="Show pages like this").click()
    page.goto(back)


@pytest.mark.browser
def test_a_card_brings_a_phone_in_by_its_camera(chromium, server):
    page = phone(chromium, server, of="Tom", width=320)
    page.goto(f"{server.url}/me/card/")
    page.get_by_role("button", name=re.compile("card")).click()
    drawn = page.get_by_role("img", name="A square that brings a phone’s camera to the address above, with the code")
    expect(drawn).to_be_visible()
    in_words = page.locator(".card.print .code").all_inner_texts()
    expected = f"http://{in_words[0]}{in_words[1].replace(' ', '')}/"
    for light, letters in (("light", "usual"), ("dusk", "large")):
        look(page, light=light, letters=letters)
        assert scanned(drawn.screenshot()) == [expected]
    page.emulate_media(media="print")
    assert scanned(page.screenshot(full_page=True)) == [expected]
    other = phone(chromium, server)
    other.goto(expected)
    expect(other).to_have_url(f"{server.url}/sign-in/card/")
    expect(other.get_by_label("The code on your card")).to_have_value(in_words[1])
    other.get_by_role("button", name="Come in").click()
    expect(other.get_by_role("heading", name="Hello Tom")).to_be_visible()


@pytest.mark.browser
def test_an_invitation_is_scanned_off_the_screen_and_off_paper(chromium, server):
    page = phone(chromium, server, of="Asha")
    page.get_by_role("link", name="Harbour Circle").first.click()
    page.wait_for_load_state()
    page.goto(page.url + "invite/")
    page.get_by_role("button", name="Make an invitation").click()
    page.get_by_role("link", name="Show it large, to scan or print").first.click()
    look(page, light="dusk", letters="usual")
    link = page.locator("a.said").inner_text()
    assert scanned(page.get_by_role("img", name=re.compile("A square")).screenshot()) == [link]
    page.emulate_media(media="print")
    assert scanned(page.screenshot(full_page=True)) == [link]
    paper = page.locator("body").inner_text()
    assert "Harbour" not in paper
    newcomer = phone(chromium, server)
    newcomer.goto(link)
    expect(newcomer.get_by_role("heading", name="Harbour Circle")).to_be_visible()


@pytest.mark.django_db
@pytest.mark.both
def test_looking_at_a_square_lets_nobody_in_and_is_forgotten(client):
    code = rules.new_card_code()
    answer = client.get(f"/sign-in/card/{code.replace(' ', '')}/")
    assert answer["Location"] == "/sign-in/card/"
    assert client.session.get_expiry_age() <= rules.SCANNED_FOR.total_seconds()
    assert f'value="{code}"' in client.get("/sign-in/card/").content.decode()
    assert f'value="{code}"' not in client.get("/sign-in/card/").content.decode()


@pytest.mark.django_db
@pytest.mark.both
def test_what_is_no_code_of_a_card_goes_into_no_box(client):
    for nonsense in ("%22%3E%3Cb%3E", "u" * 16, "0" * 400):
        client.get(f"/sign-in/card/{nonsense}/")
        page = client.get("/sign-in/card/").content.decode()
        assert "<b>" not in page
        assert nonsense not in page


@pytest.mark.django_db
@pytest.mark.both
def test_a_visit_that_began_by_a_square_lasts_as_long_as_any_other(client, now):
    tom = new_person()
    code = actions.make_card(person=tom, now=now)
    client.get(f"/sign-in/card/{code.replace(' ', '')}/")
    answer = send(client, "/sign-in/card/", code=code)
    assert answer.cookies["visit"]["max-age"] == 60 * 60 * 24 * 90
