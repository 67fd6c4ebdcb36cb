"""Every text that the product can say, out of its catalogue, with a stand-in where a value goes."""

import re
from functools import cache
from pathlib import Path

import handinhand
from standard.reading import STAND_IN
from tools.catalogue import entries

LOCALE = Path(handinhand.__file__).parent / "config" / "locale"
VALUES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|<cite>.*?</cite>")


@cache
def all_texts() -> tuple[str, ...]:
    """`make check` keeps the catalogue whole: it has every text of every page, letter, message and document."""
    catalogue = (LOCALE / "ar" / "LC_MESSAGES" / "django.po").read_text()
    written = [text for entry in entries(catalogue) for text in entry.texts]
    return tuple(re.sub(r"</?\w+>", "", VALUES.sub(STAND_IN, plain(each))) for each in written)


def plain(text: str) -> str:
    """A text of a catalogue as it is said."""
    return text.replace("\\n", "\n").replace('\\"', '"').replace("%%", "%")
