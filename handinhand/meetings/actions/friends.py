"""Writing for somebody who asked. Their yes comes first, names one friend, and holds for one meeting.

Everything here happens in the asker's name, by the same writers as if they did it themselves. No power is among it.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.decisions.actions import take_position
from handinhand.decisions.models import Proposal
from handinhand.meetings.actions import ahead, changing, groups, rooms, said, turns
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.rooms import NotNow, locked
from handinhand.meetings.choices import AnswerKind, MeetingState, Way, What
from handinhand.meetings.models import DoneFor, Friend, Meeting, Part, PartQuestion
from handinhand.meetings.queries.costs import days_of
from handinhand.meetings.queries.friends import standing
from handinhand.meetings.rules import WRITING_IS_ASKED_FOR, WRITING_TAKES
from handinhand.people.actions import ask as through_the_door
from handinhand.people.actions import come_in_by_card, release, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules import NotTheCode
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.models import Words
from handinhand.words.queries import is_in


class NotYourFriend(NotNow):
    """There is no yes (any more) that lets somebody write for another in this meeting."""


@transaction.atomic
def ask(*, meeting: Meeting, by: Member, friend: Member, now: datetime) -> Friend:
    """Ask a friend, through the one door, to write for one in this meeting; a yes to somebody else before it ends.

    They may write from now on: what they are asked is whether they will.
    """
    meeting = locked(meeting)
    if meeting.state not in {MeetingState.INVITED, MeetingState.OPEN}:
        raise NotYourFriend("over")
    if by.pk == friend.pk or friend.circle_id != meeting.circle_id:
        raise NotYourFriend("other")
    if hold_present(meeting.circle, by.person) is None or hold_present(meeting.circle, friend.person) is None:
        raise NotHere
    for before in Friend.objects.filter(meeting=meeting, whose=by, ended_at__isnull=True).select_related("ask"):
        end_yes(yes=before, now=now)
    yes = Friend(circle=meeting.circle, meeting=meeting, whose=by, friend=friend, since=now)
    yes.ask = through_the_door(
        of=friend.person,
        kind=AskKind.FRIEND,
        ref=yes.public_id,
        cost=WRITING_TAKES,
        when=days_of(meeting),
        where=reverse("meetings:friend", args=[meeting.circle.public_id, meeting.public_id]),
        now=now,
        circle=meeting.circle,
        ends_at=max(now, meeting.starts_at) + WRITING_IS_ASKED_FOR,
    )
    yes.save()
    return yes


def ask_by_card(*, meeting: Meeting, whose: Member, by: Member, code: str, where: str, now: datetime) -> Friend:
    """Say yes with one's own sign-in card on the friend's phone, which is signed in as nobody else by it.

    Raises NotTheCode or TooManyTries.
    """
    person = come_in_by_card(code=code, where=where, now=now)
    if person.pk != whose.person_id:
        raise NotTheCode
    yes = ask(meeting=meeting, by=whose, friend=by, now=now)
    _say_yes(yes, by, now)
    return yes


@transaction.atomic
def will_write(*, yes: Friend, by: Member, now: datetime) -> None:
    """Say, as the friend who is asked, that one will write. Said twice, it is said once."""
    _meeting, _whose = _in_their_name(yes, by, now)


@transaction.atomic
def end(*, yes: Friend, by: Member, now: datetime) -> None:
    """End it, at any time, by either of the two; a friend who was asked says no by it."""
    locked(yes.meeting)
    held = Friend.objects.select_related("ask").filter(pk=yes.pk, ended_at__isnull=True).first()
    if held is not None and by.pk in {yes.whose_id, yes.friend_id}:
        end_yes(yes=held, now=now)


def end_yes(*, yes: Friend, now: datetime) -> None:
    """Let it be no more, and take no time of the friend's any more."""
    Friend.objects.filter(pk=yes.pk).update(ended_at=now)
    take_back_ask(ask=yes.ask, now=now)
    release(of=yes.ask.of, kind=AskKind.FRIEND, ref=yes.public_id)


def _say_yes(yes: Friend, by: Member, now: datetime) -> None:
    if yes.ask.closed_at is None:
        try:
            say_yes(ask=yes.ask, by=by.person, now=now)
        except AskIsOver:
            # A meeting that goes on long after its day: whoever writes in it has answered all the same.
            take_back_ask(ask=yes.ask, now=now)


@transaction.atomic
def say_for(
    *, yes: Friend, by: Member, part: Part, body: str, now: datetime, question: PartQuestion | None = None
) -> None:
    """Share somebody's words in a part, in their name."""
    meeting, whose = _in_their_name(yes, by, now)
    kept = said.say(meeting=meeting, part=part, by=whose, body=body, keep=False, now=now, question=question)
    _remember(yes, What.WORDS, now, words=kept.words)


