"""Answering without a name: once each, opened together or not at all, and taken back by a phrase alone."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from handinhand.unnamed import actions
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.forms import AnswerForm
from handinhand.unnamed.models import Answered, Box, Unnamed
from handinhand.unnamed.queries import box_for, found_by, seen
from handinhand.unnamed.rules import STAYS_FOR, AnsweredAlready, NoSuchPhrase, NotNow
from handinhand.unnamed.rules.phrases import WORDS, in_words, new_phrase, plain_phrase
from handinhand.words.actions import stop_seeing_words_of, take_back
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, Words
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.unnamed.boxes import DAY, WEEK, allow, answered, asked, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FIVE, FOUR = NAMES[:5], NAMES[:4]


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def box(harbour: Group, today) -> Box:
    allow(harbour, now=today)
    return asked(harbour, now=today)


def bodies(box: Box) -> set[str]:
    return {each.words.body for each in Unnamed.objects.filter(box=box)}


def test_five_answers_open_together_and_say_nothing_of_who(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    assert not Words.objects.filter(body__isnull=False, author=None).exists()
    actions.open_all_due(now=today + WEEK)
    assert bodies(box) == {f"An answer that {name} gives." for name in FIVE}
    rows = Words.objects.filter(unnamed__box=box)
    assert {(each.author_id, each.written_at, each.shared_at) for each in rows} == {(None, box.opens_at, box.opens_at)}
    assert not Answered.objects.exists()
    now_on = fresh(box)
    assert (now_on.state, now_on.sealed, now_on.opened_at) == (BoxState.OPENED, None, box.opens_at)
    shown = seen(viewer=harbour.nia, box=box_for(viewer=harbour.nia, box_id=box.public_id))
    assert len(shown.words) == 5


def test_before_its_day_nothing_opens(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    actions.open_all_due(now=today + WEEK - timedelta(seconds=1))
    assert fresh(box).state == BoxState.COLLECTING
    assert not Unnamed.objects.exists()


def test_four_stay_closed_until_their_authors_say_otherwise(harbour, box, today):
    phrases = {name: answered(harbour, box, name, now=today) for name in FOUR}
    actions.open_all_due(now=today + WEEK)
    assert fresh(box).state == BoxState.FEW
    assert not Answered.objects.exists()
    assert not Unnamed.objects.exists()
    later = today + WEEK + DAY
    words = actions.add_name(phrase=phrases["Dee"], by=harbour.dee.person, now=later)
    assert (words.author, words.body) == (harbour.dee.person, "An answer that Dee gives.")
    actions.take_back(phrase=phrases["Tom"])
    for used in ("Dee", "Tom"):
        with pytest.raises(NoSuchPhrase):
            actions.take_back(phrase=phrases[used])
    page = text_of(client_of(harbour.ravi).get(f"/c/{harbour.circle.public_id}/without-names/{box.public_id}/"))
    assert "An answer that Dee gives." in page
    assert "<bdi>Dee</bdi>" in page
    assert "An answer that Asha gives." not in page
    actions.clear_old(now=later + STAYS_FOR)
    assert (fresh(box).state, fresh(box).sealed) == (BoxState.OVER, None)
    assert found_by(phrase=phrases["Asha"]) is None


def test_nobody_answers_twice_and_sent_twice_is_once(harbour, box, today):
    phrase = new_phrase()
    for _each in range(2):
        actions.answer(box=box, by=harbour.dee.person, text="One.", choice="", phrase=phrase, key="k" * 12, now=today)
    with pytest.raises(AnsweredAlready):
        answered(harbour, box, "Dee", now=today)
    for name in ("Tom", "Asha", "Jo", "Sam"):
        answered(harbour, box, name, now=today)
    actions.open_all_due(now=today + WEEK)
    assert len(bodies(box)) == 5
    assert "One." in bodies(box)


def test_a_phrase_changes_its_own_words_alone(harbour, box, today):
    mine = answered(harbour, box, "Dee", now=today, text="Lamps.")
    for name in ("Tom", "Asha", "Jo", "Sam"):
        answered(harbour, box, name, now=today)
    anew = new_phrase()
    for _each in range(2):
        actions.write_anew(
            by=harbour.dee.person, phrase=mine, text="More lamps.", choice="", new_phrase=anew, now=today
        )
    with pytest.raises(NoSuchPhrase):
        actions.take_back(phrase=mine)
    actions.open_all_due(now=today + WEEK)
    assert "More lamps." in bodies(box)
    assert "Lamps." not in bodies(box)
    actions.take_back(phrase=anew)
    assert bodies(box) == {f"An answer that {name} gives." for name in ("Tom", "Asha", "Jo", "Sam")}
    with pytest.raises(NoSuchPhrase):
        actions.take_back(phrase=anew)


def test_what_is_taken_back_before_opening_does_not_count_and_is_not_answered_again(harbour, box, today):
    phrases = {name: answered(harbour, box, name, now=today) for name in FIVE}
    actions.take_back(phrase=phrases["Dee"])
    with pytest.raises(AnsweredAlready):
        answered(harbour, box, "Dee", now=today)
    actions.open_all_due(now=today + WEEK)
    assert fresh(box).state == BoxState.FEW


def test_where_the_question_was_taken_back_nothing_opens(harbour, box, today):
    from_tom = Words.objects.get(pk=box.question_id)
    for name in FIVE:
        answered(harbour, box, name, now=today)
    take_back(words=from_tom, by=harbour.tom.person)
    with pytest.raises(NotNow):
        answered(harbour, box, "Nia", now=today)
    actions.open_all_due(now=today + WEEK)
    assert fresh(box).state == BoxState.FEW
    assert not Unnamed.objects.exists()


def test_without_the_circles_yes_nothing_is_asked(harbour, today):
    with pytest.raises(NotNow):
        asked(harbour, now=today)
    assert not Box.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_key_changes_with_each_answer_and_goes_at_opening(harbour, today):
    allow(harbour, now=today)
    box = asked(harbour, now=today)
    path = Path(settings.UNOPENED) / box.public_id
    seen_keys = []
    for name in FIVE:
        answered(harbour, box, name, now=today)
        assert len(path.read_text().splitlines()) == 1
        seen_keys.append(path.read_text())
    assert len(set(seen_keys)) == 5
    actions.open_all_due(now=today + WEEK)
    assert not path.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_copy_of_before_brings_back_is_asked_anew(harbour, today):
    allow(harbour, now=today)
    box = asked(harbour, now=today)
    answered(harbour, box, "Dee", now=today)
    copy = bytes(fresh(box).sealed)
    answered(harbour, box, "Tom", now=today)
    Box.objects.filter(pk=box.pk).update(sealed=copy)
    answered(harbour, box, "Dee", now=today, text="Anew.")
    assert fresh(box).was_lost
    assert [each.person_id for each in Answered.objects.all()] == [harbour.dee.person_id]


def test_a_phrase_is_read_as_it_was_written_down():
    phrase = new_phrase()
    assert len(set(WORDS)) == 256
    assert plain_phrase(in_words(phrase, "en").upper().replace(" ", ", ")) == phrase
    assert plain_phrase(in_words(phrase, "ar")) == phrase
    assert plain_phrase("river") is None
    assert plain_phrase("1 2 3 4 5 256") is None
    assert plain_phrase("١ ٢ ٣ ٤ ٥ ٦") == "1 2 3 4 5 6"


def test_what_was_opened_is_found_and_leads_to_its_question(harbour, box, today):
    for name in FIVE:
        answered(harbour, box, name, now=today)
    actions.open_box(box=box, at=today)
    finds = f"/c/{harbour.circle.public_id}/find/"
    page = text_of(send(client_of(harbour.ravi), finds, looked_for="gives"))
    assert page.count(f"/without-names/{box.public_id}/") == 5
    assert "Without a name" in page
    assert "Asked without names" in text_of(send(client_of(harbour.ravi), finds, looked_for="safe"))


def test_what_waits_for_an_answer_is_on_the_page_of_what_is_open_until_it_is_answered(harbour, box, today):
    waits = "Something is asked that we answer without names"
    assert waits in text_of(client_of(harbour.dee).get("/me/open/"))
    answered(harbour, box, "Dee", now=today)
    assert waits not in text_of(client_of(harbour.dee).get("/me/open/"))
    assert waits in text_of(client_of(harbour.jo).get("/me/open/"))


def test_ones_own_question_says_where_it_stands(harbour, box):
    page = text_of(client_of(harbour.tom).get("/me/written/"))
    assert "Asked without names" in page
    assert f"/without-names/{box.public_id}/" in page


def test_the_question_is_not_changed_under_its_answers(harbour, box):
    words = Words.objects.get(pk=box.question_id)
    page = text_of(send(client_of(harbour.tom), f"/words/{words.public_id}/", body="Who is to be sent away?"))
    assert "Others answer this question as it stands" in page
    assert Words.objects.get(pk=words.pk).body == "What would make a first visit feel safe?"


def test_the_same_phrase_in_two_boxes_keeps_neither_closed(harbour, box, today):
    other, phrase = asked(harbour, now=today, question="And now?"), new_phrase()
    for each in (box, other):
        actions.answer(
            box=each, by=harbour.dee.person, text="Lamps.", choice="", phrase=phrase, key="k" * 12, now=today
        )
        for name in ("Tom", "Asha", "Jo", "Sam"):
            answered(harbour, each, name, now=today)
    actions.open_all_due(now=today + WEEK)
    assert (fresh(box).state, fresh(other).state) == (BoxState.OPENED, BoxState.OPENED)


def test_other_words_under_a_phrase_that_was_sent_are_not_said_to_be_kept(harbour, box, today):
    phrase = new_phrase()
    actions.answer(box=box, by=harbour.dee.person, text="One.", choice="", phrase=phrase, key="k" * 12, now=today)
    with pytest.raises(AnsweredAlready):
        actions.answer(
            box=box, by=harbour.dee.person, text="Another.", choice="", phrase=phrase, key="k" * 12, now=today
        )


def test_nobody_tells_by_its_end_whether_anybody_answered(harbour, today):
    allow(harbour, now=today)
    none, one = asked(harbour, now=today), asked(harbour, now=today)
    answered(harbour, one, "Dee", now=today)
    actions.open_all_due(now=today + WEEK)
    assert fresh(none).state == fresh(one).state == BoxState.FEW


def test_fewer_than_five_cannot_be_asked(hillside, today):
    allow(hillside, now=today)
    with pytest.raises(NotNow, match="five or more"):
        asked(hillside, now=today, by="Bo")


def test_whoever_chose_not_to_see_the_asker_reads_the_question_folded_and_does_not_answer_blind(harbour, box):
    stop_seeing_words_of(circle=harbour.circle, by=harbour.nia.person, about=harbour.tom.person)
    page = text_of(client_of(harbour.nia).get(f"/c/{harbour.circle.public_id}/without-names/{box.public_id}/"))
    assert "Something is asked" in page
    assert "<summary>" in page[: page.index("What would make a first visit")]


@pytest.mark.parametrize("phrase", ["1 2 3 4 5 6", "200 201 202 203 204 205"])
def test_what_a_page_sends_along_is_of_one_length_whatever_was_drawn(phrase):
    sent = re.search(
        r'name="phrase" value="([^"]*)"',
        str(AnswerForm(choices=[], scope=Scope(kind=ScopeKind.CIRCLE), initial={"phrase": phrase})),
    )
    assert sent is not None
    assert len(sent[1]) == 23
    assert plain_phrase(sent[1]) == phrase


def test_answers_to_choose_from_are_not_let_go_of_where_people_write_their_own_words(harbour, today):
    allow(harbour, now=today)
    given = {"question": "How was it?", "opens_on": (today + WEEK).date().isoformat()}
    client, address = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/without-names/ask/"
    again = send(client, address, how="words", choices="Good\nWell enough", **given)
    assert again.status_code == 422
    assert "Well enough" in text_of(again)
    assert send(client, address, how="choice", choices="Good\nWell enough", **given).status_code == 302
