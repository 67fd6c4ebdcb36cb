"""When the time of a plan has come, and who may ask then."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from handinhand.care.choices.quiet import Stands
from handinhand.care.models.quiet import MOST_DAYS, QuietAsker, QuietPlan
from handinhand.circles.models import Member
from handinhand.fairness.energy import Cost

TO_ASK = Cost(minutes=10)
TO_SAY_YES = Cost()
ASK_LASTS = timedelta(days=14)


class QuietStays(Exception):
    """A plan cannot be kept like that, or is not there any more; the text says why, in plain words."""


def is_time(plan: QuietPlan, *, here: date, today: date) -> bool:
    """Whether somebody was not here for as long as they said."""
    return (today - here).days >= plan.days


def has_lapsed(plan: QuietPlan, *, today: date) -> bool:
    """Whether somebody was asked so long ago, without an answer, that it is asked of them no more."""
    return plan.stands == Stands.ASKED and plan.day is not None and today >= plan.day + ASK_LASTS


def stays(member: Member, asker: QuietAsker) -> bool:
    """Whether somebody who was named is still in the circle, without having left meanwhile."""
    return member.left_at is None and not member.is_held and member.joined_at <= asker.ask.asked_at


def why_not_days(days: int) -> str | None:
    """Why a plan cannot be for so many days."""
    if 1 <= days <= MOST_DAYS:
        return None
    return _("Please choose from one day to a year. Shorter or longer does not work here.")


def why_not_askers(askers: Sequence[Member], *, by: Member) -> str | None:
    """Why these cannot be named in a plan."""
    if not askers:
        return _("Please choose somebody who may ask.")
    if len({each.pk for each in askers}) != len(askers):
        return _("You chose the same person twice. Please choose another one, or nobody, as the second.")
    if len(askers) > 2 or any(each.pk == by.pk or each.circle_id != by.circle_id for each in askers):  # noqa: PLR2004
        return _("Please choose one or two others of this circle.")
    return None