@transaction.atomic
def send_ahead_for(*, yes: Friend, by: Member, part: Part, body: str, now: datetime) -> None:
    """Send somebody's words ahead, in their name."""
    meeting, whose = _in_their_name(yes, by, now)
    sent = ahead.send(meeting=meeting, part=part, by=whose, body=body, now=now)
    _remember(yes, What.WORDS, now, words=sent.words)


@transaction.atomic
def say_in_group_for(*, yes: Friend, by: Member, body: str, now: datetime) -> None:
    """Write in the small group that somebody is in, in their name. That brings no sight of the group."""
    meeting, whose = _in_their_name(yes, by, now)
    words = groups.say_in_group(meeting=meeting, by=whose, body=body, now=now)
    _remember(yes, What.WORDS, now, words=words)


@transaction.atomic
def answer_for(*, yes: Friend, by: Member, kind: AnswerKind, now: datetime) -> None:
    """Say how somebody takes part, in their name."""
    meeting, whose = _in_their_name(yes, by, now)
    answer(meeting=meeting, by=whose, kind=kind, now=now)
    _remember(yes, What.ANSWER, now)


@transaction.atomic
def answer_change_for(*, yes: Friend, by: Member, offer_id: str, is_yes: bool, now: datetime) -> None:
    """Answer a change to the plan that is asked for in the room, in somebody's name; what they said before goes."""
    meeting, whose = _in_their_name(yes, by, now)
    if not is_in(meeting.scope_id, by.person):
        raise NotYourFriend("not-in")
    changing.answer(meeting=meeting, by=whose, now=now, offer_id=offer_id, is_yes=is_yes)
    _remember(yes, What.CHANGE, now)


@transaction.atomic
def position_for(*, yes: Friend, by: Member, proposal: Proposal, kind: str, concern: str, now: datetime) -> None:
    """Say where somebody stands on what is decided in this meeting now, in their name; what they said before goes."""
    meeting, whose = _in_their_name(yes, by, now)
    is_now = meeting.current is not None and meeting.current.proposal_id == proposal.pk
    if not is_now or not is_in(proposal.scope_id, by.person):
        raise NotYourFriend("proposal")
    take_position(proposal=proposal, by=whose, kind=kind, concern=concern, now=now)
    _remember(yes, What.POSITION, now, proposal=proposal)


@transaction.atomic
def come_in_for(*, yes: Friend, by: Member, now: datetime) -> None:
    """Let somebody who is in the room have a place there."""
    meeting, whose = _in_their_name(yes, by, now)
    rooms.come_in(meeting=meeting, by=whose, now=now)


@transaction.atomic
def turn_for(*, yes: Friend, by: Member, what: str, again: bool, now: datetime) -> None:
    """End, pass or ask for somebody's turn."""
    meeting, whose = _in_their_name(yes, by, now)
    if what == "end-turn":
        turns.end_turn(meeting=meeting, by=whose, now=now, whose=whose.public_id)
    elif what == "pass":
        turns.pass_turn(meeting=meeting, by=whose, now=now, whose=whose.public_id, again=again)
    elif what == "raise-hand":
        turns.raise_hand(meeting=meeting, by=whose, now=now)
    elif what == "lower-hand":
        turns.lower_hand(meeting=meeting, by=whose, now=now)


def _in_their_name(yes: Friend, by: Member, now: datetime) -> tuple[Meeting, Member]:
    """The meeting, held, and whose name it is; raises NotYourFriend unless the yes to `by` stands at this moment.

    Whoever writes for somebody has said by it that they will.
    """
    meeting = locked(yes.meeting)
    held = hold_present(meeting.circle, by.person)
    now_standing = standing(meeting).filter(pk=yes.pk, friend=by).select_related("whose__person", "ask").first()
    if held is None or now_standing is None or hold_present(meeting.circle, now_standing.whose.person) is None:
        raise NotYourFriend("friend")
    _say_yes(now_standing, by, now)
    whose = now_standing.whose
    whose.circle = meeting.circle
    return meeting, whose


def _remember(
    yes: Friend, what: What, now: datetime, *, words: Words | None = None, proposal: Proposal | None = None
) -> None:
    """For whose name it was in, and for nobody else."""
    DoneFor.objects.create(
        circle_id=yes.circle_id,
        meeting_id=yes.meeting_id,
        whose_id=yes.whose_id,
        friend=yes,
        way=Way.FRIEND,
        what=what,
        words=words,
        proposal=proposal,
        at=now,
    )
