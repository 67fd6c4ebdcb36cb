"""Reads of being beside each other: what somebody said, for themselves; whom they read of; and who may be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from handinhand.beside.choices import Says, Stands
from handinhand.beside.models import Beside, SaidBeside
from handinhand.beside.rules import LOOKED_FOR_BEFORE, IsOver, is_ahead
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Answer, Meeting
from handinhand.meetings.queries.plans import OVER_AFTER, readable
from handinhand.people.queries.energy import rests_at, rests_now

MOST_SHOWN = 8
LIVE = [Stands.ASKED, Stands.YES]
TO_READ = ("meeting", "whose", "member__person", "ask")


@dataclass(frozen=True)
class Coming:
    """A meeting ahead, as one member sees it: what they said for it, and who will be beside them."""

    meeting: Meeting
    when: str
    would_like: bool
    would_sit: bool
    companion: Member | None


@dataclass(frozen=True)
class Asked:
    """That a member is asked to be beside somebody, or said that they will."""

    beside: Beside
    when: str

    @property
    def is_yes(self) -> bool:
        """Whether they said yes."""
        return self.beside.stands == Stands.YES


@dataclass(frozen=True)
class Mine:
    """Everything of being beside each other that one member sees."""

    coming: list[Coming]
    asked: list[Asked]
    always_like: bool
    always_sit: bool


def mine(*, viewer: Member, now: datetime) -> Mine:
    """What a member sees, in three queries."""
    since = now - OVER_AFTER
    meetings = _soonest.rows(circle=viewer.circle_id, since=since)
    own = _said_by.rows(member=viewer.pk, since=viewer.joined_at)
    found = _with_either.rows(circle=viewer.circle_id, member=viewer.pk, since=since)
    with_me = {
        each.meeting_id: each.member for each in found if each.whose_id == viewer.pk and each.stands == Stands.YES
    }
    zone = viewer.circle.time_zone
    coming = [
        Coming(
            each,
            times.say_start(each.starts_at, zone),
            says(own, Says.WOULD_LIKE, each),
            says(own, Says.WOULD_SIT, each),
            with_me.get(each.pk),
        )
        for each in meetings
    ]
    asked = [
        Asked(each, times.say_start(each.meeting.starts_at, zone))
        for each in found
        if each.member_id == viewer.pk and (each.stands == Stands.YES or each.ask.ends_at > now)
    ]
    for_all = {each.says for each in own if each.meeting_id is None}
    return Mine(coming, asked, Says.WOULD_LIKE in for_all, Says.WOULD_SIT in for_all)


@Prepared
def _soonest(circle: int, since: datetime) -> QuerySet[Meeting]:
    return _not_over(circle, since)[:MOST_SHOWN]


@Prepared
def _said_by(member: int, since: datetime) -> QuerySet[SaidBeside]:
    return SaidBeside.objects.filter(member=member, said_at__gte=since)


@Prepared
def _with_either(circle: int, member: int, since: datetime) -> QuerySet[Beside]:
    both = standing().filter(Q(whose=member) | Q(member=member), meeting__in=_not_over(circle, since))
    return both.select_related(*TO_READ).order_by("meeting__starts_at", "pk")[: 4 * MOST_SHOWN]


def says(said: Iterable[SaidBeside], what: Says, meeting: Meeting) -> bool:
    """What somebody says for a meeting, of what they said: for this one first, and then for all."""
    of_it = [each for each in said if each.says == what and each.meeting_id in {meeting.pk, None}]
    return any(each.is_yes for each in sorted(of_it, key=lambda each: each.meeting_id is None)[:1])


def ahead(circle: int, *, now: datetime) -> QuerySet[Meeting]:
    """The meetings of a circle in which somebody can still be beside somebody, the soonest first."""
    return _not_over(circle, now - OVER_AFTER)


def _not_over(circle: int, since: datetime) -> QuerySet[Meeting]:
    coming = Q(state=MeetingState.OPEN) | Q(state=MeetingState.INVITED, starts_at__gte=since)
    return Meeting.objects.filter(coming, circle=circle).order_by("starts_at", "pk")


def looked_after(circle: int, *, now: datetime) -> QuerySet[Meeting]:
    """Those of them that are near, or for which somebody said or was asked something."""
    said, asked = SaidBeside.objects.filter(meeting=OuterRef("pk")), Beside.objects.filter(meeting=OuterRef("pk"))
    return ahead(circle, now=now).filter(Q(starts_at__lte=now + LOOKED_FOR_BEFORE) | Exists(said) | Exists(asked))


def meeting_ahead(*, viewer: Member, meeting_id: str, now: datetime) -> Meeting:
    """One of them; raises IsOver for one that has been or is called off, and NotHere for any other."""
    of_circle = readable(viewer).exclude(state=MeetingState.DRAFT)
    found = of_circle.filter(public_id=meeting_id).first()
    if found is None:
        raise NotHere
    if not is_ahead(found, now=now):
        raise IsOver
    found.circle = viewer.circle
    return found


def standing() -> QuerySet[Beside]:
    """Who is asked, or said yes, of two who are both here since, neither resting when it is, nor held."""
    not_held = is_over("whose__held_until") & is_over("member__held_until")
    here = Beside.objects.filter(
        not_held,
        stands__in=LIVE,
        whose__left_at__isnull=True,
        member__left_at__isnull=True,
        whose__joined_at__lte=F("ask__asked_at"),
        member__joined_at__lte=F("ask__asked_at"),
    )
    rests = rests_at("member__person", "meeting__starts_at")
    matters_now = Q(stands=Stands.ASKED) | Q(meeting__state=MeetingState.OPEN)
    stays_away = Answer.objects.filter(meeting=OuterRef("meeting"), kind=AnswerKind.NOT_THIS_TIME)
    away = Q(Exists(stays_away.filter(member=OuterRef("member")))) | Q(
        Exists(stays_away.filter(member=OuterRef("whose")))
    )
    return here.filter(~rests).exclude(matters_now & Q(rests_now("member__person"))).exclude(away)


def beside_of(*, viewer: Member, beside_id: str) -> Beside:
    """An ask to be beside somebody, for whoever is asked; raises NotHere for anybody else, and IsOver once it went."""
    found = Beside.objects.filter(public_id=beside_id).select_related(*TO_READ, "meeting__circle").first()
    if found is None and is_public_id(beside_id):
        raise IsOver
    if found is None or found.member_id != viewer.pk:
        raise NotHere
    return found


@dataclass(frozen=True)
class Sides:
    """Who would like somebody beside them in a meeting, and who would sit beside somebody. For draws alone."""

    would_like: list[Member]
    would_sit: list[Member]
    like_for_all: set[int]


def sides(*, meeting: Meeting) -> Sides:
    """Of those who are here and did not say that they stay away; what they said since they came."""
    stays_away = Answer.objects.filter(meeting=meeting, member=OuterRef("member"), kind=AnswerKind.NOT_THIS_TIME)
    here = SaidBeside.objects.filter(
        ~Exists(stays_away),
        is_over("member__held_until"),
        Q(meeting=meeting) | Q(meeting__isnull=True),
        member__circle=meeting.circle_id,
        member__left_at__isnull=True,
        said_at__gte=F("member__joined_at"),
    )
    said: dict[int, list[SaidBeside]] = {}
    for each in here.select_related("member__person").order_by("member"):
        said.setdefault(each.member_id, []).append(each)
    like = [own for own in said.values() if says(own, Says.WOULD_LIKE, meeting)]
    sit = [own for own in said.values() if says(own, Says.WOULD_SIT, meeting)]
    for_this = {
        each.member_id for own in like for each in own if each.says == Says.WOULD_LIKE and each.meeting_id is not None
    }
    return Sides(
        [own[0].member for own in like],
        [own[0].member for own in sit],
        {own[0].member_id for own in like} - for_this,
    )
