"""A break, as everybody in the room sees it: in words, without a name and without a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.fairness.small_numbers import ENOUGH
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, Back, Meeting, Pause
from handinhand.meetings.queries.roles import reads_for_care
from handinhand.meetings.queries.together import Together

# Whoever is back themselves still cannot tell who the others are.
FEWEST_BACK = 3


@dataclass(frozen=True)
class PauseSeen:
    """A break, or the wish for one, for one person in the room. `back` is "", "some" or "most".

    `told` is for whoever was told alone: who needs a break, without a name where they chose not to see whose.
    """

    is_on: bool
    is_wanted: bool
    is_asked: bool
    is_longer: bool
    minutes: int
    am_back: bool
    back: str
    told: list[str]


def is_break(meeting: Meeting, pause: Pause | None) -> bool:
    """Whether this is a break: a planned one, or one that began in the middle of a part."""
    planned = meeting.current is not None and meeting.current.kind == PartKind.BREAK
    return planned or (pause is not None and pause.is_on)


def pause_seen(*, viewer: Member, meeting: Meeting, here: Sequence[Together]) -> PauseSeen | None:
    """What there is to say of a break; nothing while there is none and nobody wishes for one."""
    still = meeting.holder_id == viewer.pk or reads_for_care(meeting, viewer)
    told = [each for each in here if each.has_told and still]
    return _seen(
        meeting,
        back=_in_words([each.is_back for each in here if each.came_in]),
        am_back=any(each.is_back for each in here if each.member.pk == viewer.pk),
        told=["" if each.is_unseen else each.member.name for each in told],
    )


def pause_on_phone(meeting: Meeting) -> PauseSeen | None:
    """A break as the room's phone shows it: what everybody may see, and nothing of anybody on it."""
    pause: Pause | None = getattr(meeting, "pause", None)
    return _seen(meeting, back=how_many_back(meeting) if is_break(meeting, pause) else "", am_back=False, told=[])


def _seen(meeting: Meeting, *, back: str, am_back: bool, told: list[str]) -> PauseSeen | None:
    pause: Pause | None = getattr(meeting, "pause", None)
    on = is_break(meeting, pause)
    wanted = pause is not None and pause.is_wanted
    # That somebody else was told something is nothing at all, down to the last blank of the page.
    if not (on or wanted or told):
        return None
    planned = meeting.current.minutes if meeting.current is not None else 0
    return PauseSeen(
        is_on=on,
        is_wanted=wanted,
        is_asked=pause is not None and pause.is_asked,
        is_longer=pause is not None and pause.is_longer,
        minutes=pause.minutes if pause is not None and pause.is_on else planned,
        am_back=am_back,
        back=back if on else "",
        told=told,
    )


def how_many_back(meeting: Meeting) -> str:
    """Whether some of us or most of us are back, where that singles nobody out."""
    return _in_words([each.is_back for each in _back.rows(meeting=meeting.pk)])  # type: ignore[attr-defined]


def _in_words(here: list[bool]) -> str:
    back = sum(here)
    # With fewer in the room, "some of us are back" would say who.
    if len(here) < ENOUGH or back < FEWEST_BACK:
        return ""
    return "most" if 2 * back > len(here) else "some"


@Prepared
def _back(meeting: int) -> QuerySet[Attendance]:
    """Who came in and is in the circle now, each with whether they said that they are back."""
    came = Attendance.objects.filter(is_over("member__held_until"), meeting=meeting, member__left_at__isnull=True)
    said = Back.objects.filter(meeting=OuterRef("meeting"), member=OuterRef("member"))
    return came.annotate(is_back=Exists(said)).order_by("pk")
