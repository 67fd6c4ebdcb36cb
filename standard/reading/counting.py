"""Counts the syllables of an English word by a rule of our own; what the rule gets wrong stands in a short list."""

import re
from functools import lru_cache
from typing import Final

LETTERS: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
DIGIT: Final = re.compile(r"\d")
VOWELS: Final = re.compile(r"[aeiouyà-öø-ÿ]+")
HISS: Final = re.compile(r"(?:[sxz]|ch|sh|[cgsz]e)$")

# An e that is written and not said: "make", "asked", "notes", "careful", "someone".
FEWER: Final = [
    re.compile(each)
    for each in (
        r"[aeiouy][^aeiouy]*(?:[^aeiouylr]|ll)e$|[aeiouy][lr]e$|[aeiou][gq]ue$",
        r"[aeiouy](?:[^aeiouy]*(?:[^aeioutdylr]|ll|rr)|[lr])ed$",
        r"[aeiouy](?:[^aeiouy]*(?:[^aeioucgsxzyhlr]|th|ph)|[lr])es$",
        r"[aeiouy][^aeiouy]+e(?=(?:ly|less|ness|fully?|ments?|some|where|times?|thing|one|body|day|work|hold|fore)$)",
        r"[aeiouy][^aeiouy]+e(?=(?:what|hand|ty|man|by|yard|line|point|how|way|box|keepers?|wood|ton|field|ford)$)",
        r"^every",
    )
]
# Vowels that are said one by one: "diary", "video", "easier", "usual", "going", "react"; and "didn't".
MORE: Final = [
    re.compile(each)
    for each in (
        r"(?<![cgst])ia(?!g)|(?<=[cst])ia(?=[tk])|tria(?=[ln])",
        r"(?<![cgstx])io(?!n(?:$|s|al))|iu|eo(?!p|u)|(?<![gq])ua(?=[lrt])|uou|(?<!q)uie",
        r"(?<=[aeiouy][^aeiouy])ie(?=rs?$|st$)|(?<=[aeiouy][^aeiouy]{2})ie(?=rs?$|st$)|ie(?=t(?:ly|s|er|y)?$|n[ct])",
        r"[aeouy]ing(?=s?$)|[ao]i(?=st)|o(?=ic(?!e))|oe(?=ver|t)|ue(?=t$|l)|peank?$",
        r"^(?:re|pre)(?=[aiou])(?!a[dlpcsrm]|i[gn])|^reac(?=t)|^rea(?=l[il])|^co(?=op|in[hc])|^be(?=at[ir])",
        r"ya(?!$)|(?<=[a-z])yo(?!u)|ye(?=rs?$)|ism(?=s?$|[ie])|creat|^ide?a|^area|[^aeiouylr]n['\u2019]t$|^poe|suici",
        r"^mc",
    )
]
# Said otherwise than they are written.
BY_EAR: Final = {"wednesday": 2, "wednesdays": 2, "hundred": 2, "uk": 2, "nhs": 3, "utf": 3, "pdf": 3, "mb": 2}


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has when it is said; each digit of a number counts as one."""
    parts = LETTERS.findall(word.lower())
    return sum(map(_said, parts)) + len(DIGIT.findall(word)) or 1


def _said(word: str) -> int:
    word = word.replace("\u2019", "'")
    stem = word.removesuffix("'s")
    hisses = stem != word and HISS.search(stem) is not None
    if stem in BY_EAR:
        return BY_EAR[stem] + hisses
    found = len(VOWELS.findall(stem))
    found -= sum(len(each.findall(stem)) for each in FEWER)
    found += sum(len(each.findall(stem)) for each in MORE)
    return max(1, found) + hisses
