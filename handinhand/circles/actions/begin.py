"""Beginning a circle."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handinhand.circles.actions.adopting import NeverEmpty
from handinhand.circles.actions.members import Place
from handinhand.circles.actions.powers import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import DecisionRule, Member
from handinhand.circles.zones import known
from handinhand.ground.models import Circle, Person
from handinhand.ledger import actions as ledger
from handinhand.people.actions import begin_person
from handinhand.words.actions import make_scope
from handinhand.words.choices import ScopeKind

DEFAULT_LIMITS = _(
    "What we share here stays here, except when somebody may come to serious harm, a child is at risk, or the law says"
    " so. Then one of us tells somebody who can help. If we can, we talk with you about it first."
)


class NoSuchTimeZone(Exception):
    """A circle was to begin in a time zone that does not exist."""


@transaction.atomic
def begin_circle(*, name: str, purpose: str, limits: str, time_zone: str, now: datetime) -> Circle:
    """Begin a circle that nobody is in yet; raises NoSuchTimeZone, or NeverEmpty without the limits of privacy."""
    if time_zone not in known():
        raise NoSuchTimeZone
    if not limits.strip():
        raise NeverEmpty
    circle = Circle.objects.create(name=name, purpose=purpose, limits=limits, time_zone=time_zone, began_at=now)
    ledger.begin(circle=circle)
    make_scope(circle=circle, kind=ScopeKind.CIRCLE)
    DecisionRule.objects.create(circle=circle)
    return circle


@transaction.atomic
def start_circle(
    *, person: Person | None, name: str, purpose: str, time_zone: str, limits: str, member: Place, now: datetime
) -> Member:
    """Start a circle and be the first in it; without `person`, as somebody new. `member` is one's own place there."""
    circle = begin_circle(name=name, purpose=purpose, limits=limits, time_zone=time_zone, now=now)
    by = person or begin_person(now=now)
    first: Member = use_power(power=Power.START_CIRCLE, circle=circle, by=by, now=now, **member)
    return first
