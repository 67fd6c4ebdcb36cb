"""How many topics one list has room for, and when an author is asked what their words touch on."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words

MOST_TOPICS = 100
TOPIC_LETTERS = 60
# Where several read, so that nobody can be told by what is asked; and where a few, or one, do.
READ_BY_SEVERAL = {ScopeKind.MEETING, ScopeKind.CIRCLE}
READ_BY_A_FEW = {ScopeKind.CHOSEN, ScopeKind.COMPANY, ScopeKind.PAIR, ScopeKind.GIFT}
ASKED_AGAIN_AFTER = timedelta(days=1)


def why_not_so_many(kept: int, new: int) -> str | None:
    """A list has room for so many; says how many there were, and how many there is room for."""
    if kept + new <= MOST_TOPICS:
        return None
    room = {"new": new, "room": max(0, MOST_TOPICS - kept), "most": MOST_TOPICS}
    sentence = _(
        "You wrote %(new)s new ones. This list has room for %(most)s, so %(room)s more fit. Nothing of what you wrote"
        " is lost: it stands below. You can take some out and send it again."
    )
    return sentence % room


def can_have_a_note(words: Words) -> bool:
    """Whether others read these words now, and for good: a meeting, a circle, or those they were written to."""
    return words.state == State.SHARED and words.scope.kind in READ_BY_SEVERAL | READ_BY_A_FEW


def can_be_asked(words: Words, by: Person) -> bool:
    """Whether somebody who can read these words may ask what they touch on: they are another's, and several read them.

    Where few do, an author would know who asks; and that somebody read what was written to them, if they did.
    """
    is_shared = words.state == State.SHARED and words.scope.kind in READ_BY_SEVERAL
    return is_shared and words.author_id not in {None, by.pk} and not words.is_covered


def is_asked_of_late(asked_at: datetime | None, now: datetime) -> bool:
    """Whether an author was asked within a day: then they are not asked once more, however many wish it."""
    return asked_at is not None and now - asked_at < ASKED_AGAIN_AFTER
