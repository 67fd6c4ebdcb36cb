"""Who may ask, answer and close, and when: each rule gives a reason in plain words, or nothing."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from handinhand.fairness.suiting import FEWEST
from handinhand.meetings.rules import why_not_then
from handinhand.times.models import Asking, OfferedTime

FEWEST_TIMES, MOST_TIMES = 2, 6
OPEN_LIMIT = 5


def why_not_ask(present: int, open_askings: int) -> str | None:
    """Why times cannot be asked about in a circle: with so few, what suits best would tell who cannot."""
    if present < FEWEST:
        return _(
            "Fewer than five people are in this circle. What suits best would then tell who cannot, so we do not work"
            " it out here. You can ask each other, and plan the meeting yourselves."
        )
    if open_askings >= OPEN_LIMIT:
        return _("Several times are being asked about already. Please close one of them first.")
    return None


def why_not_offer(moments: Iterable[datetime], *, now: datetime) -> str | None:
    """Why one of some times cannot be offered."""
    return next((reason for each in moments if (reason := why_not_then(each, now=now))), None)


def why_not_those_days(days: Iterable[date], asked_before: Iterable[date]) -> str | None:
    """Why a day cannot be asked about again: two results side by side could tell what one person changed."""
    if set(days) & set(asked_before):
        return _(
            "One of these days was asked about already, and what came of that stands. You can choose another day, or"
            " plan a meeting on that day without asking."
        )
    return None


def why_not_answer(asking: Asking) -> str | None:
    """Why nothing can be said of these times any more."""
    return _("This asking is closed, so nothing is left to answer.") if asking.closed_at is not None else None


def why_not_plan(asking: Asking, time: OfferedTime) -> str | None:
    """Why no meeting can be planned from an asking for this time."""
    if asking.closed_at is None or not time.is_best:
        return _("This is not one of the times that suit best. You can plan a meeting for it all the same.")
    return None
