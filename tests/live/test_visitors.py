"""What visitors get from the front itself, and that whoever left follows nothing of a circle any more."""

import http.client
import re
from collections.abc import Iterator

import pytest
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from handinhand.config.front import Front, Pages
from handinhand.live import watch
from handinhand.live.queries import read_ticket
from handinhand.live.stream import Streams
from handinhand.words.models import Scope
from tests.answers import GONE, MEMBER, OUTSIDE, STRANGER
from tests.browsers import House, house_with_nia, leave
from tests.live.streams import Stream, serving
from tests.visitors import FRONT_ROWS, TABLE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
FRONT = {each.name: each for each in FRONT_ROWS}


@pytest.fixture
def port() -> Iterator[int]:
    """The house behind its real front."""
    front = Front(pages=Pages(get_wsgi_application()), streams=Streams(), beside=[watch.run_forever])
    with serving(front) as port:
        yield port


def ticket_on(house: House, visitor: str, address: str) -> str:
    """The ticket that a page carries for a visitor, if there is one."""
    found = re.search(r'data-ticket="([^"]+)"', house.browser(visitor).get(address).content.decode())
    return found[1] if found else ""


def tickets(house: House, visitor: str) -> dict[str, str]:
    """The tickets of Today and of all pages of the circle that carry one, by the page."""
    rows = [each for each in TABLE if each.get is not None and (each.name == "home:today" or "circle" in each.args)]
    pages = [house.address(each) for each in rows]
    return {page: ticket for page in pages if (ticket := ticket_on(house, visitor, page))}


def test_up_says_so_to_everybody(port: int) -> None:
    house = house_with_nia()
    for visitor, expected in FRONT["/up"].get.each():
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        cookies = "; ".join(f"{name}={value}" for name, value in house.cookies.get(visitor, {}).items())
        asking.request("GET", "/up", headers={"Cookie": cookies})
        answer = asking.getresponse()
        assert answer.status == expected.status
        assert answer.read().decode() == expected.shows[0]
        asking.close()


def test_a_stream_lets_in_whoever_has_the_ticket_of_a_page_and_nobody_who_left(port: int) -> None:
    house = house_with_nia()
    held = {visitor: ticket_on(house, visitor, reverse("home:today")) for visitor in (GONE, MEMBER, OUTSIDE, "Bo")}
    leave(house)
    for visitor, expected in FRONT["/live/"].get.each():
        stream = Stream(port, held.get(visitor, ""))
        assert stream.status == expected.status, visitor
        assert (stream.next_line() or "") == expected.shows[0], visitor
        stream.close()
    assert STRANGER not in held


def test_whoever_leaves_loses_the_tickets_of_all_pages_and_gets_none_for_the_circle(port: int) -> None:
    house = house_with_nia()
    of_nia, of_asha = tickets(house, GONE), tickets(house, MEMBER)
    assert len(of_nia) > 30
    room = reverse("meetings:room", args=[house.world.ids["circle"], house.world.ids["talking"]])
    following, beside = Stream(port, of_nia[room]), Stream(port, of_asha[room])
    assert following.next_line() == beside.next_line() == ": here"

    leave(house)

    assert following.next_versions() is not None
    assert following.next_versions() is None
    assert beside.next_versions() is not None
    for page, ticket in of_nia.items():
        stream = Stream(port, ticket)
        assert (stream.status, stream.next_line()) == (204, None), page
        stream.close()
    circle = set(Scope.objects.filter(circle=house.world.harbour.circle).values_list("public_id", flat=True))
    assert circle & set(read_ticket(of_nia[room]).versions)
    assert not [page for page, ticket in tickets(house, GONE).items() if circle & set(read_ticket(ticket).versions)]
    following.close()
    beside.close()


def test_no_ticket_of_another_circle_or_of_a_plan_in_the_making_is_handed_out() -> None:
    house = house_with_nia()
    world = house.world
    for visitor, own in ((MEMBER, world.harbour.circle), ("Bo", world.hillside.circle)):
        others = set(Scope.objects.exclude(circle=own).values_list("public_id", flat=True))
        planned = set(Scope.objects.filter(meeting__public_id=world.ids["planned"]).values_list("public_id", flat=True))
        for page, ticket in tickets(house, visitor).items():
            assert not (others | planned) & set(read_ticket(ticket).versions), page
