"""Words that no text of ours holds: to many a partner is the one they fled."""

import re
from collections.abc import Iterable

import pytest

from tests.promises.test_10_it_is_calm import said_in_code, said_in_pages

PARTNER = re.compile(r"\bpartner", re.IGNORECASE)


def called_partner(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Texts that call somebody a partner, with where they stand."""
    return [f"{where} says “{text}”." for where, text in texts if PARTNER.search(text)]


def test_nobody_is_called_a_partner() -> None:
    texts = [*said_in_code(), *said_in_pages()]
    assert len(texts) > 1_000
    assert called_partner(texts) == []


@pytest.mark.parametrize(
    ("text", "found"), [("Our Partners", True), ("a partnership", True), ("organisations we work with", False)]
)
def test_one_who_is_called_so_is_found(text: str, found: bool) -> None:
    assert called_partner([("a.html:1", text)]) == ([f"a.html:1 says “{text}”."] if found else [])
