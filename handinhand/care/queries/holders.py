"""Reads of who looks after care in a circle, and of its own lines."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from handinhand.care.models import CircleCare, WhomToTurnTo
from handinhand.circles.models import Member
from handinhand.ground.models import Person

EARLIER_SHOWN = 20


@dataclass(frozen=True)
class CareSeen:
    """Who looks after care in a circle, as one of its members sees it. Whoever left or is held is never among them."""

    holder: Member | None
    second: Member | None
    lines: WhomToTurnTo | None
    is_mine: bool
    is_second: bool

    @property
    def holds_any(self) -> bool:
        """Whether the viewer looks after care, or is the second."""
        return self.is_mine or self.is_second


def care_in(*, viewer: Member) -> CareSeen:
    """Who looks after care in the viewer's circle; two queries."""
    care = CircleCare.objects.filter(circle=viewer.circle_id).select_related("holder", "second").first()
    holder, second = (_here(each) for each in ((care.holder, care.second) if care is not None else (None, None)))
    return CareSeen(
        holder=holder,
        second=second,
        lines=lines_of(viewer),
        is_mine=holder is not None and holder.pk == viewer.pk,
        is_second=second is not None and second.pk == viewer.pk,
    )


def lines_of(viewer: Member) -> WhomToTurnTo | None:
    """The circle's own lines, as they are now."""
    return WhomToTurnTo.objects.filter(circle=viewer.circle_id).order_by("-number").first()


def earlier_lines(viewer: Member) -> list[WhomToTurnTo]:
    """What the lines were before they were changed: the newest first."""
    found = WhomToTurnTo.objects.filter(circle=viewer.circle_id).select_related("by").order_by("-number")
    return list(found[1:EARLIER_SHOWN])


def contacts_for(*, person: Person) -> list[WhomToTurnTo]:
    """The own lines of all circles somebody is in now, those without any left out."""
    mine = Member.objects.filter(person=person, left_at__isnull=True).values("circle")
    newest = WhomToTurnTo.objects.filter(circle=OuterRef("circle")).order_by("-number").values("number")[:1]
    found = WhomToTurnTo.objects.filter(circle__in=mine, number=Subquery(newest)).select_related("circle")
    return [each for each in found.order_by("circle") if each.contacts]


def _here(member: Member | None) -> Member | None:
    return member if member is not None and member.left_at is None and not member.is_held else None
