"""Somebody's page, for themselves and for others: each line and the photograph by the one rule of sight."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.prepared import Prepared
from handinhand.profiles.choices import WRITTEN, Heading
from handinhand.profiles.models import Line, Photograph, Profile
from handinhand.topics.queries import OF_WORDS, chosen_in_note, note_on
from handinhand.topics.rules import can_be_asked
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

    viewer: Member
    member: Member
    sections: list[Section]
    has_photograph: bool

    @property
    def without_a_note(self) -> list[Line]:
        """Lines of which whoever wrote them did not say what they touch on, and can be asked."""
        lines = (line for section in self.sections for line in section.lines)
        viewer = self.viewer.person
        return [line for line in lines if line.note is None and can_be_asked(line.words, viewer)]  # type: ignore[attr-defined]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it for whoever looks."""
        return not self.has_photograph and not any(each.lines for each in self.sections)


def page_of(*, viewer: Member, member: Member) -> Page:
    """Somebody's page as the viewer sees it; two queries, however much there is."""
    lines = _lines.rows(person=viewer.person_id, member=member.pk)
    pictured = _pictured.rows(person=viewer.person_id, member=member.pk)
    return _pages(lines, pictured, [member], viewer)[0]


@Prepared
def _lines(person: int, member: int) -> QuerySet[Line]:
    return _lines_in(Words.objects.visible_to(person), person).filter(member=member)


@Prepared
def _pictured(person: int, member: int) -> QuerySet[Photograph]:
    return _pictured_in(Words.objects.visible_to(person)).filter(member=member)


def pages_of(*, viewer: Member, members: Sequence[Member]) -> list[Page]:
    """The pages of several members as the viewer sees them; two queries, however many there are."""
    visible, numbers = Words.objects.visible_to(viewer.person_id), [each.pk for each in members]
    lines = _lines_in(visible, viewer.person_id).filter(member__in=numbers)
    return _pages(lines, _pictured_in(visible).filter(member__in=numbers), members, viewer)


def page_as_seen_by(*, owner: Member, other: Member) -> Page:
    """One's own page as another member sees it, and not whether they would rather not see it: that is theirs.

    So is what they would rather choose about: no line stands folded here that is open to its owner.
    """
    lines = _lines_even_unseen.rows(person=other.person_id, member=owner.pk, owner=owner.person_id)
    pictured = _pictured_even_unseen.rows(person=other.person_id, member=owner.pk)
    return _pages(lines, pictured, [owner], owner)[0]


@Prepared
def _lines_even_unseen(person: int, member: int, owner: int) -> QuerySet[Line]:
    return _lines_in(Words.objects.visible_to(person, with_unseen=True), owner).filter(member=member)


@Prepared
def _pictured_even_unseen(person: int, member: int) -> QuerySet[Photograph]:
    return _pictured_in(Words.objects.visible_to(person, with_unseen=True)).filter(member=member)


def _lines_in(visible: QuerySet[Words], person: int) -> QuerySet[Line]:
    shown = Exists(visible.filter(pk=OuterRef("words")))
    found = Line.objects.filter(shown).annotate(is_chosen=chosen_in_note(person))
    return found.select_related("words__scope", OF_WORDS).order_by("pk")


def _pictured_in(visible: QuerySet[Words]) -> QuerySet[Photograph]:
    """Whose photograph shows; the photograph itself is not read for that."""
    return Photograph.objects.filter(Exists(visible.filter(pk=OuterRef("words")))).only("member")


def _pages(
    found: Iterable[Line], photographs: Iterable[Photograph], members: Sequence[Member], viewer: Member
) -> list[Page]:
    lines: dict[tuple[int, str], list[Line]] = {}
    for line in found:
        is_chosen = line.is_chosen  # type: ignore[attr-defined]
        line.note = note_on(line.words, person=viewer.person_id, is_chosen=is_chosen)  # type: ignore[attr-defined]
        lines.setdefault((line.member_id, line.heading), []).append(line)
    pictured = {each.member_id for each in photographs}
    return [
        Page(
            viewer=viewer,
            member=member,
            sections=[Section(heading, lines.get((member.pk, heading.value), [])) for heading in Heading],
            has_photograph=member.pk in pictured,
        )
        for member in members
    ]


def line_of(*, viewer: Member, line_id: str) -> Line:
    """One's own line; raises NotHere for anybody else's."""
    found = None
    if is_public_id(line_id):
        found = _line.first(person=viewer.person_id, member=viewer.pk, public_id=line_id)
    if found is None:
        raise NotHere
    return found


@Prepared
def _line(person: int, member: int, public_id: str) -> QuerySet[Line]:
    return _lines_in(Words.objects.visible_to(person), person).filter(member=member, public_id=public_id)


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
    return _photograph_of.first(person=viewer.person_id, member=member.pk)


@Prepared
def _photograph_of(person: int, member: int) -> QuerySet[Photograph]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    return Photograph.objects.filter(Exists(visible), member=member).select_related("words__scope")


def profile_of(member: Member) -> Profile:
    """What a member's page needs beside its lines, or what it is before anything was chosen."""
    return _profile.first(member=member.pk) or Profile(circle_id=member.circle_id, member=member)


@Prepared
def _profile(member: int) -> QuerySet[Profile]:
    return Profile.objects.filter(member=member)


def is_closed_to_me(member: Member) -> bool:
    """Whether somebody who came back has lines here that they do not see yet."""
    return _closed_to_owner.first(person=member.person_id, member=member.pk) is not None


@Prepared
def _closed_to_owner(person: int, member: int) -> QuerySet[Line]:
    inside = ScopeMember.even_held.filter(scope=OuterRef("words__scope"), person=person)
    return Line.objects.filter(~Exists(inside), member=member)[:1]
