"""Reads of plans: whose they are, what will happen, and how a plan reads for pace."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness import pacing
from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import is_over
from handinhand.ground.own_text import own_text
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import AnswerKind, Changed, MeetingState, PartKind, Role
from handinhand.meetings.models import Answer, Meeting, Paper, Part, PartQuestion, PlanChange
from handinhand.meetings.queries.changes import Announced, announced, kept_line, kept_preparation, latest_changes
from handinhand.meetings.queries.costs import cost_by_plan, counted_for, say_cost, say_counted, say_way
from handinhand.meetings.queries.lent import Lent, lent, with_lent
from handinhand.meetings.queries.pace import reading
from handinhand.meetings.queries.papers import papers_of
from handinhand.meetings.queries.roles import Held, at_rest, held, holders
from handinhand.meetings.queries.touching import questions_by_part, topics_of_parts
from handinhand.meetings.rules import can_come_in, may_see, why_not_answer, why_not_change
from handinhand.people.models import Energy
from handinhand.topics.queries import NOBODY

TITLED_BY_KIND = {PartKind.ARRIVING, PartKind.BREAK, PartKind.LEAVING}
COLOURS = ("leaf", "sky", "clay", "plum")
NEXT_ONES = 5
A_PAGE = 30
OVER_AFTER = timedelta(days=1)
# Who holds what, with their names.
HELD = ("holder", "notes__keeper", "care__holder", "care__second")


@dataclass(frozen=True)
class Step:
    """A part as the plan shows it: breaks have a cup, other parts a number and a colour.

    `is_chosen` where it touches on a topic that the viewer would rather choose about: it stands folded for them alone.
    """

    part: Part
    number: int | None
    colour: str
    topics: list[str]
    questions: list[tuple[PartQuestion, list[str]]]
    papers: list[Paper] = field(default_factory=list)
    is_chosen: bool = False

    @property
    def length(self) -> str:
        """How long it takes, and what kind of part it is where its name does not say so."""
        said = times.say_minutes(self.part.minutes)
        return said if self.part.kind in TITLED_BY_KIND else f"{said} · {self.part.get_kind_display()}"

    @property
    def touches(self) -> bool:
        """Whether anything in it is marked as heavy, or touches on something."""
        return self.part.is_heavy or bool(self.all_topics)

    @property
    def is_read_by_choice(self) -> bool:
        """Whether what it is about can be folded: it touches on something, and says more than its name."""
        return bool(self.all_topics) and bool(self.part.detail or self.questions)

    @property
    def names(self) -> list[str]:
        """What it and its questions touch on, each once."""
        return list(dict.fromkeys(self.all_topics))

    @property
    def all_topics(self) -> list[str]:
        """What it touches on, with what its questions touch on."""
        return [*self.topics, *(topic for _question, topics in self.questions for topic in topics)]


@dataclass(frozen=True)
class Coming:
    """A meeting ahead of somebody, what they answered, what it takes if they count that, and what changed of late."""

    meeting: Meeting
    when: str
    answer: str
    takes: str = ""
    changes: list[Announced] = field(default_factory=list)


@dataclass(frozen=True)
class PlanPage:
    """A plan as one member sees it. Nobody but its giver sees an answer of "Not this time"."""

    steps: list[Step]
    when: str
    minutes: int
    answer: str
    who_comes: list[Answer]
    changes: list[Announced]
    can_come_in: bool
    can_change: bool
    can_answer: bool
    roles: list[Held]
    lent: list[Lent]
    holder: Member | None
    papers: list[Paper]
    takes: str
    my_way: str


def plan_page(*, viewer: Member, meeting: Meeting, now: datetime) -> PlanPage:
    """All that a plan's page shows; five queries, however much there is, and one more where there are papers."""
    papers = papers_of(meeting, person=viewer.person_id) if has_papers(meeting) else []
    shown = steps(meeting, papers, person=viewer.person_id)
    minutes = sum(step.part.minutes for step in shown)
    cost = cost_by_plan(meeting, [step.part for step in shown], papers)
    given = answers(meeting)
    there = [each for each in given if each.kind != AnswerKind.NOT_THIS_TIME and each.member.left_at is None]
    mine = next((each.kind for each in given if each.member_id == viewer.pk), None)
    return PlanPage(
        steps=shown,
        when=when(meeting, minutes),
        minutes=minutes,
        answer=answer_label(mine),
        who_comes=there,
        changes=announced(meeting, person=viewer.person_id) if meeting.state != MeetingState.DRAFT else [],
        can_come_in=can_come_in(meeting, now=now),
        can_change=why_not_change(meeting, viewer) is None,
        can_answer=why_not_answer(meeting, viewer) is None,
        roles=held(viewer=viewer, meeting=meeting),
        lent=lent(meeting, viewer),
        holder=holders(meeting, viewer=viewer).get(Role.HOLD),
        papers=[paper for paper in papers if paper.part_id is None],
        takes=say_cost(cost, [step.part.kind for step in shown], preparation=meeting.preparation) if shown else "",
        my_way=say_way(getattr(meeting, "my_way", None), cost),
    )


