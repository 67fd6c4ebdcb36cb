"""The list of a circle's meetings: those ahead, and those that have been, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import A_PAGE, OVER_AFTER, answer_label, readable_to, with_my_answer


@dataclass(frozen=True)
class Listed:
    """A meeting in a list, and what the viewer answered."""

    meeting: Meeting
    when: str
    answer: str
    is_over: bool


@dataclass(frozen=True)
class Meetings:
    """The meetings of a circle, for one viewer. `earlier` is the page of older ones, if there are more."""

    coming: list[Listed]
    planned: list[Listed]
    been: list[Listed]
    earlier: int | None


def _listed(meeting: Meeting, zone: str, now: datetime) -> Listed:
    is_over = meeting.state in {MeetingState.CLOSED, MeetingState.CALLED_OFF} or (
        meeting.state == MeetingState.INVITED and meeting.starts_at < now - OVER_AFTER
    )
    label = answer_label(meeting.my_answer)  # type: ignore[attr-defined]
    return Listed(meeting, times.say_start(meeting.starts_at, zone), label, is_over)


def meetings(*, viewer: Member, now: datetime, page: int = 1) -> Meetings:
    """The circle's meetings: coming, being planned by the viewer, and those that have been, newest first."""
    zone = viewer.circle.time_zone
    whose = {"person": viewer.person_id, "member": viewer.pk, "circle": viewer.circle_id}
    since, start = now - OVER_AFTER, (page - 1) * A_PAGE
    ahead = [_listed(each, zone, now) for each in _still_ahead.rows(**whose, since=since)]
    if start:
        behind = list(_all_behind(**whose, since=since)[start : start + A_PAGE + 1])
    else:
        behind = _newest_behind.rows(**whose, since=since)
    return Meetings(
        coming=[each for each in ahead if each.meeting.state != MeetingState.DRAFT],
        planned=[each for each in ahead if each.meeting.state == MeetingState.DRAFT],
        been=[_listed(each, zone, now) for each in behind[:A_PAGE]],
        earlier=page + 1 if len(behind) > A_PAGE else None,
    )


def _been(since: datetime) -> Q:
    over = Q(state__in=[MeetingState.CLOSED, MeetingState.CALLED_OFF])
    return over | Q(state=MeetingState.INVITED, starts_at__lt=since)


@Prepared
def _still_ahead(person: int, member: int, circle: int, since: datetime) -> QuerySet[Meeting]:
    found = with_my_answer(readable_to(member, circle), person)
    return found.exclude(_been(since)).order_by("starts_at", "pk")


def _all_behind(person: int, member: int, circle: int, since: datetime) -> QuerySet[Meeting]:
    found = with_my_answer(readable_to(member, circle), person)
    return found.filter(_been(since)).order_by("-starts_at", "-pk")


@Prepared
def _newest_behind(person: int, member: int, circle: int, since: datetime) -> QuerySet[Meeting]:
    return _all_behind(person, member, circle, since)[: A_PAGE + 1]
