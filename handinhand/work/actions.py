"""The only writers of asks, offers and answers. Nobody but two people hears of an answer: no line, no count."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.actions import change, end_scopes, let_only_see, let_see, make_scope, show_to, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing, Scope, ScopeMember, Words
from handinhand.words.queries import circle_scope
from handinhand.work.choices import Kind
from handinhand.work.models import AskAnswer, AskOrOffer, KeptFrom
from handinhand.work.queries import can_answer
from handinhand.work.rules import (
    OPEN_FOR,
    ends_at,
    why_not_answer,
    why_not_change_who_sees,
    why_not_day,
    why_not_lengthen,
    why_not_say,
)


class NotNow(Exception):
    """Something cannot be done as things stand; its text says why, in plain words."""


class NotAmongThem(Http404):
    """Somebody who does not see an ask, or whose it is not, tried to do something with it."""


@transaction.atomic
def ask_or_offer(
    *,
    by: Member,
    kind: Kind,
    text: str,
    to: Sequence[Member] | None,
    with_somebody: bool = False,
    by_when: date | None = None,
    minutes: int | None = None,
    now: datetime,
) -> AskOrOffer:
    """Ask for something, or offer it, to the circle or to some people in it. Raises NotNow."""
    member = _present(by)
    _check(why_not_day(by_when, circle=member.circle, now=now))
    scope = circle_scope(member.circle) if to is None else _scope_of(member, to)
    words = write(circle=member.circle, scope=scope, by=member.person, body=text, state=State.SHARED, now=now)
    made = AskOrOffer.objects.create(
        circle=member.circle,
        kind=kind,
        words=words,
        by=member,
        with_somebody=with_somebody,
        by_when=by_when,
        minutes=minutes,
        made_at=now,
        ends_at=ends_at(by_when, circle=member.circle, now=now),
    )
    if to is None:
        _keep_from_unseen(made, member)
    return made


@transaction.atomic
def change_who_sees(*, ask: AskOrOffer, by: Member, to: Sequence[Member] | None, now: datetime) -> bool:
    """Show one's own ask or offer to the circle, or to these people alone; whether that is a change. Raises NotNow.

    Whoever answered keeps their answer, and what was said to it. To the circle, it is settled anew who is kept from it.
    """
    held = _own(ask, by)
    _check(why_not_change_who_sees(held, now=now))
    words, before = held.words, held.words.scope
    if to is None:
        if before.kind == ScopeKind.CIRCLE:
            return False
        KeptFrom.objects.filter(of=held).delete()
        _keep_from_unseen(held, by)
        show_to(words=words, scope=circle_scope(held.circle), by=by.person)
        end_scopes(scopes=[before])
        return True
    people = {by.person_id, *(each.person_id for each in _here(by, to))}
    if before.kind == ScopeKind.CHOSEN:
        if people == set(ScopeMember.even_held.filter(scope=before).values_list("person", flat=True)):
            return False
        let_only_see(scope=before, people=people)
    else:
        show_to(words=words, scope=_scope_of(by, to), by=by.person)
    KeptFrom.objects.filter(of=held).delete()
    return True


def _keep_from_unseen(ask: AskOrOffer, by: Member) -> None:
    unseen = NotSeeing.objects.filter(circle=ask.circle_id, by=by.person_id).values_list("about", flat=True)
    KeptFrom.objects.bulk_create(KeptFrom(circle_id=ask.circle_id, of=ask, person_id=each) for each in unseen)


@transaction.atomic
def answer(*, ask: AskOrOffer, by: Member, text: str, now: datetime) -> AskAnswer:
    """Say to the author alone that one could do that, or could use it. Raises NotNow, with the reason in words."""
    held = _held(ask)
    member = _present(by)
    if held.by_id != member.pk and not can_answer(viewer=member, ask=held):
        raise NotAmongThem
    mine = AskAnswer.objects.filter(of=held, by=member).first()
    _check(why_not_answer(held, by=member, mine=mine, now=now))
    scope = _scope_of(member, [held.by], kind=ScopeKind.PAIR)
    words = write(circle=held.circle, scope=scope, by=member.person, body=text, state=State.SHARED, now=now)
    made = AskAnswer.objects.create(circle=held.circle, of=held, by=member, words=words, at=now)
    tell(channel=held.by.person.public_id)
    return made


@transaction.atomic
def say(*, ask: AskOrOffer, answer: AskAnswer, by: Member, said: str, text: str, now: datetime) -> AskAnswer:
    """Say yes or not this time to somebody who answered, with a few words or none. It can be said anew while open."""
    held = _own(ask, by)
    of = AskAnswer.objects.select_related("words__scope", "words__circle", "reply__scope", "by__person").get(
        pk=answer.pk, of=held
    )
    _check(why_not_say(held, of, said=said, now=now))
    of.said, of.said_at = said, now
    if text and of.reply is not None and of.reply.state == State.SHARED:
        change(words=of.reply, by=by.person, body=text)
    elif text:
        of.reply = _reply(of, by, text, now)
    of.save(update_fields=["said", "said_at", "reply"])
    tell(channel=of.words.scope.public_id)
    tell(channel=of.by.person.public_id)
    return of


@transaction.atomic
def end(*, ask: AskOrOffer, by: Member, now: datetime) -> AskOrOffer:
    """End one's own ask or offer, for any reason or none. Whoever answered and waits reads that it has ended."""
    held = _own(ask, by)
    if held.ended_at is None and now < held.ends_at:
        held.ended_at = now
        held.save(update_fields=["ended_at"])
        _tell_all(held)
    return held


