"""When a hold can be asked for, agreed to, ended, and decided about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from handinhand.circles.models import Hold, Member

ASK_LASTS = timedelta(days=1)
HOLD_LASTS = timedelta(days=1)
NOBODY_AGAIN_FOR = timedelta(days=1)
NOT_THE_SAME_FOR = timedelta(days=30)
CAN_BE_KEPT_FOR = timedelta(days=7)


def why_not_hold(member: Member, by: Member, earlier: Sequence[Hold], *, now: datetime) -> str | None:
    """Why `by` may not ask for a hold on `member`, or agree to one. `earlier` are the holds there were on them.

    After a hold there is always a day without one, in which to talk; and the same two do not hold the same person again
    and again, unless the circle kept what they began by a decision.
    """
    if member.pk == by.pk:
        return _("A hold is put on by two others.")
    if member.left_at is not None:
        return _("They are not in this circle any more.")
    if member.is_held:
        return _("Their access is held already.")
    for hold in earlier:
        ended_before = now - hold.ends_at if hold.ends_at is not None else NOT_THE_SAME_FOR
        if ended_before < NOBODY_AGAIN_FOR:
            return _("A hold on them ended less than a day ago. There is a day to talk before there can be another.")
        took_part = by.pk in {hold.asked_by_id, hold.agreed_by_id}
        if took_part and hold.kept_at is None and ended_before < NOT_THE_SAME_FOR:
            return _("You held their access less than 30 days ago. Now it is for others, or for a decision.")
    return None


def why_not_agree_to_hold(hold: Hold, by: Member, *, now: datetime) -> str | None:
    """Why a hold that was asked for cannot be agreed to, apart from what `why_not_hold` says."""
    if not hold.is_asked(now):
        return _("Nobody asks for this hold any more.")
    asker = hold.asked_by
    if asker is None or asker.left_at is not None or asker.is_held:
        return _("Whoever asked for this hold is not here now, so it cannot begin.")
    return _("It takes a second person.") if asker.pk == by.pk else None


def why_not_lift(hold: Hold, by: Member, *, now: datetime) -> str | None:
    """A hold is ended before its time by one of the two who put it on, until the circle has decided."""
    if hold.agreed_to_id is not None:
        return _("Several of us agreed to this, so several of us end it sooner. It ends by itself, too.")
    if by.pk not in {hold.asked_by_id, hold.agreed_by_id}:
        return _("One of the two who put this hold on can end it. Anybody can propose that it ends.")
    if hold.kept_at is not None:
        return _("The circle decided to keep this hold, so the circle ends it. You can propose that.")
    return None if hold.goes_on(now) else _("This hold is over already.")


def why_not_propose_about(hold: Hold, *, now: datetime) -> str | None:
    """The circle decides about a hold while it goes on, and for a week after."""
    if hold.agreed_to_id is not None:
        return _("Several of us agreed to this, with a day on which it ends. You can ask that it ends sooner.")
    if hold.ends_at is None or now >= hold.ends_at + CAN_BE_KEPT_FOR:
        return _("This hold has been over for a while, so there is nothing to decide about it.")
    return None
