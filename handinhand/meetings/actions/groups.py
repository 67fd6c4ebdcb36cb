"""Small groups inside a meeting, and back together. What is written in one is for its people alone."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, When

from handinhand.acquaintance.actions import remember
from handinhand.circles.models import Member
from handinhand.fairness.grouping import small_groups
from handinhand.ground.moments import is_over
from handinhand.live.actions import tell
from handinhand.meetings.actions.ending import end_groups, give_words_back
from handinhand.meetings.actions.rooms import NotNow, check_holds, check_leads, check_open, drawing, locked
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import (
    Attendance,
    GroupWords,
    InGroup,
    Meeting,
    Notes,
    OnPhone,
    Said,
    SmallGroup,
    Split,
)
from handinhand.meetings.queries.friends import standing
from handinhand.words.actions import let_see, make_scope, stop_seeing, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words
from handinhand.words.queries import is_in

SPLIT_KINDS = {PartKind.TALK, PartKind.ROUND, PartKind.IDEAS}
FEWEST = 4
# Whoever carries the room's phone, and those who have no other.
ROUND_ONE_PHONE = 4


@transaction.atomic
def split_up(*, meeting: Meeting, by: Member, now: datetime, size: int, question: str, leave: str) -> Split:
    """Draw small groups of about `size` from those who are here, in part `leave` (its public id)."""
    meeting = locked(meeting)
    check_holds(meeting, by)
    part = meeting.current
    if part is None or part.public_id != leave or part.kind not in SPLIT_KINDS:
        raise NotNow("moved-on")
    if Split.objects.filter(meeting=meeting).exists():
        raise NotNow("in-groups")
    people, as_one = _who_is_drawn(meeting)
    if len(people) < FEWEST:
        raise NotNow("too-few")
    drawn = small_groups(
        sorted(people), size=size, as_one=as_one, seed=secrets.token_hex(), **drawing(meeting, now=now)
    )
    remember(circle=meeting.circle, groups=[[people[name].pk for name in names] for names in drawn])
    split = Split.objects.create(circle=meeting.circle, meeting=meeting, part=part, question=question)
    for names in drawn:
        make_group(meeting, split, [people[name] for name in names])
    tell(channel=meeting.scope.public_id)
    return split


def make_group(meeting: Meeting, split: Split, members: list[Member]) -> None:
    """One group and its scope, for its people from now on."""
    scope = make_scope(circle=meeting.circle, kind=ScopeKind.GROUP)
    group = SmallGroup.objects.create(circle=meeting.circle, split=split, scope=scope)
    for member in members:
        let_see(scope=scope, person=member.person)
        InGroup.objects.create(circle=meeting.circle, split=split, group=group, member=member)


def _who_is_drawn(meeting: Meeting) -> tuple[dict[str, Member], list[frozenset[str]]]:
    """Everybody who is here, by public id, and who stays as one: a friend who writes, and those round one phone.

    A phone has room for a few: whoever else is on it stays in the big room, where it can be handed round.
    """
    came = Attendance.objects.filter(
        is_over("member__held_until"), meeting=meeting, member__left_at__isnull=True, is_out=False
    )
    here = {each.member_id: each.member for each in came.select_related("member__person").order_by("pk")}
    pairs = [frozenset((each.whose_id, each.friend_id)) for each in standing(meeting)]
    written_for = {each.whose_id for each in standing(meeting) if each.friend_id in here}
    keeper = Notes.objects.filter(meeting=meeting).values_list("keeper", flat=True).first()
    on_phone = list(OnPhone.objects.filter(meeting=meeting).order_by("pk").values_list("member", flat=True))
    round_it = [each for each in on_phone if each not in written_for and each != keeper]
    room = ROUND_ONE_PHONE - 1 if keeper in here else 0
    for each in round_it[room:]:
        here.pop(each, None)
    pairs += [frozenset((keeper, each)) for each in round_it[:room] if keeper is not None]
    as_one = [frozenset(here[each].public_id for each in pair) for pair in pairs if pair <= here.keys()]
    return {member.public_id: member for member in here.values()}, as_one


@transaction.atomic
def stay_here(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Be in the big room instead, with what one wrote in the group, which is one's own again. No reason is asked."""
    meeting = locked(meeting)
    check_open(meeting)
    mine = InGroup.objects.filter(split__meeting=meeting, member=by).select_related("group__scope", "split").first()
    if mine is None:
        return
    written = GroupWords.objects.filter(group=mine.group, words__author=by.person).select_related("words")
    give_words_back(meeting, mine.split, list(written))
    mine.delete()
    stop_seeing(scope=mine.group.scope, person=by.person)
    tell(channel=by.person.public_id)


@transaction.atomic
def say_in_group(*, meeting: Meeting, by: Member, body: str, now: datetime) -> Words:
    """Write for the people of one's group alone."""
    meeting = locked(meeting)
    check_open(meeting)
    group = _group_of(meeting, by)
    words = write(circle=meeting.circle, scope=group.scope, by=by.person, body=body, state=State.SHARED, now=now)
    GroupWords.objects.create(circle=meeting.circle, group=group, words=words)
    return words


@transaction.atomic
def back_together(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Call everybody back: each group is asked what it wants to bring."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    split = Split.objects.filter(meeting=meeting, is_back=False).first()
    if split is None:
        return
    split.is_back = True
    split.save(update_fields=["is_back"])
    tell(channel=meeting.scope.public_id)
    for group in split.groups.select_related("scope"):
        tell(channel=group.scope.public_id)


@transaction.atomic
def bring_back(*, meeting: Meeting, by: Member, body: str, is_named: bool, now: datetime) -> None:
    """Share into the part what one's group wants to bring: once for each group, by one of them, named or not.

    Without a name nothing that is kept says whose words they are, so nobody can take them back. All groups are written
    with them, so that no row says by its transaction which of them it was.
    """
    meeting = locked(meeting)
    check_open(meeting)
    group = _group_of(meeting, by)
    if not group.split.is_back:
        raise NotNow("not-back")
    if group.has_brought:
        raise NotNow("brought")
    brought = Case(When(pk=group.pk, then=True), default=F("has_brought"))
    SmallGroup.objects.filter(split=group.split).update(has_brought=brought)
    author = by.person if is_named else None
    words = write(circle=meeting.circle, scope=meeting.scope, by=author, body=body, state=State.SHARED, now=now)
    Said.objects.create(
        circle=meeting.circle, meeting=meeting, part_id=group.split.part_id, words=words, from_group=True
    )
    tell(channel=group.scope.public_id)


@transaction.atomic
def finish(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """The groups are over: who was in which is forgotten."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    end_groups(meeting)
    tell(channel=meeting.scope.public_id)


def _group_of(meeting: Meeting, by: Member) -> SmallGroup:
    """The group one is in, held until this change is through; raises NotNow for anybody who is in none (any more)."""
    mine = InGroup.objects.filter(split__meeting=meeting, member=by).values_list("group", flat=True).first()
    group = SmallGroup.objects.filter(pk=mine).select_related("scope", "split").first() if mine else None
    if group is None or not is_in(group.scope_id, by.person):
        raise NotNow("no-group")
    return group
