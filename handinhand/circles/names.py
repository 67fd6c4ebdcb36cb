"""Names and small numbers as people read them."""

import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.ui.apart import apart, in_a_row
from handinhand.ui.forms import BLANK

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

# Letters of other scripts, and figures, that look like a Latin letter in most fonts: an own short choice of those in
# Unicode's list of confusable signs (UTS 39) that somebody can type.
OTHER_SCRIPTS = "АВЕЅІЈКМНОРСТУХаеіјѕорсухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν"  # noqa: RUF001 - that is what they are here for
ALIKE = str.maketrans(OTHER_SCRIPTS, "ABESIJKMHOPCTYXaeijsopcyxdhqwABEZHIKMNOPTYXoiv")
ALIKE_AS_DRAWN = str.maketrans("I1|0", "lllO")
# What changes how a sign before it is drawn, or nothing at all.
UNSEEN = frozenset("\u034f\u180b\u180c\u180d\u180f") | {
    chr(each) for each in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}


def letters_in(name: str) -> int:
    """How many letters a reader sees: marks above, below and between letters belong to their letter."""
    return sum(unicodedata.category(sign)[0] != "M" and unicodedata.category(sign) != "Cf" for sign in name)


def one_line(name: str) -> str:
    """A name with one space where there were several, or line ends."""
    return " ".join(name.split())


def same_name(one: str, other: str) -> bool:
    """Whether two names read the same: letter case, spaces, hidden signs, ways to write a letter, and scripts."""
    return any(mine == yours for mine, yours in zip(_readings(one), _readings(other), strict=True))


def _readings(name: str) -> tuple[str, str, str]:
    """A name as it is written, as it is written in letters that look like its own, and as it is drawn."""
    signs = (" " if sign in BLANK else sign for sign in unicodedata.normalize("NFKC", name) if sign not in UNSEEN)
    seen = " ".join("".join(sign for sign in signs if unicodedata.category(sign) != "Cf").split())
    alike = seen.translate(ALIKE)
    return _folded(seen), _folded(alike), alike.translate(ALIKE_AS_DRAWN)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text.casefold())


def listed(names: Sequence[str]) -> str:
    """Names one after the other, with "and" before the last."""
    if len(names) < 2:  # noqa: PLR2004
        return in_a_row(names)
    return _("%(names)s and %(last)s") % {"names": in_a_row(names[:-1]), "last": apart(names[-1])}


def number_word(number: int) -> str:
    """A number as people say it, up to twelve; in figures above."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)
