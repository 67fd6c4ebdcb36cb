"""The taker-back: a phrase works once, for its own words, from anywhere; it says of nobody whose it was."""

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.people.choices import Hiding
from handinhand.people.models import Comfort, SentOnce, Tries, Unsent
from handinhand.people.queries.unsent import ticket_for
from handinhand.unnamed import actions
from handinhand.unnamed import queries as reads
from handinhand.unnamed.actions import phrases as phrase_actions
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Box, Unnamed
from handinhand.unnamed.queries import found_by, sealed
from handinhand.unnamed.queries.sealed import answers_in
from handinhand.unnamed.rules import NoSuchPhrase
from handinhand.unnamed.rules.phrases import in_words, new_phrase
from handinhand.words.actions import pause_sight
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.unnamed.boxes import WEEK, allow, answered, asked, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FIVE, FOUR = NAMES[:5], NAMES[:4]
PAGE = "/phrase/"
NEW = re.compile(r'name="(?:key|csrfmiddlewaretoken|anew-key|anew-phrase)" value="[^"]*"')
NOTHING, USED = "This phrase stands for nothing now", "This phrase stands for nothing now. It works once."


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def box(harbour: Group, today) -> Box:
    allow(harbour, now=today)
    return asked(harbour, now=today)


@pytest.fixture
def phrases(harbour: Group, box: Box, today) -> dict[str, str]:
    return {name: answered(harbour, box, name, now=today) for name in FIVE}


def inside(box: Box) -> set[str]:
    return {each.text for each in answers_in(fresh(box))}


def main_of(answer: HttpResponse) -> str:
    """What stands on a page but for what being signed in puts around it, and what is new each time."""
    text = text_of(answer)
    return NEW.sub("", text[text.index("<main") : text.index("</main>")])


@pytest.fixture
def places(harbour: Group, hillside: Group, today) -> dict[str, Client]:
    """Browsers of all kinds: the author, another of the circle, one of another circle, one who left, nobody known."""
    left = client_of(harbour.ravi)
    circles.leave(by=harbour.ravi, now=today)
    return {
        "author": client_of(harbour.dee),
        "member": client_of(harbour.nia),
        "elsewhere": client_of(hillside.bo),
        "left": left,
        "stranger": Client(),
    }


def test_what_a_phrase_stands_for_is_the_same_byte_for_byte_for_everybody(places, phrases, box, today):
    def looks() -> set[str]:
        return {main_of(each.post(PAGE, {"phrase": phrases["Dee"]})) for each in places.values()}

    assert len(looks()) == 1
    assert "An answer that Dee gives." in looks().pop()
    actions.open_all_due(now=today + WEEK)
    assert len(looks()) == 1
    actions.take_back(phrase=phrases["Dee"])
    nothing = looks()
    assert len(nothing) == 1
    assert NOTHING in nothing.pop()


@pytest.mark.parametrize("who", ["author", "member", "elsewhere", "left", "stranger"])
@pytest.mark.parametrize("is_opened", [False, True])
def test_a_phrase_works_once_for_its_own_words_alone_from_anywhere(places, phrases, box, who, is_opened):
    others = {f"An answer that {name} gives." for name in FIVE if name != "Dee"}
    if is_opened:
        actions.open_all_due(now=box.opens_at)
    taken = places[who].post(PAGE, {"phrase": in_words(phrases["Dee"], "en"), "do": "take_back"})
    assert "It is taken back, and gone for good." in text_of(taken)
    again = places[who].post(PAGE, {"phrase": in_words(phrases["Dee"], "en"), "do": "take_back"})
    assert again.status_code == 422
    assert USED in text_of(again)
    left = {each.body for each in Words.objects.filter(unnamed__box=box)} if is_opened else inside(box)
    assert left == others


def test_written_anew_by_a_double_tap_it_is_kept_once_and_both_show_the_new_phrase(places, phrases, box):
    fresh_phrase = new_phrase()
    form = {"phrase": phrases["Dee"], "do": "anew", "anew-text": "Another.", "anew-phrase": fresh_phrase}
    for _each in range(2):
        kept = places["author"].post(PAGE, form)
        assert (kept.status_code, in_words(fresh_phrase, "en") in text_of(kept)) == (200, True)
    assert sorted(inside(box)) == sorted(
        {"Another.", *(f"An answer that {name} gives." for name in FIVE if name != "Dee")}
    )
    assert found_by(phrase=phrases["Dee"]) is None
    late = places["author"].post(PAGE, {**form, "anew-phrase": new_phrase(), "anew-text": "Third words."})
    assert NOTHING in text_of(late)
    assert "Third words." in text_of(late)


