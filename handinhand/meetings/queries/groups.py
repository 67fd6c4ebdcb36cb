"""Small groups, as somebody in one of them sees theirs. Nobody sees another group, nor who is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.names import listed
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import GroupWords, InGroup, Meeting, SmallGroup, Split
from handinhand.meetings.queries.together import Together
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from


@dataclass(frozen=True)
class GroupsSeen:
    """That the room is in groups, and who else is in the viewer's own; in the big room `is_in_one` is not so."""

    split: Split
    is_in_one: bool
    has_brought: bool
    others: list[Member]

    @property
    def names(self) -> str:
        """Who else is in the viewer's group."""
        return listed([each.name for each in self.others])


@dataclass(frozen=True)
class GroupLine:
    """Words in a small group."""

    words: Words
    member: Member | None
    is_mine: bool
    is_taken_back: bool
    is_covered: bool


def groups_seen(*, viewer: Member, meeting: Meeting, here: Sequence[Together]) -> GroupsSeen | None:
    """The room in groups, if it is, with the viewer's own."""
    split: Split | None = getattr(meeting, "split", None)
    mine = next((each for each in here if each.member.pk == viewer.pk), None)
    if split is None or mine is None:
        return None
    return GroupsSeen(
        split=split,
        is_in_one=mine.group is not None,
        has_brought=bool(mine.has_brought),
        others=[each.member for each in here if each.group == mine.group is not None and each.member.pk != viewer.pk],
    )


def group_of(*, viewer: Member, meeting: Meeting) -> tuple[SmallGroup | None, GroupsSeen | None]:
    """The viewer's own group with its scope, for its page; one read while there are groups, and none otherwise."""
    split: Split | None = getattr(meeting, "split", None)
    found = _mine.rows(split=split.pk, viewer=viewer.pk) if split is not None else []
    if split is None or not found:
        return None, None
    others = [each.member for each in found if each.member_id != viewer.pk and each.member.left_at is None]
    return found[0].group, GroupsSeen(split, True, found[0].group.has_brought, others)


@Prepared
def _mine(split: int, viewer: int) -> QuerySet[InGroup]:
    with_me = InGroup.objects.filter(split=split, member=viewer, group=OuterRef("group"))
    found = InGroup.objects.filter(Exists(with_me), split=split)
    return found.select_related("member", "group__scope").order_by("member__joined_at", "member_id")


def group_lines(*, viewer: Member, group: SmallGroup) -> list[GroupLine]:
    """What was written in the viewer's group, in the order it was."""
    written = [each.words for each in _written.rows(person=viewer.person_id, group=group.pk)]
    people = {member.person_id: member for member in _writers.rows(circle=viewer.circle_id, group=group.pk)}
    return [_line(words, viewer, people.get(words.author_id or 0)) for words in written]


@Prepared
def _written(person: int, group: int) -> QuerySet[GroupWords]:
    visible = Words.objects.visible_to_or_covered(person).filter(pk=OuterRef("words"))
    found = GroupWords.objects.filter(Exists(visible), group=group).select_related("words")
    return found.order_by("words__written_at", "pk")


@Prepared
def _writers(circle: int, group: int) -> QuerySet[Member]:
    authors = GroupWords.objects.filter(group=group).values("words__author")
    return Member.objects.filter(circle=circle, person__in=authors)


def _line(words: Words, viewer: Member, member: Member | None) -> GroupLine:
    return GroupLine(
        words=words,
        member=member,
        is_mine=words.author_id == viewer.person_id,
        is_taken_back=words.state == State.TAKEN_BACK,
        is_covered=is_covered_from(words, viewer.person_id),
    )
