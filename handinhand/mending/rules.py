"""When something in the way can be said, and what both like, as plain reasons."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from handinhand.mending.choices import Beside, Way
from handinhand.mending.models import InTheWay

ASK_LASTS = timedelta(days=60)
# The same said to the same person within so long is said once.
ONCE_WITHIN = timedelta(minutes=10)
MOST_DAYS = 366


class NotNow(Exception):
    """It cannot be said or taken up as things stand; its text says why, in plain words."""


def can_like(row: InTheWay) -> list[Way]:
    """How this can be taken up: never in a meeting when it is about somebody."""
    return [each for each in Way if each is not Way.MEETING or not row.is_about_somebody]


def both_like(row: InTheWay) -> list[Way]:
    """What both like; neither reads what the other left out."""
    wanted = set(row.by_likes) & set(row.to_likes)
    return [each for each in can_like(row) if each.value in wanted]


def why_not_write(row: InTheWay) -> str | None:
    """Why they do not write to each other: not both like that, nor is there a cup of tea to arrange."""
    if {Way.WRITING, Way.TEA} & set(both_like(row)):
        return None
    return _("You can write to each other here once you both like that, or both like to have a cup of tea.")


def known(likes: Iterable[str]) -> list[str]:
    """What somebody likes, each once, in one order."""
    chosen = set(likes)
    return [each.value for each in Way if each.value in chosen]


def may_see(row: InTheWay, member: int) -> bool:
    """Whether somebody is one of the two, as long as they are, or is asked to be beside whoever said it."""
    is_told = row.to_id == member and row.to_left_at is None
    return row.by_id == member or is_told or (row.beside_id == member and row.beside_says != Beside.NO)


def why_not_look_on(day: date, *, today: date) -> str | None:
    """Why they cannot look again on a day."""
    if day <= today:
        return _("Please choose a day after today.")
    if day > today + timedelta(days=MOST_DAYS):
        return _("Please choose a day within a year.")
    return None
