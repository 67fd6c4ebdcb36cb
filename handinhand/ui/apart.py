"""People's words inside our sentences: words that run the other way are set apart, so that neither turns the other."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import get_language_bidi, gettext

# First strong isolate and pop directional isolate: https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
OPENS, CLOSES = "\u2068", "\u2069"
TO_THE_LEFT = frozenset({"R", "AL", "AN"})
TO_THE_RIGHT = frozenset({"L", "EN"})


def apart(text: str) -> str:
    """A name, a title or an address within a sentence; unchanged when all of it runs the way the page does."""
    if text.isascii() and not get_language_bidi():
        return text
    others = TO_THE_RIGHT if get_language_bidi() else TO_THE_LEFT
    turns = any(unicodedata.bidirectional(letter) in others for letter in text)
    return f"{OPENS}{text}{CLOSES}" if turns else text


def in_a_row(texts: Iterable[str]) -> str:
    """Several names or titles one after the other, as the reader's language lists them."""
    return gettext(", ").join(apart(text) for text in texts)


def plain_digits(text: str) -> str:
    """Text with its digits as 0 to 9, in whichever script they were typed."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
