"""Everybody in the room with what passes between them just now, in one read in place of the usual one."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from handinhand.circles.models import Member
from handinhand.meetings.models import Back, BreakAsked, InGroup, Meeting, OfferAnswer
from handinhand.words.models import NotSeeing

ANNOTATED = ("is_back", "has_told", "is_unseen", "group", "has_brought", "said_to_offer")


@dataclass(frozen=True)
class Together:
    """A member of the circle who is here now, and what they did; what is shown of it is for others to say.

    `group` is the row number of their small group; `said_to_offer` is whether they said yes, if they said anything.
    """

    member: Member
    came_in: bool
    is_back: bool
    has_told: bool
    is_unseen: bool
    group: int | None
    has_brought: bool | None
    said_to_offer: bool | None


def is_any(meeting: Meeting) -> bool:
    """Whether there is a break, a change that is asked for, or small groups."""
    return any(getattr(meeting, name, None) is not None for name in ("pause", "plan_offer", "split"))


def with_together(everybody: QuerySet[Member], *, meeting: int, person: int) -> QuerySet[Member]:
    """Members with what each of them did; `person` is whoever looks."""
    this_one = {"meeting": meeting, "member": OuterRef("pk")}
    mine = InGroup.objects.filter(split__meeting=meeting, member=OuterRef("pk"))
    said = OfferAnswer.objects.filter(offer__meeting=meeting, member=OuterRef("pk"))
    return everybody.annotate(
        is_back=Exists(Back.objects.filter(**this_one)),
        has_told=Exists(BreakAsked.objects.filter(told__person=person, **this_one)),
        is_unseen=Exists(NotSeeing.objects.filter(circle=OuterRef("circle"), by=person, about=OuterRef("person"))),
        group=Subquery(mine.values("group")[:1]),
        has_brought=Subquery(mine.values("group__has_brought")[:1]),
        said_to_offer=Subquery(said.values("is_yes")[:1]),
    )
