"""What the tests of the promises share."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import NAMES, Group, make_group
from tests.promises.scene import House, Seen, furnish, look_everywhere, undone

EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The house as every test of a module finds it; it is furnished once, because that takes a while."""
    with django_db_blocker.unblock(), undone():
        with time_machine.travel(EVENING, tick=False):
            group = make_group(name="Harbour Circle", now=EVENING, people=NAMES)
            house = furnish(group, now=EVENING, email="dee@example.org")
        yield house


@pytest.fixture
def house(furnished: House, db: None) -> Iterator[House]:
    """The Harbour Circle in the middle of things; its clocks stand still, and what a test does there is undone."""
    clients = {}
    for name, client in furnished.clients.items():
        clients[name] = Client()
        clients[name].cookies = deepcopy(client.cookies)
    with time_machine.travel(EVENING, tick=False):
        yield replace(deepcopy(replace(furnished, clients={})), clients=clients)


@pytest.fixture
def hillside(house: House) -> Group:
    """Another circle, whose members have no business in the Harbour Circle."""
    return make_group(name="Hillside Circle", now=house.at, people=("Bo", "Kit"))


@pytest.fixture
def everything(looked_everywhere: list[Seen], db: None) -> list[Seen]:
    """Every page of the house, as several people see it."""
    return looked_everywhere


@pytest.fixture(scope="session")
def looked_everywhere(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Seen]:
    """Pages that are seen once for all tests that only read them."""
    with django_db_blocker.unblock(), time_machine.travel(EVENING, tick=False), undone():
        group = make_group(name="Harbour Circle", now=EVENING, people=NAMES)
        return look_everywhere(furnish(group, now=EVENING, email="dee@example.com"))
