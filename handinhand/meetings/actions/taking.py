"""What a meeting takes of those who come and of whoever holds it: kept with their answer, and changed with the plan."""

from collections.abc import Iterable
from datetime import datetime

from handinhand.circles.models import Member
from handinhand.fairness.energy import Cost
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Answer, Friend, Meeting, SteppingOut
from handinhand.meetings.queries.costs import cost_of, counted, days_of
from handinhand.meetings.rules import HOLDING_TAKES, WRITING_TAKES
from handinhand.people.actions import change_commitments, close_asks, commit, release, release_everybody
from handinhand.people.choices import AskKind
from handinhand.words.actions import end_scopes, own_scope_for
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Words


def begin_to_come(*, meeting: Meeting, member: Member, kind: AnswerKind, now: datetime) -> None:
    """Keep what an answer takes of somebody, in place of what an earlier one took; "Not this time" takes nothing."""
    if kind == AnswerKind.NOT_THIS_TIME:
        release(of=member.person, kind=AskKind.MEETING, ref=meeting.public_id)
        return
    commit(
        of=member.person,
        kind=AskKind.MEETING,
        ref=meeting.public_id,
        cost=_costs(meeting)[kind],
        when=days_of(meeting),
        now=now,
        circle=meeting.circle,
    )


def change_what_it_takes(meeting: Meeting) -> None:
    """The plan changed: it takes of those who come, and of whoever holds it, what it takes now, on its day."""
    when, ref = days_of(meeting), meeting.public_id
    for kind, cost in _costs(meeting).items():
        coming = Answer.objects.filter(meeting=meeting, kind=kind).values_list("member__person", flat=True)
        change_commitments(circle=meeting.circle, kind=AskKind.MEETING, ref=ref, persons=coming, cost=cost, when=when)
    if meeting.holder is not None:
        holder = [meeting.holder.person_id]
        change_commitments(
            circle=meeting.circle, kind=AskKind.HOLD_MEETING, ref=ref, persons=holder, cost=HOLDING_TAKES, when=when
        )


def begin_to_hold(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Keep what holding a meeting takes: of whoever holds it now, and of nobody else."""
    release_everybody(circle=meeting.circle, kind=AskKind.HOLD_MEETING, ref=meeting.public_id)
    commit(
        of=by.person,
        kind=AskKind.HOLD_MEETING,
        ref=meeting.public_id,
        cost=HOLDING_TAKES,
        when=days_of(meeting),
        now=now,
        circle=meeting.circle,
    )


def hold_no_more(*, meeting: Meeting, by: Member) -> None:
    """Handed back: it takes nothing of them any more."""
    release(of=by.person, kind=AskKind.HOLD_MEETING, ref=meeting.public_id)


def take_nothing(*, meeting: Meeting, now: datetime) -> None:
    """Called off: it takes nothing of anybody, and no friend is asked to write in it."""
    for kind in (AskKind.MEETING, AskKind.HOLD_MEETING):
        release_everybody(circle=meeting.circle, kind=kind, ref=meeting.public_id)
    for yes in Friend.objects.filter(meeting=meeting):
        release_everybody(circle=meeting.circle, kind=AskKind.FRIEND, ref=yes.public_id)
    ask_no_friend(meeting=meeting, now=now)


def ask_no_friend(*, meeting: Meeting, now: datetime) -> None:
    """The meeting is over: nobody is asked any more whether they will write in it, or fetch somebody."""
    fetch_nobody(stepping_out=SteppingOut.objects.filter(meeting=meeting).select_related("circle"), now=now)
    for yes in Friend.objects.filter(meeting=meeting, ask__closed_at__isnull=True):
        close_asks(circle=meeting.circle, kind=AskKind.FRIEND, ref=yes.public_id, now=now)


def keep_how_for_oneself(*, stepping_out: Iterable[SteppingOut]) -> None:
    """How somebody would like to be fetched is for them alone again: nobody fetches them any more. It stays theirs."""
    with_words = Words.objects.filter(how_to_fetch__in=[each.pk for each in stepping_out], scope__kind=ScopeKind.PAIR)
    for how in with_words.select_related("scope", "circle", "author"):
        if how.author is not None:
            shared, how.scope = how.scope, own_scope_for(circle=how.circle, person=how.author)
            how.save(update_fields=["scope"])
            end_scopes(scopes=[shared])


def fetch_nobody(*, stepping_out: Iterable[SteppingOut], now: datetime) -> None:
    """Nobody steps out of these parts (any more): who did, how they wished to be fetched, and by whom is forgotten."""
    gone = list(stepping_out)
    found = Words.objects.filter(how_to_fetch__in=[each.pk for each in gone]).select_related("scope")
    scopes = [words.scope for words in found if words.scope.kind == ScopeKind.PAIR]
    for each in gone:
        close_asks(circle=each.circle, kind=AskKind.FETCH, ref=each.public_id, now=now)
        release_everybody(circle=each.circle, kind=AskKind.FETCH, ref=each.public_id)
    found.delete()
    SteppingOut.objects.filter(pk__in=[each.pk for each in gone]).delete()
    end_scopes(scopes=scopes)


def _costs(meeting: Meeting) -> dict[AnswerKind, Cost]:
    """What each answer takes; for part of it, half of the time in the room, because nobody is asked which part."""
    found = Meeting.objects.filter(pk=meeting.pk).select_related("circle").annotate(**counted()).get()
    whole = cost_of(found)
    part = Cost(**{**vars(whole), "minutes": -(-whole.minutes // 2)})
    return {AnswerKind.COMING: whole, AnswerKind.PART: part, AnswerKind.WRITING: WRITING_TAKES}
