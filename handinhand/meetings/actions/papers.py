"""Papers: attaching one to a meeting or a part, changing it, taking it back; whoever may see it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.ground.own_text import own_text
from handinhand.live.actions import tell
from handinhand.meetings.actions.editing import PlanStays, refuse
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.actions.taking import change_what_it_takes
from handinhand.meetings.choices import Changed, MeetingState
from handinhand.meetings.models import Meeting, Paper, PaperBefore, Part, PlanChange
from handinhand.meetings.queries.changes import PaperDid, kept_paper
from handinhand.meetings.rules import is_late, why_not_add_paper
from handinhand.words.actions import carry_covers, change_and_keep, open_together, put_back, take_back, topic, write
from handinhand.words.choices import State
from handinhand.words.models import Scope, Words
from handinhand.words.queries import circle_scope, is_in
from handinhand.words.rules import check_own


@dataclass(frozen=True)
class Written:
    """What somebody wrote for a paper."""

    title: str
    source: str
    gist: str
    body: str
    language: str = ""
    touches_on: Sequence[str] = ()


class OnlyInIt(PlanStays):
    """Somebody wrote for the people of a meeting whose words they do not see themselves."""


@transaction.atomic
def attach(
    *, meeting: Meeting, by: Member, part: Part | None, to_meeting: bool, written: Written, now: datetime
) -> Paper:
    """Attach a paper; while only its planner sees the plan, only they see the paper."""
    meeting = locked(meeting)
    refuse(why_not_add_paper(meeting, by, meeting.papers.count()))
    scope = _scope(meeting, by, to_meeting=to_meeting)
    state = State.DRAFT if meeting.state == MeetingState.DRAFT else State.SHARED
    words = write(circle=meeting.circle, scope=scope, by=by.person, body=written.body, state=state, now=now)
    paper = Paper.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        part=part,
        words=words,
        gist=_gist(words, written.gist),
        title=written.title,
        source=written.source,
        language=written.language,
        came_at=now,
    )
    _touch(paper, written)
    _announce(paper, by, now, "new")
    return paper


@transaction.atomic
def change_paper(*, paper: Paper, by: Member, part: Part | None, written: Written, now: datetime) -> bool:
    """Write a paper anew and keep what it was before; False when nothing is different. For its writer alone."""
    meeting = locked(paper.meeting)
    paper = _own(paper, by)
    paper.meeting = meeting
    before = (paper.title, paper.source, _text(paper.gist), paper.words.body)
    text_differs = before != (written.title, written.source, written.gist, written.body)
    topics_differ = {each.name for each in paper.topics.all()} != set(written.touches_on)
    if not text_differs and not topics_differ and (paper.part, paper.language) == (part, written.language):
        return False
    if text_differs:
        _keep_before(paper, now)
        paper.came_at = now
    change_and_keep(words=paper.words, by=by.person, body=written.body)
    if paper.gist is not None:
        paper.gist.delete()
    paper.gist = _gist(paper.words, written.gist)
    paper.title, paper.source, paper.language, paper.part = written.title, written.source, written.language, part
    paper.save()
    _touch(paper, written)
    _announce(paper, by, now, "changed")
    return True


@transaction.atomic
def take_paper_back(*, paper: Paper, by: Member, now: datetime) -> None:
    """From now on only its writer sees a paper, and all that it was before."""
    locked(paper.meeting)
    paper = _own(paper, by)
    if paper.words.state == State.TAKEN_BACK:
        return
    _announce(paper, by, now, "taken_back")
    for words in _all_words(paper):
        take_back(words=words, by=by.person)


@transaction.atomic
def put_paper_back(*, paper: Paper, by: Member, now: datetime) -> None:
    """Let a paper be there again for those who could see it. It comes anew: what was away could not be read."""
    meeting = locked(paper.meeting)
    paper = _own(paper, by)
    paper.meeting = meeting
    if paper.words.state != State.TAKEN_BACK:
        return
    refuse(why_not_add_paper(meeting, by, 0))
    for words in _all_words(paper):
        put_back(words=words, by=by.person)
        # A draft plan was invited to while its paper was away.
        if meeting.state != MeetingState.DRAFT and words.state == State.DRAFT:
            open_together(words=[words], now=now)
    paper.came_at = now
    paper.save(update_fields=["came_at"])
    paper.words.refresh_from_db()
    _announce(paper, by, now, "put_back")


def open_with(*, meeting: Meeting, now: datetime) -> None:
    """Everyone is invited, so the papers of a plan are there for them from this moment."""
    papers = list(Paper.objects.filter(meeting=meeting, words__state=State.DRAFT).select_related("words", "gist"))
    if papers:
        open_together(words=[words for paper in papers for words in _all_words(paper)], now=now)
        Paper.objects.filter(pk__in=[paper.pk for paper in papers]).update(came_at=now)


def _scope(meeting: Meeting, by: Member, *, to_meeting: bool) -> Scope:
    """The scope that the writer chose; held present, so that somebody who left a second ago attaches nothing."""
    if hold_present(meeting.circle, by.person) is None:
        raise PlanStays(_("This is for people who are in the circle now."))
    if not to_meeting:
        return circle_scope(meeting.circle)
    if not is_in(meeting.scope_id, by.person):
        raise OnlyInIt("")
    return meeting.scope


def _own(paper: Paper, by: Member) -> Paper:
    """The paper as it is now; raises NotYours for anybody but its writer."""
    found = Paper.objects.select_related("words__scope", "gist", "part", "meeting__circle").get(pk=paper.pk)
    check_own(found.words, by.person)
    return found


def _gist(words: Words, body: str) -> Words | None:
    """The gist, for the same people as the text, in the same state."""
    if not body:
        return None
    return Words.objects.create(
        circle=words.circle,
        scope=words.scope,
        author=words.author,
        body=body,
        state=words.state,
        written_at=words.written_at,
        shared_at=words.shared_at,
    )


def _text(words: Words | None) -> str:
    return words.body if words is not None else ""


def _keep_before(paper: Paper, now: datetime) -> None:
    """Keep a paper as it is: as words of their own, so that taking back takes them, too."""
    body = _gist(paper.words, paper.words.body)
    gist = _gist(paper.words, _text(paper.gist))
    if body is not None:
        PaperBefore.objects.create(
            circle=paper.circle,
            paper=paper,
            words=body,
            gist=gist,
            title=paper.title,
            source=paper.source,
            until=now,
        )


def _all_words(paper: Paper) -> list[Words]:
    """The words of a paper, of its gist, and of all that it was before."""
    before = PaperBefore.objects.filter(paper=paper).select_related("words__scope", "gist__scope")
    found = [paper.words, paper.gist, *(each for kept in before for each in (kept.words, kept.gist))]
    return [words for words in found if words is not None]


def _touch(paper: Paper, written: Written) -> None:
    paper.topics.set([topic(circle=paper.circle, name=name) for name in written.touches_on])


def _announce(paper: Paper, by: Member, now: datetime, did: PaperDid) -> None:
    """Tell those who may see a paper what happened to it; a draft plan's papers are nobody else's yet."""
    meeting = paper.meeting
    if meeting.state == MeetingState.DRAFT or paper.words.state != State.SHARED:
        return
    late = did != "taken_back" and meeting.state == MeetingState.INVITED and is_late(now, meeting)
    kept = kept_paper(did=did, part=own_text(paper.part, "title") if paper.part is not None else "", is_late=late)
    is_for_all = paper.words.scope_id != meeting.scope_id
    change = PlanChange(
        circle=meeting.circle,
        meeting=meeting,
        by=by,
        at=now,
        what=Changed.PAPERS,
        before=kept,
        after=kept,
        scope=None if is_for_all else meeting.scope,
    )
    carry_covers(circle=meeting.circle, rows=[change])
    change.save()
    change_what_it_takes(meeting)
    tell(channel=paper.words.scope.public_id)
