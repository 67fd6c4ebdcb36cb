"""Inventing a role, changing what one takes and how many hold it, and letting one of our own go."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.names import same_name
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_text, with_covers
from handinhand.live.actions import tell
from handinhand.roles.actions.kept import RoleStays, day_here, held_role
from handinhand.roles.choices import ALWAYS, Kind, Seats, Stage
from handinhand.roles.models import LentRole, Loan, RoleDraw
from handinhand.roles.queries.lending import loans_now
from handinhand.roles.rules import MOST_ROLES
from handinhand.words.queries import circle_scope, covered_until


@transaction.atomic
def invent(*, by: Member, name: str, takes: str, seats: Seats, now: datetime) -> LentRole:
    """Invent a role; raises RoleStays where there is one of that name."""
    given: dict[str, Any] = {"name": name, "takes": takes, "seats": seats}
    role: LentRole = use_power(power=Power.SET_ROLE, circle=by.circle, by=by, now=now, **given)
    return role


@transaction.atomic
def change(*, by: Member, ref: str, name: str, takes: str, seats: Seats, now: datetime) -> None:
    """Change a role. As it is already, nothing is written; one that is always there keeps its name."""
    role = held_role(by.circle, ref)
    name = name if role.kind == Kind.OWN else ""
    as_it_is = (own_text(role, "name"), own_text(role, "takes"), role.seats)
    if as_it_is == (name, takes, seats):
        return
    if role.seats != seats and _is_lent(role, now):
        raise RoleStays(_("Somebody holds this role, or a draw of it is open. Its seats can change when that is over."))
    use_power(power=Power.SET_ROLE, circle=by.circle, by=by, now=now, role=role, name=name, takes=takes, seats=seats)


@transaction.atomic
def let_role_go(*, by: Member, ref: str, now: datetime) -> None:
    """Let a role of our own go; raises RoleStays while somebody holds it."""
    role = held_role(by.circle, ref)
    if role.kind != Kind.OWN:
        raise RoleStays(_("This role is always there. Nobody has to hold it."))
    if _is_lent(role, now):
        raise RoleStays(_("Somebody holds this role, or a draw of it is open. It can go when that is over."))
    use_power(power=Power.LET_ROLE_GO, circle=by.circle, by=by, now=now, role=role)


def _is_lent(role: LentRole, now: datetime) -> bool:
    ahead = Loan.objects.filter(role=role, meeting__starts_at__gt=now, member__left_at__isnull=True)
    open_draw = RoleDraw.objects.filter(role=role, stage=Stage.OPEN)
    return bool(loans_now(role, today=day_here(role.circle, now))) or ahead.exists() or open_draw.exists()


def set_role_effect(
    *, circle: Circle, by: Member, name: str, takes: str, seats: Seats, role: LentRole | None = None, **_more: Any
) -> LentRole:
    """A role is there, or is changed. Names are sealed, so the circle is held while they are compared."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if role is None or role.kind == Kind.OWN:
        _check_name(circle, name, besides=role)
    kept = role or LentRole(circle=circle, kind=Kind.OWN)
    kept.name, kept.takes = name or None, takes or None
    kept.name_covered_until, kept.takes_covered_until = (
        covered_until(circle, name) if name else None,
        covered_until(circle, takes) if takes else None,
    )
    kept.seats, kept.by = seats, by
    if kept.pk is None:
        kept.save()
    else:
        kept.save(update_fields=[*with_covers("name", "takes"), "seats", "by"])
    tell(channel=circle_scope(circle).public_id)
    return kept


def _check_name(circle: Circle, name: str, *, besides: LentRole | None) -> None:
    own = LentRole.objects.filter(circle=circle, kind=Kind.OWN, let_go_at__isnull=True)
    others = list(own.exclude(pk=besides.pk) if besides is not None else own)
    names = [*(str(kind.label) for kind in ALWAYS), *(own_text(each, "name") for each in others)]
    if any(same_name(name, each) for each in names):
        raise RoleStays(_("There is a role of that name already. Please choose another name."))
    if besides is None and len(others) >= MOST_ROLES:
        raise RoleStays(_("There are as many roles here as fit on a page. You can let one go first."))


def let_role_go_effect(*, circle: Circle, role: LentRole, now: datetime, **_more: Any) -> LentRole:
    """A role is not there any more; who held it before stays as it was."""
    role.let_go_at = now
    role.save(update_fields=["let_go_at"])
    tell(channel=circle_scope(circle).public_id)
    return role


CHANGING_EFFECTS: dict[Power, Callable[..., Any]] = {
    Power.SET_ROLE: set_role_effect,
    Power.LET_ROLE_GO: let_role_go_effect,
}