def readable(viewer: Member) -> QuerySet[Meeting]:
    """The plans a member may read: those everyone is invited to, and drafts of their own."""
    return readable_to(viewer.pk, viewer.circle_id)


def readable_to(member: int, circle: int) -> QuerySet[Meeting]:
    """The same, by row numbers, for a read that is prepared."""
    return Meeting.objects.filter(~Q(state=MeetingState.DRAFT) | Q(planned_by=member), circle=circle)


def plan_of(*, viewer: Member, meeting_id: str) -> Meeting:
    """A meeting with no more than its plan's page needs; raises NotHere for somebody who may not read the plan."""
    meeting = _meeting.first(circle=viewer.circle_id, public_id=meeting_id, person=viewer.person_id)
    if meeting is None or not may_see(meeting, viewer):
        raise NotHere
    meeting.circle = viewer.circle
    return meeting


@Prepared
def _meeting(circle: int, public_id: str, person: int) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(circle=circle, public_id=public_id).select_related(*HELD)
    return found.annotate(
        has_papers=Exists(Paper.objects.filter(meeting=OuterRef("pk"))),
        my_way=Subquery(Energy.objects.filter(person=person).values("way_minutes")),
        **at_rest(),
        **with_lent(),
    )


def has_papers(meeting: Meeting) -> bool:
    """Whether anybody attached a paper: known from the meeting's own read, or (True) worth looking."""
    return bool(getattr(meeting, "has_papers", True))


def question_of(meeting: Meeting, question_id: str) -> PartQuestion:
    """One question of a plan, with its part; raises NotHere if the plan has no such question."""
    found = PartQuestion.objects.filter(part__meeting=meeting, public_id=question_id).select_related("part")
    question = found.first()
    if question is None:
        raise NotHere
    question.part.meeting = meeting
    return question


def steps(meeting: Meeting, papers: Iterable[Paper] = (), *, person: int = NOBODY) -> list[Step]:
    """What will happen, in order, with questions, topics and these papers; three queries, however long the plan."""
    beside: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in papers:
        beside[paper.part_id].append(paper)
    asked, chosen = questions_by_part(meeting, person=person)
    part_topics, also_chosen = topics_of_parts(meeting, person=person)
    chosen |= also_chosen
    shown: list[Step] = []
    number = 0
    for part in parts(meeting):
        counted = part.kind != PartKind.BREAK
        number += counted
        colour = COLOURS[(number - 1) % len(COLOURS)] if counted else ""
        topics = part_topics.get(part.pk, [])
        questions = list(asked[part.pk].values())
        step = Step(part, number if counted else None, colour, topics, questions, beside[part.pk], part.pk in chosen)
        shown.append(step)
    return shown


def parts(meeting: Meeting) -> list[Part]:
    """The parts of a plan, in order."""
    return _parts.rows(meeting=meeting.pk)


@Prepared
def _parts(meeting: int) -> QuerySet[Part]:
    return Part.objects.filter(meeting=meeting).order_by("position")


def findings(
    meeting: Meeting, shown: Sequence[Step] | None = None, *, viewer: Member | None = None
) -> list[pacing.Finding]:
    """What reading for pace found, without what was left as it is."""
    return reading(meeting, steps(meeting) if shown is None else shown, viewer=viewer).findings


def answers(meeting: Meeting) -> list[Answer]:
    """Everybody's answers, in the order of coming to the circle; a page never shows "Not this time" to anybody else."""
    return _answers.rows(meeting=meeting.pk)


@Prepared
def _answers(meeting: int) -> QuerySet[Answer]:
    given = Answer.objects.filter(meeting=meeting).select_related("member")
    return given.order_by("member__joined_at", "pk")


def when(meeting: Meeting, minutes: int) -> str:
    """From when to when a meeting is, on the circle's clocks."""
    return times.say_stretch(meeting.starts_at, meeting.circle.time_zone, minutes=minutes)


