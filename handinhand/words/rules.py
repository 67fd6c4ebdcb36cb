"""Who may do what with words: their author alone, and only where they can still see them."""

from django.http import Http404

from handinhand.ground.models import Person
from handinhand.words.choices import State
from handinhand.words.models import Words


class NotYours(Http404):
    """Somebody tried to change words that are not their own, or that they can no longer see."""


def check_own(words: Words, person: Person) -> None:
    """Raise NotYours unless `person` wrote these words and still sees them."""
    if words.author_id != person.pk or not Words.objects.visible_to(person).filter(pk=words.pk).exists():
        raise NotYours


def can_be_shared(words: Words) -> bool:
    """Drafts can be shared; words that were taken back are put back instead."""
    return words.state == State.DRAFT
