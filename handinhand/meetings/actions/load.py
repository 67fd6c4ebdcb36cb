"""Makes circles, meetings, words and promises of a file that was read; nobody is invented for a real meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from handinhand.circles.actions import DEFAULT_LIMITS, begin_circle, make_invitation
from handinhand.circles.models import Invitation, Member
from handinhand.fairness.pacing import Finding, PlannedPart, propose, read, total_minutes
from handinhand.ground.models import Circle
from handinhand.links.actions import LoadedLink, load_linked
from handinhand.live.actions import tell
from handinhand.meetings.choices import MeetingState, PartKind, Wider
from handinhand.meetings.models import Meeting, Part, PartQuestion, Said
from handinhand.meetings.reading import LoadedAsk, LoadedFile, LoadedMeeting, LoadedPart
from handinhand.meetings.spaces import LoadedSpace
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.words.actions import make_scope, topic, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope
from handinhand.words.queries import circle_scope

ZONE = "Europe/London"
# A file says on which day a meeting is, not when: our own guess, which a planner can change.
START = time(10)


Proposed = Literal["", "minutes", "part"]


@dataclass(frozen=True)
class LoadResult:
    """What became of one meeting of the file, and what of each part of its plan was proposed.

    A meeting that was changed in the file is another one than that which was loaded before: `has_twin` says so.
    """

    circle: Circle
    meeting: Meeting
    is_new: bool
    has_twin: bool
    plan: list[PlannedPart]
    proposed: list[Proposed]
    findings: list[Finding]
    token: str | None
    spaces: list["SpaceResult"]


@dataclass(frozen=True)
class SpaceResult:
    """What became of a circle of its own that the file tells of, and the token of a way into it."""

    circle: Circle
    is_new: bool
    token: str | None


def changes_what_is_somebodys(results: Sequence[LoadResult]) -> bool:
    """Whether a file added something to a circle in which somebody is, or was: what is new there is theirs to set."""
    there: list[LoadResult | SpaceResult] = [*results, *(space for each in results for space in each.spaces)]
    is_new = any(each.is_new for each in there)
    circles = {each.circle.pk for each in there}
    return is_new and Member.objects.filter(circle__in=circles).exists()


def load(*, loaded: LoadedFile, now: datetime, start: time = START) -> list[LoadResult]:
    """Load the whole file or nothing of it; what was loaded before stays as it is. New meetings begin at `start`."""
    try:
        return _load(loaded=loaded, now=now, start=start)
    except IntegrityError:
        # Another process loaded the same file in this very moment: now it is all there.
        return _load(loaded=loaded, now=now, start=start)


@transaction.atomic
def _load(*, loaded: LoadedFile, now: datetime, start: time) -> list[LoadResult]:
    field = Meeting._meta.get_field("loaded_lookup")
    found_by = [field.fingerprint(each.digest) for each in loaded.meetings]
    before = {
        each.loaded_from: each
        for each in Meeting.objects.filter(loaded_lookup__in=found_by).select_related("circle").order_by("pk")
    }
    if before:
        circle = next(iter(before.values())).circle
    else:
        limits = str(DEFAULT_LIMITS)
        circle = begin_circle(name=loaded.circle, purpose=loaded.purpose, limits=limits, time_zone=ZONE, now=now)
    scope = circle_scope(circle)
    meetings = [
        before.get(each.digest) or _meeting(each, scope=scope, now=now, start=start) for each in loaded.meetings
    ]
    token = _way_in(circle, now=now)
    if len(before) < len(meetings):
        tell(channel=scope.public_id)
    spaces = [_space(each, circle, now=now) for each in loaded.spaces]
    return [
        _result(each, meeting, is_new=each.digest not in before, token=token, spaces=spaces)
        for each, meeting in zip(loaded.meetings, meetings, strict=True)
    ]


def _space(space: LoadedSpace, circle: Circle, *, now: datetime) -> SpaceResult:
    """A circle of its own, linked with the file's, and what it told: in the file's words, which are nobody's."""
    update = space.update
    said = [] if update is None else [update.title, *(f"• {each}" for each in update.learned)]
    if update is not None and update.then:
        said.append(gettext("Next: %(next)s") % {"next": update.then})
    found: LoadedLink = load_linked(
        circle=circle,
        name=space.name,
        purpose=" ".join(_purpose(space)),
        limits=str(DEFAULT_LIMITS),
        update="\n".join(said),
        digest=space.digest,
        now=now,
    )
    return SpaceResult(found.circle, found.is_new, _way_in(found.circle, now=now))


def _purpose(space: LoadedSpace) -> Iterator[str]:
    if space.open_to:
        yield gettext("Open to %(people)s.") % {"people": space.open_to}
    if space.meets:
        yield gettext("It meets %(when)s.") % {"when": space.meets}


def _result(
    loaded: LoadedMeeting, meeting: Meeting, *, is_new: bool, token: str | None, spaces: list[SpaceResult]
) -> LoadResult:
    plan = _plan(loaded)
    proposed = [_proposed(source) for _, source in _with_sources(plan, loaded.parts)]
    has_twin = is_new and _has_twin(meeting)
    return LoadResult(meeting.circle, meeting, is_new, has_twin, plan, proposed, read(plan), token, spaces)


