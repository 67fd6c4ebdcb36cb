"""When people's own days may be spoken of, and how many days there is room for."""

from datetime import date

from django.utils.translation import gettext as _

from handinhand.fairness.small_numbers import ENOUGH, FRESH

# What whoever plans hears stands for so many people at least, and changes only when so many changed theirs: one
# person's days can then neither be heard by themselves nor found by asking before and after (docs/decisions/0011).
FEWEST_TELL, FEWEST_CHANGED = ENOUGH, FRESH
OWN_LIMIT = 40
CIRCLE_LIMIT = 20


def why_not_one_more(days: int, limit: int) -> str | None:
    """Why there is no room for one more day."""
    return _("This list is full. Please take one out first.") if days >= limit else None


def why_not_that_day(day: date | None, *, today: date) -> str | None:
    """Why a single date cannot be kept: it has been."""
    has_been = day is not None and day < today
    return _("That day has been. Please choose one that is still to come.") if has_been else None
