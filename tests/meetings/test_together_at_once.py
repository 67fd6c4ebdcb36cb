"""Two taps at the very same moment, or a part that moved on meanwhile: one thing happens, and it is said which."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from handinhand.meetings.actions import changing, groups, pauses, rooms
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models import InGroup, Pause, PlanChange, PlanOffer, Said, SmallGroup, Split
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, Words
from tests.cast import NAMES, Group, make_group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (rooms.NotNow, PlanStays) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def meeting(group, now):
    """Tom holds it, in its talk; five more came in."""
    started = begin(group, now=now, come=("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam"))
    return go(started, PartKind.TALK, by=group.tom, now=now)


def split(group, meeting, now):
    given = {"size": 2, "question": "What now?", "leave": meeting.current.public_id}
    return groups.split_up(meeting=meeting, by=group.tom, now=now, **given)


def test_two_who_wish_for_a_break_at_once_leave_one_wish(group, meeting, now):
    together(*(lambda who=who: pauses.tell_all(meeting=meeting, by=who, now=now) for who in (group.dee, group.asha)))
    assert Pause.objects.get().is_wanted


def test_a_break_begins_or_the_part_moves_on_and_never_both(group, meeting, now):
    here = {"leave": meeting.current.public_id}
    onward = part(meeting, PartKind.ROUND)
    answers = together(
        lambda: pauses.begin_break(meeting=meeting, by=group.tom, now=now, minutes=5, **here),
        lambda: rooms.go_to(meeting=meeting, by=group.tom, now=now, part=onward, **here),
    )
    moved = fresh(meeting).current == onward
    assert Pause.objects.exists() != moved
    assert [str(each) for each in answers if each is not None] == ["moved-on" if moved else "ask-first"]


def test_two_who_split_the_room_at_once_split_it_once(group, meeting, now):
    answers = together(*(lambda: split(group, meeting, now) for _each in range(2)))
    assert len([each for each in answers if isinstance(each, Split)]) == 1
    assert InGroup.objects.count() == 6
    assert Scope.objects.filter(kind=ScopeKind.GROUP).count() == SmallGroup.objects.count() == 3


def test_two_of_a_group_who_bring_something_at_once_bring_it_once(group, meeting, now):
    split(group, meeting, now)
    groups.back_together(meeting=meeting, by=group.tom, now=now)
    ours = InGroup.objects.filter(group=InGroup.objects.get(member=group.dee).group).select_related("member__person")
    bring = [
        lambda who=each.member: groups.bring_back(meeting=meeting, by=who, body="A rope.", is_named=True, now=now)
        for each in ours
    ]
    refused = [each for each in together(*bring) if each is not None]
    assert [str(each) for each in refused] == ["brought"]
    assert Said.objects.count() == 1


def test_words_written_while_the_groups_end_are_kept_or_refused_and_nobody_else_reads_them(group, meeting, now):
    split(group, meeting, now)
    _ended, said = together(
        lambda: groups.finish(meeting=meeting, by=group.tom, now=now),
        lambda: groups.say_in_group(meeting=meeting, by=group.dee, body="By the pier.", now=now),
    )
    assert Words.objects.count() == (0 if isinstance(said, rooms.NotNow) else 1)
    for name in ("Tom", "Asha", "Marcus", "Nia", "Sam"):
        assert not Words.objects.visible_to(group.members[name].person).exists()
    assert not Scope.objects.filter(kind=ScopeKind.GROUP).exists()


def test_a_change_is_made_once_or_stopped_by_who_would_rather_not(group, meeting, now):
    leaving = part(meeting, PartKind.LEAVING)
    offer = changing.offer(meeting=meeting, by=group.tom, now=now, kind=OfferKind.LEAVE_OUT, part=leaving)
    do = lambda: changing.make_change(meeting=meeting, by=group.tom, now=now, offer_id=offer.public_id)  # noqa: E731 - twice
    no = {"offer_id": offer.public_id, "is_yes": False}
    together(do, do, lambda: changing.answer(meeting=meeting, by=group.dee, now=now, **no))
    was_made = not PlanOffer.objects.exists()
    assert PlanChange.objects.count() == (1 if was_made else 0)
    assert fresh(meeting).parts.filter(kind=PartKind.LEAVING).exists() != was_made
