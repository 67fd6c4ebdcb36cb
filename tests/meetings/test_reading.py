import json
import os
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.meetings.reading import MOST_BYTES, NotReadable, read_file

REAL = Path(__file__).parent / "real_meetings.json"
FORBIDDEN = ("error", "invalid", "failed", "forbidden", "denied", "illegal", "must", "!")


def meeting(**changes: object) -> dict[str, object]:
    """A meeting that can be read, with some keys changed."""
    return {"date": "2023-03-21", "title": "Spring", "parts": [{"kind": "talk", "title": "News"}], **changes}


def part(**changes: object) -> dict[str, object]:
    """A meeting with one part, with some keys of that part changed."""
    return meeting(parts=[{"kind": "talk", "title": "News", "minutes": None, **changes}])


def of_circle(*meetings: object) -> dict[str, object]:
    return {"circle": {"name": "Harbour", "works_for": "better evenings"}, "meetings": list(meetings)}


class Files:
    """Writes a file and reads it back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "meeting.json"

    def read(self, content: object):
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.path.write_bytes(raw)
        return read_file(self.path)

    def sentence(self, content: object) -> str:
        with pytest.raises(NotReadable) as caught:
            self.read(content)
        sentence = caught.value.sentence.replace(str(self.path), "FILE")
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert not [word for word in FORBIDDEN if word in sentence.lower()]
        return sentence


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_the_real_file_is_read_whole():
    loaded = read_file(REAL)
    spring, summer = loaded.meetings
    assert (loaded.circle, loaded.purpose) == ("Partnership Collaborative", "adults facing multiple disadvantage")
    assert loaded.left_for_later == ["'about' of the file", "'city' of the circle"]
    (forum,) = loaded.spaces
    assert forum.name == "Black Led Forum"
    assert forum.update is not None
    assert (len(forum.update.learned), forum.update.then) == (3, "Open the space further in October 2023")
    assert (spring.day, [each.kind for each in spring.parts]) == (
        date(2023, 3, 21),
        ["arriving", "talk", "talk", "round", "ideas"],
    )
    assert [len(each.questions) for each in spring.parts] == [0, 0, 0, 0, 3]
    assert spring.parts[4].questions[0].touches_on == ("homelessness", "mental health", "exploitation")
    assert len(spring.parts[4].heard) == 2
    assert [each.answer is None for each in summer.asked] == [True, True, False, False, False]


def test_a_meeting_on_its_own_is_a_circle_with_its_title(files):
    loaded = files.read(meeting(title="  Spring evening "))
    assert (loaded.circle, loaded.purpose, loaded.left_for_later) == ("Spring evening", "", [])


def test_keys_of_later_work_are_named_and_left(files):
    loaded = files.read(of_circle(meeting(weather="rain"), {**part(mood="calm", minutes=5), "weather": "sun"}))
    assert loaded.left_for_later == ["'weather' of a meeting", "'mood' of a part"]


def test_a_byte_order_mark_and_any_script_are_fine(files):
    raw = "\ufeff" + json.dumps(meeting(title="لقاء الربيع 🌱"), ensure_ascii=False)
    assert files.read(raw.encode()).meetings[0].title == "لقاء الربيع 🌱"


def test_the_last_of_two_same_keys_counts(files):
    assert files.read(b'{"title": "a", "title": "b", "date": "2023-03-21", "parts": []}').meetings[0].title == "b"


def test_the_same_meeting_has_the_same_digest_and_another_circle_another(files):
    alone = files.read(meeting()).meetings[0].digest
    shuffled = files.read(dict(reversed(meeting().items()))).meetings[0].digest
    in_circle = files.read(of_circle(meeting())).meetings[0].digest
    changed = files.read(meeting(parts=[])).meetings[0].digest
    assert alone == shuffled
    assert len({alone, in_circle, changed}) == 3
    assert len(alone) == 64


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "FILE is empty: write a meeting in it."),
        (b" \n", "FILE is empty: write a meeting in it."),
        (b'{"a":\n"\xff"}', "FILE is not written in UTF-8: look at line 2, and save the file as UTF-8."),
        (b'{"a":\n1,}', "FILE is not JSON: look at line 2, near letter 3."),
        (b'{"title": "a\x00"}', "FILE is not JSON: look at line 1, near letter 13."),
        (b"\n" + b"[" * 100_000, "FILE goes too deep at line 2: there, more than 50 brackets are open at once."),
        (b'{"a":' * 100_000, "FILE goes too deep at line 1: there, more than 50 brackets are open at once."),
        (
            b"[" * 2_000_000 + b"]" * 2_000_000,
            "FILE goes too deep at line 1: there, more than 50 brackets are open at once.",
        ),
        ([], "The file holds a list in […]: write one meeting as {…}, or a circle and its meetings."),
        ("hello", 'The file holds "hello": write one meeting as {…}, or a circle and its meetings.'),
        (None, "The file holds null: write one meeting as {…}, or a circle and its meetings."),
        ({}, "In the file, 'parts' is missing: write it."),
    ],
)
def test_a_file_that_is_no_meeting_says_so(files, content, sentence):
    assert files.sentence(content) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (meeting(date="2023-02-31"), "'date' is \"2023-02-31\": write a day that exists, such as 2023-03-21."),
        (meeting(date="21 March"), "'date' is \"21 March\": write a day such as 2023-03-21."),
        (meeting(date="20230321"), "'date' is \"20230321\": write a day such as 2023-03-21."),
        (meeting(date="0000-01-01"), "'date' is \"0000-01-01\": write a day that exists, such as 2023-03-21."),
        (meeting(date="0001-01-01"), "'date' is \"0001-01-01\": write a day from the years 1900 to 2199."),
        (meeting(date="9999-12-31"), "'date' is \"9999-12-31\": write a day from the years 1900 to 2199."),
        (meeting(date=None), "'date' is null: write a day such as 2023-03-21."),
        (meeting(title="x" * 10_000), "'title' is 10000 letters long: write at most 200."),
        (meeting(title="a\x00b"), "'title' has a sign that cannot be shown, such as a NUL character: take it out."),
        (meeting(title="a\x1b[31m"), "'title' has a sign that cannot be shown, such as a NUL character: take it out."),
        (meeting(title="a\nb"), "'title' goes over several lines: write it on one line."),
        (meeting(title="a\u2028b"), "'title' goes over several lines: write it on one line."),
        (meeting(title=" "), "'title' is empty: write a few words."),
        (meeting(title=["a"]), "'title' is a list in […]: write words between quotation marks."),
        (meeting(parts={}), "'parts' is a group in {…}: write a list, as […]."),
        (meeting(parts=[1]), 'part 1 is 1: write {"kind": …, "title": …, "minutes": …}.'),
        (meeting(parts=[part()] * 61), "'parts' is a list of 61: write at most 60."),
        (meeting(asked="nothing"), "'asked' is \"nothing\": write a list, as […]."),
    ],
)
def test_a_meeting_that_does_not_fit_names_the_place(files, content, sentence):
    assert files.sentence(content) == f"In the file, {sentence}"


@pytest.mark.parametrize("minutes", [-5, 0, 601, 5.0, True, False, "5", [], {}])
def test_minutes_are_a_whole_number_or_nothing(files, minutes):
    sentence = files.sentence(
        of_circle(meeting(), meeting(parts=[*meeting()["parts"], *part(minutes=minutes)["parts"]]))
    )
    assert sentence.startswith("In part 2 of meeting 2, 'minutes' is ")
    assert sentence.endswith(": write a number of minutes from 1 to 600, or null.")


@pytest.mark.parametrize("minutes", ["NaN", "Infinity", "-Infinity", "9" * 5000, "-" + "9" * 30, "1e400", "3.0"])
def test_numbers_that_no_clock_knows_are_refused(files, minutes):
    raw = json.dumps(part()).replace("null", minutes).encode()
    sentence = files.sentence(raw)
    assert sentence.startswith("In part 1, 'minutes' is ")
    assert len(sentence) < 150


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            part(kind="dance"),
            "'kind' is \"dance\": write one of arriving, talk, round, ideas, decision, break, leaving.",
        ),
        (
            part(kind=["talk"]),
            "'kind' is a list in […]: write one of arriving, talk, round, ideas, decision, break, leaving.",
        ),
        (meeting(parts=[{"title": "x"}]), "'kind' is missing: write it."),
        (meeting(parts=[{"kind": "talk"}]), "'title' is missing: write it."),
        (part(detail=5), "'detail' is 5: write words between quotation marks."),
        (part(detail="x" * 2001), "'detail' is 2001 letters long: write at most 2000."),
        (part(heard="x"), "'heard' is \"x\": write a list, as […]."),
        (part(topics=["x"]), 'topic 1 is "x": write {"title": …}.'),
        (part(topics={"title": "x"}), "'topics' is a group in {…}: write a list, as […]."),
    ],
)
def test_a_part_that_does_not_fit_names_the_place(files, content, sentence):
    assert files.sentence(content) == f"In part 1, {sentence}"
    assert files.sentence(of_circle(meeting(), content)) == f"In part 1 of meeting 2, {sentence}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (part(heard=["a", 5]), "In 'heard' of part 1, line 2 is 5: write words between quotation marks."),
        (part(heard=["a", ""]), "In 'heard' of part 1, line 2 is empty: write a few words."),
        (part(touches_on=[None]), "In 'touches_on' of part 1, line 1 is null: write words between quotation marks."),
        (part(touches_on=["x" * 81]), "In 'touches_on' of part 1, line 1 is 81 letters long: write at most 80."),
        (part(topics=[{"title": "x"}, {}]), "In topic 2 of part 1, 'title' is missing: write it."),
        (meeting(asked=["x"]), 'In \'asked\', line 1 is "x": write {"words": …, "answered": …}.'),
        (meeting(asked=[{"words": ""}]), "In line 1 of 'asked', 'words' is empty: write a few words."),
        (meeting(answered=[{"words": "x"}]), "In line 1 of 'answered', 'answer' is missing: write it."),
        (
            meeting(answered=[{"words": "x", "answer": False}]),
            "In line 1 of 'answered', 'answer' is false: write words between quotation marks.",
        ),
        ({"circle": 5, "meetings": [meeting()]}, "In the file, 'circle' is 5: write {\"name\": …}."),
        ({"meetings": [meeting()]}, "In the file, 'circle' is missing: write it."),
        ({"circle": {}, "meetings": [meeting()]}, "In 'circle', 'name' is missing: write it."),
        ({"circle": {"name": "x"}}, "In the file, 'meetings' is missing: write it."),
        (of_circle(), "In the file, 'meetings' is empty: write at least one meeting."),
        (of_circle("x"), 'In the file, meeting 1 is "x": write {"date": …, "title": …, "parts": […]}.'),
        (of_circle(meeting(), meeting()), "Meeting 2 is the same as meeting 1: take one of them out."),
        (of_circle(*[meeting()] * 501), "In the file, 'meetings' is a list of 501: write at most 500."),
    ],
)
def test_the_place_is_named_however_far_inside(files, content, sentence):
    assert files.sentence(content) == sentence


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x9b", "\ud800"])
@pytest.mark.parametrize(
    "content",
    [
        lambda bad: meeting(title=bad),
        lambda bad: part(heard=[f"a{bad}"]),
        lambda bad: part(topics=[{"title": "x", "touches_on": [bad]}]),
        lambda bad: {**meeting(), "about": {"deep": [bad]}},
        lambda bad: {**meeting(), f"about{bad}": 1},
        lambda bad: bad,
    ],
)
def test_a_sign_that_no_screen_shows_is_refused_anywhere(files, content, bad):
    sentence = files.sentence(content(bad))
    assert "has a sign that cannot be shown, such as a NUL character: take it out." in sentence
    assert sentence.isprintable()


def test_lines_and_tabs_in_what_was_heard_are_kept(files):
    assert files.read(part(heard=["one\n\ttwo"])).meetings[0].parts[0].heard == ("one\n\ttwo",)


def test_a_file_that_is_not_there_or_no_file_says_so(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    said = {
        tmp_path / "none.json": "There is no file",
        tmp_path: "is a folder: name a file in it.",
        tmp_path / "pipe": "is not a file that can be read",
        Path("/dev/zero"): "is not a file that can be read",
        tmp_path / "a\x00b": "cannot be opened",
        tmp_path / ("x" * 3000): "cannot be opened",
    }
    for path, words in said.items():
        with pytest.raises(NotReadable, match=words):
            read_file(path)


def test_100_megabytes_are_not_even_read(files):
    with files.path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(NotReadable, match="is too large: 5 million bytes are the most for meetings"):
        read_file(files.path)


@pytest.mark.parametrize(
    "things", ["1,", "{},", '"x",', '[[{"a": [1]}]],', '"x": {},'], ids=["numbers", "groups", "texts", "lists", "keys"]
)
def test_a_file_of_nothing_but_things_is_refused_before_it_is_taken_in(files, things):
    raw = b'{"date": "2023-03-21", "title": "Spring", "parts": [],\n"about": [' + things.encode() * 600_000 + b"1]}"
    tracemalloc.start()
    try:
        sentence = files.sentence(raw[:MOST_BYTES])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sentence == "FILE holds more than 10000 things, by line 2: take some of them out."
    assert most < 8 * MOST_BYTES


def test_commas_in_texts_are_not_things(files):
    assert files.read(part(heard=["a, b, " * 300] * 99)).meetings[0].parts[0].heard[98].startswith("a, b, ")


@pytest.mark.parametrize("title", ["\u200b", "\u202e \u200f", "\u00a0", "\ufe0f", "\u0301"], ids=ascii)
def test_a_title_that_no_eye_can_see_is_empty(files, title):
    assert files.sentence(meeting(title=title)) == "In the file, 'title' is empty: write a few words."


def test_the_same_letters_composed_in_another_way_are_the_same_meeting(files):
    one, other = (files.read(meeting(title=title)).meetings[0] for title in ("Caf\u00e9", "Cafe\u0301"))
    assert one == other


def test_a_string_without_an_end_is_read_in_one_go(files):
    assert "is not JSON" in files.sentence(b'"' + b'\\"' * ((MOST_BYTES - 2) // 2))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["date", "title", "parts", "kind", "minutes", "heard", "topics", "asked", "circle", "meetings"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_whatever_stands_in_a_file_is_read_or_refused_in_one_sentence(tmp_path_factory, value):
    files = Files(tmp_path_factory.getbasetemp())
    sentence = "."
    try:
        files.read(value)
    except NotReadable as refused:
        sentence = refused.sentence
    assert sentence.isprintable()
    assert sentence.endswith(".")


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_has_it_is_read_or_refused(tmp_path_factory, raw):
    files = Files(tmp_path_factory.getbasetemp())
    with pytest.raises(NotReadable):
        files.read(raw)
