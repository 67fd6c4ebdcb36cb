"""Saying it, being drawn, and answering. No reason is asked of anybody, and nobody but the two hears of it."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from handinhand.acquaintance.actions import remember
from handinhand.acquaintance.queries import met
from handinhand.beside.choices import Says, Stands
from handinhand.beside.models import Beside, SaidBeside
from handinhand.beside.queries import LIVE, Sides, ahead, looked_after, sides, standing
from handinhand.beside.rules import TAKES, IsOver, ask_ends, is_ahead, is_near
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.apart import apart_by_lot
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.pairs import companions
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.costs import days_of
from handinhand.meetings.queries.plans import OVER_AFTER
from handinhand.people.actions import ask, release, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.queries.energy import may_be_drawn
from handinhand.people.rules.energy import AskIsOver


@transaction.atomic
def say(*, by: Member, what: Says, is_yes: bool, now: datetime, meeting: Meeting | None = None) -> None:
    """Say that one would like somebody, or would sit beside somebody, or no more: for one meeting, or for all.

    Raises IsOver when the meeting has been by now, and NotHere for who just left.
    """
    meetings = [meeting] if meeting is not None else list(looked_after(by.circle_id, now=now))
    _hold(by.circle, meetings)
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    if meeting is not None and not ahead(by.circle_id, now=now).filter(pk=meeting.pk).exists():
        raise IsOver
    own = SaidBeside.objects.filter(member=by, says=what)
    if meeting is None and not is_yes:
        own.filter(meeting__isnull=True).delete()
    else:
        given = {"is_yes": is_yes, "said_at": now}
        SaidBeside.objects.update_or_create(member=by, says=what, meeting=meeting, defaults=given)
    if is_yes and what == Says.WOULD_SIT:
        again = Beside.objects.filter(member=by, stands=Stands.NOT_THIS_TIME)
        (again if meeting is None else again.filter(meeting=meeting)).delete()
    for each in meetings:
        draw(meeting=each, now=now)


@transaction.atomic
def draw(*, meeting: Meeting, now: datetime) -> None:
    """Let go what no longer stands, and ask somebody for each who would like it and has nobody."""
    circle = _hold(meeting.circle, [meeting])
    held = Meeting.objects.select_related("circle").get(pk=meeting.pk)
    if not is_ahead(held, now=now):
        return
    apart = apart_by_lot(circle, now=now)
    both = sides(meeting=held)
    _let_go_what_is_over(held, both, apart.asked, now=now)
    rows = list(Beside.objects.filter(meeting=held))
    has_somebody = {each.whose_id for each in rows if each.stands in LIVE}
    is_taken = {each.member_id for each in rows if each.stands in LIVE}
    soon = is_near(held, now=now)
    waiting = [
        each for each in both.would_like if each.pk not in has_somebody and (soon or each.pk not in both.like_for_all)
    ]
    if not waiting:
        return
    willing = [each for each in both.would_sit if each.pk not in is_taken]
    able = may_be_drawn(persons=[each.person for each in willing], cost=TAKES, when=days_of(held), now=now)
    free = [each for each in willing if each.person in able]
    names = {each.pk: each.public_id for each in [*waiting, *free]}
    found = companions(
        [each.public_id for each in waiting],
        [each.public_id for each in free],
        seed=secrets.token_hex(),
        earlier=met(circle=circle, names=names),
        apart=[[names[each] for each in pair] for pair in apart.asked | apart.by_lot if pair <= names.keys()],
        not_again={(names.get(each.whose_id, ""), names.get(each.member_id, "")) for each in rows},
    )
    of = {each.public_id: each for each in [*waiting, *free]}
    for whose, companion in sorted(found.items()):
        _ask(held, of[whose], of[companion], now=now)


@transaction.atomic
def will_be(*, beside: Beside, by: Member, now: datetime) -> None:
    """Say that one will be beside somebody, who reads it. SaidBeside twice, it is said once. Raises IsOver."""
    held = _own(beside, by, now)
    if held.stands == Stands.YES:
        return
    try:
        say_yes(ask=held.ask, by=by.person, now=now)
    except AskIsOver:
        raise IsOver from None
    held.stands = Stands.YES
    held.save(update_fields=["stands"])
    remember(circle=held.meeting.circle, groups=[[held.whose_id, held.member_id]])


@transaction.atomic
def not_this_time(*, beside: Beside, by: Member, now: datetime) -> None:
    """Say not this time, also after a yes; somebody else is drawn. SaidBeside twice, it is said once. Raises IsOver."""
    held = _own(beside, by, now, even_declined=True)
    if held.stands != Stands.NOT_THIS_TIME:
        _decline(held, now=now)
        draw(meeting=held.meeting, now=now)


def draw_all_due(*, now: datetime) -> None:
    """Look after all meetings ahead in circles in which somebody wishes it, each by itself."""
    said = SaidBeside.objects.filter(says=Says.WOULD_LIKE, is_yes=True)
    asked = Beside.objects.filter(stands__in=LIVE)
    wished = Q(pk__in=said.values("member__circle")) | Q(pk__in=asked.values("meeting__circle"))
    for circle in Circle.objects.filter(wished).order_by("pk"):
        ahead = looked_after(circle.pk, now=now).select_related("circle")
        each_by_itself(lambda meeting: draw(meeting=meeting, now=now), ahead, waits="Somebody beside somebody waits")


@transaction.atomic
def clear_old(*, now: datetime) -> None:
    """Forget what was said for meetings that are over, and by those who left; nothing is asked for them any more."""
    over = Q(meeting__state__in=[MeetingState.CLOSED, MeetingState.CALLED_OFF])
    over |= Q(meeting__state=MeetingState.INVITED, meeting__starts_at__lt=now - OVER_AFTER)
    for each in Beside.objects.filter(over).select_related("ask__of", "meeting"):
        take_back_ask(ask=each.ask, now=now)
        if each.meeting.state == MeetingState.CALLED_OFF:
            release(of=each.ask.of, kind=AskKind.BESIDE, ref=each.public_id)
        each.delete()
    SaidBeside.objects.filter(over | Q(member__left_at__isnull=False) | Q(said_at__lt=F("member__joined_at"))).delete()


def _hold(circle: Circle, meetings: Sequence[Meeting]) -> Circle:
    """Let draws of a circle take turns, so that nobody is asked for two at once; meetings first, as in their rooms."""
    for each in sorted(meetings, key=lambda each: each.pk):
        locked(each)
    return Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)


def _own(beside: Beside, by: Member, now: datetime, *, even_declined: bool = False) -> Beside:
    """What one is asked, held until this change is through; raises IsOver when it stands no more."""
    _hold(by.circle, [beside.meeting])
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    found = (
        Beside.objects.filter(pk=beside.pk, member=by).select_related("ask__of", "meeting__circle", "member").first()
    )
    if found is None or not is_ahead(found.meeting, now=now):
        raise IsOver
    if found.stands == Stands.NOT_THIS_TIME and even_declined:
        return found
    if not standing().filter(pk=found.pk).exists():
        raise IsOver
    return found


def _let_go_what_is_over(
    meeting: Meeting, both: Sides, asked_apart: frozenset[frozenset[int]], *, now: datetime
) -> None:
    """Whoever was asked and stands no more is free again; whoever did not look in time is not asked for them again."""
    stands = set(standing().filter(meeting=meeting).values_list("pk", flat=True))
    wish, sit = ({each.pk for each in side} for side in (both.would_like, both.would_sit))
    for each in Beside.objects.filter(meeting=meeting, stands__in=LIVE).select_related("ask__of"):
        is_asked = each.stands == Stands.ASKED
        is_wished = each.whose_id in wish and (each.member_id in sit or not is_asked)
        if each.pk not in stands or not is_wished or {each.whose_id, each.member_id} in asked_apart:
            _free(each, now=now)
            each.delete()
        elif is_asked and each.ask.ends_at <= now:
            _decline(each, now=now)


def _decline(beside: Beside, *, now: datetime) -> None:
    beside.stands = Stands.NOT_THIS_TIME
    beside.save(update_fields=["stands"])
    _free(beside, now=now)


def _free(beside: Beside, *, now: datetime) -> None:
    """Nothing is asked of somebody any more, and nothing of it stands in their hours."""
    take_back_ask(ask=beside.ask, now=now)
    release(of=beside.ask.of, kind=AskKind.BESIDE, ref=beside.public_id)


def _ask(meeting: Meeting, whose: Member, companion: Member, *, now: datetime) -> None:
    """Ask one member, through the one door, to be beside another."""
    row = Beside(meeting=meeting, whose=whose, member=companion)
    row.ask = ask(
        of=companion.person,
        kind=AskKind.BESIDE,
        ref=row.public_id,
        cost=TAKES,
        when=days_of(meeting),
        where=reverse("beside:here", args=[meeting.circle.public_id]),
        now=now,
        circle=meeting.circle,
        ends_at=ask_ends(meeting, now=now),
    )
    row.save()
