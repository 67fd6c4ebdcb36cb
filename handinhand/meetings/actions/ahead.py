"""Sending something ahead to a meeting: words for a part, or where one stands. It is its author's alone until then."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.decisions.choices import PositionKind, ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.rules import fingerprint
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.rooms import NotNow, locked
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Ahead, Meeting, Part, PartQuestion
from handinhand.meetings.rules import why_not_position_ahead, why_not_send_ahead
from handinhand.words import actions as words_actions
from handinhand.words.actions import own_scope_for
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_in


class NotAhead(NotNow):
    """Something cannot be sent ahead now; the text says why, in plain words."""


@transaction.atomic
def send(
    *, meeting: Meeting, part: Part, by: Member, body: str, now: datetime, question: PartQuestion | None = None
) -> Ahead:
    """Send words ahead for a part; raises NotAhead. Whoever had not said so yet takes part in writing by it."""
    meeting = _belong(meeting, by, now)
    _check(why_not_send_ahead(meeting, part))
    return Ahead.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        part=part,
        question=question,
        member=by,
        words=_write(meeting, by, body, now),
        at=now,
    )


@transaction.atomic
def move(*, sent: Ahead, part: Part, by: Member, now: datetime) -> None:
    """Let words stand for another part, as when theirs was taken out of the plan; raises NotAhead."""
    meeting = locked(sent.meeting)
    _check(why_not_send_ahead(meeting, part))
    kept = Ahead.objects.filter(pk=sent.pk, member=by, proposal__isnull=True)
    kept.update(part=part, question=None)


@transaction.atomic
def send_position(*, meeting: Meeting, proposal: Proposal, by: Member, kind: str, concern: str, now: datetime) -> Ahead:
    """Say ahead where one stands, or say it anew, on a proposal as it is worded now; raises NotAhead."""
    meeting = _belong(meeting, by, now)
    _check(why_not_position_ahead(meeting))
    if proposal.state == ProposalState.OPEN:
        raise NotAhead("already")
    if not is_in(proposal.scope_id, by.person):
        raise NotHere
    _forget(Ahead.objects.filter(meeting=meeting, member=by, proposal=proposal))
    words = _write(meeting, by, concern, now) if kind == PositionKind.CONCERN else None
    return Ahead.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        member=by,
        proposal=proposal,
        kind=PositionKind(kind),
        worded_as=fingerprint(proposal.words.body),
        words=words,
        at=now,
    )


@transaction.atomic
def take_back_position(*, sent: Ahead, by: Member) -> None:
    """A position that was sent ahead is no more; nobody else has seen it."""
    locked(sent.meeting)
    _forget(Ahead.objects.filter(pk=sent.pk, member=by, proposal__isnull=False))


def _belong(meeting: Meeting, by: Member, now: datetime) -> Meeting:
    """The meeting, held; `by` is one of its people from now on. Raises NotHere for somebody who just left."""
    meeting = locked(meeting)
    if hold_present(meeting.circle, by.person) is None:
        raise NotHere
    _check(why_not_position_ahead(meeting))
    if not is_in(meeting.scope_id, by.person):
        answer(meeting=meeting, by=by, kind=AnswerKind.WRITING, now=now)
    return meeting


def _write(meeting: Meeting, by: Member, body: str, now: datetime) -> Words:
    """Words in nobody's sight but their author's: they stand in a scope of one."""
    scope = own_scope_for(circle=meeting.circle, person=by.person)
    return words_actions.write(circle=meeting.circle, scope=scope, by=by.person, body=body, state=State.DRAFT, now=now)


def _forget(sent: QuerySet[Ahead]) -> None:
    written = [each.words_id for each in sent if each.words_id is not None]
    sent.delete()
    Words.objects.filter(pk__in=written).delete()


def _check(reason: str | None) -> None:
    if reason is not None:
        raise NotAhead(reason)
