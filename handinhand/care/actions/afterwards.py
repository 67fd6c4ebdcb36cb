"""The only writers of who asks after a meeting how somebody is. Private: nothing of it is written in the ledger."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from handinhand.care.choices import Said
from handinhand.care.models import ForTomorrow
from handinhand.care.queries.afterwards import asked_by, can_be_asked, meeting_near, to_ask
from handinhand.care.queries.near import check_among
from handinhand.care.rules.afterwards import (
    ASKING_TAKES,
    READ_FOR,
    STANDS,
    asked_already,
    begin_of_tomorrow,
    nobody_there,
    too_late,
    why_not_words,
)
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member, NotTogether
from handinhand.circles.queries import NotHere
from handinhand.fairness.energy import one_day
from handinhand.ground.moments import FOR_GOOD
from handinhand.live.actions import tell
from handinhand.people.actions import ask, say_no, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.actions import end_scopes, let_only_see, let_see_from, make_scope, stop_seeing, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing


class NotAskedFor(Exception):
    """Somebody cannot be asked to ask, as things stand; the text says why, in plain words."""


@transaction.atomic
def ask_for_tomorrow(*, by: Member, scope_id: str, to: str, body: str, now: datetime) -> ForTomorrow:
    """Ask one of a meeting's people to ask tomorrow how one is; raises NotAskedFor. Twice is once.

    Another person, or other words, can be asked for once what stands is called off. Whoever would rather not see words
    of whoever asks is not asked, and whoever asks cannot tell.
    """
    meeting = meeting_near(viewer=by, scope_id=scope_id, now=now)
    members = {} if meeting is None else {each.public_id: each for each in can_be_asked(viewer=by, scope=meeting.scope)}
    here = _hold(by, members.get(to))
    before = asked_by(viewer=by, scope_id=scope_id)
    if before is not None:
        if before.to.public_id == to and before.words.body == body:
            return before
        raise NotAskedFor(asked_already(before.to.name))
    if meeting is None:
        raise NotAskedFor(too_late())
    if to not in members or members[to].pk not in here:
        raise NotAskedFor(nobody_there())
    reason = why_not_words(body)
    if reason is not None:
        raise NotAskedFor(reason)
    return _ask(by, members[to], meeting.scope, body, now)


def _hold(by: Member, to: Member | None) -> set[int]:
    """Who of the two is here, held until this is through, in one order, so that two never wait in a ring.

    Raises NotHere for somebody who left a moment ago themselves.
    """
    both = [by.pk] if to is None else [by.pk, to.pk]
    rows = Member.objects.select_for_update(of=("self",), no_key=True)
    here = {each.pk for each in rows.filter(pk__in=both, left_at__isnull=True).order_by("pk")}
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    return here


def _ask(by: Member, to: Member, among: int, body: str, now: datetime) -> ForTomorrow:
    begins_at, scope = begin_of_tomorrow(by.circle, now), make_scope(circle=by.circle, kind=ScopeKind.PAIR)
    let_only_see(scope=scope, people={by.person_id})
    words = write(circle=by.circle, scope=scope, by=by.person, body=body, state=State.SHARED, now=now)
    kept = ForTomorrow(circle=by.circle, by=by, to=to, among_id=among, words=words, begins_at=begins_at)
    kept.ask = ask(
        of=to.person,
        kind=AskKind.HOW_THEY_ARE,
        ref=kept.public_id,
        cost=ASKING_TAKES,
        when=one_day(begins_at.date()),
        where=reverse("care:to_ask", args=[by.circle.public_id, kept.public_id]),
        now=now,
        circle=by.circle,
        begins_at=begins_at,
        ends_at=begins_at + STANDS,
    )
    kept.save()
    reaches = _reaches(by, to)
    # Whoever looks away is named in the scope as anybody, and never sees it: whoever asks reads the same of both.
    let_see_from(scope=scope, person=to.person, moment=begins_at if reaches else FOR_GOOD)
    if not reaches:
        take_back_ask(ask=kept.ask, now=now)
    return kept


def _reaches(by: Member, to: Member) -> bool:
    """Whether somebody is asked by another: unless they chose not to see their words, or not to be beside them."""
    not_seen = NotSeeing.objects.filter(circle=by.circle_id, by=to.person_id, about=by.person_id).exists()
    return not not_seen and not NotTogether.objects.filter(by=to, about=by).exists()


@transaction.atomic
def answer_asking(*, by: Member, kept_id: str, said: Said, now: datetime) -> None:
    """Say that one asked, or cannot this time. Raises AskIsOver for what is answered, called off, or over."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    kept = to_ask(viewer=by, kept_id=kept_id, now=now)
    if kept is None:
        raise AskIsOver
    (say_yes if said == Said.ASKED else say_no)(ask=kept.ask, by=by.person, now=now)
    ForTomorrow.objects.filter(pk=kept.pk).update(said=said)
    tell(channel=kept.by.person.public_id)


@transaction.atomic
def call_off(*, by: Member, scope_id: str, now: datetime) -> None:
    """Ask for it no more: nothing of it is left. Twice is once."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    kept = asked_by(viewer=by, scope_id=scope_id)
    if kept is None:
        check_among(viewer=by, scope_id=scope_id)
    else:
        _end(kept, now=now)


@transaction.atomic
def clear_for_tomorrow(*, now: datetime) -> None:
    """Forget what was asked a while ago, and let end what somebody asked who left since."""
    old = Q(begins_at__lt=now - READ_FOR) | Q(by__left_at__isnull=False)
    for kept in ForTomorrow.objects.filter(old).select_related("ask__of", "words__scope", "to__person"):
        _end(kept, now=now)


def let_go(*, member: Member, now: datetime) -> None:
    """Somebody leaves: from this moment nobody is asked to ask how they are, nor reads their words for it.

    What is left of it is forgotten by `clear_for_tomorrow`.
    """
    for kept in ForTomorrow.objects.filter(by=member).select_related("ask", "words__scope", "to__person"):
        waits = kept.ask.closed_at is None and kept.begins_at <= now
        take_back_ask(ask=kept.ask, now=now)
        stop_seeing(scope=kept.words.scope, person=kept.to.person)
        if waits:
            tell(channel=kept.to.person.public_id)


def _end(kept: ForTomorrow, *, now: datetime) -> None:
    """It is asked no more, and forgotten with its words and with who could see them."""
    scope, waits = kept.words.scope, kept.ask.closed_at is None and kept.begins_at <= now
    take_back_ask(ask=kept.ask, now=now)
    # Not by its author's hand: they may have left the circle since, and see their own words there no more.
    kept.words.delete()
    end_scopes(scopes=[scope])
    if waits:
        tell(channel=kept.to.person.public_id)
