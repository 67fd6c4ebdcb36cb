"""What somebody wrote to a page that is there no more stands on the page that says so, in whatever language it is."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.people import actions
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CHINESE = "今天很累。请明天再问我。"
THAI = "วันนี้ฉันเหนื่อยมากพรุ่งนี้ถามฉันอีกครั้งนะ"
ROW = "bcdfghjkmnpq"


def given_back(page: str) -> list[str]:
    """The words that a page gives back."""
    start = page.find("What you wrote</h2>")
    section = page[start : page.find("</section>", start)] if start >= 0 else ""
    return [each.split("</p>")[0] for each in section.split('dir="auto">')[1:]]


@pytest.mark.parametrize("words", [CHINESE, THAI, "Tired", "tired", "Tired, and glad.", "\U0001f642"])
def test_to_a_page_that_is_there_no_more(harbour: Group, words):
    gone = f"/c/{harbour.circle.public_id}/tomorrow/{ROW}/"
    answer = send(client_of(harbour.tom), gone, to=ROW, words=words, is_named="yes", key="k" * 16)
    page = text_of(answer)
    assert answer.status_code == 404
    assert "Nothing you wrote is lost." in page
    assert given_back(page) == [words]


@pytest.mark.parametrize("words", [CHINESE, THAI, "Tired, and glad."])
def test_from_a_page_whose_visit_is_over(harbour: Group, words):
    page = f"/c/{harbour.circle.public_id}/decisions/propose/"
    answer = send(Client(), page, text=words, adopts="none", key="k" * 16)
    assert answer.status_code == 403
    assert given_back(text_of(answer)) == [words]


def test_after_coming_back_in_they_go_where_they_were_to_go_from_the_same_page(harbour: Group):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/about-hiding/")
    where = f"/c/{harbour.circle.public_id}/decisions/propose/"
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', text_of(browser.get("/sign-in/card/")))[1]
    sent = {
        "text": "A bench <inside>,\n“out of the rain”.",
        "adopts": "",
        "key": "k" * 16,
        "csrfmiddlewaretoken": token,
    }
    page = text_of(browser.post(where, sent))
    form = page[page.index(f'action="{where}"') : page.index("</form>", page.index(f'action="{where}"'))]
    fields = {name: html.unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form)}
    assert {**fields, "csrfmiddlewaretoken": token} == sent
    assert 'href="/sign-in/" target="_blank"' in page
    card = actions.make_card(person=harbour.tom.person, now=timezone.now())
    send(browser, "/sign-in/card/", code=card, csrfmiddlewaretoken=token)
    assert browser.post(where, fields).status_code == 302
    assert Words.objects.get().body == sent["text"].replace("\n", "\r\n") or Words.objects.get().body == sent["text"]


@pytest.mark.parametrize("name", ["code", "phrase"])
def test_what_stood_beside_a_code_is_not_sent_again_from_there(harbour: Group, name):
    page = text_of(
        send(Client(), f"/c/{harbour.circle.public_id}/tomorrow/{ROW}/", **{name: "a b"}, words="Tired, yes")
    )
    assert given_back(page) == ["Tired, yes"]
    assert "Send it again" not in page


@pytest.mark.parametrize("code", [CHINESE, "Four plain words here", "bread"])
def test_never_a_code(harbour: Group, code):
    gone = f"/c/{harbour.circle.public_id}/tomorrow/{ROW}/"
    assert given_back(text_of(send(client_of(harbour.tom), gone, code=code, words="Tired"))) == ["Tired"]
