"""Visits one page as one visitor, in the looks that it is to have, and says what every checker found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page

from standard.barriers import barriers
from standard.browser import NotSeen, Opened, Watched
from standard.checkers import CHECKERS, Asked, Finding, look_in_page, look_on_arrival
from standard.checkers.in_page import BLAME
from standard.looks import Look
from standard.reading import NoMeasure, other_languages, read, words_of

# In seconds.
SETTLES = 1.0
# In milliseconds, and in step with nothing that goes to and fro.
MOMENTS = (110, 290, 370, 130, 410, 230, 170, 310, 190)
LANGUAGES = {"ltr": "en", "rtl": "ar"}
# WCAG 2.2, 1.4.12.
WIDE_SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)
# A sheet of its own: what a page's policy says of styles within it does not hold for whoever reads it.
DRESS = """([direction, comfort, spacing]) => {
  document.documentElement.dataset.comfort = comfort;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spacing);
  document.adoptedStyleSheets = [sheet];
}"""
# What can move without a word of the page changing.
PICTURES = "img, canvas, video, object, embed, iframe, image, input[type=image]"
PAINTED = (
    "() => [...document.querySelectorAll('*')].some(each => getComputedStyle(each).backgroundImage.includes('url('))"
)
BLAMES = re.compile(f"“{BLAME}”", re.IGNORECASE)
# What a window, a light or a letter can change.
EVERY_LOOK = frozenset(
    {
        "fits",
        "focus_is_seen",
        "calm_is_kept",
        "help_is_in_its_place",
        "hide_comes_first",
        "lines_are_easy",
        "no_is_like_yes",
        "order_is_as_read",
        "somebody_to_turn_to",
        "targets_are_large",
    }
)
# What typing and time may leave behind is looked for once all else was tried.
AT_THE_END = frozenset({"storage_is_listed"})
IN_PAGE = frozenset(CHECKERS) - AT_THE_END


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
    # A page of each kind as it was first sent to each who looked, for the validator.
    html: dict[tuple[str, str], str] = field(default_factory=dict)

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
    for (scripts, _direction), group in groupby(ordered, key=lambda look: (look.scripts, look.direction)):
        alike = list(group)
        has_axe = scripts == "with scripts"
        try:
            with watched.opened(context_for(watched, visitor, alike[0]), address, form) as opened:
                _is_the_page(opened, asked, address)
                found.html.setdefault((asked.kind, visitor.name), opened.html)
                _look_at(found, opened, asked, alike, axe_in=axe_in if has_axe else 0)
        except (NotSeen, Error) as reason:
            # An address names this run's server, and may have a code in it; the kind of page says enough.
            says = str(reason).partition("\n")[0].replace(address, "It").replace(_server(address), "")
            found.not_seen.append(Finding("", "was_seen", asked.kind, str(alike[0]), says))
        axe_in -= len(alike) if has_axe else 0
    return found


def _server(address: str) -> str:
    """The server of an address, as it stands before every path of it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _is_the_page(opened: Opened, asked: Asked, address: str) -> None:
    """Another page than the one that was asked for keeps no rule on its behalf."""
    if opened.status != asked.status:
        raise NotSeen(f"{address} answered with {opened.status} in place of {asked.status}.")
    if urlsplit(opened.page.url).path != urlsplit(address).path:
        raise NotSeen(f"{address} led to {urlsplit(opened.page.url).path}.")
    if not opened.page.inner_text("body").strip() and not opened.page.query_selector(PICTURES):
        raise NotSeen(f"{address} came with nothing on it.")


