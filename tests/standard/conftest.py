"""One browser and one odd server for all that is proven of the checkers."""

from collections.abc import Iterator

import pytest

from standard.browser import Limits, Watched, a_browser
from tests.standard.odd_server import Odd, odd_server


@pytest.fixture(scope="module")
def odd() -> Iterator[Odd]:
    with odd_server() as server:
        yield server


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    with a_browser(Limits(to_come=3, to_look=12)) as browser:
        yield browser
