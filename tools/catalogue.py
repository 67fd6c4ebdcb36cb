"""Reads a catalogue of translations, and says what in it is not whole."""

import re
from collections import Counter
from dataclasses import dataclass

# What a translation keeps as it is: places for values, and the few tags that sentences have.
MARKS = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|</?[a-z]+>")
# The forms of Arabic that stand for one number alone (none, one, two): there the number may be said in words.
ONE_NUMBER = {0, 1, 2}
FORMS = 6


@dataclass(frozen=True)
class Entry:
    """One text and its translation; `texts` is the text and, where a number decides, the text for many."""

    key: str
    texts: tuple[str, ...]
    forms: tuple[str, ...]
    is_fuzzy: bool

    @property
    def is_translated(self) -> bool:
        """Whether every form is there and nobody guessed it."""
        return all(self.forms) and len(self.forms) == (FORMS if len(self.texts) > 1 else 1) and not self.is_fuzzy


def entries(catalogue: str) -> list[Entry]:
    """All texts of a catalogue, as they are written in it."""
    return [_entry(written) for written in catalogue.strip().split("\n\n")[1:]]


def not_whole(catalogue: str) -> list[str]:
    """A sentence for each text that is not translated, or whose translation lost or made up a place for a value."""
    found = []
    for entry in entries(catalogue):
        if not entry.is_translated:
            found.append(f"{entry.key} has no translation yet, or none in all its forms.")
        elif not all(_keeps_its_marks(entry, number, form) for number, form in enumerate(entry.forms)):
            found.append(f"The translation of {entry.key} has other places for values, or other tags.")
    return found


def _entry(written: str) -> Entry:
    comments = [line for line in written.splitlines() if line.startswith("#")]
    lines = "\n".join(line for line in written.splitlines() if not line.startswith("#"))
    key, _, _ = lines.partition("\nmsgstr")
    said = re.findall(r'^(msg\w+)(?:\[\d\])? ((?:"[^\n]*"\n?)+)', lines, flags=re.MULTILINE)
    values = [(what, "".join(re.findall(r'^"(.*)"$', value, flags=re.MULTILINE))) for what, value in said]
    return Entry(
        key=key.removeprefix("msgid "),
        texts=tuple(value for what, value in values if what in {"msgid", "msgid_plural"}),
        forms=tuple(value for what, value in values if what == "msgstr"),
        is_fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in comments),
    )


def _keeps_its_marks(entry: Entry, number: int, form: str) -> bool:
    asked, kept = Counter(MARKS.findall(entry.texts[-1])), Counter(MARKS.findall(form))
    if len(entry.texts) > 1 and number in ONE_NUMBER:
        return not kept - asked and (asked - kept).total() <= 1
    return asked == kept
