"""A feed and a file for calendars: neutral, right, secret, and empty the moment somebody is no longer there."""

import logging
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client

from handinhand.calendars import actions, queries
from handinhand.calendars.models import Calendar
from handinhand.calendars.rules import address_kept_as
from handinhand.calendars.writing import Entry, uid_of, written
from handinhand.circles import actions as circles
from handinhand.config.logs import NoAddresses
from handinhand.ledger.models import Entry as Line
from handinhand.meetings.actions import answers, planning, series
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import DETAILS, draft, fresh, invited

pytestmark = [pytest.mark.django_db]
LINES = re.compile(rb"\r\n")


@pytest.fixture(autouse=True)
def _today(now: datetime) -> object:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def coming(harbour: Group, now: datetime) -> Meeting:
    return invited(harbour, now=now)


def fetch(secret: str, client: Client | None = None):
    return (client or Client()).get(f"/calendar/{secret}.ics")


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def feed(harbour: Group, now: datetime, name: str = "dee") -> str:
    return actions.make_address(by=harbour.members[name.capitalize()].person, now=now)


def test_the_feed_says_a_time_and_a_meeting_and_nothing_else(harbour: Group, now: datetime, coming: Meeting):
    answers.answer(meeting=coming, by=harbour.tom, kind=AnswerKind.COMING, now=now)
    answer = fetch(feed(harbour, now))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer.content)
    minutes = sum(part.minutes for part in coming.parts.all())
    assert event["SUMMARY"] == "A meeting"
    assert event.start == coming.starts_at
    assert event.end == coming.starts_at + timedelta(minutes=minutes)
    assert (event["STATUS"], event["SEQUENCE"], event["CLASS"]) == ("CONFIRMED", 0, "PRIVATE")
    assert event["DTSTAMP"].dt == now
    assert {*event} == {
        *("UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "CLASS"),
    }
    text = answer.content.decode()
    private = ["Harbour", "Hand in Hand", "handinhand", "MAILTO", "ORGANIZER", "ATTENDEE", "localhost"]
    private += [*DETAILS.values(), *harbour.members, coming.public_id, harbour.circle.public_id]
    private += [harbour.dee.person.public_id, harbour.dee.public_id]
    assert not [each for each in private if each.lower() in text.lower()]


def test_it_is_written_as_the_standard_says():
    long = "Tea, cake; and \\ a walk\nby the water, " + "é世🌿" * 40
    moment = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    entry = Entry("u", long, moment, 80, 3, moment, words=long, place="Hall; 2, Mill Lane")
    content = written([entry])
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in LINES.sub(b"", content)
    assert b"\r" not in LINES.sub(b"", content)
    assert max(len(line) for line in LINES.split(content)) <= 75
    unfolded = re.sub(rb"\r\n[ \t]", b"", content).decode()
    assert "LOCATION:Hall\\; 2\\, Mill Lane\r\n" in unfolded
    assert "SUMMARY:Tea\\, cake\\; and \\\\ a walk\\nby the water\\, é世🌿" in unfolded
    assert "DTSTART:20261203T140000Z\r\nDTEND:20261203T152000Z" in unfolded
    (event,) = events(content)
    assert str(event["SUMMARY"]) == long
    # Nobody's words become a line of their own.
    assert len(events(written([Entry("u", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", moment, 1, 0, moment)]))) == 1


def test_a_summer_evening_and_a_winter_evening_are_each_at_seven_on_the_circles_clocks(harbour, now, coming):
    secret = feed(harbour, now)
    for day, hour in (("2027-07-01", 18), ("2027-12-01", 19)):
        starts_at = datetime.fromisoformat(f"{day}T{hour}:00+00:00")
        planning.change_details(meeting=fresh(coming), by=harbour.asha, now=now, **{**DETAILS, "starts_at": starts_at})
        (event,) = events(fetch(secret).content)
        assert event.start.utcoffset() == timedelta(0)
        assert (event.start.astimezone(coming_zone(harbour)).hour, str(event.start.date())) == (19, day)


def coming_zone(harbour: Group) -> ZoneInfo:
    return ZoneInfo(harbour.circle.time_zone)


def test_a_change_and_calling_off_reach_the_same_entry(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    (first,) = events(fetch(secret).content)
    later = now + timedelta(hours=3)
    moved = {**DETAILS, "starts_at": coming.starts_at + timedelta(days=1)}
    planning.change_details(meeting=fresh(coming), by=harbour.tom, now=later, **moved)
    (second,) = events(fetch(secret).content)
    assert second["UID"] == first["UID"]
    assert second["SEQUENCE"] == first["SEQUENCE"] + 1
    assert (second["DTSTAMP"].dt, second.start) == (later, moved["starts_at"])
    last = later + timedelta(hours=1)
    series.call_off(meeting=fresh(coming), by=harbour.tom, and_later=False, now=last)
    (third,) = events(fetch(secret).content)
    assert third["UID"] == first["UID"]
    assert third["STATUS"] == "CANCELLED"
    assert third["SEQUENCE"] == second["SEQUENCE"] + 1
    assert third["DTSTAMP"].dt == last


def test_names_of_entries_join_nobody_with_anybody(harbour: Group, now: datetime, coming: Meeting):
    found = {str(events(fetch(feed(harbour, now, name)).content)[0]["UID"]) for name in ("dee", "tom", "sam")}
    assert len(found) == 3
    seed = Calendar.objects.get(person=harbour.dee.person).seed
    assert uid_of(seed=seed, meeting=coming.public_id) in found
    # A new address keeps the names, so that nothing stands in a calendar twice.
    assert str(events(fetch(feed(harbour, now)).content)[0]["UID"]) in found


def test_what_i_chose_stands_there_and_goes_again(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    dee = client_of(harbour.dee)
    assert send(dee, "/me/calendar/", called="Tea", name="yes", place="yes").status_code == 302
    (event,) = events(fetch(secret).content)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Tea", DETAILS["title"])
    assert event["LOCATION"] == DETAILS["place"]
    assert event["SEQUENCE"] == 1
    assert send(dee, "/me/calendar/", called="", name="no", place="no").status_code == 302
    (event,) = events(fetch(secret).content)
    assert event["SUMMARY"] == "A meeting"
    assert "DESCRIPTION" not in event
    assert "LOCATION" not in event
    assert not Line.objects.filter(by=harbour.dee.person).exists()


def test_only_mine_stand_there(harbour: Group, hillside: Group, now: datetime, coming: Meeting):
    draft(harbour, now=now, by=harbour.tom)
    invited(hillside_as_harbour(hillside), now=now)
    secret = feed(harbour, now)
    assert len(events(fetch(secret).content)) == 1
    answers.answer(meeting=fresh(coming), by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert events(fetch(secret).content) == []


def hillside_as_harbour(hillside: Group) -> Group:
    """Hillside, where Bo plans as Asha does in the harbour."""
    return Group(hillside.circle, hillside.scope, {"Asha": hillside.bo})


def test_leaving_empties_the_feed_at_once_and_it_stays_a_calendar(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    assert len(events(fetch(secret).content)) == 1
    circles.leave(by=harbour.dee, now=now)
    answer = fetch(secret)
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert events(answer.content) == []
    # RFC 5545 asks for one component at least.
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE"]
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//calendar//EN")


def test_a_new_address_ends_the_one_before_and_off_ends_both(harbour: Group, now: datetime, coming: Meeting):
    dee = client_of(harbour.dee)
    shown = []
    for _each in range(2):
        send(dee, "/me/calendar/address/")
        page = text_of(dee.get("/me/calendar/"))
        shown.append(re.search(r"/calendar/([a-z0-9]{27})\.ics", page)[1])
    assert [fetch(each).status_code for each in shown] == [404, 200]
    # The page shows it in this visit alone, and only until it is kept.
    assert shown[1] not in text_of(client_of(harbour.dee).get("/me/calendar/"))
    send(dee, "/me/calendar/kept/")
    assert shown[1] not in text_of(dee.get("/me/calendar/"))
    send(dee, "/me/calendar/off/")
    gone = fetch(shown[1])
    assert (gone.status_code, text_of(gone)) == (404, "There is no calendar here.\n")
    kept = Calendar.objects.get()
    assert kept.address_hash is None


def test_the_address_is_kept_as_a_hash_and_shown_for_ten_minutes(harbour: Group, now: datetime):
    dee = client_of(harbour.dee)
    send(dee, "/me/calendar/address/")
    secret = re.search(r"/calendar/([a-z0-9]{27})\.ics", text_of(dee.get("/me/calendar/")))[1]
    assert Calendar.objects.get().address_hash == address_kept_as(secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM calendars_calendar")
        assert secret not in repr(cursor.fetchall())
    with time_machine.travel(now + timedelta(minutes=11), tick=False):
        assert secret not in text_of(dee.get("/me/calendar/"))


def test_no_cookie_is_asked_for_none_is_set_and_no_cache_keeps_it(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    alone, as_tom = fetch(secret), fetch(secret, client_of(harbour.tom))
    assert alone.content == as_tom.content
    for answer in (alone, as_tom):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
    assert Client().head(f"/calendar/{secret}.ics").status_code == 200
    assert Client().post(f"/calendar/{secret}.ics").status_code == 405


def test_the_log_says_nothing_of_an_address(harbour: Group, now: datetime, caplog):
    secret = feed(harbour, now)
    with caplog.at_level(logging.WARNING):
        caplog.handler.addFilter(NoAddresses())
        Client().post(f"/calendar/{secret}.ics")
        fetch("w" * 27)
    assert "calendar/<str:secret>.ics" in caplog.text
    assert secret not in caplog.text
    assert "w" * 27 not in caplog.text


def test_whoever_guesses_is_stopped_and_whoever_fetches_is_not(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    answered = [fetch(f"{number:027}").status_code for number in range(40)]
    assert answered == [404] * 30 + [429] * 10
    assert fetch(secret).status_code == 200
    often = [fetch(secret).status_code for _each in range(125)]
    assert often.count(200) == 119
    assert often[-1] == 429
    with time_machine.travel(now + timedelta(hours=1), tick=False):
        assert fetch(secret).status_code == 200


@pytest.mark.parametrize("strange", ["", "x", "q" * 500, "é", "%00", "../me", "null", "a%2Fb"])
def test_what_is_no_address_is_answered_plainly(db: None, strange: str):
    assert Client().get(f"/calendar/{strange}.ics").status_code == 404


def test_one_meeting_is_a_file_once_i_read_what_stands_in_it(harbour: Group, hillside, now, coming: Meeting):
    dee = client_of(harbour.dee)
    page = f"/c/{harbour.circle.public_id}/meetings/{coming.public_id}/calendar/"
    file = f"/c/{harbour.circle.public_id}/meetings/{coming.public_id}/meeting.ics"
    assert dee.get(file)["Location"] == page
    assert "Not its own name." in text_of(dee.get(page))
    assert send(dee, page)["Location"] == file
    answer = dee.get(file)
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    (event,) = events(answer.content)
    assert (event["SUMMARY"], event.start) == ("A meeting", coming.starts_at)
    # It takes the place of the entry in the feed, and the other way round.
    assert event == events(fetch(feed(harbour, now)).content)[0]
    assert client_of(hillside.bo).get(file).status_code == 404
    own = draft(harbour, now=now, by=harbour.dee)
    assert dee.get(page.replace(coming.public_id, own.public_id)).status_code == 404
    circles.leave(by=harbour.dee, now=now)
    assert dee.get(file).status_code == 404


def test_it_speaks_my_language(harbour: Group, now: datetime, coming: Meeting):
    secret = feed(harbour, now)
    harbour.dee.person.comfort.language = "ar"
    harbour.dee.person.comfort.save()
    calendar = queries.fetched_from(secret)
    assert calendar.person.comfort.language == "ar"
    in_english = fetch(secret, Client(headers={"accept-language": "ar"})).content
    harbour.dee.person.comfort.language = ""
    harbour.dee.person.comfort.save()
    # Whatever the calendar's own program says it speaks.
    assert b"SUMMARY:A meeting" in fetch(secret, Client(headers={"accept-language": "ar"})).content
    assert events(in_english)[0].start == coming.starts_at


def test_bad_input_is_kept_and_said_plainly(harbour: Group):
    dee = client_of(harbour.dee)
    for changed, sentence in (
        ({"called": "x" * 61}, "1 letter too long"),
        ({"called": "\u202etea"}, "There is a hidden sign in here"),
        ({"name": "perhaps"}, "Please choose one of these."),
        ({"place": ""}, "Please choose one."),
    ):
        answer = send(dee, "/me/calendar/", **{"called": "Tea", "name": "no", "place": "no", **changed})
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    assert not Calendar.objects.exists()
