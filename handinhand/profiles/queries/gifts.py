"""What members wrote to each other: what waits for one, and what one wrote, each for themselves alone."""

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.ground.prepared import Prepared
from handinhand.profiles.models import Gift
from handinhand.profiles.rules import GIFTS_SHOWN
from handinhand.topics.queries import OF_WORDS, chosen_in_note, note_on
from handinhand.words.models import Words

MOST_GIVEN = 50


def waiting_gifts(*, viewer: Member) -> list[Gift]:
    """What waits for the viewer, the oldest first; more come when these are kept or let go."""
    found = _waiting_gifts.rows(person=viewer.person_id, circle=viewer.circle_id, member=viewer.pk)
    return [_with_note(viewer, each) for each in found]


def _with_note(viewer: Member, gift: Gift) -> Gift:
    is_chosen = gift.is_chosen  # type: ignore[attr-defined]
    gift.note = note_on(gift.words, person=viewer.person_id, is_chosen=is_chosen)  # type: ignore[attr-defined]
    return gift


@Prepared
def _waiting_gifts(person: int, circle: int, member: int) -> QuerySet[Gift]:
    return _waiting(person, circle, member).order_by("pk")[:GIFTS_SHOWN]


def waiting_gift(*, viewer: Member, gift_id: str) -> Gift | None:
    """One thing that waits for the viewer."""
    if not is_public_id(gift_id):
        return None
    own = {"person": viewer.person_id, "circle": viewer.circle_id, "member": viewer.pk}
    found = _waiting_gift.first(**own, public_id=gift_id)
    return _with_note(viewer, found) if found is not None else None


@Prepared
def _waiting_gift(person: int, circle: int, member: int, public_id: str) -> QuerySet[Gift]:
    return _waiting(person, circle, member).filter(public_id=public_id)


def is_to(*, viewer: Member, gift_id: str) -> bool:
    """Whether something was written to the viewer, whatever became of it; whether it ever reached them is not told."""
    own = Gift.objects.filter(circle=viewer.circle_id, to=viewer)
    return is_public_id(gift_id) and own.filter(public_id=gift_id).exists()


def _waiting(person: int, circle: int, member: int) -> QuerySet[Gift]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    found = Gift.objects.filter(Exists(visible), circle=circle, to=member).annotate(is_chosen=chosen_in_note(person))
    return found.select_related("words__scope", OF_WORDS, "by")


def given_by(*, viewer: Member) -> list[Gift]:
    """What the viewer wrote to others, the newest first: it says nothing of what became of it."""
    found = _given.rows(person=viewer.person_id, circle=viewer.circle_id, member=viewer.pk)
    return [_with_note(viewer, each) for each in found]


@Prepared
def _given(person: int, circle: int, member: int) -> QuerySet[Gift]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    found = Gift.objects.filter(Exists(visible), circle=circle, by=member).annotate(is_chosen=chosen_in_note(person))
    found = found.select_related("words__scope", OF_WORDS, "to")
    return found.order_by("-pk")[:MOST_GIVEN]
