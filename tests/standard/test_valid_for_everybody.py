"""The W3C's validator over every page as everybody gets it: what only one of them is shown may break it, too."""

import pytest

from standard.validator import invalid
from tests.browsers import make_house
from tests.standard.planting import ways

FORM = "application/x-www-form-urlencoded"
# It says all it found when it is through: so many pages take it some seconds.
AT_A_TIME = 500


@pytest.mark.django_db
@pytest.mark.soak
def test_every_page_is_valid_for_everybody() -> None:
    house, pages = make_house(), {}
    for way in ways(house):
        with house.undone():
            client = house.browser(way["visitor"])
            sent = way.get("form")
            answer = client.post(way["path"], sent, content_type=FORM) if sent else client.get(way["path"])
            assert answer.status_code == way["status"], way
            if answer["Content-Type"].startswith("text/html"):
                # A kind of page has several addresses: a meeting to come, one that goes on, one that is over.
                pages[f"{way['kind']} {way['status']} at {way['path']}", way["visitor"]] = answer.content.decode()
    assert len(pages) > 1600
    every = list(pages.items())
    found = [
        each for first in range(0, len(every), AT_A_TIME) for each in invalid(dict(every[first : first + AT_A_TIME]))
    ]
    assert not [f"{each.page} {each.look}: {each.says}" for each in found]
