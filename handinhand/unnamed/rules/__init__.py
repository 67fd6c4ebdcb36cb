"""When something can be done with what is answered without names: each rule says why not, or nothing."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Box
from handinhand.words.choices import State

TEXT_LIMIT = 1000
CHOICE_LIMIT = 80
LEAST_CHOICES, MOST_CHOICES = 2, 6
# What stays closed can still be taken back, or given a name, for so long.
STAYS_FOR = timedelta(days=30)
# What nobody opened for so long is left closed: its meeting was never begun, or never closed.
FORGOTTEN_AFTER = timedelta(days=200)
SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=60)
# What was lost is asked again for at least so long.
AGAIN_FOR = timedelta(days=3)


class NotNow(Exception):
    """Something cannot be done as things stand; its text says why, in plain words."""


class AnsweredAlready(NotNow):
    """Somebody has answered this before."""


class NoSuchPhrase(Exception):
    """A phrase opens nothing: it was never given, was used, or what it was for is gone."""


def is_gone(box: Box) -> bool:
    """Whether the question was taken back, or went with its author; where another part asks, that part knows."""
    if box.kind == Kind.POSITIONS:
        return False
    return box.question is None or box.question.state != State.SHARED


def is_covered(box: Box) -> bool:
    """Whether the question is covered now: so long nobody answers it, and it waits."""
    return not is_gone(box) and box.question is not None and box.question.is_covered


def is_asked(box: Box) -> bool:
    """Whether the question is there for others to read."""
    return not is_gone(box) and not is_covered(box)


def is_closed(box: Box) -> bool:
    """Whether the circle is closed: nothing new is written there."""
    return box.circle.closed_at is not None


def why_not_answer(box: Box, *, is_among: bool, now: datetime) -> str | None:
    """Who can read a question can answer it once, until it opens."""
    if not is_among:
        return _("This is for the people whom it was put to.")
    if not box.is_collecting or (box.opens_at is not None and box.opens_at <= now):
        return _("This has opened by now, or is over. Your words were not kept: they stand below.")
    if is_closed(box):
        return _("This circle is closed, so nothing new can be kept there. Your words were not kept: they stand below.")
    if not is_asked(box):
        return _("The question is not there to be read just now. Your words were not kept: they stand below.")
    return None


def why_not_answers(kind: str, *, text: str, choice: str, choices: list[str]) -> str | None:
    """Words say something, and a choice is one of those that were asked."""
    if kind == Kind.CHOICE and choice not in choices:
        return _("Please choose one of these.")
    if kind == Kind.WORDS and not text.strip():
        return _("Please write something here.")
    return None


def why_not_ask(
    *, is_allowed: bool, are_enough: bool, opens_at: datetime | None, choices: list[str], now: datetime
) -> str | None:
    """A circle that allows it asks five or more, for a day that is not too near and not too far."""
    if not is_allowed:
        return _("Your circle has not decided that we can write without names here.")
    if not are_enough:
        return _("It opens only when five or more have answered, and there are not so many here yet.")
    if opens_at is not None and not now + SHORTEST <= opens_at <= now + LONGEST:
        return _("Please choose a day from the day after tomorrow on, at most two months away.")
    if any(len(each) > CHOICE_LIMIT for each in choices):
        return _("One of these answers is very long. Please write each in a few words.")
    if choices and not (LEAST_CHOICES <= len(set(choices)) == len(choices) <= MOST_CHOICES):
        return _("Please write two to six answers, each on a line of its own, and no two the same.")
    return None


def opens_anew(box: Box, *, now: datetime) -> datetime | None:
    """When something opens that was lost and is answered again: on its day, or some days from now if that is later."""
    if box.opens_at is None or box.opens_at >= now + AGAIN_FOR:
        return box.opens_at
    zone = ZoneInfo(box.circle.time_zone)
    return datetime.combine((now + AGAIN_FOR + SHORTEST).astimezone(zone).date(), time(), tzinfo=zone)


def can_take_a_name(box: Box) -> bool:
    """Where too few answered, whoever wrote something can put their name to it."""
    return box.state == BoxState.FEW and box.kind == Kind.WORDS and not is_closed(box)
