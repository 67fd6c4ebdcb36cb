"""Reads of papers: those beside a plan or a part, one paper with what it was before, and which came late."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import Meeting, Paper, PaperBefore
from handinhand.meetings.queries.costs import paper_length
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.topics.queries import chosen_by
from handinhand.words.choices import State
from handinhand.words.models import Words

BEFORE_SHOWN = 10


@dataclass(frozen=True)
class Before:
    """What a paper was until some moment."""

    title: str
    source: str
    body: str
    gist: str
    until: datetime


@dataclass(frozen=True)
class PaperPage:
    """One paper as one member sees it."""

    paper: Paper
    body: str
    gist: str
    topics: list[str]
    writer: str
    is_mine: bool
    is_taken_back: bool
    before: list[Before]
    is_chosen: bool = False


def papers_of(meeting: Meeting, *, person: int) -> list[Paper]:
    """The papers of a meeting that somebody may see, in the order they came, without their text; a single query."""
    return _papers.rows(meeting=meeting.pk, person=person)


@Prepared
def _papers(meeting: int, person: int) -> QuerySet[Paper]:
    return _seen(person).filter(meeting=meeting).annotate(length=paper_length()).order_by("pk")


def papers_for(part: int, *, person: int) -> list[Paper]:
    """The papers for one part, or to be read in it, that somebody may see; a single query."""
    return _papers_for_part.rows(part=part, person=person)


@Prepared
def _papers_for_part(part: int, person: int) -> QuerySet[Paper]:
    return _seen(person).filter(Q(part=part) | Q(read_in=part)).order_by("pk")


def paper_of(*, viewer: Member, meeting: Meeting, paper_id: str, own: bool = False) -> Paper:
    """One paper of a meeting (or one's own); raises NoSuchMeeting for somebody who may not see it."""
    paper = _paper.first(person=viewer.person_id, meeting=meeting.pk, public_id=paper_id)
    if paper is None or (own and paper.words.author_id != viewer.person_id):
        raise NoSuchMeeting
    paper.meeting = meeting
    return paper


@Prepared
def _paper(person: int, meeting: int, public_id: str) -> QuerySet[Paper]:
    found = _seen(person).filter(meeting=meeting, public_id=public_id)
    return found.select_related("words__scope", "gist", "part")


def paper_page(*, viewer: Member, paper: Paper) -> PaperPage:
    """All that a paper's page shows; three queries, however often it was changed."""
    topics = _topics.rows(paper=paper.pk, person=viewer.person_id)
    is_mine = paper.words.author_id == viewer.person_id
    writer = _writer.first(circle=viewer.circle_id, person=paper.words.author_id or 0)
    return PaperPage(
        paper=paper,
        body=paper.words.body,
        gist=_seen_by(viewer, paper.gist),
        topics=[each.topic.name for each in topics],  # type: ignore[attr-defined]
        writer=writer.name if writer is not None else "",
        is_mine=is_mine,
        is_taken_back=paper.words.state == State.TAKEN_BACK,
        before=[_before(viewer, each) for each in _earlier.rows(person=viewer.person_id, paper=paper.pk)],
        is_chosen=not is_mine and any(each.is_chosen for each in topics),  # type: ignore[attr-defined]
    )


@Prepared
def _writer(circle: int, person: int) -> QuerySet[Member]:
    return Member.objects.filter(circle=circle, person=person)


@Prepared
def _topics(paper: int, person: int) -> QuerySet[Model]:
    rows = Paper.topics.through.objects.filter(paper=paper)
    rows = rows.annotate(is_chosen=chosen_by(person, "topic__name_lookup"))
    return rows.select_related("topic").order_by("topic_id")


@Prepared
def _earlier(person: int, paper: int) -> QuerySet[PaperBefore]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    earlier = PaperBefore.objects.filter(Exists(visible), paper=paper).select_related("words", "gist")
    return earlier.order_by("-pk")[:BEFORE_SHOWN]


def _before(viewer: Member, each: PaperBefore) -> Before:
    return Before(each.title, each.source, each.words.body, _seen_by(viewer, each.gist), each.until)


def _seen_by(viewer: Member, gist: Words | None) -> str:
    """A gist is for the same people as its paper, who see that already; its writer may have taken it back by itself."""
    is_shared = gist is not None and gist.state == State.SHARED and not gist.is_covered
    is_there = gist is not None and (is_shared or gist.author_id == viewer.person_id)
    return gist.body if gist is not None and is_there else ""


def _seen(person: int) -> QuerySet[Paper]:
    """Sight of a paper is sight of its words; one that was taken back is its writer's alone."""
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    return Paper.objects.filter(Exists(visible))


def papers_to_cover(*, viewer: Member, meeting: Meeting) -> list[Paper]:
    """The papers that others brought, covered ones too, with their gists."""
    return _of_others.rows(person=viewer.person_id, meeting=meeting.pk)


@Prepared
def _of_others(person: int, meeting: int) -> QuerySet[Paper]:
    reach = Words.objects.visible_to_or_covered(person, with_unseen=True).exclude(author=person)
    theirs = Exists(reach.filter(pk=OuterRef("words"), state=State.SHARED))
    return Paper.objects.filter(theirs, meeting=meeting).select_related("words", "gist").order_by("pk")
