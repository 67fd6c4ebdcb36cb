"""How somebody may say what they have to give: which weeks, which rests, and when an ask is over by itself."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from handinhand.fairness.energy import WEEKS_AHEAD, Days, week_of

MOST_WEEKS_OFF = 60
LONGEST_REST = timedelta(days=366)
ASK_LASTS = timedelta(days=14)
LONGEST_ASK = timedelta(days=366)
KEPT_AFTER = timedelta(days=30)


class EnergyStays(Exception):
    """Something cannot be kept like that; the text says why, in plain words."""


class AskIsOver(Exception):
    """What was asked is answered, taken back, or too old by now."""


def day_of(moment: datetime) -> date:
    """The day that a moment falls on, on this server's clock."""
    return timezone.localtime(moment).date()


def begin_of(day: date) -> datetime:
    """When a day begins, on this server's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """When a day is over, on this server's clock."""
    return begin_of(day + timedelta(days=1)) if day < date.max else timezone.make_aware(datetime.combine(day, time.max))


def ask_ends(*, when: Days | None, ends_at: datetime | None, now: datetime) -> datetime:
    """When an ask ends by itself: with its days, or after two weeks; what runs on longer, after a year."""
    latest = now + LONGEST_ASK
    if ends_at is None:
        ends_at = end_of(min(when.last, day_of(latest))) if when is not None else now + ASK_LASTS
    return min(ends_at, latest)


def kept_there() -> str:
    """What everybody who asks somebody is told, word for word the same whether it fits or not."""
    return _("It is there when they look. They can say yes, or no, or leave it.")


def why_not_week_off(day: date, *, today: date, kept: int) -> str | None:
    """Why a week cannot be kept as a week off."""
    if week_of(day) < week_of(today):
        return _("That week has been. Please choose one that is still to come.")
    if week_of(day) > week_of(today) + WEEKS_AHEAD:
        return _("That is a long way off. Please choose a week within the next two years.")
    return _("This list is full. Please take one out first.") if kept >= MOST_WEEKS_OFF else None


def why_not_rest(begins: datetime, ends: datetime | None, *, now: datetime) -> str | None:
    """Why a rest cannot be kept as it was said."""
    if begins < now:
        return _("That day has been. Please choose one that is still to come, or leave it empty to rest from now on.")
    if ends is not None and ends <= now:
        return _("That day has been. Please choose one that is still to come, or rest until you say.")
    if ends is not None and ends <= begins:
        return _("This ends before it begins. Please look at the two days once more.")
    if begins > now + LONGEST_REST:
        return _("That is a long way off. Please choose a day within the next year.")
    if ends is not None and ends > begins + LONGEST_REST:
        return _("That is more than a year. You can rest until you say instead.")
    return None


def overlaps(begins: datetime, ends: datetime | None, rests: Iterable[tuple[datetime, datetime | None]]) -> bool:
    """Whether a rest would lie over another one."""
    return any(
        (other_ends is None or begins < other_ends) and (ends is None or other_begins < ends)
        for other_begins, other_ends in rests
    )