@pytest.mark.parametrize("who", ["elsewhere", "left", "stranger"])
def test_nobody_writes_anew_who_could_not_answer_and_their_words_stay_on_the_page(places, phrases, box, who):
    form = {"phrase": phrases["Dee"], "do": "anew", "anew-text": "Other words.", "anew-phrase": new_phrase()}
    refused = places[who].post(PAGE, form)
    assert refused.status_code == 422
    assert "Other words." in text_of(refused)
    assert inside(box) == {f"An answer that {name} gives." for name in FIVE}


def test_while_access_is_held_one_takes_back_and_writes_nothing_anew(harbour, phrases, box, today):
    pause_sight(circle=harbour.circle, person=harbour.dee.person, until=today + WEEK)
    form = {"phrase": phrases["Dee"], "do": "anew", "anew-text": "Other words.", "anew-phrase": new_phrase()}
    for browser in (client_of(harbour.dee), Client()):
        assert browser.post(PAGE, form).status_code == 422
    assert "Other words." not in inside(box)
    assert "gone for good" in text_of(Client().post(PAGE, {"phrase": phrases["Dee"], "do": "take_back"}))


def test_what_is_written_anew_too_late_stands_below(places, phrases, box, today):
    actions.open_all_due(now=today + WEEK)
    form = {"phrase": phrases["Dee"], "do": "anew", "anew-text": "My new words.", "anew-phrase": new_phrase()}
    late = places["stranger"].post(PAGE, form)
    assert "My new words." in text_of(late)
    assert form["anew-phrase"] not in text_of(late)
    assert "An answer that Dee gives." in {each.body for each in Words.objects.filter(unnamed__box=box)}


def test_only_below_five_and_only_as_one_who_was_asked_somebody_puts_their_name(harbour, places, box, today):
    kept = {name: answered(harbour, box, name, now=today) for name in FOUR}
    name = {"phrase": kept["Dee"], "do": "name"}
    places["author"].post(PAGE, name)
    assert inside(box) == {f"An answer that {each} gives." for each in FOUR}
    actions.open_all_due(now=today + WEEK)
    for who, sentence in {
        "stranger": "To put your name to them, come in first",
        "elsewhere": "Only those who were asked this",
        "left": "Only those who were asked this",
    }.items():
        answer = text_of(places[who].post(PAGE, name))
        assert sentence in answer
        assert "This phrase was used" not in answer
        assert "An answer that Dee gives." in inside(box)
    assert "Your words are there now, with your name." in text_of(places["author"].post(PAGE, name))
    assert NOTHING in text_of(places["author"].post(PAGE, name))
    named = Words.objects.filter(scope=harbour.scope, author=harbour.dee.person)
    assert [each.body for each in named] == ["An answer that Dee gives."]


@pytest.mark.usefixtures("that_evening")
def test_guessing_is_limited_and_right_ones_do_not_count(phrases, harbour, box):
    def tries(client: Client, typed: str, **more: str) -> int:
        return client.post(PAGE, {"phrase": typed, **more}).status_code

    right, stranger = phrases["Dee"], Client()
    ways = [
        lambda: tries(stranger, new_phrase()),
        lambda: tries(client_of(harbour.nia), in_words(new_phrase(), "en").upper()),
        lambda: tries(stranger, "no phrase at all"),
        lambda: tries(Client(HTTP_ACCEPT_LANGUAGE="ar"), new_phrase()),
    ]
    for number in range(20):
        assert ways[number % len(ways)]() == 422
        if number < 19:
            assert tries(Client(), right) == 200
    for way in ways:
        assert way() == 429
    assert tries(Client(), right) == 429
    assert tries(stranger, new_phrase(), do="anew", **{"anew-phrase": right, "anew-text": "x"}) == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert tries(elsewhere, right) == 200


def test_a_right_phrase_leaves_no_trace_of_where_it_was_used(phrases, box):
    """Not even a count of nothing: its row would say from which address, and when."""
    anew = new_phrase()
    changed = Client().post(PAGE, {"phrase": phrases["Dee"], "do": "anew", "anew-phrase": anew, "anew-text": "Other."})
    assert changed.status_code == 422, "only those who could answer now change an answer"
    assert "It is taken back" in text_of(Client().post(PAGE, {"phrase": phrases["Dee"], "do": "take_back"}))
    assert not Tries.objects.exists()
    assert Client().post(PAGE, {"phrase": phrases["Dee"]}).status_code == 422
    assert Tries.objects.exists()


def test_whoever_has_answered_finds_out_nothing_by_sending_another_phrase(phrases, harbour, box):
    """Neither that it is somebody's, nor whether it is theirs with this answer."""
    said = set()
    for phrase in (phrases["Tom"], new_phrase()):
        for text in ("An answer that Tom gives.", "Another."):
            answer = send(client_of(harbour.dee), box.page(), text=text, phrase=phrase)
            said.add((answer.status_code, "You have answered this before." in text_of(answer)))
    assert said == {(422, True)}


