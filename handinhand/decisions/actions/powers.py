"""Proposing another rule for a power, or letting the circle decide about something that it is asked to agree to."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.actions import (
    ask_rule,
    ask_rule_no_more,
    hold_to_decide,
    let_circle_decide,
    let_circle_decide_again,
    let_circle_decide_no_more,
)
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries.asking import change_asked
from handinhand.circles.queries.rules_in_words import rule_as_proposed
from handinhand.decisions.actions.proposals import propose
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.fairness.agreeing import Takes
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import circle_scope


@transaction.atomic
def propose_rule(*, changes: Power, takes: Takes, by: Member, now: datetime) -> Proposal:
    """Propose that a power takes more of us, or fewer, but never less than its floor. Raises AskNotNow."""
    before = change_asked(by.circle, changes)
    if before is not None and not _is_there(before):
        ask_rule_no_more(use=before)
    text = rule_as_proposed(changes, takes)
    use = ask_rule(changes=changes, takes=takes, by=by, text=text, now=now)
    return _propose(use, text, by, now)


@transaction.atomic
def propose_use(*, use: PowerUse, by: Member, now: datetime) -> Proposal:
    """Put to the circle as a proposal what it is asked to agree to. Raises AskNotNow."""
    held = hold_to_decide(use=use, by=by, now=now)
    return _propose(held, held.text, by, now)


def decide_no_more(words: Words) -> None:
    """A proposal's words were taken back: what it was about is asked as before."""
    for proposal in Proposal.objects.filter(words=words).exclude(state=ProposalState.ADOPTED):
        let_circle_decide_no_more(proposal_id=proposal.public_id)


def decide_again(words: Words) -> None:
    """A proposal's words were put back: the circle decides again what it was about."""
    for proposal in Proposal.objects.filter(words=words).exclude(state=ProposalState.ADOPTED):
        let_circle_decide_again(proposal_id=proposal.public_id)


def _is_there(use: PowerUse) -> bool:
    """Whether the proposal about something can still be read."""
    found = Proposal.objects.select_related("words").filter(circle=use.circle_id, public_id=use.proposal_id).first()
    return found is not None and found.words.state == State.SHARED


def _propose(use: PowerUse, text: str, by: Member, now: datetime) -> Proposal:
    made = propose(circle=by.circle, scope=circle_scope(by.circle), by=by, text=text, now=now)
    let_circle_decide(use=use, proposal_id=made.public_id, now=now)
    return made
