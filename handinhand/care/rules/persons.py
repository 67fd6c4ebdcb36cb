"""How it stands between somebody and whom they turn to, and what can be done then, in plain words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handinhand.care.choices.persons import Said
from handinhand.care.models import SupportPerson, TurnedTo
from handinhand.ui.apart import apart

ASK_LASTS = timedelta(days=14)
# After this long without being opened, the page leads with the second and the contacts.
WAITS = timedelta(hours=3)
# For so long whoever said “not this time” is not asked anew by the same person.
NOT_AGAIN = timedelta(weeks=6)
TURNED_LASTS = timedelta(days=30)


class NotNow(Exception):
    """Something cannot be done as things stand; its text says why, in plain words."""


class Stands(Enum):
    """How it stands, for whoever chose; what the other one did is in here as far as they may know it."""

    ASKED = "asked"
    NO_ANSWER = "no_answer"
    NOT_THIS_TIME = "not_this_time"
    THERE = "there"
    AWAY = "away"
    RESTS = "rests"
    HELD = "held"
    LEFT = "left"
    OVER = "over"

    @property
    def is_open(self) -> bool:
        """Whether somebody stands in this place, or is asked: another one is chosen once that has ended."""
        return self in {Stands.ASKED, *AMONG}

    @property
    def can_read(self) -> bool:
        """Whether they could read it if one turned to them now; those who are away may look later."""
        return self in {Stands.THERE, Stands.AWAY, Stands.RESTS}


AMONG = (Stands.THERE, Stands.AWAY, Stands.RESTS, Stands.HELD)


@dataclass(frozen=True)
class Between:
    """What is known of the two at one moment, from rows alone."""

    said: Said
    is_asked_still: bool
    both_here: bool
    both_among: bool
    is_held: bool
    chooser_looks_away: bool
    other_looks_away: bool
    is_away: bool
    rests_in_view: bool


def stands(two: Between) -> Stands:
    """How it stands. Whoever would not see the other has ended it, and it looks as any other ending does.

    While somebody is only asked, that they would not see whoever asks looks as if they had not answered.
    """
    if two.said == Said.NOT_THIS_TIME:
        return Stands.NOT_THIS_TIME
    ways = (
        (two.said == Said.ENDED or two.chooser_looks_away, Stands.OVER),
        (not two.both_here, Stands.LEFT),
        (two.said == Said.ASKED, Stands.ASKED if two.is_asked_still else Stands.NO_ANSWER),
        (two.other_looks_away, Stands.OVER),
        (not two.both_among, Stands.LEFT),
        (two.is_held, Stands.HELD),
        (two.is_away, Stands.AWAY),
        (two.rests_in_view, Stands.RESTS),
    )
    return next((how for is_so, how in ways if is_so), Stands.THERE)


def why_not_turn(how: Stands, name: str) -> str | None:
    """Why somebody cannot turn to a person now."""
    if how.can_read:
        return None
    if how == Stands.HELD:
        return _("%(name)s cannot read here just now. Your words are still here.") % {"name": apart(name)}
    return _("%(name)s is not your person now. Your words are still here. The contacts on this page are there.") % {
        "name": apart(name)
    }


def again_on(support: SupportPerson) -> date:
    """On which day, by the circle's clock, somebody who said “not this time” can be asked anew."""
    said_at = support.ask.closed_at or support.asks_until
    return (said_at + NOT_AGAIN).astimezone(ZoneInfo(support.circle.time_zone)).date()


def keeps_the_no(support: SupportPerson, now: datetime) -> bool:
    """Whether somebody said “not this time”, so short a time ago that they are not asked anew."""
    today = now.astimezone(ZoneInfo(support.circle.time_zone)).date()
    return support.said == Said.NOT_THIS_TIME and today < again_on(support)


def why_not_again(support: SupportPerson) -> str:
    """Why somebody who said “not this time” cannot be asked anew yet."""
    return _(
        "They said “not this time”, and that is all right. So that nobody is asked again and again, you can ask them"
        " anew from %(day)s. Please choose somebody else for now."
    ) % {"day": date_format(again_on(support), "DATE_FORMAT")}


def is_waiting_long(turned: TurnedTo, now: datetime) -> bool:
    """Whether it was not opened for a while, so that the page offers somebody else first."""
    return turned.opened_at is None and now - turned.turned_at >= WAITS


def is_asked(support: SupportPerson, now: datetime) -> bool:
    """Whether somebody can still say yes."""
    return support.said == Said.ASKED and now < support.asks_until
