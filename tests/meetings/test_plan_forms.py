"""Input that no form can take gets a sentence beside its box, and nothing is lost."""

import html
from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from handinhand.meetings.models import Meeting, Part, PartQuestion
from tests.cast import Group
from tests.meetings.plans import DETAILS, client_of, draft, fresh, named, sent, titles

pytestmark = pytest.mark.django_db
NEW = {**DETAILS, "day": "2026-12-03", "clock": "14:00"}
PART = {"kind": "ideas", "title": "What could be", "minutes": "10", "detail": "", "touches_on": ""}
NEVER = ("error", "invalid", "failed", "forbidden", "denied", "illegal", "must")


@pytest.fixture(autouse=True)
def _today(now: datetime) -> object:
    with time_machine.travel(now, tick=False):
        yield


def told(answer: object, sentence: str) -> None:
    """The form came back with a sentence, and with what was written."""
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in shown
    assert "Nothing you wrote is lost" in shown
    assert not [word for word in NEVER if f" {word}" in shown.lower()]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Please write something here."),
        ({"title": "x" * 10_000}, "9800 letters too long. There is room for 200."),
        ({"title": "What\x00is"}, "There is a letter in here that we cannot keep."),
        ({"why": "\u200b"}, "There is nothing to read in here yet."),
        ({"why": "y" * 4_001}, "This is 1 letter too long. There is room for 4000."),
        ({"place": "Hall\x07"}, "There is a letter in here that we cannot keep."),
        ({"opening_question": "q" * 201}, "This is 1 letter too long."),
        ({"day": "2027-02-31"}, "We cannot find that day. Please write it like 2026-12-03."),
        ({"day": ""}, "Please choose a day."),
        ({"day": "soon"}, "We cannot find that day."),
        ({"day": "2026-11-20"}, "That day has been."),
        ({"day": "0001-01-01"}, "That day has been."),
        ({"day": "9999-12-31", "clock": "23:59"}, "That day is very far away."),
        ({"clock": ""}, "Please choose a time."),
        ({"clock": "25:61"}, "We cannot read that time. Please write it like 14:30."),
        ({"day": "2027-03-28", "clock": "01:30"}, "The clocks go forward on that day, and this time is left out."),
    ],
)
def test_a_plan_that_cannot_be_kept_says_why(harbour: Group, values: dict[str, str], sentence: str) -> None:
    address = reverse("meetings:new", args=[harbour.circle.public_id])
    answer = client_of(harbour.asha).post(address, sent(**{**NEW, **values}))
    told(answer, sentence)
    assert "To say what we need" in answer.content.decode() or "why" in values
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is_are_refused_everywhere(harbour: Group, zone: str, day: str) -> None:
    harbour.circle.time_zone = zone
    harbour.circle.save()
    for clock in ("00:00", "23:59"):
        address = reverse("meetings:new", args=[harbour.circle.public_id])
        answer = client_of(harbour.asha).post(address, sent(**{**NEW, "day": day, "clock": clock}))
        assert answer.status_code == 422
        assert "day" in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "party"}, "Please choose one of these."),
        ({"kind": ""}, "Please choose one."),
        ({"title": ""}, "Please write what this part is called."),
        ({"title": "t" * 10_000}, "9800 letters too long."),
        ({"title": "a\x00b"}, "There is a letter in here that we cannot keep."),
        ({"minutes": "-5"}, "Please write a whole number from 1 to 600."),
        ({"minutes": "0"}, "Please write a whole number from 1 to 600."),
        ({"minutes": "601"}, "Please write a whole number from 1 to 600."),
        ({"minutes": "9" * 5_000}, "Please write a whole number from 1 to 600."),
        ({"minutes": "ten"}, "Please write a whole number from 1 to 600."),
        ({"minutes": ""}, "Please write a whole number from 1 to 600."),
        ({"detail": "d" * 10_000}, "6000 letters too long."),
        ({"touches_on": "x" * 61}, "Please write at most 12 short names, each with at most 60 letters."),
        ({"touches_on": ", ".join(str(n) for n in range(13))}, "Please write at most 12 short names"),
        ({"touches_on": "doors\x00"}, "There is a letter in here that we cannot keep."),
    ],
)
def test_a_part_that_cannot_be_kept_says_why(
    harbour: Group, now: datetime, values: dict[str, str], sentence: str
) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    before = titles(meeting)
    for name, more in (("add_part", []), ("part", [part.public_id])):
        address = reverse(f"meetings:{name}", args=[harbour.circle.public_id, meeting.public_id, *more])
        told(client_of(harbour.asha).post(address, sent(**{**PART, **values})), sentence)
    assert titles(meeting) == before
    assert Part.objects.get(pk=part.pk).minutes == 15


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "Please write something here."),
        ({"title": "t" * 10_000}, "9800 letters too long."),
        ({"detail": "a\x00b"}, "There is a letter in here that we cannot keep."),
    ],
)
def test_a_question_that_cannot_be_kept_says_why(
    harbour: Group, now: datetime, values: dict[str, str], sentence: str
) -> None:
    meeting = draft(harbour, now=now)
    part = named(meeting, "What is new")
    address = reverse("meetings:add_question", args=[harbour.circle.public_id, meeting.public_id, part.public_id])
    told(
        client_of(harbour.asha).post(address, sent(**{"title": "Why?", "detail": "", "touches_on": "", **values})),
        sentence,
    )
    assert not PartQuestion.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"day": "2027-02-31"}, "We cannot find that day."), ({"day": "2026-11-20"}, "That day has been.")],
)
def test_a_day_that_cannot_be_changes_no_plan(
    harbour: Group, now: datetime, values: dict[str, str], sentence: str
) -> None:
    meeting = draft(harbour, now=now)
    for name in ("details", "like_this"):
        address = reverse(f"meetings:{name}", args=[harbour.circle.public_id, meeting.public_id])
        told(client_of(harbour.asha).post(address, sent(**{**NEW, **values})), sentence)
    assert fresh(meeting).starts_at == meeting.starts_at
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("comma", [",", "\u060c", "\uff0c", "\u3001"])
def test_topics_part_at_the_comma_of_any_script(harbour: Group, now: datetime, comma: str) -> None:
    meeting = draft(harbour, now=now)
    address = reverse("meetings:add_part", args=[harbour.circle.public_id, meeting.public_id])
    written = f"waiting rooms{comma} being searched {comma}{comma}"
    client_of(harbour.asha).post(address, sent(**{**PART, "touches_on": written}))
    part = named(meeting, PART["title"])
    assert [topic.name for topic in part.topics.order_by("pk")] == ["waiting rooms", "being searched"]


def test_a_page_number_that_is_none_is_the_first_page(harbour: Group) -> None:
    address = reverse("meetings:list", args=[harbour.circle.public_id])
    for number in ("0", "-1", "x", "9" * 30, "²", ""):
        answer = client_of(harbour.asha).get(address, {"page": number})
        assert "Coming" in answer.content.decode(), number


def test_the_boxes_say_who_will_see_what_is_written(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    address = reverse("meetings:details", args=[harbour.circle.public_id, meeting.public_id])
    shown = client_of(harbour.asha).get(address).content.decode()
    assert shown.count("Only you can see this, until you invite everyone.") == 5
    assert "On the clocks in London." in shown
    assert 'value="2026-12-01"' in shown
    assert 'value="18:00"' in shown
