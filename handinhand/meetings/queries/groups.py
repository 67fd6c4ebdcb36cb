"""Small groups, as somebody in one of them sees theirs. Nobody sees another group, nor who is in it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.names import listed
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import GroupWords, InGroup, Meeting, SmallGroup, Split
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from


@dataclass(frozen=True)
class GroupsSeen:
    """That the room is in groups, and who is in the viewer's own; `others` is empty in the big room."""

    split: Split
    group: SmallGroup | None
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


def groups_seen(*, viewer: Member, meeting: Meeting) -> GroupsSeen | None:
    """The viewer's group; one read more while there are groups, and none otherwise."""
    split: Split | None = getattr(meeting, "split", None)
    if split is None:
        return None
    found = _mine.rows(split=split.pk, viewer=viewer.pk)
    return GroupsSeen(
        split=split,
        group=found[0].group if found else None,
        others=[each.member for each in found if each.member_id != viewer.pk and each.member.left_at is None],
    )


@Prepared
def _mine(split: int, viewer: int) -> QuerySet[InGroup]:
    with_me = InGroup.objects.filter(split=split, member=viewer, group=OuterRef("group"))
    found = InGroup.objects.filter(Exists(with_me), split=split)
    return found.select_related("member", "group__scope").order_by("member__joined_at", "member_id")


def group_lines(*, viewer: Member, group: SmallGroup) -> list[GroupLine]:
    """What was written in the viewer's group, in the order it was."""
    visible = Words.objects.visible_to_or_covered(viewer.person).filter(pk=OuterRef("words"))
    found = GroupWords.objects.filter(Exists(visible), group=group).select_related("words")
    written = [each.words for each in found.order_by("words__written_at", "pk")]
    authors = Member.objects.filter(circle=viewer.circle_id, person__in=[each.author_id for each in written])
    people = {member.person_id: member for member in authors}
    return [_line(words, viewer, people.get(words.author_id or 0)) for words in written]


def _line(words: Words, viewer: Member, member: Member | None) -> GroupLine:
    return GroupLine(
        words=words,
        member=member,
        is_mine=words.author_id == viewer.person_id,
        is_taken_back=words.state == State.TAKEN_BACK,
        is_covered=is_covered_from(words, viewer.person_id),
    )
