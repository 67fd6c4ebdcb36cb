"""How long a decision takes: in writing over days, waiting, and looking at it again when its day comes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions.actions.held import NotAmongThem, NotNow, check, check_among, hold
from handinhand.decisions.actions.proposals import close_positions, open_positions
from handinhand.decisions.actions.talking import begin_round
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.rules import why_not_close_day, why_not_keep, why_not_lead, why_not_wait
from handinhand.ground.models import Circle
from handinhand.live.actions import tell


@transaction.atomic
def open_in_writing(
    *, proposal: Proposal, by: Member, closes_at: datetime, now: datetime, without_names: bool = False
) -> Proposal:
    """Let everybody say in writing where they stand, until a day that leaves two clear days to each."""
    check(why_not_lead(proposal, by))
    check(why_not_close_day(closes_at, now=now, zone=proposal.circle.time_zone))
    opened = open_positions(proposal=proposal, by=by, now=now, without_names=without_names)
    opened.closes_at = closes_at
    opened.save(update_fields=["closes_at"])
    return opened


@transaction.atomic
def begin_in_writing(*, proposal: Proposal, by: Member, what: str) -> Proposal:
    """Take questions first, or quick reactions, in writing."""
    check(why_not_lead(proposal, by))
    return begin_round(proposal=proposal, by=by, what=what)


@transaction.atomic
def close_in_writing(*, proposal: Proposal, by: Member, now: datetime) -> Proposal:
    """Close positions that were taken in writing, once their day has come: each of us can."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    if held.state == ProposalState.OPEN and held.closes_at is None:
        raise NotNow(_("These positions are taken in a meeting. Whoever holds it closes them."))
    return close_positions(proposal=held, by=by, now=now)


@transaction.atomic
def wait(*, proposal: Proposal, by: Member, until: datetime | None, now: datetime) -> Proposal:
    """Let a proposal wait until a day, or (without one) until we meet. It can be taken up before, too."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_wait(held, until=until, now=now))
    held.waits_until = until
    held.save(update_fields=["waits_until"])
    tell(channel=held.scope.public_id)
    return held


@transaction.atomic
def keep(
    *, proposal: Proposal, by: Member, seen: datetime | None, again_at: datetime | None, now: datetime
) -> Proposal:
    """Keep a decision as it is when it is looked at again, until a day or for good; `seen` is the day it had."""
    held = hold(proposal)
    check(why_not_keep(held, seen=seen, again_at=again_at, now=now))
    kept: Proposal = use_power(
        power=Power.LOOK_AGAIN, circle=proposal.circle, by=by, now=now, proposal=held, again_at=again_at
    )
    return kept


def apply_keeping(
    *, circle: Circle, by: Member, now: datetime, proposal: Proposal, again_at: datetime | None
) -> Proposal:
    """The effect of keeping: the day at which it is looked at again is another one, or none."""
    if proposal.circle_id != circle.pk:
        raise NotAmongThem
    proposal.look_again_at = again_at
    proposal.save(update_fields=["look_again_at"])
    tell(channel=proposal.scope.public_id)
    return proposal
