"""When something can be done with a proposal: each rule returns why not, in plain words, or nothing."""

import hashlib

from django.utils.translation import gettext as _

from handinhand.circles.choices import Adopts
from handinhand.decisions.choices import ConcernState, PositionKind, ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope


def fingerprint(text: str) -> str:
    """What `text` is known by, so that a later change to it is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_taken_back(proposal: Proposal) -> bool:
    """Whether the words of a proposal are not there for others to read: taken back, or covered for now."""
    words = proposal.words
    return words.state != State.SHARED or words.scope_id != proposal.scope_id or words.is_covered


def is_reworded(proposal: Proposal) -> bool:
    """Whether its author changed a proposal's words after it was opened."""
    return proposal.opened_as is not None and proposal.opened_as != fingerprint(proposal.words.body)


def why_not_propose(*, scope: Scope, adopts: str, share_percent: int | None, for_themselves: int | None) -> str | None:
    """What the whole circle makes its own is proposed to the whole circle, and how we decide says both numbers."""
    if scope.kind == ScopeKind.ME:
        return _("A proposal needs others who can read it. Choose who.")
    if adopts and scope.kind != ScopeKind.CIRCLE:
        return _("This is for the whole circle, so the whole circle needs to see it.")
    says_how = share_percent is not None and for_themselves is not None
    if (adopts == Adopts.HOW_WE_DECIDE) != says_how:
        return _("Say how many of us take part, and how many of them come for themselves.")
    return None


def why_not_open(proposal: Proposal) -> str | None:
    """A proposal is opened while it waits, or when its words were changed after it was opened."""
    if proposal.state == ProposalState.ADOPTED:
        return _("This was decided already. To change it, propose something new.")
    if is_taken_back(proposal):
        return _taken_back(proposal)
    if proposal.state == ProposalState.OPEN and not is_reworded(proposal):
        return _("This is open already. Everybody can say where they stand.")
    return None


def why_not_ask(proposal: Proposal) -> str | None:
    """Questions are for proposals that are not decided yet."""
    if proposal.state == ProposalState.ADOPTED:
        return _("This was decided already, so questions about it are closed. You can ask in a meeting.")
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_take_position(proposal: Proposal, *, kind: str, concern: str) -> str | None:
    """Positions are taken and changed while a proposal is open, on the words that were opened; a concern says what."""
    if proposal.state != ProposalState.OPEN:
        return _("Positions are closed for now. A meeting can take this up again, and then you can change yours.")
    if kind == PositionKind.CONCERN and not concern.strip():
        return _("Please say what your concern is, so that others can answer it.")
    return _why_words_do_not_stand(proposal)


def why_not_close(proposal: Proposal) -> str | None:
    """Positions are closed once, while the words that were opened still stand."""
    if proposal.state != ProposalState.OPEN:
        return _("Positions are not open, so there is nothing to close.")
    return _why_words_do_not_stand(proposal)


def why_not_settle_concern(position: Position) -> str | None:
    """A concern is answered, or kept as a view, while the decision waits for it."""
    if position.proposal.state == ProposalState.OPEN:
        return _("Positions are open again, so you can change yours there.")
    if position.proposal.state != ProposalState.WAITS or position.concern_state != ConcernState.STANDS:
        return _("Nothing waits for this concern any more.")
    return None


def _why_words_do_not_stand(proposal: Proposal) -> str | None:
    if is_taken_back(proposal):
        return _taken_back(proposal)
    if is_reworded(proposal):
        return _("The words were changed after this was opened. Whoever holds the meeting can open it again.")
    return None


def _taken_back(proposal: Proposal) -> str:
    if proposal.words.is_covered:
        return _("Something in this proposal is covered, so it rests.")
    return _("The person who proposed this took their words back, so it rests.")
