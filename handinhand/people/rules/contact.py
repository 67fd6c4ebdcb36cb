"""When a way to somebody may be used: only while they said lately that it is safe, and in their own hours."""

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.people.models import SafeWay

# Three months: then it is asked again, and until it is answered the way rests.
SAFE_FOR = timedelta(days=91)
ASKED_AGAIN_BEFORE = timedelta(days=7)
DAYS_AHEAD = 3
# Mail servers try for five days or so (RFC 5321, 4.5.4.1); a report that comes much later was kept by somebody.
COMES_BACK_WITHIN = timedelta(days=14)
# E.164: a plus, then at most fifteen digits, of which the first is never nought.
E164 = re.compile(r"\+[1-9]\d{6,14}")
BETWEEN_DIGITS = re.compile(r"[\s()./\u2010-\u2015-]+")


class NotANumber(Exception):
    """What was written is no phone number that can be reached from everywhere; the text says how one is written."""


def rests(way: SafeWay, now: datetime) -> bool:
    """Whether what was said is so old that the way is not used before it is said again."""
    return now >= way.said_at + SAFE_FOR


def is_asked_again(way: SafeWay, now: datetime) -> bool:
    """Whether it is time to ask whether a way is still safe: a week before it rests, and ever after."""
    return now >= way.said_at + SAFE_FOR - ASKED_AGAIN_BEFORE


def is_safe_now(way: SafeWay, now: datetime) -> bool:
    """Whether a message that is left may go this way at this moment."""
    return is_safe(way, now) and is_in_hours(way, now)


def is_safe(way: SafeWay, now: datetime) -> bool:
    """Whether a message may go this way, in its hours. What this server sends always stays somewhere."""
    return way.may_be_left and not rests(way, now)


def is_in_hours(way: SafeWay, now: datetime) -> bool:
    """Whether somebody's own clock shows one of their hours."""
    return way.from_hour <= now.astimezone(ZoneInfo(way.time_zone)).hour < way.to_hour


def next_safe(way: SafeWay, *, after: datetime) -> datetime:
    """The next moment in somebody's hours: now, or when they begin. Hours that the clocks jump over do not come."""
    zone = ZoneInfo(way.time_zone)
    today = after.astimezone(zone).date()
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        moment = max(after, datetime.combine(day, time(way.from_hour), tzinfo=zone).astimezone(UTC))
        if is_in_hours(way, moment) and moment.astimezone(zone).date() == day:
            return moment
    return after + timedelta(days=DAYS_AHEAD)


def read_number(typed: str) -> str:
    """A phone number as it is kept, however it was typed; raises NotANumber."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in plain)
    number = BETWEEN_DIGITS.sub("", digits)
    number = f"+{number[2:]}" if number.startswith("00") else number
    if number.startswith("0"):
        raise NotANumber(_("Please begin with your country, like +44 for the UK, and leave out the first 0."))
    if not number.startswith("+"):
        raise NotANumber(_("Please begin with a plus and your country, like +44 7700 900123."))
    if not E164.fullmatch(number):
        raise NotANumber(
            _("We cannot find this number. Please look at it once more. It is written like +44 7700 900123.")
        )
    return number
