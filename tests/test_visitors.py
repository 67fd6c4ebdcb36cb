"""Every address, for every kind of visitor, as the visitor table says; and nothing planted for others anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.http import urlencode

from handinhand.config import front
from handinhand.people.doors import is_open
from tests import planted
from tests.answers import NOT_HERE, SIGN_IN_FIRST, STRANGER, Answer, Row, page
from tests.browsers import VISITORS, House, everything, leads_to, make_house, text_of
from tests.promises.reading import Page
from tests.visitors import FRONT_ROWS, TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LOOKING = [each for each in TABLE if each.get is not None]
SENDING = [each for each in TABLE if each.post is not None]
SAID = {"welcome", "time", "notes", "adult", "worker", "spend", "invite", "close_circle", "our_code", "their_code"}
# What is written in an address and is no row of a circle opens the same page in every circle.
WITHIN_A_CIRCLE = [
    each
    for each in TABLE
    if each.args[:1] == ("circle",) and set(each.args[1:]) - {*SAID, "agreement", "nonsense", "matters", "seen"}
]
# Sent again they do the same once more, or whoever sends them again is somebody else by then.
NOT_TWICE = {
    "home:messages_off",
    "people:comfort",
    "people:hide",
    "people:sign_out",
    "people:sign_out_everywhere",
    "people:come_in",
}
# A plain link hides a page, and what stood on it comes with a ticket of its own.
# Whoever is done on a shared device may have no proof left, a mail program stops messages.
NEEDS_NO_PROOF = {"people:hide", "people:keep_unsent", "people:done", "home:messages_off"}
FORM = "application/x-www-form-urlencoded"
MENDED = 422


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker) -> Iterator[House]:
    """One house for the whole table: whatever a visitor changes is undone before the next one comes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_house()
        transaction.set_rollback(True)


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all addresses; one without a name is named by its pattern, and so has no row."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from names(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name or each.pattern}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    listed = list(names(get_resolver()))
    assert len(listed) == len(set(listed))
    assert set(listed) == {each.name for each in TABLE}


def test_what_the_front_answers_by_itself_has_a_row() -> None:
    answered = re.findall(r'scope\["path"\] == "([^"]+)"', Path(front.__file__).read_text())
    assert sorted(answered) == sorted(each.name for each in FRONT_ROWS)


def test_no_row_stands_twice() -> None:
    assert len({str(each) for each in TABLE}) == len(TABLE)


def is_as_said(house: House, row: Row, answer: object, expected: Answer, here: str) -> None:
    """Check an answer against the table."""
    assert answer.status_code == expected.status
    if expected.to:
        assert leads_to(answer, house.filled_in(expected.to, here)), answer.get("Location")
    text = text_of(answer)
    for each in expected.shows:
        assert house.filled_in(each) in text


def nothing_planted_for_others(house: House, row: Row, answer: object, visitor: str) -> None:
    """Check that no words stand in an answer which this visitor may not read."""
    text = text_of(answer)
    found = [
        words
        for words, seen_by in planted.SEEN_BY.items()
        if visitor not in seen_by and words not in row.reveals and words in text
    ]
    assert not found, (visitor, found)
    if visitor not in planted.HERE and "token" not in row.args:
        assert house.world.ids["token"] not in text


def silent_boxes(html: str) -> list[str]:
    """The boxes for words beside which nothing says who will see them."""
    if "<textarea" not in html and '="text"' not in html and '="email"' not in html:
        return []
    return [box.name for form in Page(html).forms for box in form.words_boxes if not any(form.who_sees(box))]


def or_words_back(row: Row, expected: Answer) -> Answer:
    """Whose visit ended while they wrote words is sent to the door with them."""
    written = [each for each in row.send.values() if " " in each]
    back = page("Please come back in first", *written, status=403)
    return back if expected == SIGN_IN_FIRST and written else expected


def tables_changed(house: House, path: str, visitor: str, answer: object) -> set[str]:
    """The tables that are changed, without the key of a form that was answered once."""
    let_in = visitor != STRANGER or is_open(resolve(path.partition("?")[0]).func)
    kept_a_key = let_in and answer.status_code in {302, 303}
    return house.changed() - ({"SentOnce"} if kept_a_key else set())


@pytest.mark.parametrize("row", LOOKING, ids=str)
def test_looking(house: House, row: Row) -> None:
    path = house.address(row)
    for visitor, expected in row.get.each():
        with house.undone():
            answer = house.browser(visitor).get(path)
            is_as_said(house, row, answer, expected, path)
            nothing_planted_for_others(house, row, answer, visitor)
            assert not silent_boxes(text_of(answer)), visitor
            assert house.changed() == set(expected.changes), visitor


