"""Giving a question to one member to decide: their yes first, then the result with reasons, and calling it back."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions.actions.held import NotAmongThem, NotNow, check, check_among, hold
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import AskedToDecide, Given, Proposal
from handinhand.decisions.rules import (
    DECIDING_IS_ASKED_FOR,
    DECIDING_TAKES,
    why_not_answer_given,
    why_not_decide_given,
    why_not_give,
    why_rests,
)
from handinhand.ground.models import Circle
from handinhand.ground.moments import this_moment
from handinhand.live.actions import tell
from handinhand.people.actions import ask, release, release_everybody, say_no, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.models import Words
from handinhand.words.queries import covered_until


@transaction.atomic
def give(*, proposal: Proposal, by: Member, to: str, now: datetime) -> Given:
    """Ask a member (their public id), through the one door, whether they would decide this for the circle."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    given = Given.objects.filter(proposal=held).first() or Given(circle=held.circle, proposal=held)
    check(why_not_give(held, given, by))
    member = Member.objects.filter(circle=held.circle_id, public_id=to, left_at__isnull=True).first()
    if member is None:
        raise NotAmongThem
    check_among(held.scope_id, member)
    given.save()
    before = _asked_for(given)
    if before is not None and before.to_id != member.pk:
        take_back_ask(ask=before.ask, now=now)
    ticket = ask(
        of=member.person,
        kind=AskKind.HOLD_DECISION,
        ref=held.public_id,
        cost=DECIDING_TAKES,
        when=None,
        where=reverse("decisions:proposal", args=[held.circle.public_id, held.public_id]),
        now=now,
        circle=held.circle,
        ends_at=now + DECIDING_IS_ASKED_FOR,
    )
    kept = {"to": member, "ask": ticket}
    AskedToDecide.objects.update_or_create(
        given=given, defaults=kept, create_defaults={**kept, "circle_id": held.circle_id}
    )
    tell(channel=held.scope.public_id)
    tell(channel=member.person.public_id)
    return given


@transaction.atomic
def answer_given(*, proposal: Proposal, by: Member, yes: bool, now: datetime) -> Given:
    """Say that one would decide it, or would rather not: no reason is asked, and nobody has it then."""
    held, given, asked = _hold_asked(proposal, by)
    check(why_not_answer_given(held, given))
    if asked is not None:
        _answer_ask(asked, by, yes=yes, now=now)
    if not yes:
        given.to, given.accepted_at = None, None
        release(of=by.person, kind=AskKind.HOLD_DECISION, ref=held.public_id)
    elif asked is not None:
        given.to, given.accepted_at = by, now
    given.save(update_fields=["accepted_at", "to"])
    tell(channel=held.scope.public_id)
    return given


def _answer_ask(asked: AskedToDecide, by: Member, *, yes: bool, now: datetime) -> None:
    """Close the ask with a yes or a no; one that is too old can still be left, and is asked anew for a yes."""
    try:
        (say_yes if yes else say_no)(ask=asked.ask, by=by.person, now=now)
    except AskIsOver:
        check(_("This was asked long ago. Whoever proposed it can ask again.") if yes else None)
    asked.delete()


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


def give_no_more(words: Words) -> None:
    """A proposal's words were taken back: nobody is asked to decide it, and a yes that was said takes nothing more.

    Put back, it can be asked anew. What the circle has given by now stays with whoever has it.
    """
    for proposal in (
        Proposal.objects.filter(words=words).exclude(state=ProposalState.ADOPTED).select_related("circle", "scope")
    ):
        held = hold(proposal)
        given = Given.objects.filter(proposal=held).first()
        if given is None or held.state == ProposalState.ADOPTED:
            continue
        asked = _asked_for(given)
        if asked is not None:
            # Words are taken back without a clock; the ask ends at the moment at which sight of them does.
            take_back_ask(ask=asked.ask, now=this_moment())
            asked.delete()
        given.to, given.accepted_at = None, None
        given.save(update_fields=["to", "accepted_at"])
        release_everybody(circle=held.circle, kind=AskKind.HOLD_DECISION, ref=held.public_id)


def _asked_for(given: Given) -> AskedToDecide | None:
    return AskedToDecide.objects.filter(given=given).select_related("ask").first()


def _hold_asked(proposal: Proposal, by: Member) -> tuple[Proposal, Given, AskedToDecide | None]:
    """What somebody is asked to decide, or said yes to; raises NotNow for anybody else."""
    held = hold(proposal)
    given = Given.objects.filter(proposal=held).first()
    asked = _asked_for(given) if given is not None else None
    asked = asked if asked is not None and asked.to_id == by.pk else None
    if given is None or (asked is None and given.to_id != by.pk):
        raise NotNow(why_rests(held) or _not_with_you())
    return held, given, asked


def _hold_mine(proposal: Proposal, by: Member) -> tuple[Proposal, Given]:
    held = hold(proposal)
    given = Given.objects.filter(proposal=held, to=by).first()
    if given is None:
        raise NotNow(_not_with_you())
    return held, given


def _not_with_you() -> str:
    return _("This is not with you any more. The page shows how it stands now.")
