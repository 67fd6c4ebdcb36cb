"""How long asks and offers are open, and who may answer: each rule returns why not, in plain words, or nothing."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.words.choices import State
from handinhand.work.choices import Said
from handinhand.work.models import AskAnswer, AskOrOffer

OPEN_FOR = timedelta(days=30)
# Somebody may name a day that is further off; nothing stays open for longer than this without its author.
LATEST_DAY = timedelta(days=365)


def is_open(ask: AskOrOffer, *, now: datetime) -> bool:
    """Whether an ask or an offer can still be answered: nobody ended it, it is not old, and its author never left."""
    stayed = ask.by.left_at is None and ask.by.joined_at <= ask.made_at
    return ask.ended_at is None and now < ask.ends_at and stayed


def ends_at(by_when: date | None, *, circle: Circle, now: datetime) -> datetime:
    """When it ends by itself: once the day that was named is over, else after 30 days."""
    if by_when is None:
        return now + OPEN_FOR
    return datetime.combine(by_when + timedelta(days=1), time(), tzinfo=ZoneInfo(circle.time_zone))


def why_not_day(by_when: date | None, *, circle: Circle, now: datetime) -> str | None:
    """A day is today or later, where the circle is, and within a year."""
    today = now.astimezone(ZoneInfo(circle.time_zone)).date()
    if by_when is None:
        return None
    if by_when < today:
        return _("That day has passed. Choose today or a later day, or leave it empty.")
    if by_when > today + LATEST_DAY:
        return _("That day is more than a year away. Choose a nearer day, or leave it empty.")
    return None


def why_not_answer(ask: AskOrOffer, *, by: Member, mine: AskAnswer | None, now: datetime) -> str | None:
    """Others answer, each once, while it is open and its words are there to be read."""
    if ask.by_id == by.pk:
        return _("This is your own. Others can answer it, and you will see here when somebody does.")
    if mine is not None:
        return _("You answered this already. You can change your words, or take them back.")
    if not is_open(ask, now=now):
        return _("This ended a moment ago, so it needs no answer any more. Thank you for wanting to. Nothing was sent.")
    if ask.words.state != State.SHARED or ask.words.is_covered:
        return _("The words of this are not there to be read just now, so nothing was sent.")
    return None


def why_not_say(ask: AskOrOffer, answer: AskAnswer, *, said: str, now: datetime) -> str | None:
    """Its author says yes or not this time while it is open; after that, its end is the answer."""
    if said not in Said.values:
        return _("Please choose one of the two.")
    if not is_open(ask, now=now):
        return _("This has ended. Whoever answered can read that it has.")
    if answer.words.state != State.SHARED:
        return _("This answer was taken back, so there is nothing to say to it.")
    return None


def why_not_lengthen(ask: AskOrOffer, *, now: datetime) -> str | None:
    """What is open can stay open for longer."""
    if is_open(ask, now=now):
        return None
    return _("This has ended already. You can ask or offer it anew.")


def why_not_change_who_sees(ask: AskOrOffer, *, now: datetime) -> str | None:
    """While it is open, its author says who can see it."""
    if is_open(ask, now=now):
        return None
    return _("This has ended, so only you and those who answered can see it. Nothing was changed.")
