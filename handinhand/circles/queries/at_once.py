"""What one tap does, said before it: exactly what happens, to whom, who hears of it, and how it is undone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in
from handinhand.circles.queries.asking import counted, people_here, rule_in_force
from handinhand.circles.queries.rules_in_words import notice_in_words, takes_in_words
from handinhand.fairness.agreeing import missing


@dataclass(frozen=True)
class AtOnce:
    """What stands beside a button: what happens when it is pressed, who hears of it, and how it is undone."""

    what: str
    hears: str
    undone: str


def is_enough_alone(member: Member, power: Power) -> bool:
    """Whether one of us is enough for this in their circle, and it happens at once."""
    takes, here = rule_in_force(member.circle, power), people_here(member.circle)
    return missing(takes, here=here, agreed=counted([member.standing])) is None and not takes.notice_days


def what_is_asked_first(member: Member, power: Power, asked: str) -> str:
    """That we are asked, and what it takes here."""
    takes = rule_in_force(member.circle, power)
    return " ".join([asked, *takes_in_words(takes), *notice_in_words(takes)])


def inviting(member: Member, *, until: datetime, now: datetime) -> AtOnce:
    """What making an invitation does in this circle: it is made, or the others are asked first."""
    made = _("An invitation is there at once, until %(day)s. Whoever has it can join. Nobody is asked once more.")
    asked = _("We are asked first. Until enough of us say yes, there is no invitation.")
    if is_enough_alone(member, Power.INVITE):
        what = made % {"day": day_in(member.circle, until, now)}
    else:
        what = what_is_asked_first(member, Power.INVITE, asked)
    return AtOnce(
        what=what,
        hears=_(
            "Everyone here can read that you did this. When somebody joins, everyone here can read that, too, with the"
            " name they chose. Nobody gets a message."
        ),
        undone=_("Each of us can take an invitation back. Whoever joined by it before that stays."),
    )