@pytest.mark.usefixtures("that_evening")
def test_the_form_of_writing_anew_is_no_second_guess(phrases):
    stranger = Client()
    form = {"do": "anew", "anew-text": "x"}
    statuses = [
        stranger.post(PAGE, {**form, "phrase": new_phrase(), "anew-phrase": new_phrase()}).status_code
        for _each in range(11)
    ]
    assert statuses == [422] * 10 + [429]


@pytest.fixture
def marks(monkeypatch) -> list[str]:
    """How often a phrase was made a mark of."""
    made: list[str] = []

    def counted(phrase: str) -> str:
        made.append(phrase)
        return before(phrase)

    before = reads.mark_of
    monkeypatch.setattr(reads, "mark_of", counted)
    monkeypatch.setattr(phrase_actions, "mark_of", counted)
    return made


def test_a_wrong_phrase_costs_as_much_as_a_right_one(phrases, box, today, marks):
    def cost(phrase: str) -> int:
        marks.clear()
        Client().post(PAGE, {"phrase": phrase})
        return len(marks)

    assert cost(phrases["Dee"]) == cost(new_phrase()) == 1
    actions.open_all_due(now=today + WEEK)
    assert cost(phrases["Dee"]) == cost(new_phrase()) == 1


def test_a_phrase_is_kept_nowhere_and_given_back_on_no_other_page(harbour, phrases, box, today):
    drawn, words = "31 41 59 26 53 58", "My own new words."
    address = f"/c/{harbour.circle.public_id}/without-names/{box.public_id}/"
    guard = Client(enforce_csrf_checks=True)
    for where, form in (
        (address, {"text": words, "phrase": drawn}),
        (PAGE, {"do": "anew", "anew-text": words, "phrase": in_words(drawn, "en"), "anew-phrase": drawn}),
    ):
        for client in (guard, Client()):
            answer = text_of(client.post(where, {"key": "k" * 12, **form}))
            assert drawn not in answer
            if where != PAGE or client is guard:
                assert in_words(drawn, "en") not in answer
    Comfort.objects.update_or_create(person=harbour.dee.person, defaults={"hiding": Hiding.KEPT})
    ticket = ticket_for(harbour.dee.person)
    elsewhere = f"/c/{harbour.circle.public_id}/without-names/ask/"
    for where, action in ((address, address), (PAGE, PAGE), (elsewhere, address), (PAGE, elsewhere)):
        hidden = {"ticket": ticket, "where": where, "box": json.dumps([action, "text", "", words])}
        assert Client().post("/hide/words/", hidden).status_code == 200
    assert not Unsent.objects.exists()
    Client().post("/hide/words/", {**hidden, "where": elsewhere})
    assert Unsent.objects.exists()
    send(client_of(harbour.sam), address, text=words, phrase=drawn)
    client = Client()
    client.post(PAGE, {"phrase": drawn})
    assert not client.session.keys()
    assert not SentOnce.objects.exists()
    assert not [each for each in Tries.objects.all() if drawn in each.what or "phrase" in each.what]


def test_a_phrase_used_while_its_box_opens_takes_its_words_back(phrases, box, today, monkeypatch):
    """The phrase is found unopened, and by the time that the box is held it is opened."""
    held = phrase_actions.hold

    def opened_meanwhile(found: Box) -> Box:
        monkeypatch.setattr(phrase_actions, "hold", held)
        actions.open_all_due(now=today + WEEK)
        return held(found)

    monkeypatch.setattr(phrase_actions, "hold", opened_meanwhile)
    actions.take_back(phrase=phrases["Dee"])
    assert fresh(box).state == BoxState.OPENED
    assert Unnamed.objects.filter(box=box).count() == 4
    with pytest.raises(NoSuchPhrase):
        actions.take_back(phrase=phrases["Dee"])


@pytest.mark.django_db(transaction=True)
def test_a_phrase_is_found_while_somebody_else_answers(harbour, today, monkeypatch):
    """Between reading the box and opening what is in it, another answer is kept, and the key has passed."""
    allow(harbour, now=today)
    box = asked(harbour, now=today)
    phrase, opens = answered(harbour, box, "Dee", now=today), sealed.answers_in

    def after_another(found: Box) -> object:
        monkeypatch.setattr(sealed, "answers_in", opens)
        answered(harbour, box, "Tom", now=today)
        return opens(found)

    monkeypatch.setattr(sealed, "answers_in", after_another)
    found = found_by(phrase=phrase)
    assert found is not None
    assert found.text == "An answer that Dee gives."
    assert "An answer that Dee gives." in text_of(Client().post(PAGE, {"phrase": phrase}))
