"""Reads of what happened between us in a meeting, as one sentence, one small picture, and the same as a table."""

from dataclasses import dataclass

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.meetings.choices import Came, HowEven, MeetingState
from handinhand.meetings.models import Between, Meeting, TalkQuestions
from handinhand.meetings.queries.meetings import NoSuchMeeting

EARLIER_SHOWN = 20
WIDE, WATER_TALL, ROW_TALL, ARROW_FROM, ARROW_TO = 320, 72, 40, 220, 300
# One drawing of water for each step: the same in every meeting, so that nobody is in it.
WATER = {
    HowEven.EVEN: "M8 44q19-24 38 0t38 0 38 0 38 0 38 0 38 0 38 0 38 0",
    HowEven.SOMEWHAT: "M8 44C27 44 27 18 46 18S65 52 84 52 103 36 122 36 141 50 160 50"
    "S179 16 198 16 217 54 236 54 255 34 274 34 293 46 312 46",
    HowEven.FEW: "M8 52q38-6 76 0q20 6 38-12q38-64 76 0q18 18 38 12q38-6 76 0",
}


@dataclass(frozen=True)
class WayDrawn:
    """One way that words came, and its arrow to a decision."""

    label: str
    top: int


@dataclass(frozen=True)
class Picture:
    """The picture: its size, what it says to whoever hears it, water for one step, and the ways that led on."""

    wide: int
    tall: int
    says: str
    water: str
    ways: list[WayDrawn]
    label_x: int
    arrow: str


@dataclass(frozen=True)
class BetweenUs:
    """What a circle reads after a meeting: the same for every member."""

    evenly: str
    ways: list[str]
    picture: Picture | None
    questions: list[str]
    own: TalkQuestions | None


def between_us(*, viewer: Member, meeting: Meeting) -> BetweenUs:
    """What happened between us in a meeting that has been; raises NoSuchMeeting for any other. Two queries."""
    if meeting.state != MeetingState.CLOSED:
        raise NoSuchMeeting
    kept = Between.objects.filter(meeting=meeting).first()
    step = HowEven(kept.how_even) if kept is not None and kept.how_even else None
    ways = [str(way.label) for way in Came if kept is not None and getattr(kept, f"{way}_led")]
    own = own_questions(viewer)
    return BetweenUs(
        evenly=str(step.label) if step is not None else "",
        ways=ways,
        picture=_picture(step, ways) if step is not None or ways else None,
        questions=questions_of(own),
        own=own,
    )


def default_questions() -> list[str]:
    """The two questions until a circle has its own."""
    return [_("What helped us to hear each other?"), _("What would make it easier to say something next time?")]


def own_questions(viewer: Member) -> TalkQuestions | None:
    """The circle's own questions, as they are now."""
    return TalkQuestions.objects.filter(circle=viewer.circle_id).order_by("-number").first()


def earlier_questions(viewer: Member) -> list[TalkQuestions]:
    """What the questions were before they were changed: the newest first."""
    found = TalkQuestions.objects.filter(circle=viewer.circle_id).select_related("by").order_by("-number")
    return list(found[1 : 1 + EARLIER_SHOWN])


def questions_of(kept: TalkQuestions | None) -> list[str]:
    """Both questions; where the circle wrote none of its own, ours."""
    own = [kept.first, kept.second] if kept is not None else ["", ""]
    return [mine or ours for mine, ours in zip(own, default_questions(), strict=True)]


def _picture(step: HowEven | None, ways: list[str]) -> Picture:
    """The picture shows what the sentence says, and nothing that it does not."""
    turned = get_language_bidi()
    begins = WATER_TALL if step is not None else 0
    said = [str(step.label)] if step is not None else []
    said += [_("%(way)s: it led to a decision.") % {"way": way} for way in ways]
    start, end = (WIDE - ARROW_FROM, WIDE - ARROW_TO) if turned else (ARROW_FROM, ARROW_TO)
    back = 8 if turned else -8
    return Picture(
        wide=WIDE,
        tall=begins + ROW_TALL * len(ways),
        says=" ".join(said),
        water=WATER[step] if step is not None else "",
        ways=[WayDrawn(way, begins + ROW_TALL * number) for number, way in enumerate(ways)],
        label_x=WIDE if turned else 0,
        arrow=f"M{start} 20H{end}M{end + back} 12L{end} 20L{end + back} 28",
    )
