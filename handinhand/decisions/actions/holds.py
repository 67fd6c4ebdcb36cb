"""Proposing what becomes of a hold, which the circle alone can keep for longer than a day."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import note_proposal
from handinhand.circles.models import Hold, Member
from handinhand.decisions.actions.proposals import propose
from handinhand.decisions.models import Proposal
from handinhand.ui.apart import apart
from handinhand.words.queries import circle_scope


@transaction.atomic
def propose_about_hold(*, hold: Hold, by: Member, days: int, now: datetime) -> Proposal:
    """Propose that the circle keeps a hold for some days from its decision on, or (with none) ends it."""
    name = apart(hold.member.name) if hold.member is not None else _("Somebody who has left")
    text = _("The hold on the access of %(name)s ends.")
    if days:
        text = _("The hold on the access of %(name)s goes on for %(days)s days from our decision.")
    says = text % {"name": name, "days": days}
    made = propose(circle=hold.circle, scope=circle_scope(hold.circle), by=by, text=says, now=now)
    note_proposal(hold=hold, proposal_id=made.public_id, days=days, text=says, now=now)
    return made
