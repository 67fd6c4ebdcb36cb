"""The words that something new comes of: a promise or a proposal, and what those words touch on."""

from django.db.models import QuerySet

from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import WITH_NOTE, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import Words


def source_for(*, viewer: Member, words_id: str) -> Words | None:
    """The words that something new comes of, with what they touch on as its `note`, if the viewer can read them now."""
    if not words_id:
        return None
    words = _source.first(person=viewer.person_id, circle=viewer.circle_id, words_id=words_id)
    if words is not None:
        words.note = note_on(words, person=viewer.person_id, is_chosen=words.is_chosen)  # type: ignore[attr-defined]
    return words


@Prepared
def _source(person: int, circle: int, words_id: str) -> QuerySet[Words]:
    seen = Words.objects.visible_to(person).filter(circle=circle, public_id=words_id)
    seen = seen.annotate(is_chosen=chosen_in_note(person, "pk")).select_related("scope", WITH_NOTE)
    return seen.exclude(state=State.TAKEN_BACK)