@pytest.mark.parametrize("row", SENDING, ids=str)
def test_sending(house: House, row: Row) -> None:
    path = house.address(row)
    for visitor, expected in row.post.each():
        with house.undone():
            client, form = house.browser(visitor), house.form(visitor, row.send)
            answer = client.post(path, form)
            is_as_said(house, row, answer, or_words_back(row, expected), path)
            nothing_planted_for_others(house, row, answer, visitor)
            assert tables_changed(house, path, visitor, answer) == set(expected.changes), visitor
            assert not silent_boxes(text_of(answer)), visitor
            if expected.status == MENDED:
                written = [form[name] for name in ("body", "text", "how", "title") if form.get(name)]
                assert all(each in text_of(answer) for each in written), "what was written is still there"


@pytest.mark.parametrize("row", SENDING, ids=str)
def test_a_form_that_is_sent_again_changes_nothing_more(house: House, row: Row) -> None:
    path = house.address(row)
    for visitor, expected in row.post.each():
        if not expected.changes or row.name in NOT_TWICE - ({"people:come_in"} if visitor == STRANGER else set()):
            continue
        with house.undone():
            client, form = house.browser(visitor), house.form(visitor, row.send)
            first = client.post(path, form)
            after = everything()
            form["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
            again = client.post(path, form)
            assert again.get("Location") == first.get("Location")
            assert not [each for each, rows in everything().items() if rows != after[each] and each != "Session"]


@pytest.mark.parametrize("row", [each for each in SENDING if each.name not in NEEDS_NO_PROOF], ids=str)
def test_a_form_that_is_not_from_our_pages_changes_nothing(house: House, row: Row) -> None:
    for visitor, _expected in row.post.each():
        form = {**house.form(visitor, row.send), "csrfmiddlewaretoken": "X" * 64}
        with house.undone():
            answer = house.browser(visitor).post(house.address(row), form)
            assert answer.status_code == 403
            assert "Please send that again" in text_of(answer)
            nothing_planted_for_others(house, row, answer, visitor)
            assert not house.changed()


def test_an_address_takes_what_its_rows_say_and_nothing_else(house: House) -> None:
    taken = {each.name: set() for each in TABLE}
    for each in TABLE:
        taken[each.name] |= {way for way, answers in (("GET", each.get), ("POST", each.post)) if answers}
    for each in {each.name: each for each in TABLE}.values():
        path = house.address(each)
        for way in {"GET", "POST", "PUT", "DELETE"} - taken[each.name]:
            for visitor in VISITORS:
                with house.undone():
                    client, form = house.browser(visitor), house.form(visitor, each.send)
                    token = {"x-csrftoken": form["csrfmiddlewaretoken"]}
                    answer = client.generic(way, path, urlencode(form), FORM, headers=token)
                    refused = answer.status_code == 405 and way not in answer["Allow"]
                    assert refused or answer.get("Location", "").startswith("/sign-in/"), (way, path, visitor)
                    assert refused or visitor == STRANGER
                    nothing_planted_for_others(house, each, answer, visitor)
                    assert not house.changed()


@pytest.mark.parametrize("row", WITHIN_A_CIRCLE, ids=str)
def test_a_circle_opens_nothing_that_belongs_to_another(house: House, row: Row) -> None:
    elsewhere = house.address(row, circle="hillside")
    for way in ("get", "post"):
        if getattr(row, way) is None:
            continue
        for visitor in ("Bo", "Tom", "Dee"):
            with house.undone():
                client = house.browser(visitor)
                answer = (
                    client.get(elsewhere) if way == "get" else client.post(elsewhere, house.form(visitor, row.send))
                )
                is_as_said(house, row, answer, NOT_HERE, elsewhere)
                nothing_planted_for_others(house, row, answer, visitor)
                assert not house.changed()


def test_whoever_left_and_came_back_comes_into_a_meeting_like_anybody_else(house: House) -> None:
    room = reverse("meetings:room", args=[house.world.ids["circle"], house.world.ids["talking"]])
    come_in = reverse("meetings:act", args=[house.world.ids["circle"], house.world.ids["talking"], "come-in"])
    with house.undone():
        nia = house.browser("Nia")
        joined = nia.post(
            reverse("circles:join", args=[house.world.ids["token"]]), house.form("Nia", {"my_name": "Nia"})
        )
        assert "/welcome/" in joined["Location"]
        before = text_of(nia.get(room))
        assert planted.SAID not in before
        assert come_in in before
        nia.post(come_in, house.form("Nia", {}))
        assert planted.SAID in text_of(nia.get(room))
