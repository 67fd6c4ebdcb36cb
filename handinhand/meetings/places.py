"""How to say where something stands in a file, and what stands there, safe to print on any screen."""

import json
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN_LETTERS = 40
# So that a sentence about a place far inside stays one that a person can read.
SAID_STEPS = 6
LINES = "\n\r\t"


def is_text(text: str) -> bool:
    """Whether every sign can be kept and shown: no control characters but line ends, no half signs."""
    return all(sign in LINES or unicodedata.category(sign) not in {"Cc", "Cs"} for sign in text)


def safe(text: str) -> str:
    """Text short enough for a sentence, without signs that would do something to a screen."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[: 5 * SHOWN_LETTERS])


def shown(value: object) -> str:
    """What somebody wrote in the file, as they would know it again."""
    if isinstance(value, dict):
        return _("a group in {…}")
    if isinstance(value, list):
        return _("a list in […]")
    text = json.dumps(value, ensure_ascii=False)
    return safe(text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…")


@dataclass(frozen=True)
class Spot:
    """A place in the file: the keys and numbers on the way to it."""

    steps: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Spot":
        """The place some steps further inside."""
        return Spot(self.steps + steps)

    def say(self, sentence: str) -> str:
        """A sentence about this place, such as "In part 3 of meeting 2, 'minutes' is missing: write it."."""
        if not self.steps:
            return _("The file %(sentence)s") % {"sentence": sentence}
        *around, name = self._names()
        where = around[0] if around else _("the file")
        for step in around[1:]:
            where = _("%(part)s of %(whole)s") % {"part": step, "whole": where}
        return _("In %(where)s, %(name)s %(sentence)s") % {"where": where, "name": name, "sentence": sentence}

    def _names(self) -> list[str]:
        nouns = {
            "meetings": _("meeting %(number)s"),
            "parts": _("part %(number)s"),
            "topics": _("topic %(number)s"),
            "spaces": _("space %(number)s"),
        }
        names: list[str] = []
        steps = self.steps[:SAID_STEPS]
        for before, step in zip(("", *steps), steps, strict=False):
            if isinstance(step, str):
                names.append(f"'{safe(step)}'")
            elif before in nouns:
                names[-1] = nouns[str(before)] % {"number": step + 1}
            else:
                names.append(_("line %(number)s") % {"number": step + 1})
        return names
