"""What somebody wrote to a page that is there no more stands on the page that says so, in whatever language it is."""

import pytest
from django.test import Client

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


@pytest.mark.parametrize("code", [CHINESE, "Four plain words here", "bread"])
def test_never_a_code(harbour: Group, code):
    gone = f"/c/{harbour.circle.public_id}/tomorrow/{ROW}/"
    assert given_back(text_of(send(client_of(harbour.tom), gone, code=code, words="Tired"))) == ["Tired"]