def with_my_answer(found: QuerySet[Meeting], person: int) -> QuerySet[Meeting]:
    """Meetings with what somebody answered."""
    mine = Answer.objects.filter(meeting=OuterRef("pk"), member__person=person).values("kind")[:1]
    return found.annotate(my_answer=Subquery(mine))


def answer_label(kind: str | None) -> str:
    """An answer in the words of its button; empty for none."""
    return str(AnswerKind(kind).label) if kind else ""


def coming(*, person: Person, now: datetime, circle: Circle | None = None) -> list[Coming]:
    """The next meetings in somebody's circles (or in one), with their answer and what changed of late; two queries."""
    since = now - OVER_AFTER
    if circle is None:
        soonest = _soonest.rows(person=person.pk, since=since)
    else:
        soonest = _soonest_in_circle.rows(person=person.pk, since=since, circle=circle.pk)
    changed = latest_changes(meetings=soonest, now=now, person=person.pk)
    return [
        Coming(
            meeting=meeting,
            when=times.say_start(meeting.starts_at, meeting.circle.time_zone),
            answer=answer_label(meeting.my_answer),  # type: ignore[attr-defined]
            takes=say_counted(meeting),
            changes=changed.get(meeting.pk, []),
        )
        for meeting in soonest
    ]


def ahead_of(person: int, since: datetime) -> QuerySet[Meeting]:
    """What is coming for somebody, the soonest first, by row numbers: for prepared reads."""
    mine = Member.objects.filter(is_over("held_until"), person=person, left_at__isnull=True).values("circle")
    ahead = Q(state=MeetingState.OPEN) | Q(state=MeetingState.INVITED, starts_at__gte=since)
    # Who said that they would take part is told that it will not be; nobody else has to hear of it.
    relied_on = Answer.objects.filter(member__person=person).exclude(kind=AnswerKind.NOT_THIS_TIME)
    is_off = Q(Exists(relied_on.filter(meeting=OuterRef("pk"))), state=MeetingState.CALLED_OFF, starts_at__gte=since)
    found = Meeting.objects.filter(ahead | is_off, _next_of_its_series(relied_on, since), circle__in=mine)
    found = with_my_answer(found, person).annotate(**counted_for(person))
    return found.select_related("circle").order_by("starts_at", "pk")


def _next_of_its_series(relied_on: QuerySet[Answer], since: datetime) -> Q:
    """Of a series the next one alone, and of what was called off of it the first one somebody relied on.

    A later one that was changed is there as well, because its people have to hear of it.
    """
    before = {"series": OuterRef("series"), "starts_at__gte": since, "starts_at__lt": OuterRef("starts_at")}
    coming_before = Meeting.objects.filter(state__in=[MeetingState.INVITED, MeetingState.OPEN], **before)
    off_before = relied_on.filter(meeting__state=MeetingState.CALLED_OFF)
    off_before = off_before.filter(**{f"meeting__{name}": value for name, value in before.items()})
    was_changed = PlanChange.objects.filter(meeting=OuterRef("pk"))
    is_off = Q(state=MeetingState.CALLED_OFF)
    is_next = Q(~Exists(coming_before)) | Q(Exists(was_changed))
    return Q(series__isnull=True) | (~is_off & is_next) | (is_off & Q(~Exists(off_before)))


@Prepared
def _soonest(person: int, since: datetime) -> QuerySet[Meeting]:
    return ahead_of(person, since)[:NEXT_ONES]


@Prepared
def _soonest_in_circle(person: int, since: datetime, circle: int) -> QuerySet[Meeting]:
    return ahead_of(person, since).filter(circle=circle)[:NEXT_ONES]


def details(meeting: Meeting) -> dict[Changed, str]:
    """What a plan says apart from its parts, as a change keeps it: its readers have several languages."""
    return {
        Changed.TITLE: own_text(meeting, "title"),
        Changed.WHY: own_text(meeting, "why"),
        Changed.TIME: meeting.starts_at.astimezone(UTC).isoformat(),
        Changed.PLACE: own_text(meeting, "place"),
        Changed.LINK: meeting.link or "",
        Changed.QUESTION: own_text(meeting, "opening_question"),
        Changed.PREPARATION: kept_preparation(meeting.preparation),
    }


def lines(meeting: Meeting) -> list[str]:
    """What will happen, a line for each part, as a change keeps it."""
    return [
        kept_line(
            title=own_text(step.part, "title"),
            kind=step.part.kind,
            minutes=step.part.minutes,
            detail=own_text(step.part, "detail"),
            topics=step.topics,
            questions=[(own_text(question, "title"), topics) for question, topics in step.questions],
            is_heavy=step.part.is_heavy,
        )
        for step in steps(meeting)
    ]
