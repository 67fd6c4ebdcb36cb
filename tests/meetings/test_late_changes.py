"""Changing a plan in the last two days where several of us have to agree: what is agreed to is what happens."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import (
    AskNotNow,
    agree,
    carry_out_all_due,
    cover,
    stop_agreed,
    uncover,
    withdraw_asking,
)
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import OwnRule, PowerUse
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import planning, rooms, series
from handinhand.meetings.actions.late import forget_late_changes
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import LateChange, Meeting, Part, PlanChange
from handinhand.meetings.rules import PARTS_LIMIT
from handinhand.words.queries import OwnHere
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import DETAILS, add, draft, fill, fresh, named, sent, titles
from tests.meetings.plans import invited as meeting_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SOON = timedelta(hours=40)
HOUR = timedelta(hours=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def soon(harbour: Group, now: datetime) -> Meeting:
    """A meeting in forty hours, in a circle where a late change takes two of us."""
    takes(harbour, 2, now)
    meeting = meeting_of(harbour, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + SOON)
    return fresh(meeting)


def takes(group: Group, agree: int, now: datetime, notice_days: int = 0) -> None:
    OwnRule.objects.filter(circle=group.circle).delete()
    OwnRule.objects.create(
        circle=group.circle,
        power=Power.CHANGE_PLAN_LATE,
        agree=agree,
        for_themselves=0,
        for_organisations=0,
        notice_days=notice_days,
        decision_id="bcdfghjkmnpq",
        since=now,
    )


def change(group: Group, meeting: Meeting, now: datetime, who: str = "Tom", **other: object) -> PowerUse | None:
    given = {**DETAILS, "starts_at": meeting.starts_at, **other}
    return planning.change_details(meeting=fresh(meeting), by=group.members[who], now=now, **given)


def asked(use: PowerUse | None) -> PowerUse:
    assert use is not None
    return PowerUse.objects.get(pk=use.pk)


def test_with_two_it_happens_exactly_as_it_was_asked(harbour: Group, soon: Meeting, now: datetime) -> None:
    use = asked(change(harbour, soon, now, place="The mill", link="https://example.org/room"))
    assert use.state == UseState.ASKED
    assert fresh(soon).place == DETAILS["place"]
    assert not PlanChange.objects.exists()
    for line in ("The place:", "It is now:", DETAILS["place"], "It will be:", "The mill", "https://example.org/room"):
        assert line in use.text.splitlines()
    assert DETAILS["title"] in use.text.splitlines()
    assert "Why we meet:" not in use.text
    agree(use=use, by=harbour.dee, now=now)
    changed = fresh(soon)
    assert (changed.place, changed.link, changed.title) == ("The mill", "https://example.org/room", DETAILS["title"])
    assert {each.by.name for each in PlanChange.objects.all()} == {"Tom"}
    entry = Entry.objects.latest("pk")
    assert (entry.power, entry.object_id) == (Power.CHANGE_PLAN_LATE, soon.public_id)
    assert not LateChange.objects.exists()


def test_every_change_of_a_plan_is_asked_and_made(harbour: Group, soon: Meeting, now: datetime) -> None:
    tom, dee = harbour.tom, harbour.dee
    given = {"kind": PartKind.TALK, "title": "Who walks with whom", "detail": "Two and two", "minutes": 15}
    every = {
        "New": lambda: planning.add_part(meeting=fresh(soon), by=tom, now=now, touches_on=["roads"], **given),
        "Other": lambda: planning.change_part(part=_part("Break"), by=tom, now=now, touches_on=[], **given),
        "Moved": lambda: planning.move_part(part=_part("Arriving"), by=tom, up=False, now=now),
        "Out": lambda: planning.remove_part(part=_part("Leaving"), by=tom, now=now),
        "Asked": lambda: planning.add_question(
            part=_part("Arriving"), by=tom, now=now, title="Who opens?", detail="", touches_on=["doors"]
        ),
    }
    for name, ask in every.items():
        before = titles(soon), list(Part.objects.values_list("kind", "minutes"))
        use = asked(ask())
        assert (titles(soon), list(Part.objects.values_list("kind", "minutes"))) == before, name
        agree(use=use, by=dee, now=now)
        assert asked(use).state == UseState.DONE, name
    assert titles(soon)[1] == "Arriving"
    assert "Leaving" not in titles(soon)
    assert titles(soon).count("Who walks with whom") == 2
    question = named(soon, "Arriving").questions.get()
    assert (question.title, [each.name for each in question.topics.all()]) == ("Who opens?", ["doors"])
    use = asked(planning.remove_question(question=question, by=tom, now=now))
    agree(use=use, by=dee, now=now)
    assert not named(soon, "Arriving").questions.exists()


def _part(title: str) -> Part:
    return next(each for each in Part.objects.select_related("meeting__scope") if each.title == title)


def test_in_another_plan_it_is_another_change(harbour: Group, soon: Meeting, now: datetime) -> None:
    first = asked(change(harbour, soon, now, place="The mill"))
    other = asked(planning.remove_part(part=_part("Break"), by=harbour.asha, now=now))
    agree(use=first, by=harbour.dee, now=now)
    agree(use=other, by=harbour.dee, now=now)
    assert asked(other).state == UseState.ENDED
    assert "Break" in titles(soon)


def test_what_was_asked_once_is_not_asked_again(harbour: Group, soon: Meeting, now: datetime) -> None:
    first = change(harbour, soon, now, place="The mill")
    assert change(harbour, soon, now + HOUR, place="The mill") == first
    part = planning.remove_part(part=_part("Break"), by=harbour.tom, now=now)
    assert planning.remove_part(part=_part("Break"), by=harbour.tom, now=now + HOUR) == part
    assert PowerUse.objects.count() == LateChange.objects.count() == 2


def test_what_changes_nothing_asks_nobody(harbour: Group, soon: Meeting, now: datetime) -> None:
    assert change(harbour, soon, now) is None
    assert not PowerUse.objects.exists()
    assert not LateChange.objects.exists()


def test_a_meeting_is_not_brought_into_the_last_two_days_by_one(harbour: Group, now: datetime) -> None:
    takes(harbour, 2, now)
    meeting = meeting_of(harbour, now=now)
    use = asked(change(harbour, meeting, now, starts_at=now + SOON))
    assert fresh(meeting).starts_at == meeting.starts_at
    agree(use=use, by=harbour.dee, now=now)
    assert fresh(meeting).starts_at == now + SOON
    assert change(harbour, fresh(meeting), now, starts_at=now + timedelta(days=5)) is not None


def test_with_more_time_one_of_us_is_enough(harbour: Group, now: datetime) -> None:
    takes(harbour, 2, now)
    meeting = meeting_of(harbour, now=now)
    assert change(harbour, meeting, now, place="The mill") is None
    assert fresh(meeting).place == "The mill"
    assert Entry.objects.latest("pk").power == Power.CHANGE_PLAN


def test_a_draft_and_a_circle_without_such_a_rule_stay_as_simple(harbour: Group, now: datetime) -> None:
    plan = draft(harbour, now=now)
    Meeting.objects.filter(pk=plan.pk).update(starts_at=now + SOON)
    takes(harbour, 2, now)
    assert change(harbour, plan, now, "Asha", place="The mill") is None
    OwnRule.objects.all().delete()
    meeting = meeting_of(harbour, now=now)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + SOON)
    assert change(harbour, fresh(meeting), now, place="The mill") is None
    assert fresh(meeting).place == "The mill"
    assert Entry.objects.latest("pk").power == Power.CHANGE_PLAN_LATE


def test_nobody_begins_a_meeting_early_to_change_its_plan_alone(harbour: Group, soon: Meeting, now: datetime) -> None:
    with pytest.raises(rooms.NotNow, match="early"):
        rooms.begin(meeting=soon, by=harbour.tom, now=now)
    rooms.begin(meeting=fresh(soon), by=harbour.tom, now=soon.starts_at - timedelta(minutes=20))
    assert fresh(soon).state == MeetingState.OPEN


@pytest.mark.parametrize("gone", ["begun", "off"])
def test_nothing_happens_once_its_meeting_has_begun_or_is_off(
    harbour: Group, soon: Meeting, now: datetime, gone: str
) -> None:
    use = asked(change(harbour, soon, now, place="The mill"))
    later = soon.starts_at - timedelta(minutes=10)
    if gone == "begun":
        rooms.begin(meeting=fresh(soon), by=harbour.dee, now=later)
    else:
        series.call_off(meeting=fresh(soon), by=harbour.dee, and_later=False, now=later)
    agree(use=use, by=harbour.asha, now=later)
    assert (asked(use).state, fresh(soon).place) == (UseState.ENDED, DETAILS["place"])
    forget_late_changes(now=later)
    assert not LateChange.objects.exists()


def test_what_is_still_ahead_is_kept(harbour: Group, soon: Meeting, now: datetime) -> None:
    change(harbour, soon, now, place="The mill")
    forget_late_changes(now=now + HOUR)
    # Also when its meeting should have begun, and did not: it can still be put off.
    forget_late_changes(now=soon.starts_at + HOUR)
    assert LateChange.objects.count() == 1
    forget_late_changes(now=now + timedelta(days=15))
    assert not LateChange.objects.exists()


def test_it_can_be_taken_back_or_stopped(harbour: Group, soon: Meeting, now: datetime) -> None:
    withdraw_asking(use=asked(change(harbour, soon, now, place="The mill")), by=harbour.tom)
    assert not PowerUse.objects.exists()
    assert not LateChange.objects.exists()
    takes(harbour, 2, now, notice_days=1)
    use = asked(change(harbour, soon, now, place="The mill"))
    agree(use=use, by=harbour.dee, now=now)
    assert asked(use).state == UseState.AGREED
    stop_agreed(use=asked(use), by=harbour.nia, now=now)
    assert (asked(use).state, fresh(soon).place) == (UseState.ENDED, DETAILS["place"])


def place_of(meeting: Meeting) -> OwnHere:
    return OwnHere(meeting.circle, Meeting._meta.get_field("place"), fresh(meeting))


def test_a_cover_over_the_place_covers_what_is_asked_about_it(harbour: Group, soon: Meeting, now: datetime) -> None:
    use = asked(change(harbour, soon, now, place="The mill"))
    cover(words=place_of(soon), by=harbour.nia, now=now)
    assert "harbour hall" not in asked(use).text
    with pytest.raises(AskNotNow, match="covered now"):
        agree(use=use, by=harbour.dee, now=now)
    other = asked(change(harbour, soon, now, place="The weir"))
    assert "Something is covered here." in other.text
    agree(use=other, by=harbour.dee, now=now)
    assert (asked(other).state, asked(other).ended, fresh(soon).place) == (UseState.DONE, "", "The weir")


def test_what_is_put_in_under_a_cover_is_asked_under_it(harbour: Group, soon: Meeting, now: datetime) -> None:
    cover(words=place_of(soon), by=harbour.nia, now=now)
    part = planning.add_part(
        meeting=fresh(soon),
        by=harbour.tom,
        now=now,
        kind=PartKind.TALK,
        title=f"  {DETAILS['place'].upper()} ",
        detail="",
        minutes=10,
        touches_on=[],
    )
    assert "HARBOUR" not in asked(part).text


def test_its_page_says_it_in_short_and_folds_the_rest_for_everybody(
    harbour: Group, soon: Meeting, now: datetime
) -> None:
    use = asked(
        planning.change_part(
            part=named_with_circle(soon, "Break"),
            by=harbour.tom,
            now=now,
            kind=PartKind.TALK,
            title="A walk",
            detail="Along the river, where it happened",
            minutes=25,
            touches_on=["rivers"],
        )
    )
    address = f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/"
    page = client_of(harbour.dee).get(address).content.decode()
    before, _fold, inside = page.partition("<details id=")
    assert "A walk" in before
    assert "a talk, 25 minutes" in before
    assert "where it happened" not in before
    assert "where it happened" in inside.partition("</details>")[0]
    assert (
        "where it happened"
        not in client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/agreeing/").content.decode()
    )
    assert titles(soon).count("Break") == 1


def named_with_circle(meeting: Meeting, title: str) -> Part:
    return Part.objects.select_related("meeting__scope", "meeting__circle").get(pk=named(meeting, title).pk)


def test_the_forms_say_so_before_and_lead_to_what_is_asked(harbour: Group, soon: Meeting, now: datetime) -> None:
    tom, at = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/meetings/{soon.public_id}"
    page = text_of(tom.get(f"{at}/parts/new/"))
    assert "We are asked first. Until enough of us say yes, the plan stays as it is." in page
    assert "What you save counts at once." not in page
    assert "It is changed back in the same way." in page
    assert "Each of us can change it back." not in page
    words = {
        "kind": "talk",
        "title": "Who walks with whom",
        "detail": "",
        "minutes": "10",
        "touches_on": "",
        "heavy": "no",
    }
    answer = tom.post(f"{at}/parts/new/", sent(**words), follow=True)
    use = PowerUse.objects.get()
    assert answer.redirect_chain[-1][0].endswith(f"/agreeing/{use.public_id}/")
    assert "The plan stays as it is, until enough of us have agreed to your change." in text_of(answer)
    assert "Who walks with whom" not in titles(soon)
    moved = tom.post(f"{at}/parts/{named(soon, 'Arriving').public_id}/move/", sent(way="later"), follow=True)
    assert "The order will be:" in text_of(moved)
    kept = tom.post(f"{at}/parts/new/", sent(**{**words, "minutes": "0"}))
    assert 'value="Who walks with whom"' in kept.content.decode()


def test_what_cannot_be_made_is_said_before_anybody_is_asked(harbour: Group, soon: Meeting, now: datetime) -> None:
    fill(harbour, soon, now=now, many=PARTS_LIMIT - soon.parts.count())
    with pytest.raises(planning.PlanStays, match="This plan is full"):
        add(fresh(soon), by=harbour.tom, now=now, title="One too many")
    assert not PowerUse.objects.exists()


def test_a_box_left_empty_over_a_covered_text_leaves_it_also_when_the_cover_is_over_by_then(
    harbour: Group, soon: Meeting, now: datetime
) -> None:
    over = place_of(soon)
    cover(words=over, by=harbour.nia, now=now)
    use = asked(change(harbour, soon, now, place="", title="A first visit"))
    uncover(words=over, by=harbour.nia, now=now)
    agree(use=use, by=harbour.dee, now=now)
    assert (fresh(soon).title, fresh(soon).place) == ("A first visit", DETAILS["place"])


def test_a_cover_over_one_part_is_in_no_way_of_another(harbour: Group, soon: Meeting, now: datetime) -> None:
    hidden = named(soon, "Break")
    cover(words=OwnHere(harbour.circle, Part._meta.get_field("title"), hidden), by=harbour.nia, now=now)
    use = asked(planning.remove_part(part=_part("Leaving"), by=harbour.tom, now=now))
    assert use.text.splitlines()[-2:] == ["Leaving", "leaving, 10 minutes"]
    assert "Something is covered here." not in use.text
    agree(use=use, by=harbour.dee, now=now)
    assert "Leaving" not in titles(soon)
    given = {"kind": PartKind.BREAK, "title": "", "detail": "", "minutes": 25, "touches_on": []}
    longer = planning.change_part(part=named_by(hidden), by=harbour.tom, now=now, **given)
    text = asked(longer).text
    assert "Something is covered here." in text.splitlines()
    assert "Break" not in text
    agree(use=asked(longer), by=harbour.dee, now=now)
    assert Part.objects.get(pk=hidden.pk).minutes == 25


def named_by(part: Part) -> Part:
    return Part.objects.select_related("meeting__scope", "meeting__circle").get(pk=part.pk)


def test_nobody_is_invited_to_an_hour_that_has_been(harbour: Group, soon: Meeting, now: datetime) -> None:
    use = asked(change(harbour, soon, now, starts_at=now + 5 * HOUR))
    agree(use=use, by=harbour.dee, now=now + 11 * HOUR)
    assert (asked(use).state, fresh(soon).starts_at) == (UseState.ENDED, soon.starts_at)


def test_what_was_asked_about_another_plan_is_over_and_asked_anew(harbour: Group, soon: Meeting, now: datetime) -> None:
    first = asked(change(harbour, soon, now, place="The mill"))
    OwnRule.objects.all().delete()
    planning.remove_part(part=_part("Break"), by=harbour.asha, now=now)
    takes(harbour, 2, now)
    assert asked(change(harbour, soon, now, place="The mill")) != first
    carry_out_all_due(now=now)
    assert (asked(first).state, asked(first).ended) == (UseState.ENDED, Ended.CHANGED)
    assert LateChange.objects.count() == 1
    agree(use=PowerUse.objects.latest("pk"), by=harbour.dee, now=now)
    assert fresh(soon).place == "The mill"


def test_the_form_says_what_is_asked_first_where_calling_off_takes_several(
    harbour: Group, soon: Meeting, now: datetime
) -> None:
    OwnRule.objects.update(power=Power.CALL_OFF)
    at = f"/c/{harbour.circle.public_id}/meetings/{soon.public_id}/details/"
    page = text_of(client_of(harbour.tom).get(at))
    assert "What you save counts at once. Only bringing it forward is asked first, as calling it off is." in page
    takes(harbour, 2, now)
    Meeting.objects.filter(pk=soon.pk).update(starts_at=now - HOUR)
    page = text_of(client_of(harbour.tom).get(at))
    assert "It was to begin on" in page
    assert "We are asked first. Until enough of us say yes, the plan stays as it is." in page
