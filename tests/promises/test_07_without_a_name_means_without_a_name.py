"""Only what is built for it claims to be without a name; what passes is forgotten; no log, list or letter tells who."""

import logging
import re
from datetime import date

import pytest
from django.apps import apps

from handinhand.ledger.models import Entry
from handinhand.meetings.actions.load import load
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, Hand, Said, Seat
from handinhand.meetings.reading import LoadedFile, LoadedMeeting, LoadedPart
from handinhand.notices.models import Letter
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules.phrases import as_sent, in_words, mark_of, new_phrase
from handinhand.words.models import Words
from tests.cast import NAMES
from tests.meetings import rooms as stage
from tests.promises.scene import House, Seen, named, send, walk

pytestmark = pytest.mark.both
CLAIMS = re.compile(
    r"anonym|unnamed|without (?:your|a|my|our|their) names?|no name beside|do not keep who"
    r"|nobody can (?:tell|know) (?:it|that) (?:is|was) you",
    re.I,
)
# What is answered without names, and what leads there.
WITHOUT_NAMES = {"unnamed:here", "unnamed:ask", "unnamed:box", "unnamed:phrase", "meetings:without_names"}
CLAIMED = {
    *WITHOUT_NAMES,
    # Positions without names: where they are asked for, and where they are said.
    "decisions:proposal",
    "decisions:without_my_name",
    # What somebody passes on to a person outside can go without a name (tests/care/test_danger.py), and a page says so.
    "care:danger_pass_on",
    # Who steps out and tells all, and whose day does not suit, is not named to the others, and the page says so.
    "meetings:room",
    "meetings:look_at",
    "days:mine",
    "home:promises_we_keep",
    "people:what_is_kept",
}
WE_DO_NOT_KEEP = "We do not keep who wrote it. People may still guess."
WRITES, BEFORE = "A heron on the weir at dusk.", "The gate was open."


def test_no_page_claims_that_something_is_unnamed(everything: list[Seen]) -> None:
    assert not [
        (seen.address, CLAIMS.search(seen.page.text)[0])
        for seen in everything
        if CLAIMS.search(seen.page.text) and named(seen.address).view_name not in CLAIMED
    ]


def test_every_box_for_words_without_a_name_says_beside_it_what_is_not_kept(everything: list[Seen]) -> None:
    boxes = [
        (seen.address, box.name, form.who_sees(box) or [each.text for each in form.node.classed("seen-by")])
        for seen in everything
        for form in seen.page.forms
        for box in form.boxes
        if box.kind != "hidden" and named(form.action or seen.address).view_name == "unnamed:box"
    ]
    assert {name for _address, name, _said in boxes} == {"text", "choice"}
    assert not [each for each in boxes if not any(WE_DO_NOT_KEEP in said for said in each[2])]
    pages = [
        seen.page.main.text for seen in everything if named(seen.address).view_name in {"unnamed:box", "unnamed:here"}
    ]
    assert pages
    assert not [text for text in pages if WE_DO_NOT_KEEP not in text]


def every_row() -> dict[str, list[str]]:
    """Every row of every table, as text, with the words in it open."""
    return {
        model._meta.label: [
            " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)
            for row in model._base_manager.order_by("pk")
        ]
        for model in apps.get_models()
        if model._meta.managed
    }


def test_answering_changing_and_taking_back_leave_nothing_that_joins(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    box = Box.objects.exclude(question=None).filter(state="collecting", kind="words", opens_at__isnull=False).get()
    address = f"/c/{house.group.circle.public_id}/without-names/{box.public_id}/"
    first, second = new_phrase(), new_phrase()
    sam = house.browser("Sam")
    before, visit, letters = every_row(), dict(sam.session), Letter.objects.count()
    assert "It is kept, without your name" in send(sam, address, text=BEFORE, phrase=first).content.decode()
    changed = {"do": "anew", "phrase": first, "anew-text": WRITES, "anew-phrase": second}
    assert in_words(second, "en") in sam.post("/phrase/", changed).content.decode()
    middle = every_row()
    assert "is taken back" in sam.post("/phrase/", {"do": "take_back", "phrase": second}).content.decode()
    after = every_row()
    # That Sam has answered, without a time; the sealed piece; and how often a place tried something wrong.
    assert {label for label in after if after[label] != before[label]} <= {
        "unnamed.Answered",
        "unnamed.Box",
        "people.Tries",
    }
    assert Letter.objects.count() == letters
    assert dict(sam.session) == visit
    assert not sam.session.get("unsent")
    person = house.member("Sam").person
    sam_is = {person.public_id, house.member("Sam").public_id, "Sam"}
    secrets = {BEFORE, WRITES, *(f(each) for each in (first, second) for f in (str, mark_of, as_sent, english))}
    for rows in (middle, after):
        told = "\n".join(row for some in rows.values() for row in some)
        assert not [each for each in secrets if each in told]
    lines = [f"{record.name} {record.getMessage()}" for record in caplog.records]
    assert not [each for each in secrets if any(each in line for line in lines)]
    assert not [line for line in lines if box.public_id in line and any(each in line for each in sam_is)]
    assert [line for line in lines if any(each in line for each in sam_is)] == []


def english(phrase: str) -> str:
    return in_words(phrase, "en")


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
    assert not [each for each in shared if "with your name" not in each[1] and "without your name" not in each[1]]


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
