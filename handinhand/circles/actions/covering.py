"""Covering words that put somebody in danger: at once, by anybody, and it lapses unless two others agree."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.words import actions as words_actions
from handinhand.words.models import Cover, Words
from handinhand.words.queries import OwnHere
from handinhand.words.rules import CoverNotNow


@transaction.atomic
def cover(*, words: Words | OwnHere, by: Member, now: datetime) -> Cover:
    """Cover somebody's words; raises CoverNotNow."""
    made: Cover = use_power(power=Power.COVER, circle=by.circle, by=by, now=now, words=words)
    return made


@transaction.atomic
def agree_to_cover(*, words: Words | OwnHere, by: Member, now: datetime) -> bool:
    """Agree that a cover stays; whether it does by now. Raises CoverNotNow."""
    # One's own place first, then what is covered, as in every power: on two phones, neither waits for the other.
    hold_present(by.circle, by.person, even_held=True)
    enough = words_actions.say_yes_to_cover(words=words, by=by.person, now=now)
    if enough:
        use_power(power=Power.KEEP_COVER, circle=by.circle, by=by, now=now, words=words)
    return enough


@transaction.atomic
def uncover(*, words: Words | OwnHere, by: Member, now: datetime) -> None:
    """Take one's own cover off again, while it waits for others; raises CoverNotNow."""
    use_power(power=Power.UNCOVER, circle=by.circle, by=by, now=now, words=words)


def cover_effect(*, by: Member, now: datetime, words: Words | OwnHere, **_more: Any) -> Cover:
    """Nobody but their author reads the words now; raises CoverNotNow."""
    if isinstance(words, OwnHere) and isinstance(words.row, PowerUse) and words.row.about_id == by.pk:
        # Nobody agrees to what they cannot read: so whoever it is about would decide it.
        raise CoverNotNow(_("This is about you, so somebody else can cover it. You can say what you think of it."))
    return words_actions.put_cover(words=words, by=by.person, now=now)


def keep_cover_effect(*, by: Member, now: datetime, words: Words | OwnHere, **_more: Any) -> None:
    """The cover stays."""
    words_actions.keep_cover(words=words, by=by.person, now=now)


def uncover_effect(*, by: Member, now: datetime, words: Words | OwnHere, **_more: Any) -> None:
    """The words can be read again."""
    words_actions.take_cover_off(words=words, by=by.person, now=now)
