"""What every test can ask for."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, settings

from tests import drawn_letters, longest_first
from tests.cast import NAMES, Group, make_group

settings.register_profile(
    "house", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
drawn_letters.spell_no_name()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before Django's own order, which leaves what clears all tables to the end."""
    longest_first.sort(items)


@pytest.fixture
def now() -> datetime:
    """A Tuesday evening in winter."""
    return datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture
def that_evening(now: datetime) -> Iterator[time_machine.Traveller]:
    """The clock shows `now` and goes on: whenever the tests run, nothing that lasts for a while is over."""
    with time_machine.travel(now) as clock:
        yield clock


@pytest.fixture
def harbour(db: None, now: datetime) -> Group:
    """The Harbour Circle: eight people, two of them for organisations."""
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def hillside(db: None, now: datetime) -> Group:
    """Another circle, whose members have no business in the Harbour Circle."""
    return make_group(name="Hillside Circle", now=now, people=("Bo", "Kit"))
