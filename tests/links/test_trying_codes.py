"""Codes of other circles are tried only so often, by whichever address."""

import pytest

from handinhand.links.views import CODES
from handinhand.people.models import Tries
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.links.linked import offer

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
WRONG = "ZZZZ-ZZZZ-ZZZ"


@pytest.mark.parametrize("typed", [True, False])
def test_wrong_codes_are_counted_by_whichever_address(harbour: Group, hillside: Group, now, typed: bool) -> None:
    client, at = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/links/code/"
    for _each in range(CODES):
        answer = send(client, at, code=WRONG) if typed else client.get(f"{at}{WRONG}/")
        assert answer.status_code == (422 if typed else 302)
    link = offer(hillside, now)
    for answer in (
        client.get(f"{at}{link.code}/"),
        send(client, f"{at}{link.code}/"),
        send(client, at, code=link.code),
    ):
        assert answer.status_code == 429
        assert "Many codes were tried from here." in text_of(answer)
        assert hillside.circle.name not in text_of(answer)


def test_a_code_that_opens_is_not_counted(harbour: Group, hillside: Group, now) -> None:
    code = offer(hillside, now).code
    client = client_of(harbour.dee)
    for _each in range(3):
        client.get(f"/c/{harbour.circle.public_id}/links/code/{code}/")
    assert all(each.count == 0 for each in Tries.objects.exclude(what="cleared"))