def _has_twin(meeting: Meeting) -> bool:
    """Whether the circle has another meeting of this name on this day."""
    others = Meeting.objects.filter(circle=meeting.circle, starts_at=meeting.starts_at).exclude(pk=meeting.pk)
    return any(each.title == meeting.title for each in others)


def _proposed(source: LoadedPart | None) -> Proposed:
    if source is None:
        return "part"
    return "minutes" if source.minutes is None else ""


def _way_in(circle: Circle, *, now: datetime) -> str | None:
    """The token of a way in that still stands, or of a new one; where somebody is already, inviting is up to them."""
    if Member.objects.filter(circle=circle).exists():
        return None
    standing = Invitation.objects.filter(circle=circle, by=None, withdrawn_at=None, ends_at__gt=now)
    invitation = standing.order_by("-ends_at").first()
    token: str = (invitation or make_invitation(circle=circle, by=None, now=now)).token
    return token


def _plan(loaded: LoadedMeeting) -> list[PlannedPart]:
    """The plan as the file has it; where it does not know the minutes, they and the breaks are proposed."""
    parts = [PlannedPart(kind=part.kind, minutes=part.minutes, title=part.title) for part in loaded.parts]
    knows_minutes = parts and all(part.minutes is not None for part in parts)
    return parts if knows_minutes else propose(parts)


def _with_sources(
    plan: Sequence[PlannedPart], parts: Sequence[LoadedPart]
) -> Iterator[tuple[PlannedPart, LoadedPart | None]]:
    """Each part of a plan with the part of the file it comes from, or None for one that was proposed."""
    waiting = list(parts)
    for planned in plan:
        comes_from_file = waiting and (planned.kind, planned.title) == (waiting[0].kind, waiting[0].title)
        yield planned, waiting.pop(0) if comes_from_file else None


def _meeting(loaded: LoadedMeeting, *, scope: Scope, now: datetime, start: time) -> Meeting:
    """One meeting: held, if its day has been; else a plan that everyone is invited to."""
    circle, plan = scope.circle, _plan(loaded)
    starts_at = datetime.combine(loaded.day, start, tzinfo=ZoneInfo(circle.time_zone)).astimezone(UTC)
    was_held = loaded.day < now.astimezone(ZoneInfo(circle.time_zone)).date()
    meeting = Meeting.objects.create(
        circle=circle,
        scope=make_scope(circle=circle, kind=ScopeKind.MEETING),
        title=loaded.title,
        why="",
        place="",
        opening_question="",
        starts_at=starts_at,
        state=MeetingState.CLOSED if was_held else MeetingState.INVITED,
        invited_at=None if was_held else now,
        opened_at=starts_at if was_held else None,
        closed_at=min(starts_at + timedelta(minutes=total_minutes(plan)), now) if was_held else None,
        loaded_from=loaded.digest,
    )
    for position, (planned, source) in enumerate(_with_sources(plan, loaded.parts)):
        _part(planned, source, meeting=meeting, position=position, scope=scope, now=now)
    for ask in loaded.asked:
        _promise(ask, meeting=meeting, scope=scope, now=now)
    return meeting


def _part(
    planned: PlannedPart, source: LoadedPart | None, *, meeting: Meeting, position: int, scope: Scope, now: datetime
) -> None:
    part = Part.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        position=position,
        kind=planned.kind,
        title=gettext(planned.title) if source is None else source.title,
        detail="" if source is None else source.detail,
        minutes=total_minutes([planned]),
        ideas_opened_at=meeting.opened_at if planned.kind == PartKind.IDEAS else None,
    )
    if source is None:
        return
    part.topics.set(topic(circle=meeting.circle, name=name) for name in source.touches_on)
    for place, asked in enumerate(source.questions):
        question = PartQuestion.objects.create(
            circle=meeting.circle, part=part, position=place, title=asked.title, detail=asked.detail
        )
        question.topics.set(topic(circle=meeting.circle, name=name) for name in asked.touches_on)
    for body in source.heard:
        said_at = meeting.opened_at or now
        words = write(circle=meeting.circle, scope=scope, by=None, body=body, state=State.SHARED, now=said_at)
        Said.objects.create(circle=meeting.circle, meeting=meeting, part=part, words=words, wider=Wider.YES)


def _promise(ask: LoadedAsk, *, meeting: Meeting, scope: Scope, now: datetime) -> None:
    """What the meeting asked for, which nobody has taken on yet, and the answer, where there is one."""
    made_at = meeting.opened_at or now
    words = write(circle=meeting.circle, scope=scope, by=None, body=ask.words, state=State.SHARED, now=made_at)
    Promise.objects.create(
        circle=meeting.circle,
        scope=scope,
        words=words,
        made_at=made_at,
        answer_kind="" if ask.answer is None else AnswerKind.DONE,
        answer=ask.answer,
        answered_at=None if ask.answer is None else meeting.closed_at or now,
    )
