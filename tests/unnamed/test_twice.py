"""Several people, or one on two phones, at the very same moment: nothing counts twice, and no answer is lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.actions import members
from handinhand.circles.models import Member
from handinhand.unnamed import actions
from handinhand.unnamed.actions import opening
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Answered, Box, Unnamed
from handinhand.unnamed.queries import found_by
from handinhand.unnamed.queries.sealed import answers_in
from handinhand.unnamed.rules import AnsweredAlready, NoSuchPhrase, NotNow
from handinhand.unnamed.rules.phrases import in_words, new_phrase
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group, make_group
from tests.unnamed.boxes import WEEK, allow, answered, asked, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
ROUNDS = range(4)
KEPT, BEFORE = "It is kept, without your name", "You have answered this before."


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (NotNow, NoSuchPhrase) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def group(today) -> Group:
    made = make_group(name="Harbour Circle", now=today, people=NAMES)
    allow(made, now=today)
    return made


def address_of(box: Box) -> str:
    return f"/c/{box.circle.public_id}/without-names/{box.public_id}/"


def sends(client: Client, box: Box, text: str, phrase: str, **more: str) -> Callable[[], HttpResponse]:
    return partial(send, client, address_of(box), text=text, phrase=phrase, **more)


def answers(group: Group, box: Box, name: str, now) -> Callable[[], str]:
    return partial(answered, group, box, name, now=now)


def inside(box: Box) -> list[str]:
    return sorted(each.text for each in answers_in(fresh(box)))


def opened(box: Box) -> list[str]:
    return sorted(each.body for each in Words.objects.filter(unnamed__box=box))


def of(name: str) -> str:
    return f"An answer that {name} gives."


def keys_of(box: Box) -> list[str]:
    path = Path(settings.UNOPENED) / box.public_id
    return path.read_text().splitlines() if path.exists() else []


def test_two_devices_with_different_answers_keep_one_and_the_other_hears_it(group, today):
    for _each in ROUNDS:
        box = asked(group, now=today)
        clients = [client_of(group.dee) for _each in range(2)]
        texts = ("From my phone.", "From the library.")
        pages = together(*(sends(each, box, text, new_phrase()) for each, text in zip(clients, texts, strict=True)))
        said = [text_of(each) for each in pages]
        assert sorted(KEPT in each for each in said) == [False, True]
        refused = next(each for each in said if KEPT not in each)
        assert BEFORE in refused
        assert {text for text in ("From my phone.", "From the library.") if text in refused}.isdisjoint(inside(box))
        assert len(inside(box)) == Answered.objects.filter(box=box).count() == 1


def test_the_same_form_sent_twice_at_once_is_kept_once_and_both_hear_so(group, today):
    for _each in ROUNDS:
        box, phrase, client = asked(group, now=today), new_phrase(), client_of(group.dee)
        other = client_of(group.dee)
        other.cookies = client.cookies
        pages = together(*(sends(each, box, "Once.", phrase, key="k" * 12) for each in (client, other)))
        assert [(each.status_code, in_words(phrase, "en") in text_of(each)) for each in pages] == [(200, True)] * 2
        assert inside(box) == ["Once."]


def test_eight_people_at_once_all_are_kept(group, today):
    for _each in ROUNDS:
        box = asked(group, now=today)
        phrases = together(*(answers(group, box, name, today) for name in NAMES))
        assert inside(box) == sorted(map(of, NAMES))
        assert len(keys_of(box)) == 1
        for name, phrase in zip(NAMES, phrases, strict=True):
            assert found_by(phrase=phrase).text == of(name)
        actions.open_all_due(now=today + WEEK)
        assert opened(box) == sorted(map(of, NAMES))
        assert keys_of(box) == []


def test_while_people_answer_others_change_and_take_back_and_look(group, today):
    box = asked(group, now=today)
    phrases = {name: answered(group, box, name, now=today) for name in NAMES[:4]}
    anew = new_phrase()
    change = {"text": "Changed.", "choice": "", "new_phrase": anew, "now": today}
    told = together(
        lambda: actions.take_back(phrase=phrases["Tom"]),
        lambda: actions.write_anew(by=group.dee.person, phrase=phrases["Dee"], **change),
        lambda: found_by(phrase=phrases["Asha"]),
        *(answers(group, box, name, today) for name in NAMES[4:]),
    )
    assert not [each for each in told if isinstance(each, Exception)]
    assert told[2].text == of("Asha")
    assert inside(box) == sorted(["Changed.", *map(of, NAMES[2:])])
    assert len(keys_of(box)) == 1


def test_a_phrase_used_twice_at_once_takes_back_once(group, today):
    for is_opened in (False, True):
        box = asked(group, now=today)
        phrases = [answered(group, box, name, now=today) for name in NAMES]
        if is_opened:
            actions.open_all_due(now=today + WEEK)
        told = together(*[partial(actions.take_back, phrase=phrases[0])] * 2)
        assert sorted(isinstance(each, NoSuchPhrase) for each in told) == [False, True]
        assert len(opened(box) if is_opened else inside(box)) == 7


def test_written_anew_twice_at_once_is_one_answer(group, today):
    box = asked(group, now=today)
    before, anew = answered(group, box, "Dee", now=today), new_phrase()
    form = {"phrase": before, "do": "anew", "anew-text": "More.", "anew-phrase": anew}
    pages = together(*(lambda: client_of(group.dee).post("/phrase/", form) for _each in range(2)))
    assert inside(box) == ["More."]
    assert [in_words(anew, "en") in text_of(each) for each in pages] == [True, True]


def test_answered_as_it_opens_is_opened_too_or_given_back(group, today):
    """Never in between: what was said to be kept is opened, and what was not stands on the screen."""
    for number in range(8):
        box = asked(group, now=today)
        for name in NAMES[:5]:
            answered(group, box, name, now=today)
        given = {"text": f"Late {number}.", "phrase": new_phrase()}
        page, _opened = together(
            sends(client_of(group.nia), box, given["text"], given["phrase"]),
            partial(actions.open_box, box=box, at=box.opens_at),
        )
        assert fresh(box).state == BoxState.OPENED
        is_kept, said = KEPT in text_of(page), text_of(page)
        assert (given["text"] in opened(box)) == is_kept
        assert is_kept or given["text"] in said
        assert len(opened(box)) == 5 + is_kept
        assert keys_of(box) == []


@pytest.mark.parametrize("is_few", [False, True])
def test_words_that_come_after_opening_stand_below(group, today, is_few):
    box = asked(group, now=today)
    for name in NAMES[: 2 if is_few else 5]:
        answered(group, box, name, now=today)
    actions.open_all_due(now=today + WEEK)
    page = send(client_of(group.nia), address_of(box), text="Mine came late.", phrase="1 2 3 4 5 6")
    assert page.status_code == 422
    assert "This has opened by now, or is over. Your words were not kept: they stand below." in text_of(page)
    assert text_of(page).count("Mine came late.") == 1
    assert "1 2 3 4 5 6" not in text_of(page)


def test_opened_twice_at_once_it_opens_once(group, today):
    for _each in ROUNDS:
        box = asked(group, now=today)
        for name in NAMES:
            answered(group, box, name, now=today)
        told = together(*[partial(actions.open_box, box=box, at=box.opens_at)] * 3)
        assert [each is None for each in told].count(False) == 1
        assert Unnamed.objects.filter(box=box).count() == 8
        assert opened(box) == sorted(map(of, NAMES))


def test_who_leaves_and_comes_back_answers_no_second_time_and_who_has_not_can(group, today):
    box = asked(group, now=today)
    answered(group, box, "Dee", now=today)
    for name in ("Dee", "Sam"):
        member = group.members[name]
        circles.leave(by=member, now=today)
        with pytest.raises(NotNow, match="for the people whom it was put to"):
            answered(group, box, name, now=today)
        group.members[name] = back_in(Member.objects.get(pk=member.pk), today)
    with pytest.raises(AnsweredAlready):
        answered(group, box, "Dee", now=today)
    answered(group, box, "Sam", now=today)
    assert inside(box) == sorted(map(of, ("Dee", "Sam")))
    assert "You have answered this" in text_of(client_of(group.members["Dee"]).get(address_of(box)))


def back_in(member: Member, now) -> Member:
    place = {"name": member.name, "shape": member.shape, "colour": member.colour}
    standing = {"standing": member.standing, "organisation": None}
    return members.be_in(circle=member.circle, by=member.person, now=now, **standing, **place)


def test_one_phrase_for_two_questions_keeps_neither_from_opening(group, today):
    one, two, three = (asked(group, now=today, question=f"Question {number}?") for number in range(3))
    for box in (one, two, three):
        for name in NAMES[1:5]:
            answered(group, box, name, now=today)
    for box in (one, two):
        given = {"text": of("Tom"), "choice": "", "phrase": "1 2 3 4 5 6", "now": today}
        actions.answer(box=box, by=group.tom.person, key="k" * 12, **given)
    answered(group, three, "Tom", now=today)
    actions.open_all_due(now=today + WEEK)
    assert {fresh(each).state for each in (one, two, three)} == {BoxState.OPENED}


def test_no_two_answers_in_a_box_have_one_phrase(group, today):
    box = asked(group, now=today)
    dees, toms = answered(group, box, "Dee", now=today), answered(group, box, "Tom", now=today)
    with pytest.raises(NotNow):
        actions.answer(box=box, by=group.sam.person, text="Mine.", choice="", phrase=toms, key="k" * 12, now=today)
    with pytest.raises(NotNow):
        actions.write_anew(by=group.dee.person, phrase=dees, text="Mine.", choice="", new_phrase=toms, now=today)
    assert inside(box) == sorted([of("Dee"), of("Tom")])
    actions.answer(box=box, by=group.sam.person, text="Mine.", choice="", phrase=new_phrase(), key="k" * 12, now=today)


def test_one_that_cannot_be_opened_keeps_no_other_waiting(group, today, monkeypatch):
    boxes = [asked(group, now=today) for _each in range(2)]
    for box in boxes:
        for name in NAMES[:5]:
            answered(group, box, name, now=today)
    lay_out = opening.lay_out
    monkeypatch.setattr(opening, "lay_out", lambda box, *more: lay_out(box, *more) if box == boxes[1] else 1 / 0)
    actions.open_all_due(now=today + WEEK)
    assert [fresh(each).state for each in boxes] == [BoxState.COLLECTING, BoxState.OPENED]
    monkeypatch.undo()
    actions.open_all_due(now=today + WEEK)
    assert opened(boxes[0]) == sorted(map(of, NAMES[:5]))
