"""The same thing is called the same everywhere: no text of ours uses another word for what has a name here."""

import re
from collections.abc import Iterable

import pytest

from tests.promises.test_10_it_is_calm import said_in_code, said_in_pages

# What it is called here, and what it is called elsewhere.
GLOSSARY = {
    "circle": r"\b(workspaces?|communit(y|ies)|group chats?)\b",
    "you, or people": r"\b(users?|accounts?(?! of)|profiles?|usernames?)\b",
    "come in, come back": r"\b(log(ged)? ?in|login|sign(ed)? up|register(ed)?)\b",
    "sign out": r"\b(log(ged)? ?out|logout|log off)\b",
    "meeting": r"\b(sessions?|events?|appointments?|conferences?)\b",
    "whoever holds the meeting": r"\b(facilitators?|chairs?(man|woman|person)?|moderators?|hosts?|organisers?)\b",
    "whoever keeps the server": r"\b(admins?|administrators?|superusers?)\b",
    "part": r"\b(agenda|agenda items?)\b",
    "proposal": r"\b(motions?|polls?|ballots?)\b",
    "position": r"\b(votes?|voting|voted)\b",
    "concern": r"\b(objections?|vetoe?s?)\b",
    "promise": r"\b(action items?|to-?dos?|action points?)\b",
    "summary": r"\b(minutes of the meeting|protocols?)\b",
    "hide this page": r"\b(quick exit|panic button|emergency exit)\b",
    "letter, message": r"\b(notifications?|newsletters?)\b",
    "back-up": r"\bbackups?\b",
}


def otherwise_called(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Texts that use another word, with the one to use."""
    return [
        f"{where} says “{found[0]}”; here it is “{here}”: {text}"
        for where, text in texts
        for here, other in GLOSSARY.items()
        if (found := re.search(other, text, re.IGNORECASE))
    ]


def test_the_same_thing_is_called_the_same_everywhere() -> None:
    texts = [*said_in_code(), *said_in_pages()]
    assert len(texts) > 1_000
    assert otherwise_called(texts) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("Your session is over.", 1), ("Your meeting is over.", 0), ("We vote now.", 1), ("Where do you stand?", 0)],
)
def test_another_word_is_found_with_the_one_to_use(text: str, found: int) -> None:
    assert len(otherwise_called([("a.html:1", text)])) == found
