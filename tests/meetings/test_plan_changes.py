"""A change to a plan after everyone was invited is announced with what it was."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.actions import planning, rooms
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import Changed
from handinhand.meetings.models import Meeting, PlanChange
from handinhand.meetings.queries import changes, plans
from handinhand.words.actions import topic
from tests.cast import Group
from tests.meetings.plans import DETAILS, add, fresh, invited, named, titles

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def change(meeting: Meeting, *, by: Any, now: datetime, **other: Any) -> None:
    details = {**DETAILS, "starts_at": meeting.starts_at, **other}
    planning.change_details(meeting=meeting, by=by, now=now, **details)


def test_a_new_time_says_what_the_old_one_was(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    change(meeting, by=harbour.dee, now=now, starts_at=meeting.starts_at + timedelta(hours=1))
    [said] = changes.announced(fresh(meeting))
    assert said.sentence == (
        "The time. It was: Tuesday 1 December 2026, 6 p.m. Now it is: Tuesday 1 December 2026, 7 p.m."
        " (Dee, Tuesday 24 November 2026)"
    )


def test_a_change_is_read_in_each_readers_own_language(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    with translation.override("ar"):
        change(meeting, by=harbour.dee, now=now, starts_at=meeting.starts_at + timedelta(hours=1))
        part = add(fresh(meeting), by=harbour.dee, now=now, minutes=3, touches_on=["waiting rooms", "الانتظار"])
        in_arabic = [said.whole or said.said for said in changes.announced(fresh(meeting))]
    in_english = [said.whole or said.said for said in changes.announced(fresh(meeting))]
    assert in_english == [
        f"New: {part.title} (ideas), 3 minutes. Touches on: waiting rooms, \u2068الانتظار\u2069.",
        "It was: Tuesday 1 December 2026, 6 p.m. Now it is: Tuesday 1 December 2026, 7 p.m.",
    ]
    assert in_arabic == [
        f"جديد: \u2068{part.title}\u2069 (أفكار)، 3 دقائق. يتطرّق إلى: \u2068waiting rooms\u2069، الانتظار.",
        "كان: الثلاثاء 1 ديسمبر 2026، 6 م. وهو الآن: الثلاثاء 1 ديسمبر 2026، 7 م.",
    ]


def test_topics_stand_in_the_order_the_circle_first_named_them(harbour: Group, now: datetime) -> None:
    """However the database happens to store them: a set of row numbers has an order of its own."""
    meeting = invited(harbour, now=now)
    named_before = [topic(circle=meeting.circle, name=f"Topic {number}") for number in range(9)]
    shuffled_by_a_set = next(place for place, each in enumerate(named_before) if each.pk % 8 == 7 and place < 8)
    in_order = [each.name for each in named_before[shuffled_by_a_set : shuffled_by_a_set + 2]]
    part = add(fresh(meeting), by=harbour.dee, now=now, minutes=3, touches_on=in_order)
    [shown] = [step.topics for step in plans.steps(fresh(meeting)) if step.part.pk == part.pk]
    assert shown == in_order
    assert changes.announced(fresh(meeting))[0].whole.endswith(f"Touches on: {', '.join(in_order)}.")


def test_each_thing_that_changed_is_one_announcement_and_one_use_of_the_power(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    change(meeting, by=harbour.dee, now=now, title="Another name", place="")
    kept = {each.what: (each.before, each.after, each.by) for each in PlanChange.objects.all()}
    assert kept == {
        Changed.TITLE: (DETAILS["title"], "Another name", harbour.dee),
        Changed.PLACE: (DETAILS["place"], "", harbour.dee),
    }
    assert Entry.objects.filter(object_id=meeting.public_id, power="change_plan").count() == 1


def test_a_change_that_changes_nothing_is_no_change(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    before = set(Channel.objects.values_list("key", "version"))
    change(meeting, by=harbour.dee, now=now)
    planning.move_part(part=named(meeting, "Arriving"), by=harbour.dee, up=True, now=now)
    assert not PlanChange.objects.exists()
    assert not Entry.objects.filter(power="change_plan").exists()
    assert set(Channel.objects.values_list("key", "version")) == before


def test_parts_are_announced_by_what_differs(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    part = add(meeting, by=harbour.dee, now=now, touches_on=["waiting rooms"])
    later = now + timedelta(hours=1)
    values = {"kind": "ideas", "title": part.title, "detail": "Quietly", "minutes": 20, "touches_on": []}
    planning.change_part(part=part, by=harbour.dee, now=later, **values)
    planning.move_part(part=named(meeting, "Break"), by=harbour.tom, up=True, now=later + timedelta(hours=1))
    planning.remove_part(part=named(meeting, part.title), by=harbour.tom, now=later + timedelta(hours=2))
    gone, moved, changed, new = changes.announced(fresh(meeting))
    assert new.said == "New: What could be (ideas), 10 minutes."
    assert new.whole == "New: What could be (ideas), 10 minutes. Touches on: waiting rooms."
    assert changed.said == "It was: What could be (ideas), 10 minutes. Now it is: What could be (ideas), 20 minutes."
    assert changed.whole == (
        "It was: What could be (ideas), 10 minutes. Touches on: waiting rooms."
        " Now it is: What could be (ideas), 20 minutes. Quietly."
    )
    assert new.note is not None
    assert changed.note is not None
    assert new.note.topics == changed.note.topics == ["waiting rooms"]
    assert new.note.is_chosen
    assert changed.note.is_chosen
    assert moved.said.startswith("It was: Arriving (arriving), 10 minutes. What is new (a talk)")
    assert gone.said == "No longer there: What could be (ideas), 20 minutes."
    assert gone.whole == "No longer there: What could be (ideas), 20 minutes. Quietly."
    assert {each.what for each in (gone, moved, changed, new)} == {"What will happen"}


def test_several_changes_in_one_turn_are_told_as_one(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    for minutes, title in enumerate(("First thought", "Second thought", "Third thought")):
        change(fresh(meeting), by=harbour.dee, now=now + timedelta(minutes=minutes), title=title)
    [said] = changes.announced(fresh(meeting))
    assert said.said == f"It was: {DETAILS['title']}. Now it is: Third thought."
    change(fresh(meeting), by=harbour.tom, now=now + timedelta(minutes=5), title="Tom's thought")
    assert [each.who for each in changes.announced(fresh(meeting))] == ["Tom", "Dee"]
    assert PlanChange.objects.count() == 4


def test_what_was_changed_back_is_said_too(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    part = add(meeting, by=harbour.dee, now=now)
    planning.remove_part(part=part, by=harbour.dee, now=now + timedelta(minutes=1))
    assert [each.said for each in changes.announced(fresh(meeting))] == ["It was changed, and then changed back."]


def test_open_pages_of_the_meeting_and_the_circle_hear_of_a_change(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    before = dict(Channel.objects.values_list("key", "version"))
    change(meeting, by=harbour.dee, now=now, why="Because")
    after = dict(Channel.objects.values_list("key", "version"))
    for key in (harbour.scope.public_id, meeting.scope.public_id):
        assert after[key] > before.get(key, 0)


def test_a_meeting_of_the_past_keeps_its_day_but_takes_no_new_one(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    late = now + timedelta(days=20)
    change(meeting, by=harbour.dee, now=late, why="Still")
    with pytest.raises(PlanStays, match="That day has been"):
        change(fresh(meeting), by=harbour.dee, now=late, starts_at=meeting.starts_at + timedelta(days=1))
    assert fresh(meeting).why == "Still"


def test_once_it_has_begun_the_plan_stays(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    rooms.begin(meeting=meeting, by=harbour.tom, now=meeting.starts_at)
    before = titles(meeting)
    with pytest.raises(PlanStays, match="This meeting has begun"):
        add(fresh(meeting), by=harbour.asha, now=now)
    with pytest.raises(PlanStays):
        planning.leave_finding(meeting=fresh(meeting), key="no-leaving", by=harbour.asha, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    with pytest.raises(PlanStays, match="This meeting has been"):
        change(fresh(meeting), by=harbour.asha, now=now, title="Other")
    assert titles(meeting) == before


def test_accepting_a_finding_later_is_announced_too(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    planning.remove_part(part=named(meeting, "Leaving"), by=harbour.tom, now=now)
    key = plans.findings(fresh(meeting))[0].key
    planning.accept_finding(meeting=fresh(meeting), key=key, by=harbour.dee, now=now)
    assert [each.who for each in changes.announced(fresh(meeting))] == ["Dee", "Tom"]
    assert titles(meeting)[-1] == "Leaving"


def test_change_texts_are_sealed(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    change(meeting, by=harbour.dee, now=now, title="A name nobody else reads")
    kept = PlanChange.objects.get()
    assert b"nobody else" not in bytes(kept.__dict__["after"])
    assert kept.after == "A name nobody else reads"
