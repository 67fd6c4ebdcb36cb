"""What members wrote to each other: what waits for one, and what one wrote, each for themselves alone."""

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.profiles.models import Gift
from handinhand.profiles.rules import GIFTS_SHOWN
from handinhand.words.models import Words

MOST_GIVEN = 50


def waiting_gifts(*, viewer: Member) -> list[Gift]:
    """What waits for the viewer, the oldest first; more come when these are kept or let go."""
    return list(_waiting(viewer).order_by("pk")[:GIFTS_SHOWN])


def waiting_gift(*, viewer: Member, gift_id: str) -> Gift | None:
    """One thing that waits for the viewer."""
    return _waiting(viewer).filter(public_id=gift_id).first() if is_public_id(gift_id) else None


def is_to(*, viewer: Member, gift_id: str) -> bool:
    """Whether something was written to the viewer, whatever became of it; whether it ever reached them is not told."""
    own = Gift.objects.filter(circle=viewer.circle_id, to=viewer)
    return is_public_id(gift_id) and own.filter(public_id=gift_id).exists()


def _waiting(viewer: Member) -> QuerySet[Gift]:
    visible = Words.objects.visible_to(viewer.person_id).filter(pk=OuterRef("words"))
    found = Gift.objects.filter(Exists(visible), circle=viewer.circle_id, to=viewer)
    return found.select_related("words__scope", "by")


def given_by(*, viewer: Member) -> list[Gift]:
    """What the viewer wrote to others, the newest first: it says nothing of what became of it."""
    visible = Words.objects.visible_to(viewer.person_id).filter(pk=OuterRef("words"))
    found = Gift.objects.filter(Exists(visible), circle=viewer.circle_id, by=viewer).select_related("words", "to")
    return list(found.order_by("-pk")[:MOST_GIVEN])
