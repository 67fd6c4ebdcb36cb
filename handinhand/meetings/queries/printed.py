"""A plan on paper: one A4 page with two slips. What does not fit falls away, the smallest things first, and says so."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from handinhand.meetings import times
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.lent import lent
from handinhand.meetings.queries.plans import Step, steps, when
from handinhand.meetings.queries.roles import holders
from handinhand.topics.queries import NOBODY
from handinhand.ui.apart import apart, in_a_row

# What fits above the two slips, counted narrowly: lines of the smallest letters, and how many letters a line takes.
LINES, LETTERS = 29, 84
# A name is never longer; a place or a question that is, ends with dots on paper.
SHORT = 200


class Weight(IntEnum):
    """How early something falls away when a plan is long: the highest first; what is needed never does."""

    NEEDED = 0
    HOLDERS = 1
    TOPICS = 2
    QUESTIONS = 3
    WHY = 4
    DETAILS = 5


@dataclass(frozen=True)
class OnPaper:
    """One part on paper."""

    title: str
    length: str
    detail: str
    questions: list[str]
    topics: str
    is_chosen: bool = False

    @property
    def is_read_later(self) -> bool:
        """Whether what it is about stands at the end, for everybody alike: it touches on something."""
        return bool(self.topics) and bool(self.detail or self.questions)


@dataclass(frozen=True)
class Printed:
    """A plan as it is printed; `more` parts had no room, and `left_out` says what else had none."""

    when: str
    place: str
    why: str
    opening_question: str
    holders: list[str]
    parts: list[OnPaper]
    more: int
    left_out: list[str]

    @property
    def later(self) -> list[OnPaper]:
        """The parts of which what they are about stands at the end, so that whoever holds the paper can choose."""
        return [part for part in self.parts if part.is_read_later]

    @property
    def is_folded(self) -> bool:
        """Whether that stands folded on the screen of whoever looks. Paper has no fold, and is the same for all."""
        return any(part.is_chosen for part in self.later)


def printed_for(*, meeting: Meeting, large: bool, person: int = NOBODY) -> Printed:
    """The plan of a meeting: all of it in large print, which takes as many pages as it needs, else as much as fits."""
    shown = steps(meeting, person=person)
    for most in sorted(Weight, reverse=True):
        paper = _printed(meeting, shown, most)
        if large or _lines(meeting, paper) <= LINES:
            return paper
    while _lines(meeting, paper) > LINES and paper.parts:
        paper = _printed(meeting, shown, Weight.NEEDED, parts=len(paper.parts) - 1)
    return paper


def _printed(meeting: Meeting, shown: Sequence[Step], most: Weight, *, parts: int | None = None) -> Printed:
    """The plan with everything up to a weight, and the first so many parts."""
    whole = most == max(Weight)
    standing = [_part(step, most) for step in shown[:parts]]
    return Printed(
        when=when(meeting, sum(step.part.minutes for step in shown)),
        place=meeting.place if whole else Truncator(meeting.place).chars(SHORT),
        why=meeting.why if most >= Weight.WHY else "",
        opening_question=meeting.opening_question if whole else Truncator(meeting.opening_question).chars(SHORT),
        holders=_holders(meeting) if most >= Weight.HOLDERS else [],
        parts=standing,
        more=len(shown) - len(standing),
        left_out=_left_out(meeting, shown, most),
    )


def _holders(meeting: Meeting) -> list[str]:
    """Who holds what, the same for everybody: names, where somebody said "I will"."""
    held = [f"{role.label}: {apart(each.name)}" for role, each in holders(meeting).items()]
    return held + [f"{apart(each.title)}: {apart(each.who.name)}" for each in lent(meeting)]


def _part(step: Step, most: Weight) -> OnPaper:
    touched = [*step.topics, *(topic for _question, topics in step.questions for topic in topics)]
    return OnPaper(
        title=step.part.title,
        length=times.say_minutes(step.part.minutes),
        detail=step.part.detail if most >= Weight.DETAILS else "",
        questions=[question.title for question, _topics in step.questions] if most >= Weight.QUESTIONS else [],
        topics=in_a_row(dict.fromkeys(touched)) if touched and most >= Weight.TOPICS else "",
        is_chosen=step.is_chosen,
    )


def _left_out(meeting: Meeting, shown: Sequence[Step], most: Weight) -> list[str]:
    """What there is and had no room."""
    there = {
        Weight.DETAILS: any(step.part.detail for step in shown),
        Weight.WHY: bool(meeting.why),
        Weight.QUESTIONS: any(step.questions for step in shown),
        Weight.TOPICS: any(step.touches for step in shown),
        Weight.HOLDERS: bool(_holders(meeting)),
    }
    names = {
        Weight.DETAILS: _("what is written below the parts"),
        Weight.WHY: _("why we meet"),
        Weight.QUESTIONS: _("the questions"),
        Weight.TOPICS: _("what the parts touch on"),
        Weight.HOLDERS: _("who holds what"),
    }
    return [names[weight] for weight, is_there in there.items() if weight > most and is_there]


def _lines(meeting: Meeting, paper: Printed) -> int:
    """How many lines a plan takes, at the most. The title's letters are larger."""
    link = f"{_('Join by video or phone')}: {meeting.link}" if meeting.link else ""
    texts = [meeting.title * 2, paper.when, paper.place, link, paper.why, paper.opening_question]
    texts.append(" · ".join(paper.holders))
    texts += [_("What these parts are about, to read if you like:")] if paper.later else []
    for part in paper.parts:
        texts += [part.title] if part.is_read_later else []
        texts += [f"{part.title} {part.length} {part.topics}", part.detail, *part.questions]
    said = [in_a_row(paper.left_out) + "  " * LETTERS] if paper.left_out or paper.more else []
    return sum(map(_lines_of, [*texts, *said]))


def _lines_of(text: str) -> int:
    return sum(1 + int(_width(line) / LETTERS) for line in text.splitlines()) if text else 0


def _width(line: Iterable[str]) -> float:
    """How wide a line is, in letters: capitals and signs of some scripts take more room."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1.5 if sign.isupper() else 1 for sign in line)
