"""Every page of people, their care and all that is not a circle's keeps every rule that a machine can check."""

from collections.abc import Iterator

import pytest

from standard.checkers import CHECKERS
from standard.visiting import Seen
from tests.standard.every_url import ENDS_BY_ITSELF, FILES, OF_MEETINGS, seen_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with seen_of(tmp_path_factory.mktemp("house"), OF_MEETINGS, others=True) as whole:
        yield whole


def test_every_page_came(seen: Seen) -> None:
    # In a language without a measure nobody measured the reading; it is said.
    not_seen = [each for each in seen.not_seen if each.rule != "E1" and each.page != ENDS_BY_ITSELF]
    assert not [each for each in not_seen if each.page not in FILES or "is not a page" not in each.says]
    assert len(seen.html) > 120


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_page_keeps_the_rule(seen: Seen, checker: str) -> None:
    assert checker in seen.pages
    assert not [f"{each.page} ({each.look}): {each.says}" for each in seen.findings if each.checker == checker]
