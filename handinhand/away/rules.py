"""When somebody can be asked to step away, as data and plain reasons."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handinhand.away.models import Away
from handinhand.circles.choices import UseState
from handinhand.circles.models import Member
from handinhand.circles.rules import HEARING_DAYS
from handinhand.fairness.agreeing import People

# Of those who decide there are always so many, however small a circle is: whom it is about is never one of them.
AGREE_AT_LEAST = 2
MOST_DAYS = 90
# Once somebody is back, so long nobody asks again; and the same member, after asking once, not for longer. What came to
# nothing keeps nobody else from asking: else a friend could ask, take it back, and shield somebody for good.
NOBODY_AGAIN_FOR = timedelta(days=30)
NOT_THE_SAME_FOR = timedelta(days=90)


class AwayNotNow(Exception):
    """Somebody cannot be asked to step away as things stand; its text says why, in plain words."""


class Earlier(NamedTuple):
    """What was asked about somebody before: by whom, when, whether it is open, and when what was agreed was over."""

    by: int | None
    asked_at: datetime
    is_open: bool
    over_at: datetime | None


def is_open(away: Away, now: datetime) -> bool:
    """Whether others are being asked, it waits for its day, or the person is away."""
    use = away.use
    if away.hold is not None:
        return away.hold.goes_on(now)
    return use is not None and (use.is_asked(now) or use.state == UseState.AGREED)


def earlier(away: Away, now: datetime) -> Earlier:
    """One asking of before, as the rules look at it."""
    ended = away.hold.ends_at if away.hold is not None else None
    return Earlier(away.asked_by_id, away.asked_at, is_open(away, now), ended)


def why_not_ask(
    member: Member, by: Member, before: Sequence[Earlier], *, others: People, by_is_asked: bool, now: datetime
) -> str | None:
    """Why `by` may not ask `member` to step away now. `others` are all who are here but the one whom it is about."""
    if member.pk == by.pk:
        return _("Nobody asks themselves. You can rest, or leave, at any moment.")
    if member.left_at is not None:
        return _("They are not in this circle any more.")
    if others.number < AGREE_AT_LEAST or not others.for_themselves:
        return _(
            "This takes at least two others, one of whom comes for themselves. Our circle is too small for it now. You"
            " can talk to somebody outside, or hold access for a day when somebody is in danger."
        )
    if by_is_asked:
        return _("You are being asked to step away yourself. You can answer that. Asking it of others is for others.")
    return next((reason for each in before if (reason := _why_not_again(each, by, now))), None)


def _why_not_again(each: Earlier, by: Member, now: datetime) -> str | None:
    """Why what was asked before is not asked again yet."""
    if each.over_at is not None and now - each.over_at < NOBODY_AGAIN_FOR:
        return _("They came back less than 30 days ago. Nobody asks it again before that time is over.")
    if each.by == by.pk and now - each.asked_at < NOT_THE_SAME_FOR:
        return _("You asked this about them less than 90 days ago. Now it is for others to see.")
    return None


def last_day(*, today: date, notice_days: int) -> date:
    """The last day until which it can last: where a circle waits longer before it begins, so much later."""
    return today + timedelta(days=MOST_DAYS + max(notice_days - HEARING_DAYS, 0))


def why_not_until(until: date, *, today: date, notice_days: int) -> str | None:
    """Why it cannot last until a day: it has an end, and time before that to hear each other, as the circle said."""
    if until <= today + timedelta(days=notice_days):
        if notice_days == HEARING_DAYS:
            return _("Please choose a later day. They have three days to answer before it begins.")
        return _("Please choose a later day. In our circle %(days)s days pass before it begins.") % {
            "days": notice_days
        }
    if until > (last := last_day(today=today, notice_days=notice_days)):
        return _("Please choose an earlier day. The last one is %(day)s: it lasts 90 days at most.") % {
            "day": date_format(last, "DATE_FORMAT")
        }
    return None
