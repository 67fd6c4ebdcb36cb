"""How hard a text is to read: the grade of Flesch and Kincaid, and what that grade does not see.

The grade is 0.39 x words to a sentence + 11.8 x syllables to a word - 15.59 (J. P. Kincaid, R. P. Fishburne,
R. L. Rogers, B. S. Chissom: Derivation of new readability formulas for Navy enlisted personnel, Research Branch
Report 8-75, 1975).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from standard.reading.counting import syllables
from standard.reading.plain import Found, not_explained, not_plain, stays
from standard.reading.sentences import is_running, length, sentences, words

HIGHEST: Final = 7.0
WANTED: Final = 5.0
# At 25 words people begin to lose the thread: GOV.UK keeps to it for that reason ("Sentence length: why 25 words is our
# limit", Inside GOV.UK, 2014), and so do we.
LONGEST_SENTENCE: Final = 25
# A word is long from three syllables on. R. Gunning's index (The Technique of Clear Writing, 1952) is 0.4 x (words to a
# sentence + long words in a hundred). With ten words to a sentence it is 7, our highest grade, at 7.5 in a hundred.
LONG: Final = 3
LONG_IN_A_HUNDRED: Final = 7.5
# One word of so many syllables stops a slow reader by itself, in however easy a text.
TOO_LONG: Final = 5
# One syllable more moves the grade by 11.8 / words: at 30 words by 0.4, and below that a single word decides it.
ENOUGH: Final = 30
# "Yes." and "Not today." would make the sentences beside them look short.
SHORTEST: Final = 3
LANGUAGE: Final = "en"
# What may stand beside a word.
AROUND: Final = "\"'“”\u2018\u2019.,:;?!()…"


class NoMeasure(Exception):
    """A language that cannot be measured yet: nothing is said about a text in it, and never that it is easy."""

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(
            f"There is no measure for texts in the language “{language}” yet, so nobody can say here how hard they are"
            " to read."
        )


@dataclass(frozen=True)
class Reading:
    """What a page's words are like to read. With too few words in sentences there is no grade."""

    words: int
    sentences: int
    grade: float | None
    longest: str
    problems: tuple[str, ...]

    @property
    def wanted_lower(self) -> bool:
        """Whether it may stay, and would better be easier."""
        return self.grade is not None and WANTED < round(self.grade, 1) <= HIGHEST


def read(blocks: Sequence[str], *, language: str) -> Reading:
    """Measure the blocks of one page, message or document together."""
    if language.replace("_", "-").partition("-")[0].lower() != LANGUAGE:
        raise NoMeasure(language)
    said = [each for block in blocks for each in sentences(block)]
    running = [each for each in said if is_running(each)]
    in_sentences = [word for each in running for word in words(each)]
    grade = grade_of(running) if len(in_sentences) >= ENOUGH else None
    problems = [
        *_hard(grade, running),
        *_too_long_sentences(said),
        *_too_many_long_words(in_sentences),
        *_too_long_words(said),
        *(f"“{each.word}” in “{each.text}” is not plain. Say {each.instead}." for each in _each_not_plain(said)),
        *not_explained(said),
    ]
    longest = max(said, key=length, default="")
    return Reading(sum(len(words(each)) for each in said), len(running), grade, longest, tuple(problems))


def grade_of(running: Sequence[str]) -> float | None:
    """The grade of sentences taken together; very short ones bring their words, and do not count as sentences."""
    counted = [each for each in running if len(words(each)) >= SHORTEST]
    all_words = [word for each in running for word in words(each)]
    if not all_words:
        return None
    said = sum(map(syllables, all_words))
    return 0.39 * len(all_words) / max(1, len(counted)) + 11.8 * said / len(all_words) - 15.59


def _hard(grade: float | None, running: Sequence[str]) -> Iterator[str]:
    if grade is not None and round(grade, 1) > HIGHEST:
        hardest = max(running, key=lambda each: (grade_of([each]) or 0.0) * (length(each) >= SHORTEST))
        yield (
            f"Taken together this reads at grade {grade:.1f}, and {HIGHEST:g} is the highest. Use shorter words and"
            f" sentences. The hardest is “{hardest}”"
        )


def _too_long_sentences(said: Sequence[str]) -> Iterator[str]:
    for each in said:
        if length(each) > LONGEST_SENTENCE:
            yield f"“{each}” has {length(each)} words. Make two sentences of it: {LONGEST_SENTENCE} words are the most."


def is_long(word: str) -> bool:
    """Whether a word weighs: of three syllables or more, and none of "somebody", "everything" and their like."""
    lower = _bare(word)
    # A code is typed letter by letter, or not read at all.
    if not any(letter.isalpha() for letter in lower) or any(letter.isdigit() for letter in lower):
        return False
    return syllables(lower) >= LONG and not stays(lower) and not _is_easy(lower)


def _bare(word: str) -> str:
    return word.lower().strip(AROUND)


def _is_easy(lower: str) -> bool:
    # Gunning counts no word that is made of short easy ones, and none whose third syllable is an ending.
    stem = lower.replace("\u2019", "'").removesuffix("'s")
    for first in ("some", "any", "every", "no", "what", "when", "which", "how"):
        if stem.startswith(first) and stem[len(first) :] in EASY_ENDS:
            return True
    return stem in EASY or (stem.endswith(("ing", "ed", "es")) and syllables(stem) == LONG)


EASY_ENDS: Final = frozenset({"body", "one", "thing", "where", "ever", "time", "way"})
EASY: Final = frozenset(
    ["another", "already", "beforehand", "saturday", "together", "tomorrow", "wherever", "whoever", "yesterday"]
)


def _too_many_long_words(in_sentences: Sequence[str]) -> Iterator[str]:
    long = [each for each in in_sentences if is_long(each)]
    if len(in_sentences) >= ENOUGH and 100 * len(long) > LONG_IN_A_HUNDRED * len(in_sentences):
        named = ", ".join(f"“{each}”" for each in sorted({_bare(each) for each in long}))
        yield (
            f"{len(long)} of {len(in_sentences)} words are long, and {LONG_IN_A_HUNDRED:g} in a hundred are the most. "
            f"Say some of these shorter: {named}."
        )


def _too_long_words(said: Sequence[str]) -> Iterator[str]:
    for each in said:
        for word in words(each):
            if any(letter.isalpha() for letter in word) and syllables(word) >= TOO_LONG and is_long(word):
                yield f"“{word}” in “{each}” is a very long word. Say it with shorter ones."


def _each_not_plain(said: Sequence[str]) -> Iterator[Found]:
    for each in said:
        yield from not_plain(each)
