"""Days that do not suit: mine are mine alone, and what whoever plans hears points at nobody."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection

from handinhand.circles import actions as circles
from handinhand.days import actions, queries
from handinhand.days.actions import DayStays
from handinhand.days.models import CircleDay, DaysTold, OwnDays
from handinhand.days.spans import Span
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import planning
from handinhand.meetings.models import Meeting
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import draft, invited

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FRIDAY = Span(weekday=4, start=time(15, 0))
SUNDAY = Span(weekday=6)
TELLING = ("dee", "asha", "marcus", "jo", "sam")


def keep(harbour: Group, name: str, *spans: Span, now: datetime, told: bool = True) -> None:
    person = harbour.members[name.capitalize()].person
    for span in spans:
        actions.add_own_day(by=person, span=span, now=now)
    if told:
        actions.choose_told(by=person, is_told=True, now=now)


def hours_of_a_week(harbour: Group, now: datetime) -> list[bool]:
    """Everything that whoever polls each hour of a week is told."""
    told = queries.unsuitable(viewer=harbour.tom)
    return [told.some_cannot(now + timedelta(hours=hour)) for hour in range(24 * 7)]


def at(weekday_hour: str) -> datetime:
    return datetime.fromisoformat(weekday_hour).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "moment", "touches"),
    [
        (FRIDAY, "2026-12-04T15:00", True),
        (FRIDAY, "2026-12-04T13:30", True),
        (FRIDAY, "2026-12-04T13:00", False),
        (FRIDAY, "2026-12-03T16:00", False),
        (FRIDAY, "2026-12-04T23:30", True),
        (SUNDAY, "2026-12-05T22:30", True),
        (SUNDAY, "2026-12-05T21:59", False),
        (Span(day=date(2026, 12, 3), end=time(12, 0)), "2026-12-03T11:59", True),
        (Span(day=date(2026, 12, 3), end=time(12, 0)), "2026-12-03T12:00", False),
        (Span(day=date(2026, 12, 3)), "2027-12-03T12:00", False),
    ],
)
def test_a_meeting_falls_on_a_stretch_in_its_first_two_hours(span: Span, moment: str, touches: bool):
    assert span.touches(at(moment), "Europe/London") is touches


def test_the_clocks_are_those_of_the_circle():
    assert FRIDAY.touches(at("2026-07-03T12:30"), "Europe/London")
    assert not FRIDAY.touches(at("2026-12-04T12:30"), "Europe/London")
    assert FRIDAY.touches(at("2026-12-04T02:00"), "Pacific/Auckland")


def test_fewer_than_five_are_never_spoken_of(harbour: Group, now: datetime):
    for name in TELLING[:4]:
        keep(harbour, name, FRIDAY, now=now)
        assert not any(hours_of_a_week(harbour, now))
    keep(harbour, "sam", SUNDAY, now=now, told=False)
    assert not any(hours_of_a_week(harbour, now))
    actions.choose_told(by=harbour.sam.person, is_told=True, now=now)
    assert any(hours_of_a_week(harbour, now))
    # One of the five takes it back, or leaves: from that moment nothing is said at all.
    actions.choose_told(by=harbour.dee.person, is_told=False, now=now)
    assert not any(hours_of_a_week(harbour, now))
    actions.choose_told(by=harbour.dee.person, is_told=True, now=now)
    circles.leave(by=harbour.jo, now=now)
    assert not any(hours_of_a_week(harbour, now))


@pytest.mark.parametrize("changes", [1, 2])
def test_who_asks_before_and_after_one_or_two_changed_their_days_hears_the_same(harbour, now, changes):
    for name in TELLING:
        keep(harbour, name, FRIDAY, now=now)
    before = hours_of_a_week(harbour, now)
    later = now + timedelta(days=1)
    for name in ("nia", "dee")[:changes]:
        keep(harbour, name, SUNDAY, Span(weekday=1), now=later)
        actions.add_own_day(by=harbour.members[name.capitalize()].person, span=Span(weekday=2), now=later)
    # However often one person changes theirs, it is one person.
    own = queries.mine(person=harbour.nia.person).days
    actions.take_out_own_day(by=harbour.nia.person, ident=own[0].ident, now=later)
    # What is kept to oneself counts for nothing, and lets nothing through.
    keep(harbour, "ravi", Span(weekday=0), now=later, told=False)
    assert hours_of_a_week(harbour, now) == before
    for name in ("marcus", "ravi"):
        keep(harbour, name, Span(weekday=3), now=later)
    assert hours_of_a_week(harbour, now) != before


def test_what_is_told_names_nobody_and_keeps_no_order_and_no_note(harbour: Group, now: datetime):
    for place, name in enumerate(TELLING):
        keep(harbour, name, Span(weekday=4 - place, note=f"because of {name}"), now=now)
    told = DaysTold.objects.get()
    assert "because" not in told.days
    assert [each.when for each in queries.unsuitable(viewer=harbour.tom).told] != [
        (4 - place, None, None, None) for place in range(5)
    ]
    with connection.cursor() as cursor:
        for table in ("days_daystold", "days_owndays"):
            cursor.execute(f"SELECT days FROM {table}")
            assert all(b"weekday" not in bytes(row[0]) for row in cursor.fetchall())


def test_my_days_are_on_my_page_alone_and_in_no_list_of_what_was_done(harbour: Group, now: datetime):
    dee = client_of(harbour.dee)
    with time_machine.travel(now, tick=False):
        sent = {"which": "4", "day": "", "start": "15:00", "end": "", "note": "The candles."}
        assert send(dee, "/me/days/", **sent)["Location"] == "/me/days/"
        mine = text_of(dee.get("/me/days/"))
        assert "Every Friday, from 3 p.m." in mine
        assert "The candles." in mine
        for name in ("Tom", "Asha"):
            assert "candles" not in text_of(client_of(harbour.members[name]).get("/me/days/"))
        ident = queries.mine(person=harbour.dee.person).days[0].ident
        send(client_of(harbour.tom), f"/me/days/{ident}/take-out/")
        assert "The candles." in text_of(dee.get("/me/days/"))
        send(dee, f"/me/days/{ident}/take-out/")
        assert "The candles." not in text_of(dee.get("/me/days/"))
    assert not Entry.objects.filter(by=harbour.dee.person).exists()
    assert OwnDays.objects.count() == 1


def test_today_tells_me_alone_when_a_meeting_falls_on_one_of_my_days(harbour: Group, now: datetime):
    meeting = invited(harbour, now=now)
    keep(harbour, "dee", Span(weekday=meeting.starts_at.weekday()), now=now, told=False)
    said = "This falls on one of your days."
    with time_machine.travel(now, tick=False):
        dee = client_of(harbour.dee)
        assert said in text_of(dee.get("/"))
        assert said not in text_of(client_of(harbour.sam).get("/"))
        plan = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
        send(dee, f"{plan}answer/", answer="not_this_time")
        assert said not in text_of(dee.get("/"))
        assert said not in text_of(client_of(harbour.asha).get(plan))


def test_whoever_plans_reads_the_circles_days_in_words_and_of_people_only_that_some_cannot(harbour, now):
    meeting = draft(harbour, now=now)
    for finding in planning.plans.findings(meeting):
        planning.leave_finding(meeting=meeting, key=finding.key, by=harbour.asha, now=now)
    path = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/invite/"
    weekday = meeting.starts_at.weekday()
    some = "One or more of us cannot then."
    with time_machine.travel(now, tick=False):
        asha = client_of(harbour.asha)
        for name in TELLING[:4]:
            keep(harbour, name, Span(weekday=weekday), now=now)
        shown = text_of(asha.get(path))
        assert some not in shown
        assert "does not suit this circle" not in shown
        keep(harbour, "nia", Span(weekday=weekday), now=now)
        actions.set_circle_day(by=harbour.dee, span=Span(weekday=weekday, note="Market day"), now=now)
        shown = text_of(asha.get(path))
        assert shown.count(some) == 1
        assert "This day does not suit this circle: Every Tuesday (Market day)." in shown
        assert not re.search(r"(Dee|Nia|Jo|five|5 of)\b.{0,80}cannot", shown)
        send(asha, path)
    assert Meeting.objects.get().state == "invited"


def test_a_circles_days_are_seen_by_all_set_and_taken_out_by_any_with_one_line_each(harbour, hillside, now):
    path = f"/c/{harbour.circle.public_id}/days/"
    sent = {"which": "date", "day": "2026-12-24", "start": "", "end": "", "note": "The hall is shut."}
    with time_machine.travel(now, tick=False):
        asha, dee = client_of(harbour.asha), client_of(harbour.dee)
        assert send(asha, path, **sent)["Location"] == path
        assert "24 December 2026" in text_of(dee.get(path))
        assert client_of(hillside.bo).get(path).status_code == 404
        day = CircleDay.objects.get()
        out = f"{path}{day.public_id}/take-out/"
        assert client_of(hillside.bo).post(out, {"key": "k" * 12}).status_code == 404
        assert "Leave it in" in text_of(dee.get(out))
        assert send(dee, out)["Location"] == path
        assert dee.get(out).status_code == 404
        actions.take_out_circle_day(day=day, by=harbour.dee, now=now)
    powers = Entry.objects.order_by("pk").values_list("power", "by")
    assert list(powers) == [
        ("set_circle_day", harbour.asha.person.pk),
        ("take_out_circle_day", harbour.dee.person.pk),
    ]


@pytest.mark.parametrize("path", ["/me/days/", "circle"])
def test_bad_input_is_kept_and_said_plainly(harbour: Group, now: datetime, path: str):
    dee = client_of(harbour.dee)
    path = path if path != "circle" else f"/c/{harbour.circle.public_id}/days/"
    good = {"which": "4", "day": "", "start": "15:00", "end": "17:00", "note": "Tea."}
    with time_machine.travel(now, tick=False):
        for changed, sentence in (
            ({"which": ""}, "Please choose one."),
            ({"which": "9"}, "Please choose one of these."),
            ({"which": "date"}, "Please choose the date."),
            ({"which": "date", "day": "2026-02-31"}, "We cannot find that day."),
            ({"which": "date", "day": "2026-11-01"}, "That day has been."),
            ({"start": "noon"}, "We cannot read that time."),
            ({"end": "09:00"}, "This is before it begins."),
            ({"note": "Tea\x00"}, "There is a letter in here that we cannot keep."),
        ):
            answer = send(dee, path, **{**good, **changed})
            assert answer.status_code == 422, changed
            assert sentence in text_of(answer), changed
            assert "Nothing you wrote is lost" in text_of(answer)
            assert "Tea" in text_of(answer)
    assert not CircleDay.objects.exists()
    assert queries.mine(person=harbour.dee.person).days == []


def test_a_list_is_full_at_some_point(harbour: Group, now: datetime):
    for number in range(40):
        actions.add_own_day(by=harbour.dee.person, span=Span(day=date(2027, 1, 1) + timedelta(days=number)), now=now)
    # The same one again takes the place of the one before.
    actions.add_own_day(by=harbour.dee.person, span=Span(day=date(2027, 1, 1), note="Again"), now=now)
    assert len(queries.mine(person=harbour.dee.person).days) == 40
    with pytest.raises(DayStays, match="This list is full"):
        actions.add_own_day(by=harbour.dee.person, span=SUNDAY, now=now)


def test_a_form_sent_twice_counts_once(harbour: Group, now: datetime):
    dee = client_of(harbour.dee)
    path = f"/c/{harbour.circle.public_id}/days/"
    with time_machine.travel(now, tick=False):
        for _each in range(2):
            send(dee, path, key="k" * 12, which="4", day="", start="", end="", note="")
    assert CircleDay.objects.count() == 1
    assert Entry.objects.count() == 1
