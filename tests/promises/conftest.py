"""What the tests of the promises share."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.cast import NAMES, Group, make_group
from tests.promises.scene import House, Seen, furnish, look_everywhere, undone

EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture
def house(harbour: Group, now: datetime) -> Iterator[House]:
    """The Harbour Circle in the middle of things; its clocks stand still."""
    with time_machine.travel(now, tick=False):
        yield furnish(harbour, now=now)


@pytest.fixture(scope="session")
def everything(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> list[Seen]:
    """Every page of the house, seen once for all tests that only read pages."""
    with django_db_blocker.unblock(), time_machine.travel(EVENING, tick=False), undone():
        return look_everywhere(furnish(make_group(name="Harbour Circle", now=EVENING, people=NAMES), now=EVENING))
