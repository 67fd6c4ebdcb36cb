"""Reads the file that `load-meeting` takes: one meeting, or a circle's meetings. Knows no database.

Whatever does not fit is one plain sentence that names the place, so that whoever wrote the file can mend it.
"""

import hashlib
import json
import re
import stat
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from handinhand.ground.not_done import NotDone
from handinhand.meetings.choices import PartKind
from handinhand.meetings.places import Spot, is_text, safe, shown
from handinhand.meetings.spaces import LoadedSpace, LoadedUpdate
from handinhand.ui.forms import can_be_seen, plain_text

MOST_BYTES = 5_000_000
MOST_LEVELS = 50
# So that whoever meets while a file is loaded waits a few seconds for it at most.
MOST_THINGS = 10_000
MOST_MEETINGS = 500
MOST_PARTS = 60
MOST_SPACES = 20
MOST_LINES = 100
MOST_MINUTES = 600
TITLE_LETTERS = 200
TEXT_LETTERS = 2000
TOPIC_LETTERS = 80
SPACE_LETTERS = 500
YEARS = range(1900, 2200)
# Brackets, commas, and strings, in which neither counts; the closing mark of a file's last string may be missing.
MARKS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]|,', re.DOTALL)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

FILE_KEYS = ("circle", "meetings", "spaces")
CIRCLE_KEYS = ("name", "works_for")
SPACE_KEYS = ("name", "open_to", "meets", "update")
UPDATE_KEYS = ("title", "learned", "next")
MEETING_KEYS = ("date", "title", "parts", "asked", "answered")
PART_KEYS = ("kind", "title", "minutes", "detail", "heard", "topics", "touches_on")
QUESTION_KEYS = ("title", "detail", "touches_on")


class NotReadable(NotDone):
    """The file cannot be loaded; the sentence says where, and what to write instead."""

    @property
    def sentence(self) -> str:
        """The one sentence."""
        return str(self)


@dataclass(frozen=True)
class LoadedQuestion:
    """One question of a part."""

    title: str
    detail: str
    touches_on: tuple[str, ...]


@dataclass(frozen=True)
class LoadedPart:
    """One part; `minutes` is None where the file does not know them."""

    kind: str
    title: str
    minutes: int | None
    detail: str
    heard: tuple[str, ...]
    questions: tuple[LoadedQuestion, ...]
    touches_on: tuple[str, ...]


@dataclass(frozen=True)
class LoadedAsk:
    """Something the meeting asked for, and the answer, if there is one."""

    words: str
    answer: str | None


@dataclass(frozen=True)
class LoadedMeeting:
    """One meeting. Its digest is the same whenever the same meeting of the same circle is read."""

    day: date
    title: str
    parts: tuple[LoadedPart, ...]
    asked: tuple[LoadedAsk, ...]
    digest: str = ""


@dataclass(frozen=True)
class LoadedFile:
    """All that was read, and the keys that were left for later work."""

    circle: str
    purpose: str
    meetings: tuple[LoadedMeeting, ...]
    left_for_later: list[str]
    spaces: tuple[LoadedSpace, ...] = ()


def read_file(path: str | Path) -> LoadedFile:
    """Read one file whole; raises NotReadable with one plain sentence for whatever does not fit."""
    name = safe(str(path))
    text = _text_of(Path(path), name)
    _check_size(text, name)
    try:
        data: object = json.loads(text, parse_int=_number)
    except json.JSONDecodeError as broken:
        raise NotReadable(
            _("%(file)s is not JSON: look at line %(line)s, near letter %(letter)s.")
            % {"file": name, "line": broken.lineno, "letter": broken.colno}
        ) from broken
    _check_texts(data)
    return _Reading().file(data)


