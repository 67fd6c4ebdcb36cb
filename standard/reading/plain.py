"""Words that are not plain, what to say instead, and words that stay and are explained where they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
TOKEN: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
VOWELS: Final = "aeiou"
# Shorter than this, a last letter is doubled: "plan", "planning".
DOUBLED: Final = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


@dataclass(frozen=True)
class Found:
    """A word that is not plain, the sentence in which it stands, and what to say."""

    word: str
    text: str
    instead: str


def instead_of(word: str) -> str:
    """What to say instead of a word or a phrase that is not plain; nothing if it is plain."""
    return _forms().get(" ".join(_tokens(word)), "")


def not_plain(sentence: str) -> Iterator[Found]:
    """Each word or phrase of a sentence that is not plain; of two that overlap, the longer."""
    said, forms = _tokens(sentence), _forms()
    at = 0
    while at < len(said):
        for many in range(min(_longest(), len(said) - at), 0, -1):
            phrase = " ".join(said[at : at + many])
            if phrase in forms:
                yield Found(phrase, sentence, forms[phrase])
                at += many
                break
        else:
            at += 1


def stays(word: str) -> bool:
    """Whether a word is one of those that stay, in any of its forms."""
    return _normal(word) in _staying_forms()


def not_explained(said: Sequence[str]) -> Iterator[str]:
    """A sentence for each word that stays and is explained nowhere on the page that uses it."""
    whole = " ".join(_normal(each) for each in said)
    used = {_staying_forms()[each]: each for each in _tokens(whole) if each in _staying_forms()}
    for word, form in sorted(used.items()):
        explained = _staying()[word]
        if not any(each in whole for each in explained):
            text = next(each for each in said if form in _tokens(each))
            yield f"“{word}” in “{text}” is explained nowhere on this page. Say beside it: “{explained[0]}”."


def inflected(word: str) -> set[str]:
    """A word in the forms that English gives to verbs and nouns."""
    forms = {word, f"{word}s", f"{word}ed", f"{word}ing", f"{word}ly"}
    if word.endswith("e"):
        forms |= {f"{word}d", f"{word[:-1]}ing"}
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        forms |= {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word[:-1]}ily"}
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(f"{word}es")
    elif DOUBLED.search(word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return forms


def _normal(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())


def _tokens(text: str) -> list[str]:
    return [each.removesuffix("'s") for each in TOKEN.findall(_normal(text))]


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, said = line.partition("\t")
            yield word, said


@cache
def _forms() -> dict[str, str]:
    rows = dict(_rows("plain_words.tsv"))
    made = {form: said for word, said in rows.items() if " " not in word for form in inflected(word)}
    return made | rows


@cache
def _longest() -> int:
    return max(len(each.split()) for each in _forms())


@cache
def _staying() -> dict[str, tuple[str, ...]]:
    return {word: tuple(_normal(each) for each in said.split(" | ")) for word, said in _rows("words_that_stay.tsv")}


@cache
def _staying_forms() -> dict[str, str]:
    return {form: word for word in _staying() for form in inflected(word)}
