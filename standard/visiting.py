"""Visits one page as one visitor, in the looks that it is to have, and says what every checker found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from playwright.sync_api import BrowserContext

from standard.barriers import barriers
from standard.browser import NotSeen, Opened, Watched
from standard.checkers import CHECKERS, Asked, Finding, look_in_page, look_on_arrival
from standard.checkers.in_page import BLAME
from standard.looks import Look
from standard.reading import NoMeasure, read, words_of

LANGUAGES = {"ltr": "en", "rtl": "ar"}
# WCAG 2.2, 1.4.12.
WIDE_SPACING = """<style data-spacing>
*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}
</style>"""
DRESS = """([direction, comfort, spacing]) => {
  document.documentElement.dataset.comfort = comfort;
  document.querySelectorAll('[data-spacing]').forEach((each) => each.remove());
  if (spacing) document.head.insertAdjacentHTML('beforeend', spacing);
}"""
BLAMES = re.compile(f"“{BLAME}”", re.IGNORECASE)
# What a window, a light or a letter can change.
EVERY_LOOK = frozenset(
    {
        "fits",
        "focus_is_seen",
        "help_is_in_its_place",
        "hide_comes_first",
        "lines_are_easy",
        "no_is_like_yes",
        "order_is_as_read",
        "somebody_to_turn_to",
        "targets_are_large",
    }
)
IN_PAGE = frozenset(CHECKERS)


@dataclass(frozen=True)
class Visitor:
    """Who looks, and the cookies that say so."""

    name: str
    cookies: tuple[dict[str, Any], ...] = ()
    # Names that may stand in no title.
    names: tuple[str, ...] = ()


@dataclass
class Seen:
    """What was found, and of what was looked at."""

    findings: list[Finding] = field(default_factory=list)
    # Which checker looked at which page.
    pages: dict[str, set[str]] = field(default_factory=dict)
    # Pages that could not be looked at, with the reason: no rule was seen to hold there.
    not_seen: list[Finding] = field(default_factory=list)
    # A page of each kind as it was sent, for the validator.
    html: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Seen") -> None:
        """Take in what was seen elsewhere."""
        self.findings += other.findings
        self.not_seen += other.not_seen
        for name, kinds in other.pages.items():
            self.pages.setdefault(name, set()).update(kinds)
        self.html = {**other.html, **self.html}


def context_for(watched: Watched, visitor: Visitor, look: Look) -> BrowserContext:
    """The visitor's browser with or without scripts, in a language."""
    language = LANGUAGES[look.direction]
    context = watched.context(
        f"{visitor.name} {look.scripts} {language}",
        java_script_enabled=look.scripts == "with scripts",
        locale=language,
        has_touch=True,
        reduced_motion="no-preference" if look.light == "light" else "reduce",
        device_scale_factor=1,
    )
    if visitor.cookies and not context.cookies():
        context.add_cookies([*visitor.cookies])  # type: ignore[list-item]
    return context


def visit(
    watched: Watched,
    visitor: Visitor,
    address: str,
    asked: Asked,
    looks: Iterable[Look],
    *,
    axe_in: int = 2,
    form: str = "",
) -> Seen:
    """Open a page in each look, and let all checkers look at it; axe in so many of the looks with scripts."""
    found = Seen()
    ordered = sorted(looks, key=lambda look: (look.scripts != "with scripts", look.direction))
    for _each, group in groupby(ordered, key=lambda look: (look.scripts, look.direction)):
        alike = list(group)
        try:
            with watched.opened(context_for(watched, visitor, alike[0]), address, form) as opened:
                found.html.setdefault(asked.kind, opened.html)
                for number, look in enumerate(alike):
                    here = replace(
                        asked,
                        language=LANGUAGES[look.direction],
                        direction=look.direction,
                        scripts=look.scripts == "with scripts",
                        calm=look.light != "light",
                    )
                    _dress(opened, look)
                    _all_checks(found, opened, here, look, whole=number == 0)
                    if here.scripts and axe_in > 0:
                        axe_in -= 1
                        _note(found, "no_barriers", here.kind, look, barriers(opened))
        except NotSeen as reason:
            found.not_seen.append(Finding("", "was_seen", asked.kind, str(alike[0]), str(reason)))
    return found


def _dress(opened: Opened, look: Look) -> None:
    """Give the page its window, light, letters and spacing."""
    opened.page.set_viewport_size({"width": look.screen.width, "height": look.screen.height})
    comfort = f"{look.light} {look.letters} {'usual' if look.light == 'light' else 'calm'}"
    opened.page.evaluate(DRESS, [look.direction, comfort, WIDE_SPACING if look.spacing == "wide" else ""])


def _all_checks(found: Seen, opened: Opened, asked: Asked, look: Look, *, whole: bool) -> None:
    """All that is to be looked at once a coming, and in every look what may change by it."""
    if whole:
        for name, says in look_on_arrival(opened, asked).items():
            _note(found, name, asked.kind, look, says)
        _reading(found, opened, asked, look)
    for name, says in look_in_page(opened, asked, IN_PAGE if whole else EVERY_LOOK).items():
        _note(found, name, asked.kind, look, says)


def _reading(found: Seen, opened: Opened, asked: Asked, look: Look) -> None:
    try:
        says = read(words_of(opened.html, theirs=asked.names), language=asked.language).problems
    except NoMeasure as reason:
        # Said, and not counted as held.
        found.not_seen.append(Finding("E1", "reads_plainly", asked.kind, str(look), str(reason)))
        return
    # Words that blame are found by the rule about them.
    _note(found, "reads_plainly", asked.kind, look, [each for each in says if not BLAMES.match(each)])


def _note(found: Seen, name: str, kind: str, look: Look, says: Iterable[str]) -> None:
    found.pages.setdefault(name, set()).add(kind)
    rule = CHECKERS[name].rule
    found.findings += [Finding(rule, name, kind, str(look), each) for each in says]
