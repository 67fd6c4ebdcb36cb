"""The reading measure of rule E1: the words of a page, how hard they are, and what to say instead.

Grade 5 is wanted and 7 the highest. A sentence has 25 words at most, few words are long, none is on the list of words
that are not plain, and a word that has to stay is explained where it stands.
"""

from standard.reading.counting import syllables
from standard.reading.measure import HIGHEST, LONGEST_SENTENCE, WANTED, NoMeasure, Reading, read
from standard.reading.page import STAND_IN, other_languages, words_of
from standard.reading.plain import instead_of

__all__ = [
    "HIGHEST",
    "LONGEST_SENTENCE",
    "STAND_IN",
    "WANTED",
    "NoMeasure",
    "Reading",
    "instead_of",
    "other_languages",
    "read",
    "syllables",
    "words_of",
]
