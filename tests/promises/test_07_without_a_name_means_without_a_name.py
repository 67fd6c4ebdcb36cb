"""Nothing can be shared unnamed yet: so nothing claims it, what passes is forgotten, and no log or ledger tells who."""

import logging
import re
from datetime import date

import pytest

from handinhand.ledger.models import Entry
from handinhand.meetings.actions.load import load
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, Hand, Said, Seat
from handinhand.meetings.reading import LoadedFile, LoadedMeeting, LoadedPart
from handinhand.words.models import Words
from tests.cast import NAMES
from tests.meetings import rooms as stage
from tests.promises.scene import House, Seen, named, send, walk

pytestmark = pytest.mark.both
CLAIMS = re.compile(
    r"anonym|unnamed|without (?:your|a|my|our|their) names?|who wrote (?:it|them|what)|no name beside|nobody can (?:tell|know) (?:it|that) (?:is|was) you",
    re.I,
)


# What somebody passes on to a person outside can go without a name (tests/care/test_danger.py), and a page says so.
CLAIMED = {"care:danger_pass_on", "home:promises_we_keep"}


def test_no_page_claims_that_something_is_unnamed(everything: list[Seen]) -> None:
    assert not [
        (seen.address, CLAIMS.search(seen.page.text)[0])
        for seen in everything
        if CLAIMS.search(seen.page.text) and named(seen.address).view_name not in CLAIMED
    ]


def test_where_others_will_read_words_the_page_says_that_the_name_goes_with_them(everything: list[Seen]) -> None:
    shared = {
        (named(form.action).view_name, sentence)
        for seen in everything
        for form in seen.page.forms
        if form.action and re.search(r"/(?:say|ask|position|keep|propose|make|answer)/", form.action)
        for box in form.words_boxes
        for sentence in form.who_sees(box)
    }
    assert len({door for door, _sentence in shared}) >= 6
    assert not [each for each in shared if "with your name" not in each[1]]


def test_what_passes_in_a_meeting_leaves_no_row_and_no_line(house: House) -> None:
    lines = Entry.objects.count()
    house.go(PartKind.TALK)
    for act in ("raise-hand", "lower-hand", "step-out", "come-in"):
        house.do("Dee", act)
    house.go(PartKind.ROUND)
    dee = house.member("Dee").public_id
    for _ in range(len(NAMES)):
        house.do("Dee", "pass", whose=dee)
    house.go(PartKind.IDEAS)
    assert not Seat.objects.exists()
    assert Entry.objects.count() == lines
    house.do("Tom", "close")
    assert not Hand.objects.exists()
    assert not Attendance.objects.filter(is_out=True).exists()
    assert Entry.objects.count() == lines + 1


def test_positions_answers_and_how_somebody_is_leave_no_line_in_the_ledger(house: House) -> None:
    house.go(PartKind.DECISION)
    part = stage.fresh(house.now_on).current
    house.do("Tom", "take-up", part=part.public_id, proposal=house.waits.public_id)
    lines, circle = Entry.objects.count(), house.group.circle.public_id
    dee = house.browser("Dee")
    send(dee, f"/c/{circle}/decisions/{house.waits.public_id}/position/", kind="concern", concern="The last bus.")
    send(dee, f"/c/{circle}/meetings/{house.ahead.public_id}/answer/", answer="not_this_time")
    send(dee, f"{house.room()}how-i-am/", how="Shaky.", who="meeting")
    send(dee, "/me/comfort/", light="dusk", letters="large", motion="calm", language="")
    assert Entry.objects.count() == lines
    told = " ".join(f"{entry.power} {entry.object_id}" for entry in Entry.objects.all())
    assert not [name for name in NAMES if name.lower() in told.lower()]


def test_logs_tell_neither_words_nor_names_nor_addresses(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.go(PartKind.ARRIVING)
    part = house.now_on.parts.get(kind=PartKind.ARRIVING)
    dee = house.browser("Dee")
    for body in ("Let me bring my dog.", "Let me bring my dog." * 1000):
        send(dee, f"{house.room()}say/{part.public_id}/", body=body, do="share")
    send(dee, "/me/address/", email="dee.somewhere@example.org")
    send(dee, "/sign-in/card/", code="Let me bring my dog.")
    dee.get("/words/Let-me-bring-my-dog/")
    walk(dee, most=1)
    told = "\n".join(f"{record.name} {record.getMessage()}" for record in caplog.records)
    assert "404 for GET on /words/" in told
    private = ["bring my dog.", "example.org", *[name for name in NAMES if len(name) > 3]]
    assert not [text for text in private if text in told]


def test_what_a_meeting_said_without_a_person_points_to_nobody(house: House) -> None:
    part = LoadedPart("talk", "Doors", 10, "", heard=("The door was heavy.",), questions=(), touches_on=())
    meeting = LoadedMeeting(date(2026, 3, 1), "A meeting", (part,), (), "a file")
    load(loaded=LoadedFile("A circle", "To try.", (meeting,), []), now=house.at)
    words = next(each for each in Words.objects.filter(author=None) if each.body == "The door was heavy.")
    said = Said.objects.get(words=words)
    for row in (words, said):
        people = [
            field.name
            for field in row._meta.fields
            if field.is_relation
            and field.related_model._meta.object_name in {"Person", "Member"}
            and getattr(row, field.attname) is not None
        ]
        assert people == []
