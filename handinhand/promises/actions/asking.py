"""Asking again, kindly, and saying that something is no longer needed."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.promises.actions.promising import check, check_among, hold
from handinhand.promises.actions.taking import ask_what_came, begin_to_carry, carry_no_more
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import AskedAgain, Promise
from handinhand.promises.queries import has_asked
from handinhand.promises.rules import why_not_ask_again, why_not_let_go, why_not_need_again


@transaction.atomic
def ask_again(*, promise: Promise, by: Member, now: datetime) -> AskedAgain:
    """Ask what came of a promise. Of two people at once one asks, because once is enough for a while."""
    held = hold(promise)
    check_among(held.scope_id, by)
    last = AskedAgain.objects.filter(promise=held).order_by("-at").first()
    check(why_not_ask_again(held, by=by, last=last.at if last else None, now=now))
    asked = AskedAgain.objects.create(circle=held.circle, promise=held, by=by, at=now)
    ask_what_came(held, now=now)
    tell(channel=held.scope.public_id)
    return asked


@transaction.atomic
def let_go(*, promise: Promise, by: Member, now: datetime) -> Promise:
    """Say, as one who asked, that something is no longer needed: it ends with thanks, and can be asked for again."""
    held = hold(promise)
    check_among(held.scope_id, by)
    check(why_not_let_go(held, by=by, has_asked=has_asked(viewer=by, promise=held)))
    held.answer_kind, held.answered_at, held.answered_by = AnswerKind.NOT_NEEDED, now, by
    held.answer, held.answer_covered_until = AnswerKind.NOT_NEEDED.label, None
    held.save(update_fields=["answer_kind", "answered_at", "answered_by", "answer", "answer_covered_until"])
    carry_no_more(held, now=now)
    tell(channel=held.scope.public_id)
    return held


@transaction.atomic
def need_again(*, promise: Promise, by: Member, now: datetime) -> Promise:
    """Say that one needs something after all: the promise is as open as it was."""
    held = hold(promise)
    check_among(held.scope_id, by)
    check(why_not_need_again(held, by=by))
    held.answer_kind, held.answered_at, held.answered_by = "", None, None
    held.answer = held.answer_covered_until = None
    held.save(update_fields=["answer_kind", "answered_at", "answered_by", "answer", "answer_covered_until"])
    begin_to_carry(held, now=now)
    tell(channel=held.scope.public_id)
    return held
