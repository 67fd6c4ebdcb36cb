"""Every page of the visitor table asks the database at most 12 times, and as often for few as for many."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from handinhand.people.models import Address
from tests.answers import MEMBER, OUTSIDE, Row
from tests.browsers import House, make_house
from tests.filled import Filling
from tests.visitors import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MOST, FEW, MANY = 12, 3, 300
MEMBERS = (MEMBER, OUTSIDE, "Tom", "Dee")
# Looking there brings in somebody else, or sends away.
ENDS_THE_VISIT = {"people:hide", "people:demonstration"}
PAGES = [
    (each, visitor)
    for each in TABLE
    if each.get is not None and each.name not in ENDS_THE_VISIT
    for visitor, answer in each.get.each()
    if visitor in MEMBERS and answer.status != 404
]


@pytest.fixture(scope="module")
def houses(django_db_setup: None, django_db_blocker) -> Iterator[tuple[House, House]]:
    """One house with a few of everything, and one with many."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = []
        for many in (FEW, MANY):
            # An address brings one person back, so there is one of it at a time.
            Address.objects.all().delete()
            house = make_house()
            Filling(house.world, many=many).everything()
            made.append(house)
        yield made[0], made[1]
        transaction.set_rollback(True)


def asked(house: House, row: Row, visitor: str) -> list[str]:
    """What a page asks the database when somebody looks at it."""
    client, path = house.browser(visitor), house.address(row)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return [each["sql"] for each in queries.captured_queries]


@pytest.mark.parametrize(("row", "visitor"), PAGES, ids=str)
def test_a_page_asks_as_often_for_few_as_for_many(houses: tuple[House, House], row: Row, visitor: str) -> None:
    few, many = (asked(house, row, visitor) for house in houses)
    if len(few) != len(many) or len(many) > MOST:
        # A first look may write down once that somebody was here.
        few, many = (asked(house, row, visitor) for house in houses)
    assert len(many) <= MOST, "\n".join(many)
    assert len(few) == len(many), "\n".join(["few:", *few, "many:", *many])
