"""Stepping out of one part, and being fetched. No power is among it, and nobody is told but whoever fetches."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.energy import Cost
from handinhand.meetings.actions.editing import refuse
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.actions.taking import fetch_nobody, keep_how_for_oneself
from handinhand.meetings.models import Fetching, Meeting, Part, SteppingOut
from handinhand.meetings.queries.costs import days_of
from handinhand.meetings.rules import why_not_step_out_of
from handinhand.people.actions import ask, release, say_no, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.actions import let_see, make_scope, own_scope_for, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing, Scope, Words

FETCHING_TAKES = Cost(minutes=5)


@transaction.atomic
def choose(*, meeting: Meeting, part: Part, by: Member, fetcher: Member | None, how: str, now: datetime) -> SteppingOut:
    """Say for oneself that one steps out of a part, and ask somebody, through the one door, to fetch one.

    Said anew, it takes the place of what was said. Whoever would not see me is asked like anybody, and never hears of
    it: to me it is an ask without an answer. Raises PlanStays, and NotHere for somebody who cannot be asked.
    """
    meeting = locked(meeting)
    refuse(why_not_step_out_of(meeting, part))
    if hold_present(meeting.circle, by.person) is None:
        raise NotHere
    if fetcher is not None and not _can_be_asked(meeting, by, fetcher):
        raise NotHere
    stay(part=part, by=by, now=now)
    given = {"circle": meeting.circle, "meeting": meeting, "part": part, "member": by}
    stepping = SteppingOut.objects.create(**given, how=_how(meeting, by, fetcher, how, now))
    if fetcher is not None:
        ticket = ask(
            of=fetcher.person,
            kind=AskKind.FETCH,
            ref=stepping.public_id,
            cost=FETCHING_TAKES,
            when=days_of(meeting),
            where=reverse("meetings:fetching", args=[meeting.circle.public_id, meeting.public_id]),
            now=now,
            circle=meeting.circle,
            # An ask that is over in the moment it is made is told to nobody; it takes as long to make as any other.
            ends_at=now if _looks_away(meeting, fetcher, by) else None,
        )
        Fetching.objects.create(circle=meeting.circle, stepping=stepping, fetcher=fetcher, ask=ticket)
    return stepping


def _can_be_asked(meeting: Meeting, by: Member, fetcher: Member) -> bool:
    if fetcher.pk == by.pk or hold_present(meeting.circle, fetcher.person) is None:
        return False
    return not _looks_away(meeting, by, fetcher)


def _looks_away(meeting: Meeting, who: Member, about: Member) -> bool:
    return NotSeeing.objects.filter(circle=meeting.circle_id, by=who.person_id, about=about.person_id).exists()


@transaction.atomic
def stay(*, part: Part, by: Member, now: datetime) -> None:
    """Stay after all: nothing says any more that one wished to step out. Said twice, it is said once."""
    mine = SteppingOut.objects.select_for_update(of=("self",)).filter(part=part, member=by).select_related("circle")
    fetch_nobody(stepping_out=mine, now=now)


@transaction.atomic
def will_fetch(*, fetching: Fetching, by: Member, now: datetime) -> bool:
    """Say that one fetches somebody; False when that is over, or they asked somebody else."""
    held = _held(fetching, by)
    if held is None:
        return False
    if held.ask.closed_at is None:
        try:
            say_yes(ask=held.ask, by=by.person, now=now)
        except AskIsOver:
            take_back_ask(ask=held.ask, now=now)
    return True


@transaction.atomic
def will_not_fetch(*, fetching: Fetching, by: Member, now: datetime) -> None:
    """Say no, or no longer: what was written for one is the other's alone again, and nothing keeps that it was no."""
    held = _held(fetching, by)
    if held is None:
        return
    if held.ask.closed_at is None:
        try:
            say_no(ask=held.ask, by=by.person, now=now)
        except AskIsOver:
            take_back_ask(ask=held.ask, now=now)
    release(of=by.person, kind=AskKind.FETCH, ref=held.stepping.public_id)
    keep_how_for_oneself(stepping_out=[held.stepping])
    held.delete()


def _held(fetching: Fetching, by: Member) -> Fetching | None:
    found = Fetching.objects.select_for_update(of=("self",)).filter(pk=fetching.pk, fetcher=by)
    return found.select_related("ask", "stepping").first()


def _how(meeting: Meeting, by: Member, fetcher: Member | None, how: str, now: datetime) -> Words | None:
    """How one would like to be fetched, for the two alone; when one comes back by oneself, for oneself alone."""
    if not how:
        return None
    scope = _for_two(meeting, by, fetcher) if fetcher is not None else None
    scope = scope or own_scope_for(circle=meeting.circle, person=by.person)
    return write(circle=meeting.circle, scope=scope, by=by.person, body=how, state=State.SHARED, now=now)


def _for_two(meeting: Meeting, by: Member, fetcher: Member) -> Scope:
    scope = make_scope(circle=meeting.circle, kind=ScopeKind.PAIR)
    for each in (by, fetcher):
        let_see(scope=scope, person=each.person)
    return scope