def _text_of(path: Path, name: str) -> str:
    try:
        kept = path.stat()
        if stat.S_ISDIR(kept.st_mode):
            raise NotReadable(_("%(file)s is a folder: name a file in it.") % {"file": name})
        if not stat.S_ISREG(kept.st_mode):
            raise NotReadable(
                _("%(file)s is not a file that can be read: name a file with a meeting.") % {"file": name}
            )
        with path.open("rb") as file:
            raw = b"" if kept.st_size > MOST_BYTES else file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise NotReadable(_("There is no file %(file)s: look at its name and folder.") % {"file": name}) from missing
    except (OSError, ValueError) as closed:
        raise NotReadable(_("%(file)s cannot be opened: look at who may read it.") % {"file": name}) from closed
    if kept.st_size > MOST_BYTES or len(raw) > MOST_BYTES:
        sentence = _("%(file)s is too large: %(most)s million bytes are the most for meetings.")
        raise NotReadable(sentence % {"file": name, "most": MOST_BYTES // 1_000_000})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        sentence = _("%(file)s is not written in UTF-8: look at line %(line)s, and save the file as UTF-8.")
        raise NotReadable(sentence % {"file": name, "line": line}) from broken
    if not text.strip():
        raise NotReadable(_("%(file)s is empty: write a meeting in it.") % {"file": name})
    return text


def _check_size(text: str, name: str) -> None:
    """Stop before the parser does when lists stand in lists without end, or hold things without end."""
    level = things = 0
    for found in MARKS.finditer(text):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        things += found[0] == ","
        if level > MOST_LEVELS:
            sentence = _(
                "%(file)s goes too deep at line %(line)s: there, more than %(most)s brackets are open at once."
            )
            raise NotReadable(sentence % {"file": name, "line": _line(text, found.start()), "most": MOST_LEVELS})
        if things >= MOST_THINGS:
            sentence = _("%(file)s holds more than %(most)s things, by line %(line)s: take some of them out.")
            raise NotReadable(sentence % {"file": name, "line": _line(text, found.start()), "most": MOST_THINGS})


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _number(text: str) -> float:
    """A whole number; one with more digits than any meeting needs only says that it is huge."""
    return int(text) if len(text) <= 15 else float(text)  # noqa: PLR2004


def _check_texts(data: object) -> None:
    """No text anywhere, not even one that is left for later, has signs that no screen shows."""
    waiting: list[tuple[object, Spot]] = [(data, Spot())]
    while waiting:
        value, spot = waiting.pop()
        if isinstance(value, dict):
            waiting += [(key, spot.at(key)) for key in value] + [(value[key], spot.at(key)) for key in value]
        elif isinstance(value, list):
            waiting += [(each, spot.at(place)) for place, each in enumerate(value)]
        elif isinstance(value, str) and not is_text(value):
            raise NotReadable(spot.say(_("has a sign that cannot be shown, such as a NUL character: take it out.")))


def _is_not(spot: Spot, value: object, wanted: str) -> NotReadable:
    return NotReadable(spot.say(_("is %(value)s: write %(wanted)s.") % {"value": shown(value), "wanted": wanted}))


class _Reading:
    """One reading of one file, which remembers the keys it left."""

    def __init__(self) -> None:
        self.left: dict[str, None] = {}

    def file(self, data: object) -> LoadedFile:
        spot = Spot()
        if not isinstance(data, dict):
            sentence = _("The file holds %(value)s: write one meeting as {…}, or a circle and its meetings.")
            raise NotReadable(sentence % {"value": shown(data)})
        if not data.keys() & set(FILE_KEYS):
            meeting = self.meeting(data, spot)
            return LoadedFile(meeting.title, "", (_with_digest(meeting, meeting.title),), list(self.left))
        self.leave(data, FILE_KEYS, _("the file"))
        self.check_there(data, "circle", spot)
        circle = self.group(data["circle"], spot.at("circle"), '{"name": …}')
        self.leave(circle, CIRCLE_KEYS, _("the circle"))
        name = self.text(circle, "name", spot.at("circle"), most=TITLE_LETTERS)
        purpose = self.text(circle, "works_for", spot.at("circle"), most=TEXT_LETTERS, needed=False)
        found = self.items(data, "meetings", spot, most=MOST_MEETINGS, needed=True)
        if not found:
            raise NotReadable(spot.at("meetings").say(_("is empty: write at least one meeting.")))
        meetings = tuple(_with_digest(self.meeting(each, place), name) for each, place in found)
        self.check_once(meetings)
        spaces = tuple(
            _of_digest(self.space(each, place), name)
            for each, place in self.items(data, "spaces", spot, most=MOST_SPACES)
        )
        self.check_named_once(name, spaces, spot.at("spaces"))
        return LoadedFile(name, purpose, meetings, list(self.left), spaces)

    def check_named_once(self, circle: str, spaces: tuple[LoadedSpace, ...], spot: Spot) -> None:
        names = [circle]
        for number, space in enumerate(spaces):
            if space.name in names:
                sentence = _("is a name that stands in the file already: write another one, or take one of them out.")
                raise NotReadable(spot.at(number, "name").say(sentence))
            names.append(space.name)

    def space(self, value: object, spot: Spot) -> LoadedSpace:
        data = self.group(value, spot, '{"name": …, "update": …}')
        self.leave(data, SPACE_KEYS, _("a space"))
        name = self.text(data, "name", spot, most=TITLE_LETTERS)
        open_to, meets = (self.text(data, key, spot, most=SPACE_LETTERS, needed=False) for key in ("open_to", "meets"))
        told = data.get("update")
        update = None if told is None else self.update(told, spot.at("update"))
        return LoadedSpace(name, open_to, meets, update)

    def update(self, value: object, spot: Spot) -> LoadedUpdate:
        data = self.group(value, spot, '{"title": …, "learned": […], "next": …}')
        self.leave(data, UPDATE_KEYS, _("an update"))
        return LoadedUpdate(
            title=self.text(data, "title", spot, most=TITLE_LETTERS),
            learned=self.lines(data, "learned", spot, most=TEXT_LETTERS),
            then=self.text(data, "next", spot, most=TEXT_LETTERS, needed=False),
        )

    def check_once(self, meetings: tuple[LoadedMeeting, ...]) -> None:
        first: dict[str, int] = {}
        for number, meeting in enumerate(meetings, 1):
            if first.setdefault(meeting.digest, number) != number:
                sentence = _("Meeting %(again)s is the same as meeting %(first)s: take one of them out.")
                raise NotReadable(sentence % {"again": number, "first": first[meeting.digest]})

    def meeting(self, value: object, spot: Spot) -> LoadedMeeting:
        data = self.group(value, spot, '{"date": …, "title": …, "parts": […]}')
        self.leave(data, MEETING_KEYS, _("a meeting"))
        parts = self.items(data, "parts", spot, most=MOST_PARTS, needed=True)
        asked = self.items(data, "asked", spot, most=MOST_LINES)
        answered = self.items(data, "answered", spot, most=MOST_LINES)
        return LoadedMeeting(
            day=self.day(data, spot),
            title=self.text(data, "title", spot, most=TITLE_LETTERS),
            parts=tuple(self.part(each, place) for each, place in parts),
            asked=(
                *(self.ask(each, place, "answered", needed=False) for each, place in asked),
                *(self.ask(each, place, "answer", needed=True) for each, place in answered),
            ),
        )

    def part(self, value: object, spot: Spot) -> LoadedPart:
        data = self.group(value, spot, '{"kind": …, "title": …, "minutes": …}')
        self.leave(data, PART_KEYS, _("a part"))
        kind = data.get("kind")
        if not isinstance(kind, str) or kind not in PartKind.values:
            self.check_there(data, "kind", spot)
            raise _is_not(spot.at("kind"), kind, _("one of %(kinds)s") % {"kinds": ", ".join(PartKind.values)})
        return LoadedPart(
            kind=kind,
            title=self.text(data, "title", spot, most=TITLE_LETTERS),
            minutes=self.minutes(data, spot),
            detail=self.text(data, "detail", spot, most=TEXT_LETTERS, needed=False),
            heard=self.lines(data, "heard", spot, most=TEXT_LETTERS),
            questions=tuple(
                self.question(each, place) for each, place in self.items(data, "topics", spot, most=MOST_LINES)
            ),
            touches_on=self.lines(data, "touches_on", spot, most=TOPIC_LETTERS),
        )

    def question(self, value: object, spot: Spot) -> LoadedQuestion:
        data = self.group(value, spot, '{"title": …}')
        self.leave(data, QUESTION_KEYS, _("a topic"))
        return LoadedQuestion(
            title=self.text(data, "title", spot, most=TITLE_LETTERS),
            detail=self.text(data, "detail", spot, most=TEXT_LETTERS, needed=False),
            touches_on=self.lines(data, "touches_on", spot, most=TOPIC_LETTERS),
        )

    def ask(self, value: object, spot: Spot, answer_key: str, *, needed: bool) -> LoadedAsk:
        data = self.group(value, spot, f'{{"words": …, "{answer_key}": …}}')
        self.leave(data, ("words", answer_key), _("what was asked"))
        words = self.text(data, "words", spot, most=TEXT_LETTERS)
        answer = self.text(data, answer_key, spot, most=TEXT_LETTERS, needed=needed)
        return LoadedAsk(words, answer or None)

    def day(self, data: dict[str, object], spot: Spot) -> date:
        self.check_there(data, "date", spot)
        value = data["date"]
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
        except ValueError:
            raise _is_not(spot.at("date"), value, _("a day that exists, such as 2023-03-21")) from None
        if day is None:
            raise _is_not(spot.at("date"), value, _("a day such as 2023-03-21"))
        if day.year not in YEARS:
            years = {"first": YEARS[0], "last": YEARS[-1]}
            raise _is_not(spot.at("date"), value, _("a day from the years %(first)s to %(last)s") % years)
        return day

    def minutes(self, data: dict[str, object], spot: Spot) -> int | None:
        value = data.get("minutes")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_MINUTES:
            wanted = _("a number of minutes from 1 to %(most)s, or null") % {"most": MOST_MINUTES}
            raise _is_not(spot.at("minutes"), value, wanted)
        return value

    def lines(self, data: dict[str, object], key: str, spot: Spot, *, most: int) -> tuple[str, ...]:
        found = self.items(data, key, spot, most=MOST_LINES)
        return tuple(self.checked(each, place, most=most) for each, place in found)

    def text(self, data: dict[str, object], key: str, spot: Spot, *, most: int, needed: bool = True) -> str:
        if not needed and data.get(key) in (None, ""):
            return ""
        self.check_there(data, key, spot)
        return self.checked(data[key], spot.at(key), most=most)

    def checked(self, value: object, spot: Spot, *, most: int) -> str:
        if not isinstance(value, str):
            raise _is_not(spot, value, _("words between quotation marks"))
        text = plain_text(value).strip()
        if not can_be_seen(text):
            raise NotReadable(spot.say(_("is empty: write a few words.")))
        if len(text) > most:
            sentence = _("is %(count)s letters long: write at most %(most)s.") % {"count": len(text), "most": most}
            raise NotReadable(spot.say(sentence))
        if most != TEXT_LETTERS and len(text.splitlines()) > 1:
            raise NotReadable(spot.say(_("goes over several lines: write it on one line.")))
        return text

    def items(
        self, data: dict[str, object], key: str, spot: Spot, *, most: int, needed: bool = False
    ) -> list[tuple[object, Spot]]:
        if needed:
            self.check_there(data, key, spot)
        value = data.get(key)
        if value is None and not needed:
            return []
        if not isinstance(value, list):
            raise _is_not(spot.at(key), value, _("a list, as […]"))
        if len(value) > most:
            sentence = _("is a list of %(count)s: write at most %(most)s.") % {"count": len(value), "most": most}
            raise NotReadable(spot.at(key).say(sentence))
        return [(each, spot.at(key, place)) for place, each in enumerate(value)]

    def group(self, value: object, spot: Spot, wanted: str) -> dict[str, object]:
        if not isinstance(value, dict):
            raise _is_not(spot, value, wanted)
        return value

    def check_there(self, data: dict[str, object], key: str, spot: Spot) -> None:
        if key not in data:
            raise NotReadable(spot.at(key).say(_("is missing: write it.")))

    def leave(self, data: dict[str, object], known: tuple[str, ...], where: str) -> None:
        for key in data:
            if key not in known:
                self.left[_("'%(key)s' of %(where)s") % {"key": safe(key), "where": where}] = None


def _with_digest(meeting: LoadedMeeting, circle: str) -> LoadedMeeting:
    return replace(meeting, digest=_digest(meeting, circle))


def _of_digest(space: LoadedSpace, circle: str) -> LoadedSpace:
    return replace(space, digest=_digest(space, circle))


def _digest(thing: LoadedMeeting | LoadedSpace, circle: str) -> str:
    content = json.dumps([circle, asdict(thing)], sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()