def _look_at(found: Seen, opened: Opened, asked: Asked, alike: list[Look], *, axe_in: int) -> None:
    """All looks for which the page has to come once."""
    first_words, came = _words(opened), monotonic()
    for number, look in enumerate(alike):
        here = replace(
            asked,
            language=LANGUAGES[look.direction],
            direction=look.direction,
            scripts=look.scripts == "with scripts",
            calm=look.light != "light",
        )
        # Whatever it led to in the meantime is another page.
        _is_the_page(opened, asked, opened.address)
        _dress(opened, look)
        _in_page(found, opened, here, look, IN_PAGE if number == 0 else EVERY_LOOK)
        if number < axe_in:
            _note(found, "no_barriers", here.kind, look, barriers(opened))
    # Whatever a page does by itself it has had time to do.
    if axe_in > 0:
        opened.page.wait_for_timeout(max(0.0, SETTLES - (monotonic() - came)) * 1000)
        if _moves(opened.page):
            _note(found, "nothing_moves", here.kind, look, ["What is to be seen on the page changed by itself."])
    _is_the_page(opened, asked, opened.address)
    _in_page(found, opened, here, look, AT_THE_END)
    for name, says in look_on_arrival(opened, here).items():
        _note(found, name, here.kind, look, says)
    if opened.sends_on:
        _note(found, "nothing_changes_by_itself", here.kind, look, ["The page leads on by itself after a while."])
    if _words(opened) != first_words and not opened.page.query_selector("[data-hold]"):
        _note(found, "nothing_moves", here.kind, look, ["What stands on the page changed by itself."])
    _reading(found, opened, here, look)


def _moves(page: Page) -> bool:
    """Whether a picture or a painted ground looks otherwise two seconds later, on a page that nothing holds still."""
    if page.query_selector("[data-hold]") or not (page.query_selector(PICTURES) or page.evaluate(PAINTED)):
        return False
    before = page.screenshot(full_page=True)
    for wait in MOMENTS:
        page.wait_for_timeout(wait)
        if page.screenshot(full_page=True) != before:
            return True
    return False


def _words(opened: Opened) -> str:
    return " ".join(str(opened.page.text_content("body") or "").split())


def _dress(opened: Opened, look: Look) -> None:
    """Give the page its window, light, letters and spacing, and less to move at dusk."""
    opened.page.emulate_media(reduced_motion="no-preference" if look.light == "light" else "reduce")
    opened.page.set_viewport_size({"width": look.screen.width, "height": look.screen.height})
    comfort = f"{look.light} {look.letters} {'usual' if look.light == 'light' else 'calm'}"
    opened.page.evaluate(DRESS, [look.direction, comfort, WIDE_SPACING if look.spacing == "wide" else ""])


def _in_page(found: Seen, opened: Opened, asked: Asked, look: Look, names: frozenset[str]) -> None:
    """What these find: all once a coming, and in every look those of what may change by it."""
    for name, says in look_in_page(opened, asked, names).items():
        if says is None:
            # It looked, and had nothing to look at.
            found.pages.setdefault(name, set())
        else:
            _note(found, name, asked.kind, look, says)


def _reading(found: Seen, opened: Opened, asked: Asked, look: Look) -> None:
    html = opened.page.content()
    unmeasured = other_languages(html, scripts=asked.scripts)
    says: tuple[str, ...] = ()
    try:
        says = read(words_of(html, theirs=asked.names, scripts=asked.scripts), language=asked.language).problems
    except NoMeasure as reason:
        unmeasured.add(reason.language)
    # Said, and not counted as held.
    for each in sorted(unmeasured):
        found.not_seen.append(Finding("E1", "reads_plainly", asked.kind, str(look), str(NoMeasure(each))))
    if not unmeasured:
        found.pages.setdefault("reads_plainly", set()).add(asked.kind)
    # Words that blame are found by the rule about them.
    _tell(found, "reads_plainly", asked.kind, look, [each for each in says if not BLAMES.match(each)])


def _note(found: Seen, name: str, kind: str, look: Look, says: Iterable[str]) -> None:
    found.pages.setdefault(name, set()).add(kind)
    _tell(found, name, kind, look, says)


def _tell(found: Seen, name: str, kind: str, look: Look, says: Iterable[str]) -> None:
    rule = CHECKERS[name].rule
    found.findings += [Finding(rule, name, kind, str(look), each) for each in says]
