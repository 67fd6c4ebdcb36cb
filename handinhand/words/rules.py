"""Who may do what with words: their author alone, and only where they can still see them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.words.choices import State
from handinhand.words.models import Cover, ScopeMember, Words

COVER_LASTS = timedelta(days=2)
# Neither the author nor whoever covered the words.
OTHERS_AGREE = 2


class NotYours(Http404):
    """Somebody tried to change words that are not their own, or that they can no longer see."""


class ChangedElsewhere(Exception):
    """Words are changed only where what they were before is kept."""


class CoverNotNow(Exception):
    """A cover cannot be put on, agreed to or taken off as things stand; its text says why, in plain words."""


def check_own(words: Words, person: Person) -> None:
    """Raise NotYours unless `person` wrote these words and still sees them."""
    if words.author_id != person.pk or not Words.objects.visible_to(person).filter(pk=words.pk).exists():
        raise NotYours


def check_own_now(words: Words, person: Person) -> None:
    """The same, for what others would read anew: not while one's access is held, when one takes back and no more."""
    check_own(words, person)
    if not ScopeMember.objects.filter(scope=words.scope_id, person=person).exists():
        raise NotYours


def can_be_shared(words: Words) -> bool:
    """Drafts can be shared; words that were taken back are put back instead."""
    return words.state == State.DRAFT


def why_not_cover(words: Words, cover: Cover | None, person: Person, *, now: datetime) -> str | None:
    """Words that others can read are covered once in each wording, by anybody but their author."""
    if words.author_id == person.pk:
        return _("These are your own words. You can change them or take them back.")
    if words.state != State.SHARED:
        return _("These words are no longer there for others to read.")
    return why_not_cover_again(cover, now=now)


def why_not_cover_own_text(cover: Cover | None, *, is_there: bool, now: datetime) -> str | None:
    """A text of the circle's own is covered once, by anybody who may read it: nobody can take it back."""
    if not is_there:
        return _("These words are no longer there for others to read.")
    return why_not_cover_again(cover, now=now)


def why_not_cover_again(cover: Cover | None, *, now: datetime) -> str | None:
    """What was covered once is not covered again, by anybody."""
    if cover is None:
        return None
    if cover.confirmed_at is not None or cover.is_open(now):
        return _("These words are covered already.")
    return _("These words were covered once, and that is over. Nobody can cover them again. You can talk about them.")


def why_not_agree(
    authors: Collection[int], cover: Cover | None, person: Person, *, is_there: bool, now: datetime
) -> str | None:
    """A cover that waits is agreed to by others: neither whose words it lies over nor whoever covered them."""
    if person.pk in authors or (cover is not None and cover.by_id == person.pk):
        return _("Two others say whether this cover stays.")
    if cover is not None and cover.confirmed_at is not None:
        return _("Two others agreed already, so the cover stays.")
    if cover is None or not cover.is_open(now) or not is_there:
        return _("This cover is over, so there is nothing to agree to.")
    return None


def why_not_take_off(cover: Cover | None, person: Person, *, now: datetime) -> str | None:
    """Whoever covered words can take the cover off while it waits for others."""
    if cover is None or cover.by_id != person.pk:
        return _("Whoever covered these words can take the cover off.")
    if cover.confirmed_at is not None:
        return _("Two others agreed by now, so the cover stays.")
    return None if cover.is_open(now) else _("This cover is over already.")
