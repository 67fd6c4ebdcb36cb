"""Before positions: rounds of questions and quick reactions, what somebody says first, and other words for it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries.asking import is_about_hold
from handinhand.decisions.actions.hearing import refresh
from handinhand.decisions.actions.held import NotNow, NotYourPosition, check, check_among, hold
from handinhand.decisions.actions.proposals import propose
from handinhand.decisions.choices import Follows, OfferState, ProposalState, ReactionKind
from handinhand.decisions.models import Offer, Proposal, Reaction
from handinhand.decisions.rules import fingerprint, is_reworded, why_not_offer, why_not_react, why_not_talk
from handinhand.live.actions import tell
from handinhand.words import actions as words_actions
from handinhand.words.choices import State


@transaction.atomic
def begin_round(*, proposal: Proposal, by: Member, what: str) -> Proposal:
    """Take questions first, or quick reactions; who may do so is asked by whoever calls: a holder, or the proposer."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_talk(held, what=what))
    held.state = ProposalState(what)
    held.save(update_fields=["state"])
    tell(channel=held.scope.public_id)
    return held


@transaction.atomic
def react(*, proposal: Proposal, by: Member, kind: str, text: str = "", now: datetime) -> Reaction:
    """Say first that one can live with it, or what one would like to change; said anew, it replaces what was before."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_react(held, kind=kind, text=text))
    reaction = Reaction.objects.filter(proposal=held, member=by).select_related("words").first()
    if reaction is None:
        reaction = Reaction(circle=held.circle, proposal=held, member=by)
    elif reaction.words is not None and (kind != ReactionKind.CHANGE or reaction.words.body != text):
        before, reaction.words = reaction.words, None
        words_actions.remove(words=before, by=by.person)
    if kind == ReactionKind.CHANGE and reaction.words is None:
        reaction.words = words_actions.write(
            circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now
        )
    reaction.kind, reaction.said_of = ReactionKind(kind), fingerprint(held.words.body)
    reaction.save()
    tell(channel=held.scope.public_id)
    return reaction


@transaction.atomic
def offer(*, proposal: Proposal, by: Member, text: str, now: datetime) -> Offer:
    """Offer other words for a proposal; whoever proposed it takes them, or puts them beside it."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_offer(held, text=text, is_about_hold=is_about_hold(held.public_id)))
    words = words_actions.write(
        circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now
    )
    return Offer.objects.create(circle=held.circle, proposal=held, words=words, by=by)


@transaction.atomic
def take_offer(*, offered: Offer, by: Member, now: datetime) -> Proposal:
    """Take somebody's words for one's own proposal. Positions on the words of before are asked again."""
    held, mine = _hold_offer(offered, by)
    words_actions.change(words=held.words, by=by.person, body=mine.words.body)
    mine.state = OfferState.TAKEN
    mine.save(update_fields=["state"])
    held = refresh(proposal=held, now=now)
    if held.state == ProposalState.OPEN and is_reworded(held):
        held.opened_as, held.worded_at = fingerprint(held.words.body), now
        held.save(update_fields=["opened_as", "worded_at"])
    tell(channel=held.scope.public_id)
    return held


@transaction.atomic
def put_beside(*, offered: Offer, by: Member, now: datetime) -> Proposal:
    """Let somebody's words stand beside one's own proposal, as a proposal of its own by whoever wrote them."""
    held, mine = _hold_offer(offered, by)
    author = mine.by
    if author is None or author.left_at is not None:
        raise NotNow(_("Whoever offered these words is not here any more. You can take them, or leave them."))
    beside = propose(
        circle=held.circle,
        scope=held.scope,
        by=author,
        text=mine.words.body,
        adopts=held.adopts,
        replaces=held.replaces,
        share_percent=held.share_percent,
        at_least_for_themselves=held.at_least_for_themselves,
        follows=held,
        follows_how=Follows.BESIDE,
        now=now,
    )
    mine.state = OfferState.BESIDE
    mine.save(update_fields=["state"])
    return beside


def _hold_offer(offered: Offer, by: Member) -> tuple[Proposal, Offer]:
    """An offer that waits, held with its proposal; raises NotYourPosition for anybody but who proposed it."""
    held = hold(offered.proposal)
    check_among(held.scope_id, by)
    if held.by_id != by.pk:
        raise NotYourPosition
    mine = Offer.objects.select_related("words", "by__person").get(pk=offered.pk)
    if mine.state != OfferState.OFFERED or mine.words.state != State.SHARED:
        raise NotNow(_("These words do not wait any more: they were taken, put beside it, or taken back."))
    check(why_not_offer(held, text=mine.words.body, is_about_hold=is_about_hold(held.public_id)))
    return held, mine
