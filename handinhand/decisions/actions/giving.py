"""Giving a question to one member to decide: their yes first, then the result with reasons, and calling it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions.actions.held import NotAmongThem, NotNow, check, check_among, hold
from handinhand.decisions.models import Given, Proposal
from handinhand.decisions.rules import why_not_answer_given, why_not_decide_given, why_not_give
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.queries import covered_until


@transaction.atomic
def give(*, proposal: Proposal, by: Member, to: str) -> Given:
    """Ask a member (their public id) whether they would decide this if the circle gives it to them."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    given = Given.objects.filter(proposal=held).first() or Given(circle=held.circle, proposal=held)
    check(why_not_give(held, given, by))
    member = Member.objects.filter(circle=held.circle_id, public_id=to, left_at__isnull=True).first()
    if member is None:
        raise NotAmongThem
    check_among(held.scope_id, member)
    given.to, given.accepted_at = member, None
    given.save()
    tell(channel=held.scope.public_id)
    tell(channel=member.person.public_id)
    return given


@transaction.atomic
def answer_given(*, proposal: Proposal, by: Member, yes: bool, now: datetime) -> Given:
    """Say that one would decide it, or would rather not: no reason is asked, and nobody has it then."""
    held, given = _hold_mine(proposal, by)
    check(why_not_answer_given(held, given))
    given.accepted_at = now if yes else None
    if not yes:
        given.to = None
    given.save(update_fields=["accepted_at", "to"])
    tell(channel=held.scope.public_id)
    return given


@transaction.atomic
def decide_given(*, proposal: Proposal, by: Member, result: str, reasons: str, now: datetime) -> Given:
    """Decide what the circle gave to oneself, with reasons; the circle keeps both."""
    held, given = _hold_mine(proposal, by)
    check(why_not_decide_given(held, given))
    decided: Given = use_power(
        power=Power.DECIDE_GIVEN, circle=held.circle, by=by, now=now, given=given, result=result, reasons=reasons
    )
    tell(channel=held.scope.public_id)
    return decided


def apply_given(*, circle: Circle, by: Member, now: datetime, given: Given, result: str, reasons: str) -> Given:
    """The effect of deciding what was given: the result and its reasons are the circle's own text."""
    if given.circle_id != circle.pk or given.to_id != by.pk:
        raise NotAmongThem
    given.result, given.reasons, given.decided_at = result, reasons, now
    given.result_covered_until = covered_until(circle, result)
    given.reasons_covered_until = covered_until(circle, reasons)
    kept = ["result", "result_covered_until", "reasons", "reasons_covered_until", "decided_at"]
    given.save(update_fields=kept)
    return given


def _hold_mine(proposal: Proposal, by: Member) -> tuple[Proposal, Given]:
    held = hold(proposal)
    given = Given.objects.filter(proposal=held, to=by).first()
    if given is None:
        raise NotNow(_("This is not with you any more. The page shows how it stands now."))
    return held, given
