"""Two texts side by side, and in words what was taken out and put in: nothing needs colour to be understood."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this, words are not matched one by one: both texts stand whole, side by side.
MOST_WORDS = 1200


@dataclass(frozen=True)
class Compared:
    """What it was, what it would be, and the stretches of words that go and come."""

    before: str
    now: str
    out: list[str]
    put_in: list[str]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs but spaces."""
        return not self.out and not self.put_in


def compare(before: str, now: str) -> Compared:
    """What goes and what comes, in stretches of whole words."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", now)
    if len(old) + len(new) > MOST_WORDS:
        return Compared(before, now, [] if old == new else [before], [] if old == new else [now])
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    out = [" ".join(old[a:b]) for kind, a, b, _c, _d in steps if kind in {"delete", "replace"}]
    put_in = [" ".join(new[c:d]) for kind, _a, _b, c, d in steps if kind in {"insert", "replace"}]
    return Compared(before, now, out, put_in)
