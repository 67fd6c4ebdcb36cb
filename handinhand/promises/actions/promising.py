"""Promising and answering. An answer is the circle's own text and reaches the same people as the promise."""

from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.promises.actions.carrying import carry_on
from handinhand.promises.actions.taking import begin_to_carry, carry_no_more
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.promises.queries import is_open_again
from handinhand.promises.rules import is_nobodys, why_not_answer, why_not_by, why_not_take_on
from handinhand.words.actions import write
from handinhand.words.choices import OF_ONE, State
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import covered_until


class NotNow(Exception):
    """Something cannot be done as things stand; its text says why, in plain words."""


class NotAmongThem(Http404):
    """Somebody who does not see a promise tried to do something with it."""


@transaction.atomic
def make(
    *,
    circle: Circle,
    scope: Scope,
    by: Member | None,
    text: str,
    by_when: date | None,
    came_from: Words | None = None,
    now: datetime,
) -> Promise:
    """Promise something to the people of `scope`; without `by` it is asked, and waits for somebody to take it on."""
    if by is not None:
        check_among(scope.pk, by)
    if scope.kind in OF_ONE or scope.circle_id != circle.pk:
        raise NotNow(_("A promise needs others who can read it."))
    made = _make(scope=scope, by=by, text=text, by_when=by_when, now=now)
    if by is not None and came_from is not None:
        carry_on(source=came_from, onward=made.words, by=by, now=now)
    return made


@transaction.atomic
def take_on(*, promise: Promise, by: Member, by_when: date | None, now: datetime) -> Promise:
    """Say that one will do what nobody carries yet. Of two people at once, the first has it."""
    held = hold(promise)
    check_among(held.scope_id, by)
    open_again = held.by_id != by.pk and is_open_again(held)
    check(why_not_take_on(held, is_open_again=open_again) or why_not_by(by_when, circle=held.circle, now=now))
    carry_no_more(held, now=now)
    held.by, held.by_when = by, by_when
    held.save(update_fields=["by", "by_when"])
    begin_to_carry(held, now=now)
    tell(channel=held.scope.public_id)
    return held


@transaction.atomic
def answer(
    *,
    promise: Promise,
    by: Member | None,
    kind: str,
    text: str,
    changed_to_when: date | None = None,
    now: datetime,
) -> Promise:
    """Say what came of a promise. What it was changed to is a promise of its own, which follows this one."""
    held = hold(promise)
    if by is not None:
        check_among(held.scope_id, by)
    check(why_not_answer(held, by=by, kind=kind, text=text))
    carry_no_more(held, now=now)
    if by is not None and is_nobodys(held):
        held.by = by
    held.answer_kind, held.answered_at, held.answered_by = AnswerKind(kind), now, by
    held.answer = said = text.strip() or _("It is done.")
    held.answer_covered_until = covered_until(held.circle, said)
    held.save(update_fields=["by", "answer_kind", "answered_at", "answered_by", "answer", "answer_covered_until"])
    if kind == AnswerKind.CHANGED:
        _make(scope=held.scope, by=held.by, text=text, by_when=changed_to_when, now=now, follows=held)
    tell(channel=held.scope.public_id)
    return held


def _make(
    *, scope: Scope, by: Member | None, text: str, by_when: date | None, now: datetime, follows: Promise | None = None
) -> Promise:
    check(why_not_by(by_when, circle=scope.circle, now=now))
    person = by.person if by is not None else None
    words = write(circle=scope.circle, scope=scope, by=person, body=text, state=State.SHARED, now=now)
    made = Promise.objects.create(
        circle=scope.circle, scope=scope, words=words, by=by, by_when=by_when, made_at=now, follows=follows
    )
    begin_to_carry(made, now=now)
    return made


def check(reason: str | None) -> None:
    """Raise NotNow with a reason, if there is one."""
    if reason is not None:
        raise NotNow(reason)


def hold(promise: Promise) -> Promise:
    """The promise as it is now, held until the transaction ends; who carries it is read after the wait."""
    held = Promise.objects.select_for_update(no_key=True).get(pk=promise.pk)
    held.circle, held.scope = promise.circle, promise.scope
    return held


def check_among(scope_id: int, member: Member) -> None:
    """Raise NotAmongThem unless this member is here now and sees the scope."""
    present = ScopeMember.objects.filter(
        scope=scope_id, person__memberships=member.pk, person__memberships__left_at__isnull=True
    )
    if not present.exists():
        raise NotAmongThem
