"""Which part I step out of, and whom I fetch: for me alone, and for whoever fetches me."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.decisions.queries import Decided, decided_between
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Attendance, Fetching, Meeting, Part, SteppingOut
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.touching import can_fetch, in_sight_of_both
from handinhand.meetings.rules import why_not_step_out_of
from handinhand.words.models import NotSeeing, Topic, Words


@dataclass(frozen=True)
class SteppingPage:
    """One part, what it touches on, and what I said about stepping out of it; while I am out, what was decided."""

    part: Part
    topics: list[str]
    mine: SteppingOut | None
    how: str
    fetching: Fetching | None
    others: list[Member]
    why_not: str | None
    is_now: bool
    is_out: bool
    decided: list[Decided]

    @property
    def is_asked(self) -> bool:
        """Whether whoever was asked to fetch me has not answered yet."""
        return self.fetching is not None and self.fetching.ask.closed_at is None


def stepping_page(*, viewer: Member, meeting: Meeting, part: Part, now: datetime) -> SteppingPage:
    """All of the page, in a fixed number of reads."""
    mine = SteppingOut.objects.filter(part=part, member=viewer).select_related("how").first()
    asked = Fetching.objects.filter(can_fetch(), stepping=mine).select_related("fetcher", "ask")
    of_questions = part.questions.values("topics")
    topics = Topic.objects.filter(Q(pk__in=part.topics.values("pk")) | Q(pk__in=of_questions)).order_by("pk")
    here = Attendance.objects.filter(meeting=meeting, member=viewer).first()
    is_out = here is not None and here.is_out and meeting.state == MeetingState.OPEN
    began = meeting.opened_at if is_out else None
    return SteppingPage(
        part=part,
        topics=[topic.name for topic in topics],
        mine=mine,
        how=mine.how.body if mine is not None and mine.how is not None else "",
        fetching=asked.first() if mine is not None else None,
        others=_others(viewer),
        why_not=why_not_step_out_of(meeting, part),
        is_now=meeting.current_id == part.pk and here is not None and not here.is_out,
        is_out=is_out,
        decided=decided_between(viewer=viewer, start=began, end=now) if began is not None else [],
    )


def _others(viewer: Member) -> list[Member]:
    """Whom I could ask: everybody else who is here, but for those I chose not to see."""
    return _choosable.rows(circle=viewer.circle_id, person=viewer.person_id)


@Prepared
def _choosable(circle: int, person: int) -> QuerySet[Member]:
    unseen = NotSeeing.objects.filter(circle=circle, by=person, about=OuterRef("person"))
    others = Member.objects.filter(~Exists(unseen), ~Q(person=person), circle=circle, left_at__isnull=True)
    return others.select_related("person").order_by("joined_at", "pk")


@dataclass(frozen=True)
class ToFetch:
    """Somebody I was asked to fetch, from which part, how, and whether it is time: it is over, and they are out."""

    fetching: Fetching
    how: str
    said_yes: bool
    is_time: bool


def fetching_page(*, viewer: Member, meeting: Meeting) -> list[ToFetch]:
    """Whom the viewer was asked to fetch in a meeting; three reads."""
    visible = Words.objects.visible_to(viewer.person, with_unseen=True).filter(pk=OuterRef("stepping__how"))
    out = Attendance.objects.filter(meeting=meeting, member=OuterRef("stepping__member"), is_out=True)
    found = Fetching.objects.filter(in_sight_of_both(), fetcher=viewer, stepping__meeting=meeting)
    found = found.annotate(can_read=Exists(visible), is_out=Exists(out))
    now_at = meeting.current.position if meeting.current is not None else -1
    return [
        ToFetch(
            fetching=each,
            how=each.stepping.how.body if each.can_read and each.stepping.how is not None else "",
            said_yes=each.ask.closed_at is not None,
            is_time=each.is_out and each.stepping.part.position < now_at,
        )
        for each in found.select_related("ask", "stepping__member", "stepping__part", "stepping__how").order_by("pk")
    ]


def fetching_of(*, viewer: Member, meeting: Meeting, stepping_id: str) -> Fetching:
    """What one was asked; raises NoSuchMeeting for anybody else."""
    mine = Fetching.objects.filter(in_sight_of_both(), fetcher=viewer, stepping__meeting=meeting)
    found = mine.filter(stepping__public_id=stepping_id).first()
    if found is None:
        raise NoSuchMeeting
    return found
