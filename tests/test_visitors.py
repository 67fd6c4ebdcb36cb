"""Every address, for everybody who could stand at the door: a stranger, somebody from elsewhere, a member, one who left."""

from datetime import datetime
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from handinhand.ground.models import Person
from handinhand.people.doors import PERSON, ROUND
from tests.cast import Group
from tests.visitors import ELSEWHERE, NOT_HERE, OPEN, ROWS, SIGN_IN, WRONG_WAY, Row
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
VISITORS = ("stranger", "other", "member", "removed")
SECRETS = ("What makes a first visit feel safe", "Let me bring my dog", "Harbour Circle", "The harbour hall")


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> set[str]:
    """The name of every address there is."""
    found = set()
    for each in patterns:
        if isinstance(each, URLResolver):
            found |= names(each.url_patterns, f"{each.namespace}:" if each.namespace else space)
        else:
            found.add(f"{space}{each.name}")
    return found


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert names(get_resolver().url_patterns) == set(ROWS)


@pytest.fixture
def world(harbour: Group, hillside: Group, now: datetime) -> World:
    """A circle in the middle of its work, another circle, and somebody removed a moment ago."""
    return make_world(harbour, hillside, now=now)


def client_of(person: Person | None) -> Client:
    """A browser, signed in or not."""
    client = Client()
    if person is not None:
        session = client.session
        session[PERSON], session[ROUND] = person.pk, person.sign_in_round
        session.save()
    return client


@pytest.mark.parametrize(("name", "visitor"), list(product(sorted(ROWS), VISITORS)))
def test_everybody_gets_what_is_theirs(world: World, name: str, visitor: str) -> None:
    row: Row = ROWS[name]
    person = {"stranger": None, "other": world.other, "member": world.member, "removed": world.removed}[visitor]
    client = client_of(person)
    address = reverse(name, args=[world.named[each] for each in row.args])
    expected = getattr(row, visitor)
    answer = client.post(address, row.sends(world)) if row.post else client.get(address)
    check(answer, expected, name)
    if visitor != "member" and expected != OPEN:
        page = answer.content.decode()
        assert not [secret for secret in SECRETS if secret in page]
    wrong = client.get(address) if row.post else client.delete(address)
    assert wrong.status_code in {302, 404, 405}, WRONG_WAY


def check(answer: object, expected: str, name: str) -> None:
    """Compare an answer with what was expected."""
    status, location = answer.status_code, answer.headers.get("Location", "")
    if expected == SIGN_IN:
        assert (status, location.split("?")[0]) == (302, reverse("people:sign_in")), name
    elif expected == NOT_HERE:
        assert status == 404, name
        assert "There is no page here for you" in answer.content.decode()
    elif expected == OPEN:
        assert status == 200, (name, location)
        assert "<main" in answer.content.decode() or name == "home:up"
    elif expected == ELSEWHERE:
        assert status in {302, 303}, name
        assert not location.startswith(reverse("people:sign_in"))
    else:
        raise AssertionError(expected)
