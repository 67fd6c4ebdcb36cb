"""The measure tried on itself: of each rule a text that breaks that rule alone, and one that just keeps it."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standard.reading import HIGHEST, NoMeasure, instead_of, read, syllables
from standard.reading.measure import ENOUGH, LONG_IN_A_HUNDRED, grade_of, is_long
from standard.reading.plain import HERE, inflected
from standard.reading.sentences import sentences, words

TWENTY_FIVE = " ".join(["one two three four five"] * 5)
# Nine words and eleven syllables to a sentence.
EASY = "We meet in the hall on the first Monday."
SHORT = "We all met in the old hall by the sea."


def problems(*blocks: str) -> tuple[str, ...]:
    return read(blocks, language="en").problems


def with_syllables(count: int, of: int = 30) -> list[str]:
    """Three sentences of ten words each, of so many syllables: grade 0.39 x 10 + 11.8 x count / 30 - 15.59."""
    said = ["paper"] * (count - of) + ["day"] * (2 * of - count)
    return [" ".join(said[at : at + 10]) + "." for at in range(0, of, 10)]


def test_a_sentence_has_25_words_at_most() -> None:
    assert not problems(f"{TWENTY_FIVE}.")
    [problem] = problems(f"{TWENTY_FIVE} six.")
    assert "has 26 words. Make two sentences of it: 25 words are the most." in problem
    assert f"“{TWENTY_FIVE} six.”" in problem


@pytest.mark.parametrize("joint", ["; ", ", ", " – ", ": ", " / ", "-"])
def test_what_joins_a_long_sentence_makes_it_no_shorter(joint: str) -> None:
    half = " ".join(["we all sit down"] * 3)
    [problem] = problems(f"{half}{joint}{half} now then.")
    assert "has 26 words" in problem


def test_a_long_line_is_a_sentence_whatever_stands_at_its_end() -> None:
    assert problems(f"{TWENTY_FIVE} six") == problems(f"{TWENTY_FIVE} six.".replace("six.", "six"))
    assert "has 26 words" in problems(f"{TWENTY_FIVE} six")[0]


def test_grade_7_is_the_highest() -> None:
    # 47 syllables in 30 words are 6.80, and 48 are 7.19: the grade that is just kept, and the one that is not.
    keeps, breaks = read(with_syllables(47), language="en"), read(with_syllables(48), language="en")
    assert keeps.grade is not None
    assert breaks.grade is not None
    assert round(keeps.grade, 2) == 6.8
    assert not keeps.problems
    assert keeps.wanted_lower
    assert round(breaks.grade, 2) == 7.19
    [problem] = breaks.problems
    assert problem.startswith("Taken together this reads at grade 7.2, and 7 is the highest.")


def test_7_0_is_kept_and_7_1_is_not() -> None:
    # Of the pages between the two, those nearest to 7.0 and to 7.1.
    kept, broken = read(with_syllables(95, of=60), language="en"), read(with_syllables(96, of=60), language="en")
    assert (round(kept.grade or 0, 1), round(broken.grade or 0, 1)) == (7.0, 7.2)
    hundred = [with_syllables(158, of=100), with_syllables(159, of=100)]
    seven, more = (read(each, language="en") for each in hundred)
    assert (round(seven.grade or 0, 1), round(more.grade or 0, 1)) == (7.0, 7.1)
    assert not seven.problems
    assert len(more.problems) == 1


def test_grade_5_is_wanted() -> None:
    assert not read(with_syllables(42), language="en").wanted_lower
    assert read(with_syllables(43), language="en").wanted_lower
    assert not read(with_syllables(48), language="en").wanted_lower


def test_too_few_words_have_no_grade_and_are_measured_all_the_same() -> None:
    few = ["paper water paper water paper water paper water paper."]
    assert read(few, language="en").grade is None
    assert not read(few, language="en").problems
    assert read([*few * 3, "paper water paper."], language="en").grade is not None
    assert ENOUGH == 30
    assert len(problems("Invalid")) == 1


def test_few_words_are_long() -> None:
    # Of 40 words three are 7.5 in a hundred, and four are more.
    easy = [SHORT.replace("sea", "camera")] * 3
    assert not problems(*easy, SHORT)
    [problem] = problems(*easy, SHORT.replace("sea", "camera"))
    assert problem.startswith("4 of 40 words are long, and 7.5 in a hundred are the most.")
    assert "“camera”" in problem
    assert LONG_IN_A_HUNDRED == 7.5


@pytest.mark.parametrize(
    "word", ["somebody", "everything", "whoever", "nobody's", "remembered", "Saturday", "2026", "9.30"]
)
def test_easy_words_made_of_short_ones_do_not_weigh(word: str) -> None:
    assert not is_long(word)


@pytest.mark.parametrize("word", ["camera", "photograph", "organisations?", "“summary”", "usually"])
def test_other_long_words_do(word: str) -> None:
    assert is_long(word) is (word != "organisations?")


def test_no_word_is_very_long() -> None:
    assert not problems("A calculator")
    [problem] = problems("A refrigerator")
    assert problem == "“refrigerator” in “A refrigerator” is a very long word. Say it with shorter ones."


PLAIN = [line.split("\t") for line in (HERE / "plain_words.tsv").read_text().splitlines() if line and line[0] != "#"]
STAYS = [
    line.split("\t") for line in (HERE / "words_that_stay.tsv").read_text().splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize(("word", "instead"), PLAIN)
def test_each_word_that_is_not_plain_is_found_and_has_something_to_say_instead(word: str, instead: str) -> None:
    said = f"We {word} it."
    [problem] = [each for each in problems(said) if "is not plain" in each]
    assert problem == f"“{word}” in “{said}” is not plain. Say {instead}."
    assert instead_of(word.title()) == instead
    assert not problems("We do it.")


def test_the_list_is_neither_short_nor_double_and_never_says_one_of_its_own_words() -> None:
    listed = [word for word, _instead in PLAIN]
    assert 150 <= len(listed) == len(set(listed)) <= 300
    assert {"error", "invalid", "fail", "forbidden", "deny", "illegal", "must"} <= set(listed)
    assert not [
        (word, instead) for word, instead in PLAIN if [each for each in problems(instead) if "not plain" in each]
    ]


@pytest.mark.parametrize(
    "word", ["failed", "denied", "errors", "terminated", "permitting", "commences", "Utilising", "upon"]
)
def test_a_word_is_found_in_each_of_its_forms(word: str) -> None:
    assert instead_of(word)


@pytest.mark.parametrize("word", ["mustard", "circle", "", "partly", "terror", "request for x", "in order"])
def test_a_plain_word_has_nothing_instead(word: str) -> None:
    assert not instead_of(word)


def test_a_phrase_is_found_as_one() -> None:
    [problem] = problems("We do it in order to help.")
    assert problem == "“in order to” in “We do it in order to help.” is not plain. Say to."


@pytest.mark.parametrize(("word", "explained"), STAYS)
def test_each_word_that_stays_is_explained_on_the_page_that_uses_it(word: str, explained: str) -> None:
    assert not problems(f"The {word}", explained.split(" | ", maxsplit=1)[0].capitalize() + ".")
    [problem] = problems(f"The {word}")
    assert problem.startswith(
        f"“{word}” in “The {word}” is explained nowhere on this page. Say beside it: “{explained}"
    )


@pytest.mark.parametrize("language", ["ar", "cy", "", "eng", "xx-GB"])
def test_a_language_without_a_measure_is_never_fine(language: str) -> None:
    with pytest.raises(NoMeasure, match="There is no measure for texts in the language"):
        read(["Fine."], language=language)


@pytest.mark.parametrize("language", ["en", "en-GB", "en_GB", "EN"])
def test_english_has_one(language: str) -> None:
    assert read([EASY], language=language).sentences == 1


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("We meet at 9.30. Come in.", 2),
        ("Some of us, e.g. Dee, come by bus.", 1),
        ("J. K. Rowan sits by the door. Go there.", 2),
        ("Ask Dr. Shah at 9 a.m. or later.", 1),
        ("That is for you and I. We meet again.", 2),
        ("It is no. 5 on the list. You said no. We heard.", 3),
        ("“May I pass?” she asked. You may.", 2),
        ("Is that so? yes it is.", 1),
        ("You can: stay, go, or rest.", 1),
        ("Wait… Then go on!", 2),
        ("Today", 1),
        (" . ? ", 0),
    ],
)
def test_where_a_sentence_ends(block: str, parts: int) -> None:
    assert len(sentences(block)) == parts


def test_headings_buttons_and_scraps_do_not_make_a_page_look_easier() -> None:
    page = with_syllables(48)
    hard = read(page, language="en").grade
    assert read([*page, "Me", "Today", "Save it", "Hide this page"], language="en").grade == hard
    scraps = read([*page, "Yes.", "No.", "Not now."], language="en").grade
    assert hard is not None
    assert scraps is not None
    assert scraps > grade_of([*page, "Yes we do now.", "No we do not."])  # type: ignore[operator]


@pytest.mark.parametrize(
    "block", ["Write to dee@example.org now.", "See www.nhs.uk/page now.", "Go to https://a.example/verylong now."]
)
def test_an_address_is_one_short_word(block: str) -> None:
    assert syllables(" ".join(words(block))) == len(words(block))


@given(st.lists(st.text()))
def test_any_text_is_measured(blocks: list[str]) -> None:
    found = read(blocks, language="en")
    assert found.words >= 0
    assert all(each.strip() for each in found.problems)


SAID = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), min_size=3, max_size=12)


@given(SAID, st.integers(0, 11), st.text(string.ascii_lowercase, min_size=1, max_size=16))
def test_a_harder_word_instead_never_lowers_the_grade(said: list[str], at: int, other: str) -> None:
    assume(at < len(said) and syllables(other) >= syllables(said[at]))
    harder = [*said[:at], other, *said[at + 1 :]]
    before, after = grade_of([" ".join(said) + "."]), grade_of([" ".join(harder) + "."])
    assert before is not None
    assert after is not None
    assert after >= before - 1e-9


@given(st.lists(SAID, min_size=2, max_size=6))
def test_sentences_made_into_one_never_lower_the_grade(page: list[list[str]]) -> None:
    parts = [" ".join(each) for each in page]
    joined = ["; ".join(parts) + "."]
    apart = [f"{each}." for each in parts]
    assert (grade_of(joined) or 0) >= (grade_of(apart) or 0) - 1e-9


@given(st.text(string.ascii_lowercase, min_size=2, max_size=12))
def test_every_form_begins_like_its_word(word: str) -> None:
    assert all(each.startswith(word[:-1]) for each in inflected(word))


def test_the_highest_grade_is_said_in_one_place() -> None:
    assert HIGHEST == 7
