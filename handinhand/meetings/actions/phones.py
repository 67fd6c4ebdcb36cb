"""One phone for the room: whoever keeps the notes carries it for people who have none with them.

It does what the people on it could do themselves in the room, and keeps what they want kept. No power is among it but
picking up the notes; nothing that is for one person alone can be done on it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions.actions import take_position
from handinhand.decisions.models import Proposal
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings.actions import pauses, rooms, said, turns
from handinhand.meetings.actions.rooms import NotNow, check_open, locked
from handinhand.meetings.choices import PartKind, Way, What
from handinhand.meetings.models import Attendance, DoneFor, Meeting, Notes, OnPhone, Part, Said
from handinhand.words.actions import write
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_in


class NotOnPhone(NotNow):
    """Something cannot be done on this phone now; the text says which sentence says why."""


@transaction.atomic
def carry(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Pick up the notes of a meeting, to carry the room's phone; for somebody who came in."""
    meeting = locked(meeting)
    check_open(meeting)
    if not Attendance.objects.filter(meeting=meeting, member=by).exists():
        raise NotNow("in")
    if not Notes.objects.filter(meeting=meeting, keeper=by).exists():
        use_power(power=Power.KEEP_NOTES, circle=meeting.circle, by=by, now=now, meeting=meeting)


def keep_notes_effect(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, **_: Any) -> Meeting:
    """The notes are kept by whoever picked them up."""
    Notes.objects.update_or_create(meeting=meeting, defaults={"circle": circle, "keeper": by})
    tell(channel=meeting.scope.public_id)
    return meeting


@transaction.atomic
def put_on(*, meeting: Meeting, by: Member, who: Member, now: datetime) -> None:
    """Let somebody who said so in the room take their turns on its phone; they come in by it."""
    meeting = _kept_by(meeting, by)
    rooms.come_in(meeting=meeting, by=who, now=now)
    OnPhone.objects.get_or_create(meeting=meeting, member=who, defaults={"circle": meeting.circle})


@transaction.atomic
def take_off(*, meeting: Meeting, by: Member, who: Member, now: datetime) -> None:
    """Somebody no longer uses the room's phone: said on it, or by themselves anywhere."""
    meeting = locked(meeting)
    if by.pk == who.pk or Notes.objects.filter(meeting=meeting, keeper=by).exists():
        OnPhone.objects.filter(meeting=meeting, member=who).delete()


@transaction.atomic
def turn_on(*, meeting: Meeting, by: Member, who: Member, what: str, again: bool, now: datetime) -> None:
    """Do what somebody on this phone taps: raise or lower a hand, finish, pass, step out, or be back."""
    meeting = _kept_by(meeting, by)
    _check_on(meeting, who)
    if what == "end-turn":
        turns.end_turn(meeting=meeting, by=who, now=now, whose=who.public_id)
    elif what == "pass":
        turns.pass_turn(meeting=meeting, by=who, now=now, whose=who.public_id, again=again)
    elif what == "raise-hand":
        turns.raise_hand(meeting=meeting, by=who, now=now)
    elif what == "lower-hand":
        turns.lower_hand(meeting=meeting, by=who, now=now)
    elif what == "step-out":
        rooms.step_out(meeting=meeting, by=who, now=now)
    elif what == "come-back":
        rooms.come_in(meeting=meeting, by=who, now=now)
    elif what == "be-back":
        pauses.be_back(meeting=meeting, by=who, now=now)


@transaction.atomic
def ask_on(*, meeting: Meeting, by: Member, what: str, now: datetime) -> None:
    """Let everybody know that somebody here would like a break, or a longer one. Nothing says who, not even this."""
    meeting = _kept_by(meeting, by)
    if what == "break":
        pauses.tell_all(meeting=meeting, by=by, now=now)
    elif what == "longer":
        pauses.a_little_longer(meeting=meeting, by=by, now=now)


@transaction.atomic
def enter(
    *, meeting: Meeting, part: Part, by: Member, whose: Member | None, body: str, from_paper: bool, now: datetime
) -> Said:
    """Keep what somebody in the room wants kept: in nobody's name, or with their yes in theirs."""
    meeting = _kept_by(meeting, by)
    if meeting.current_id != part.pk or part.kind in {PartKind.BREAK, PartKind.DECISION}:
        raise NotOnPhone("part")
    if whose is None:
        kept = _enter_unnamed(meeting, part, body, now)
    else:
        _check_on(meeting, whose)
        kept = said.say(meeting=meeting, part=part, by=whose, body=body, keep=False, now=now, question=None)
        _remember(meeting, whose, What.WORDS, now, from_paper=from_paper, words=kept.words)
    if from_paper:
        kept.from_paper = True
        kept.save(update_fields=["from_paper"])
    return kept


def _enter_unnamed(meeting: Meeting, part: Part, body: str, now: datetime) -> Said:
    """Words without a person: nothing that is kept says whose they are. Ideas wait, which only named ones can."""
    if part.kind == PartKind.IDEAS and part.ideas_opened_at is None:
        raise NotOnPhone("ideas")
    words = write(circle=meeting.circle, scope=meeting.scope, by=None, body=body, state=State.SHARED, now=now)
    return Said.objects.create(circle=meeting.circle, meeting=meeting, part=part, words=words)


@transaction.atomic
def enter_position(
    *,
    meeting: Meeting,
    proposal: Proposal,
    by: Member,
    whose: Member,
    kind: str,
    concern: str,
    from_paper: bool,
    now: datetime,
) -> None:
    """Keep where somebody on this phone says they stand, with their yes."""
    meeting = _kept_by(meeting, by)
    _check_on(meeting, whose)
    is_now = meeting.current is not None and meeting.current.proposal_id == proposal.pk
    if not is_now or not is_in(proposal.scope_id, by.person):
        raise NotOnPhone("part")
    take_position(proposal=proposal, by=whose, kind=kind, concern=concern, now=now)
    _remember(meeting, whose, What.POSITION, now, from_paper=from_paper, proposal=proposal)


def _kept_by(meeting: Meeting, by: Member) -> Meeting:
    """The meeting, held; raises NotOnPhone unless it is happening and `by` keeps its notes and sees what is said."""
    meeting = locked(meeting)
    check_open(meeting)
    keeps = Notes.objects.filter(meeting=meeting, keeper=by, keeper__left_at__isnull=True).exists()
    if not keeps or not is_in(meeting.scope_id, by.person):
        raise NotOnPhone("notes")
    return meeting


def _check_on(meeting: Meeting, who: Member) -> None:
    if not OnPhone.objects.filter(meeting=meeting, member=who, member__left_at__isnull=True).exists():
        raise NotOnPhone("who")


def _remember(
    meeting: Meeting,
    whose: Member,
    what: What,
    now: datetime,
    *,
    from_paper: bool,
    words: Words | None = None,
    proposal: Proposal | None = None,
) -> None:
    DoneFor.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        whose=whose,
        way=Way.PAPER if from_paper else Way.PHONE,
        what=what,
        words=words,
        proposal=proposal,
        at=now,
    )


EFFECTS = {Power.KEEP_NOTES: keep_notes_effect}
