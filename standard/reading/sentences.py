"""Parts a text into sentences and words, in the way that flatters it least."""

import re
from typing import Final

# A full stop after one of these ends no sentence, and neither does one after an initial.
SHORT: Final = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "nos",
        "vs",
        "approx",
        "a.m",
        "p.m",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
INITIAL: Final = re.compile(r"(?:^|.*[^\w])(?:[^\W\d_]\.)*[^\W\d_]\.$", re.DOTALL)
END: Final = re.compile(r"[.?!…]+[\"'”\u2019»)\]]*(?=\s)")
CLOSED: Final = re.compile(r"[.?!…:][\"'”\u2019»)\]]*\s*$")
# A hyphen joins one word; a dash, a slash and what else stands between two words parts them.
BETWEEN: Final = re.compile(r"[\s/\u2013\u2014|·•,;]+")
READ: Final = re.compile(r"[^\W_]")
# An address is not read as words.
ADDRESS: Final = re.compile(
    r"\S+://\S*|\S+@\S+\.\w+|(?<!\S)(?:[\w-]+\.)+(?:com|example|gov|ie|info|net|org|scot|uk)\b[^\s,;]*|(?<!\S)/[\w/-]{3,}"
)
# A date and a time of day are one word each: nobody can say them in plainer ones.
DATE: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\b\d{1,2} "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{4})?"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b"
)
# A longer fragment, whatever stands at its end, is read as a sentence.
LONGEST_FRAGMENT: Final = 8


def sentences(block: str) -> list[str]:
    """The sentences of a block. What begins with a small letter goes on, as does what a semicolon or a dash joins."""
    found: list[str] = []
    start = 0
    for end in END.finditer(block):
        rest = block[end.end() :].lstrip("\"'“\u2018«([ \t\r\n\u00a0")
        if not rest or rest[0].islower() or _is_short(block[start : end.end()], rest):
            continue
        found.append(block[start : end.end()].strip())
        start = end.end()
    return [each for each in [*found, block[start:].strip()] if words(each)]


def _is_short(said: str, rest: str) -> bool:
    last = said.rsplit(maxsplit=1)[-1].strip("\"'“\u2018(")
    if not last.endswith("."):
        return False
    if last[:-1].lower() in {"no", "nos"}:
        return rest[0].isdigit()
    return last[:-1].lower() in SHORT or (INITIAL.match(last) is not None and last.lower() != "i.")


def words(text: str) -> list[str]:
    """The words of a text, as Flesch counted them: whatever stands between spaces, so a hyphened word is one."""
    return [each for each in BETWEEN.split(DATE.sub(" it ", ADDRESS.sub(" it ", text))) if READ.search(each)]


def length(sentence: str) -> int:
    """How many words somebody reads; here each part of a hyphened word counts, so that no hyphen makes it shorter."""
    return sum(
        len([part for part in re.split(r"[-\u2010\u2011]", each) if READ.search(part)]) for each in words(sentence)
    )


def is_running(sentence: str) -> bool:
    """Whether it is read as a sentence, and not as a heading, a button or an item of a list."""
    if length(sentence) > LONGEST_FRAGMENT:
        return True
    return CLOSED.search(sentence) is not None and not sentence.endswith(("a.m.", "p.m."))