@transaction.atomic
def lengthen(*, ask: AskOrOffer, by: Member, now: datetime) -> AskOrOffer:
    """Let it be open for 30 more days from today; the day that was named is taken off. Twice is once."""
    held = _own(ask, by)
    _check(why_not_lengthen(held, now=now))
    held.ends_at, held.by_when = max(held.ends_at, now + OPEN_FOR), None
    held.save(update_fields=["ends_at", "by_when"])
    _tell_all(held)
    return held


def _reply(of: AskAnswer, by: Member, text: str, now: datetime) -> Words:
    words = of.words
    return write(circle=words.circle, scope=words.scope, by=by.person, body=text, state=State.SHARED, now=now)


def _scope_of(by: Member, others: Sequence[Member], kind: ScopeKind = ScopeKind.CHOSEN) -> Scope:
    """A scope of one member and those whom they chose, who are all in the circle at this moment."""
    here = _here(by, others)
    scope = make_scope(circle=by.circle, kind=kind)
    for each in (by, *here):
        let_see(scope=scope, person=each.person)
    return scope


def _here(by: Member, others: Sequence[Member]) -> list[Member]:
    """Of these, the others who are in the circle at this moment."""
    chosen = {each.pk for each in others} - {by.pk}
    here = Member.objects.filter(circle=by.circle_id, pk__in=chosen, left_at__isnull=True).select_related("person")
    if not here:
        raise NotNow(_("Nobody of those you chose is here any more. Please choose somebody else, or everyone."))
    return list(here)


def _present(by: Member) -> Member:
    """The member, if they are in the circle now and their access is not held; else there is no page."""
    circle = Circle.objects.get(pk=by.circle_id)
    member = hold_present(circle, by.person)
    if member is None:
        raise NotAmongThem
    member.circle, member.person = circle, by.person
    return member


def _held(ask: AskOrOffer) -> AskOrOffer:
    """The row as it is now, held until this change is through: answering and ending take turns."""
    held = AskOrOffer.objects.select_for_update(of=("self",), no_key=True)
    held = held.select_related("circle", "words__scope", "words__circle", "by__person")
    return held.get(pk=ask.pk)


def _own(ask: AskOrOffer, by: Member) -> AskOrOffer:
    held = _held(ask)
    if held.by_id != _present(by).pk:
        raise NotAmongThem
    return held


def _tell_all(ask: AskOrOffer) -> None:
    """Those who could see it, and those who answered, hear that something is new."""
    tell(channel=ask.words.scope.public_id)
    for scope in AskAnswer.objects.filter(of=ask).values_list("words__scope__public_id", flat=True):
        tell(channel=scope)


def _check(reason: str | None) -> None:
    if reason is not None:
        raise NotNow(reason)
