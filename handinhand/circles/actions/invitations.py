"""Ways in: a link, and a code that can be read out loud."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Invitation, Member, PowerUse
from handinhand.circles.queries import CODE_LETTERS
from handinhand.ground.models import ALPHABET, Circle
from handinhand.ui.apart import apart

LASTS = timedelta(days=7)
# 27 letters of 27: 128 bits. Letter case does not count where a link is looked up, so there is none in it.
TOKEN_LETTERS = 27


class InvitationClosed(Exception):
    """An invitation ran out or was withdrawn."""


@transaction.atomic
def invite(*, by: Member, now: datetime) -> Invitation:
    """Make an invitation to one's circle."""
    invitation: Invitation = use_power(power=Power.INVITE, circle=by.circle, by=by, now=now)
    return invitation


@transaction.atomic
def make_invitation(*, circle: Circle, by: Member | None, now: datetime) -> Invitation:
    """Make a way into a circle; without `by`, for a circle that nobody is in yet."""
    return Invitation.objects.create(
        circle=circle,
        by=by,
        token=_letters(TOKEN_LETTERS),
        code=_letters(CODE_LETTERS),
        made_at=now,
        ends_at=now + LASTS,
    )


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Member, now: datetime) -> None:
    """Withdraw an invitation: from this moment nobody can join by it. Doing it twice is doing it once."""
    if hold_open(invitation, now=now):
        use_power(power=Power.WITHDRAW_INVITATION, circle=by.circle, by=by, now=now, invitation=invitation)


def withdraw_effect(*, now: datetime, invitation: Invitation, **_: Any) -> Invitation:
    """The invitation lets nobody in any more."""
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


def invite_effect(*, circle: Circle, by: Member, now: datetime, agreed_to: PowerUse | None = None) -> Invitation:
    """There is one more way in."""
    return make_invitation(circle=circle, by=by, now=now)


def what_inviting_does(*, by: Member, **_more: Any) -> str:
    """What an invitation is, exactly: what people agree to where the circle wants that."""
    return _(
        "%(name)s makes an invitation: a link, and a code that can be read out loud. Whoever has it can join this"
        " circle within seven days. It can be taken back."
    ) % {"name": apart(by.name)}


def hold_open(invitation: Invitation, *, now: datetime) -> bool:
    """Whether an invitation still lets people in; its row is held, so that withdrawing and joining take turns."""
    held = Invitation.objects.select_for_update(no_key=True)
    return held.filter(pk=invitation.pk, withdrawn_at__isnull=True, ends_at__gt=now).exists()


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
