"""Names and small numbers as people read them."""

import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.ui.apart import apart, in_a_row

NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)

# Signs that turn the order of the words after them around; names that need a direction have it from their letters.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def letters_in(name: str) -> int:
    """How many letters a reader sees: marks above, below and between letters belong to their letter."""
    return sum(unicodedata.category(sign)[0] != "M" and unicodedata.category(sign) != "Cf" for sign in name)


def turns_others_around(text: str) -> bool:
    """Whether hidden signs in a text would change how other words are read."""
    return not TURNING.isdisjoint(text)


def one_line(name: str) -> str:
    """A name with one space where there were several, or line ends."""
    return " ".join(name.split())


def same_name(one: str, other: str) -> bool:
    """Whether two names read the same: letter case, spaces, hidden signs and ways to write a letter do not count."""
    return _read(one) == _read(other)


def _read(name: str) -> str:
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(seen.split()).casefold())


def listed(names: Sequence[str]) -> str:
    """Names one after the other, with "and" before the last."""
    if len(names) < 2:  # noqa: PLR2004
        return in_a_row(names)
    return _("%(names)s and %(last)s") % {"names": in_a_row(names[:-1]), "last": apart(names[-1])}


def number_word(number: int) -> str:
    """A number as people say it, up to twelve; in figures above."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)
