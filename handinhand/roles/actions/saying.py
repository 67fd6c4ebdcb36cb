"""What somebody says of a role for draws to come: for themselves, in one tap, and nobody hears of it."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.roles.actions.drawing import draw_what_is_due
from handinhand.roles.actions.kept import held_role
from handinhand.roles.choices import Says
from handinhand.roles.models import Willing


@transaction.atomic
def say(*, by: Member, ref: str, says: Says, now: datetime) -> None:
    """Say yes, yes with somebody beside me, or not now; the last counts. The same once more changes nothing.

    Said again by somebody who comes in another way by now, it counts for how they come. Draws whose names have closed
    are drawn first, so nobody changes their names any more.
    """
    role = held_role(by.circle, ref)
    draw_what_is_due(roles=[role.pk], by=by, now=now)
    here = hold_present(by.circle, by.person)
    if here is None:
        raise NotHere
    known = Willing.objects.filter(role=role, member=by).first() or Willing(role=role, member=by)
    if (known.says, known.standing) != (says, here.standing):
        known.says, known.said_at, known.standing = says, now, here.standing
        known.save()
