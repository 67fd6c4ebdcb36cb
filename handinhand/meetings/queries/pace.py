"""Reads for pace: how long a circle meets at most, what is heavy for it, and what a plan's reading found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet, Subquery

from handinhand.circles.models import Member
from handinhand.fairness import pacing
from handinhand.ground.models import Circle
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import Meeting, Pace, Paper
from handinhand.meetings.queries.papers import papers_of
from handinhand.meetings.rules import LONGEST_MEETING, is_late
from handinhand.words.models import Topic

if TYPE_CHECKING:
    from handinhand.meetings.queries.plans import Step

EARLIER_SHOWN = 10


@dataclass(frozen=True)
class Agreed:
    """How long this circle meets at most, with breaks, and the topics that are heavy for it; who said so, and when."""

    longest: int
    heavy: tuple[str, ...]
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Reading:
    """What reading a plan for pace found: what waits for an answer, and what was left as it is."""

    findings: list[pacing.Finding]
    left: list[pacing.Finding]


def agreed_pace(circle: Circle) -> Agreed:
    """What counts now; until somebody changes it, a plain beginning. A single query: a row for each heavy topic."""
    rows = _newest.rows(circle=circle.pk)
    if not rows:
        return Agreed(LONGEST_MEETING, ())
    topics = [Topic(public_id=row.topic_id, name=row.topic_name) for row in rows]  # type: ignore[attr-defined]
    return Agreed(rows[0].longest_minutes, tuple(topic.name for topic in topics if topic.public_id))


@Prepared
def _newest(circle: int) -> QuerySet[Pace]:
    newest = Pace.objects.filter(circle=circle).order_by("-number").values("pk")[:1]
    rows = Pace.objects.filter(pk=Subquery(newest))
    with_topics = rows.annotate(topic_id=F("heavy_topics__public_id"), topic_name=F("heavy_topics__name"))
    return with_topics.order_by("heavy_topics__pk")


def earlier_paces(circle: Circle) -> list[Agreed]:
    """What counts, and what counted before, the newest first; two queries."""
    found = Pace.objects.filter(circle=circle).select_related("by").prefetch_related("heavy_topics")
    return [
        Agreed(
            longest=each.longest_minutes,
            heavy=tuple(topic.name for topic in sorted(each.heavy_topics.all(), key=lambda topic: topic.pk)),
            who=each.by.name if each.by is not None else "",
            at=each.at,
        )
        for each in found.order_by("-number")[:EARLIER_SHOWN]
    ]


def planned_parts(
    steps: "Sequence[Step]", *, heavy: Sequence[str] = (), papers: Sequence[Paper] = ()
) -> list[pacing.PlannedPart]:
    """A plan as it is read for pace. Topics are the same when the circle's topic is: nothing is guessed from words."""
    reads = {paper.read_in_id: late_key(paper) for paper in papers if paper.read_in_id is not None}
    return [
        pacing.PlannedPart(
            kind=step.part.kind,
            minutes=step.part.minutes,
            title=step.part.title,
            is_marked_heavy=step.part.is_heavy,
            heavy_topics=tuple(topic for topic in dict.fromkeys(step.all_topics) if topic in heavy),
            reads=reads.get(step.part.pk, ""),
        )
        for step in steps
    ]


def read_for_pace(meeting: Meeting, steps: "Sequence[Step]", *, viewer: Member | None) -> list[pacing.Finding]:
    """All that reading for pace finds; of papers, those that the viewer may see."""
    agreed = agreed_pace(meeting.circle)
    papers = papers_of(meeting, person=viewer.person_id) if viewer is not None else []
    places = {step.part.pk: place for place, step in enumerate(steps)}
    late = [
        pacing.LatePaper(late_key(paper), paper.title, places.get(paper.part_id or 0))
        for paper in papers
        if is_late(paper.came_at, meeting)
    ]
    parts = planned_parts(steps, heavy=agreed.heavy, papers=papers)
    return pacing.read(parts, longest=agreed.longest, late=late)


def late_key(paper: Paper) -> str:
    """What a finding about a paper is known by; changed on another day, it is another finding."""
    return f"{paper.public_id}-{paper.came_at:%Y%m%d}"


def reading(meeting: Meeting, steps: "Sequence[Step]", *, viewer: Member | None) -> Reading:
    """What reading for pace found, and what of it was left as it is: that stays said, and is not asked again."""
    found = read_for_pace(meeting, steps, viewer=viewer)
    return Reading(
        findings=[finding for finding in found if finding.key not in meeting.left_findings],
        left=[finding for finding in found if finding.key in meeting.left_findings],
    )
