"""Every page of the visitor table, read once by each of those who may: by a stranger, Asha, Tom and Dee.

Pages to print are pages, too, and so are the cards, the plan and the summary on paper.
"""

import re

import pytest

from handinhand.people.models import Comfort
from standard.reading import HIGHEST, NoMeasure, read, words_of
from tests.answers import MEMBER, STRANGER
from tests.browsers import House, make_house
from tests.visitors import TABLE

READERS = (STRANGER, MEMBER, "Tom", "Dee")
ELSEWHERE = {"people:demonstration"}
LANGUAGE = re.compile(r"<html[^>]* lang=\"([a-z-]+)\"")


def pages(house: House) -> dict[tuple[str, str, str], str]:
    """What each reader sees at each address, as HTML; where somebody is sent on, there is nothing to read."""
    seen = {}
    for row in TABLE:
        for reader, _answer in row.get.each() if row.get is not None else ():
            if reader in READERS and row.name not in ELSEWHERE:
                address = house.address(row)
                page = house.browser(reader).get(address)
                if page.headers["Content-Type"].startswith("text/html") and page.status_code < 300:
                    seen[row.name, address, reader] = page.content.decode()
    return seen


def language_of(page: str) -> str:
    found = LANGUAGE.search(page)
    assert found is not None
    return found[1]


def test_every_page_is_easy_to_read(db: None) -> None:
    seen = pages(make_house())
    assert len({name for name, _address, _reader in seen}) > 90
    read_pages = {where: read(words_of(page), language=language_of(page)) for where, page in seen.items()}
    assert not [(where, each) for where, found in read_pages.items() for each in found.problems]
    graded = [found.grade for found in read_pages.values() if found.grade is not None]
    assert len(graded) > 120
    assert max(graded) <= HIGHEST
    assert not [where for where, found in read_pages.items() if found.wanted_lower]


def test_a_page_in_arabic_says_that_nobody_can_measure_it_yet(db: None) -> None:
    house = make_house()
    Comfort.objects.update_or_create(person=house.world.person("Dee"), defaults={"language": "ar"})
    page = house.browser("Dee").get("/").content.decode()
    assert language_of(page) == "ar"
    with pytest.raises(NoMeasure, match="nobody can say here how hard"):
        read(words_of(page), language=language_of(page))
