"""What happened in somebody's circles while they rested: plain lines, the newest first, and no number of anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.ground.models import Person
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.people.models import Rest
from handinhand.promises.queries import came_of
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, in_sight, note_on

MOST_LINES = 10


@dataclass(frozen=True)
class Line:
    """One thing that happened, and where it stands."""

    at: datetime
    says: str
    text: str
    circle_name: str
    address: str
    note: Note | None = None


@dataclass(frozen=True)
class Meanwhile:
    """A rest that is over, and what happened in it; no rest where there was none."""

    rest: Rest | None
    lines: list[Line]


def meanwhile(*, person: Person, now: datetime) -> Meanwhile:
    """What happened while somebody last rested."""
    rest = Rest.objects.filter(person=person, ends_at__lte=now).order_by("-ends_at", "-pk").first()
    if rest is None or rest.ends_at is None:
        return Meanwhile(None, [])
    here = Member.objects.filter(person=person, left_at__isnull=True).values_list("circle", flat=True)
    between = (rest.begins_at, rest.ends_at)
    happened = [*_decided(person, here, between), *_held(here, between), *_answered(person, between)]
    return Meanwhile(rest, sorted(happened, key=lambda each: each.at, reverse=True)[:MOST_LINES])


def _decided(person: Person, circles: Iterable[int], between: tuple[datetime, datetime]) -> list[Line]:
    decided = Proposal.objects.filter(circle__in=circles, state=ProposalState.ADOPTED, adopted_at__range=between)
    sight = in_sight(person.pk, "adopted_text_covered_until")
    decided = decided.annotate(in_sight=sight, is_chosen=chosen_in_note(person)).select_related("circle", OF_WORDS)
    return [
        Line(
            at=each.adopted_at,
            says=_("This was decided."),
            text=each.adopted_text or "",
            circle_name=each.circle.name,
            address=reverse("decisions:proposal", args=[each.circle.public_id, each.public_id]),
            note=note_on(each.words, person=person.pk, is_chosen=each.is_chosen) if each.in_sight else None,
        )
        for each in decided.order_by("-adopted_at", "-pk")[:MOST_LINES]
        if each.adopted_at is not None
    ]


def _held(circles: Iterable[int], between: tuple[datetime, datetime]) -> list[Line]:
    held = Meeting.objects.filter(circle__in=circles, state=MeetingState.CLOSED, closed_at__range=between)
    return [
        Line(
            at=each.closed_at,
            says=_("There was a meeting."),
            text=each.title,
            circle_name=each.circle.name,
            address=reverse("meetings:summary", args=[each.circle.public_id, each.public_id]),
        )
        for each in held.select_related("circle").order_by("-closed_at", "-pk")[:MOST_LINES]
        if each.closed_at is not None
    ]


def _answered(person: Person, between: tuple[datetime, datetime]) -> list[Line]:
    since, until = between
    return [
        Line(
            at=each.answered_at,
            says=each.answer_sentence,
            text=each.text,
            circle_name=each.circle_name,
            address=reverse("promises:promise", args=[each.circle_id, each.public_id]),
            note=each.note,
        )
        for each in came_of(person=person, since=since, now=until)
        if each.answered_at is not None and each.answered_at <= until
    ][:MOST_LINES]
