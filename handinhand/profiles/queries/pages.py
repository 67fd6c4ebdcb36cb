"""Somebody's page, for themselves and for others: each line and the photograph by the one rule of sight."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.profiles.choices import WRITTEN, Heading
from handinhand.profiles.models import Line, Photograph, Profile
from handinhand.words.models import ScopeMember, Words


@dataclass(frozen=True)
class Section:
    """One heading of a page with its lines; `is_mine_to_write` says whether its owner writes there."""

    heading: Heading
    lines: list[Line]

    @property
    def is_mine_to_write(self) -> bool:
        """Whether lines here are written by whom the page is about, and not kept from what others wrote."""
        return self.heading in WRITTEN


@dataclass(frozen=True)
class Page:
    """Somebody's page as one person sees it."""

    member: Member
    sections: list[Section]
    has_photograph: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it for whoever looks."""
        return not self.has_photograph and not any(each.lines for each in self.sections)


def page_of(*, viewer: Member, member: Member) -> Page:
    """Somebody's page as the viewer sees it; two queries, however much there is."""
    return pages_of(viewer=viewer, members=[member])[0]


def pages_of(*, viewer: Member, members: Sequence[Member]) -> list[Page]:
    """The pages of several members as the viewer sees them; two queries, however many there are."""
    return _pages(Words.objects.visible_to(viewer.person_id), members)


def page_as_seen_by(*, owner: Member, other: Member) -> Page:
    """One's own page as another member sees it, and not whether they would rather not see it: that is theirs."""
    return _pages(Words.objects.visible_to(other.person_id, with_unseen=True), [owner])[0]


def _pages(visible: QuerySet[Words], members: Sequence[Member]) -> list[Page]:
    shown = Exists(visible.filter(pk=OuterRef("words")))
    numbers = [each.pk for each in members]
    lines: dict[tuple[int, str], list[Line]] = {}
    found = Line.objects.filter(shown, member__in=numbers).select_related("words__scope")
    for line in found.order_by("pk"):
        lines.setdefault((line.member_id, line.heading), []).append(line)
    pictured = set(Photograph.objects.filter(shown, member__in=numbers).values_list("member", flat=True))
    return [
        Page(
            member=member,
            sections=[Section(heading, lines.get((member.pk, heading.value), [])) for heading in Heading],
            has_photograph=member.pk in pictured,
        )
        for member in members
    ]


def line_of(*, viewer: Member, line_id: str) -> Line:
    """One's own line; raises NotHere for anybody else's."""
    visible = Words.objects.visible_to(viewer.person_id).filter(pk=OuterRef("words"))
    own = Line.objects.filter(Exists(visible), circle=viewer.circle_id, member=viewer)
    found = own.filter(public_id=line_id).select_related("words__scope").first() if is_public_id(line_id) else None
    if found is None:
        raise NotHere
    return found


def lines_under(*, member: Member, heading: str) -> int:
    """How many lines somebody has under a heading."""
    return Line.objects.filter(member=member, heading=heading).count()


def picture_of(*, viewer: Member, member: Member) -> bytes:
    """A member's photograph, if the viewer may see it; raises NotHere otherwise."""
    found = _photograph(viewer, member)
    if found is None:
        raise NotHere
    return base64.b64decode(found.picture)


def own_photograph(*, viewer: Member) -> Words | None:
    """The words that say who sees one's own photograph; nothing where there is none."""
    found = _photograph(viewer, viewer)
    return found.words if found is not None else None


def _photograph(viewer: Member, member: Member) -> Photograph | None:
    visible = Words.objects.visible_to(viewer.person_id).filter(pk=OuterRef("words"))
    return Photograph.objects.filter(Exists(visible), member=member).select_related("words__scope").first()


def profile_of(member: Member) -> Profile:
    """What a member's page needs beside its lines, or what it is before anything was chosen."""
    found = Profile.objects.filter(member=member).first()
    return found or Profile(circle_id=member.circle_id, member=member)


def is_closed_to_me(member: Member) -> bool:
    """Whether somebody who came back has lines here that they do not see yet."""
    inside = ScopeMember.even_held.filter(scope=OuterRef("words__scope"), person=member.person_id)
    return Line.objects.filter(~Exists(inside), member=member).exists()
