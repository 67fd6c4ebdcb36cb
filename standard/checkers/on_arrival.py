"""Checkers of what a page brought with it by the end of a look: its title, whom it asked, what it left behind."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from standard.browser import Opened
from standard.checkers.findings import Asked, Checker

# What no title or icon may tell whoever looks over a shoulder.
TELLING = re.compile(
    r"\b(homeless\w*|addict\w*|alcohol\w*|drugs?|abus\w*|violen\w*|prison\w*|offend\w*|mental\w*|trauma\w*|recovery"
    r"|suicid\w*|self.harm\w*|psych\w*|refuge\w*|shelter\w*|support group|patients?|clients?|service users?|victims?"
    r"|survivors?|partners?)\b",
    re.IGNORECASE,
)
ICON = (
    "() => [...document.querySelectorAll('link[rel~=icon]')].map((each) => each.getAttribute('href') || '').join(' ')"
)
NEAR = "() => [...document.querySelectorAll('link[rel~=preconnect], link[rel~=dns-prefetch]')].map((each) => each.href)"

ON_ARRIVAL = (
    Checker("titles_are_neutral", "S3", "no title or icon names a topic, a service, a circle or a person"),
    Checker("nothing_from_elsewhere", "S7", "nothing is asked for from anywhere else"),
    Checker("cookies_are_listed", "S7", "no cookie stays but those that a page of ours lists"),
    Checker("no_dialogues", "C8", "nothing opens a dialogue or a window by itself"),
)


def titles_are_neutral(opened: Opened, asked: Asked) -> list[str]:
    """What the tab tells."""
    title = opened.page.title().strip()
    if not title:
        return ["It has no title."]
    found = [f"The title says “{each}”." for each in asked.names if re.search(rf"\b{re.escape(each)}\b", title, re.I)]
    telling = TELLING.search(title)
    icon = str(opened.page.evaluate(ICON))
    return [
        *found,
        *([f"The title says “{telling[0]}”."] if telling else []),
        *(["The icon tells what this is."] if TELLING.search(icon) else []),
    ]


def nothing_from_elsewhere(opened: Opened, asked: Asked) -> list[str]:
    """Whom the page asked for anything."""
    own = urlsplit(opened.page.url).netloc
    asked_for = [*opened.asked_for, *opened.page.evaluate(NEAR)]
    elsewhere = {urlsplit(each).netloc for each in asked_for if urlsplit(each).scheme not in {"data", "blob"}}
    return [f"Something came from {each}." for each in sorted(elsewhere - {own})]


def cookies_are_listed(opened: Opened, asked: Asked) -> list[str]:
    """What the page left in the browser."""
    kept = {each.get("name", "") for each in opened.page.context.cookies()}
    return [f"A cookie “{each}” is kept." for each in sorted(kept - asked.listed)]


def no_dialogues(opened: Opened, asked: Asked) -> list[str]:
    """What stood in the way."""
    windows = ["A window of its own opened by itself."] if opened.windows else []
    return [*(f"A dialogue opened: “{each[:60]}”." for each in opened.dialogues), *windows]


LOOKS: dict[str, Callable[[Opened, Asked], list[str]]] = {
    each.__name__: each for each in (titles_are_neutral, nothing_from_elsewhere, cookies_are_listed, no_dialogues)
}


def look_on_arrival(opened: Opened, asked: Asked) -> dict[str, list[str]]:
    """What these find on a page that was looked at for a while."""
    return {name: look(opened, asked) for name, look in LOOKS.items()}
