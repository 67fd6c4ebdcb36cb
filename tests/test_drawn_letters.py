"""A page read in a test holds no name by chance."""

import re

import pytest

from tests.browsing import client_of, text_of

pytestmark = pytest.mark.django_db
A_NAME = re.compile(r"[A-Z][a-z]{1,2}")
DRAWN = (r'name="csrfmiddlewaretoken" value="([^"]+)"', r'name="key" value="([^"]+)"', r'data-ticket="([^":]+):')


def test_nothing_that_is_drawn_for_a_page_spells_a_name(harbour):
    client = client_of(harbour.dee)
    page = text_of(client.get(f"/c/{harbour.circle.public_id}/meetings/new/"))
    room = text_of(client.get(f"/c/{harbour.circle.public_id}/"))
    found = [each for drawn in DRAWN for each in re.findall(drawn, page + room)]
    assert len(found) > 2
    assert not [each for each in found if A_NAME.search(each)]
