"""Every text the product can say, one by one; each letter and message whole; and what is written for people to read.

What is written for keepers names commands and settings, for which there are no plainer words: of it the sentences and
the grade are measured. What is written for those who write code (docs/decisions) is left out.
"""

import re
from pathlib import Path

import pytest
from django.utils import translation

from handinhand.home.choices import Hear
from handinhand.home.emails import message, text_message
from handinhand.people.emails import code_text, come_back_letter, is_it_yours_letter
from handinhand.returning.emails import somebody_comes_back_letter
from handinhand.ui.meanings import MEANINGS
from standard.reading import HIGHEST, STAND_IN, WANTED, NoMeasure, read
from tests.standard.reading.texts import all_texts

ROOT = Path(__file__).parents[3]
LINK = "https://circle.example.org/come-in/h2j4k6m8p3q5r7t9/"
# Which page explains a word that stays is looked at page by page.
OF_A_PAGE = "is explained nowhere on this page"


def problems(*blocks: str) -> list[str]:
    return [each for each in read(blocks, language="en").problems if OF_A_PAGE not in each]


def test_every_text_is_easy_by_itself() -> None:
    assert len(all_texts()) > 4900
    assert not [each for text in all_texts() for each in problems(*re.split(r"\n+", text))]


LETTERS = {
    "come back": lambda: come_back_letter(link=LINK, code="123456"),
    "is it yours": lambda: is_it_yours_letter(code="123456"),
    "somebody comes back": lambda: somebody_comes_back_letter(link=LINK),
    "news": lambda: message([*Hear], token="h2j4k6m8p3q5r7t9", name="Dee", circles=["Harbour Circle"]),
}


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_easy(name: str) -> None:
    letter = LETTERS[name]()
    assert not problems(letter.subject, *letter.body.splitlines())


def test_every_text_message_is_easy() -> None:
    assert not problems(text_message(name="Dee", circles=["Harbour Circle"]), code_text(code="123456"))


def blocks_of(name: str) -> list[str]:
    """The paragraphs and the lines of lists of a document, without what is typed or looked up: commands and tables."""
    written = (ROOT / name).read_text()
    prose = re.sub(r"^(    .*|\|.*)$", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", written), flags=re.MULTILINE)
    named = re.sub(r"`[^`]*`", STAND_IN, prose)
    return [re.sub(r"[*#]", " ", each) for each in re.split(r"\n\s*\n|\n(?=- )", named)]


def test_what_is_written_for_members_is_easy() -> None:
    blocks = blocks_of("docs/members.md")
    assert len(blocks) > 50
    found = read(blocks, language="en")
    assert not found.problems
    assert found.grade is not None
    assert found.grade < WANTED


@pytest.mark.parametrize("name", ["docs/keeper.md", "README.md"])
def test_what_is_written_for_keepers_has_short_sentences_and_is_not_hard(name: str) -> None:
    found = read(blocks_of(name), language="en")
    assert found.grade is not None
    assert found.grade <= HIGHEST
    assert not [each for each in found.problems if "Make two sentences" in each]


@pytest.mark.parametrize("word", MEANINGS)
def test_what_a_page_says_that_a_word_means_is_what_the_measure_asks_for(word: str) -> None:
    with translation.override("en"):
        explained = str(MEANINGS[word])
    assert not read([f"Here is one of our {word}.", explained], language="en").problems
    assert read([f"Here is one of our {word}."], language="en").problems


def test_a_letter_in_arabic_has_no_measure_yet_and_is_never_called_easy() -> None:
    with translation.override("ar"), pytest.raises(NoMeasure, match="no measure for texts in the language “ar” yet"):
        read(come_back_letter(link=LINK, code="123456").body.splitlines(), language=translation.get_language())
