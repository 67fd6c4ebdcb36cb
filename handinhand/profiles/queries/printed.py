"""Somebody's page on paper: one A4 page, or large print. What does not fit is left out from the end, and it says so."""

from dataclasses import dataclass

from handinhand.profiles.queries.pages import Page
from handinhand.words.choices import ScopeKind, State

# What fits on one A4 page below a name, counted narrowly: lines, and letters to a line.
LINES, LETTERS = 46, 80
PICTURE_LINES = 8


@dataclass(frozen=True)
class Printed:
    """A page as it is printed; `more` lines had no room."""

    sections: list[tuple[str, list[str]]]
    has_photograph: bool
    more: int


def printed_page(page: Page, *, whole: bool, large: bool) -> Printed:
    """A page of one's own on paper: what the whole circle sees, or with `whole` everything that is not taken back."""
    kept = [
        (str(section.heading.label), line.words.body)
        for section in page.sections
        for line in section.lines
        if line.words.state == State.SHARED and (whole or line.words.scope.kind == ScopeKind.CIRCLE)
    ]
    left = LINES - (PICTURE_LINES if page.has_photograph else 0)
    sections: dict[str, list[str]] = {}
    for number, (heading, text) in enumerate(kept):
        left -= _lines_of(text) + (0 if heading in sections else 2)
        if left < 0 and not large:
            return Printed(list(sections.items()), page.has_photograph, more=len(kept) - number)
        sections.setdefault(heading, []).append(text)
    return Printed(list(sections.items()), page.has_photograph, more=0)


def _lines_of(text: str) -> int:
    return sum(1 + len(line) // LETTERS for line in text.splitlines())
