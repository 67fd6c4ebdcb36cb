"""Questions to begin with that a circle adds: seen by the circle, drawn like ours, taken away by whose they are."""

import pytest
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.actions.members import choose_sight_of
from handinhand.circles.queries import NotHere
from handinhand.tea import actions
from handinhand.tea.actions import QuestionStays
from handinhand.tea.choices import QUESTIONS
from handinhand.tea.models import Group as Drawn
from handinhand.tea.models import Question
from handinhand.tea.queries import questions_for
from handinhand.tea.rules import QUESTION_LIMIT, QUESTIONS_EACH
from handinhand.words.actions import put_cover, take_back
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.tea.drawn import draw_together

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "Which window do you look out of?"


def add(group: Group, name: str, text: str = TEXT) -> Question:
    return actions.add_question(by=group.members[name], text=text, now=timezone.now())


def address(group: Group, rest: str = "") -> str:
    return f"/c/{group.circle.public_id}/tea/{rest}"


def read_by(group: Group, name: str, rest: str = "") -> str:
    return text_of(client_of(group.members[name]).get(address(group, rest)))


def test_anybody_adds_one_everybody_here_reads_it_and_its_author_takes_it_away(harbour: Group, hillside: Group):
    dee = client_of(harbour.dee)
    for _twice in range(2):
        send(dee, address(harbour, "questions/"), key="the-same-key-1", text=TEXT)
    added = Question.objects.get()
    assert TEXT in read_by(harbour, "Tom", "questions/")
    assert TEXT not in read_by(hillside, "Bo", "questions/")
    away = address(harbour, f"questions/{added.public_id}/away/")
    for other in (harbour.tom, hillside.bo):
        assert send(client_of(other), away).status_code == 404
        with pytest.raises(NotHere):
            actions.take_question_away(by=other, question_id=added.public_id)
    send(dee, away)
    assert TEXT not in read_by(harbour, "Tom", "questions/")
    assert send(dee, away).status_code == 404


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Please write something here."),
        ("\u2800 \u2800", "There is nothing to read in here yet."),
        ("x" * (QUESTION_LIMIT + 1), "letter too long"),
        (TEXT, "You added this one already"),
    ],
)
def test_what_cannot_be_added_is_told_kindly_and_stays_in_its_box(harbour: Group, text: str, says: str):
    add(harbour, "Dee")
    answer = send(client_of(harbour.dee), address(harbour, "questions/"), text=text)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert text.strip() in text_of(answer)
    assert Question.objects.count() == 1


def test_nobody_fills_the_draw_alone_and_who_left_a_moment_ago_adds_none(harbour: Group):
    for number in range(QUESTIONS_EACH):
        add(harbour, "Dee", f"Question {number}?")
    with pytest.raises(QuestionStays, match="Take one away first"):
        add(harbour, "Dee")
    add(harbour, "Tom")
    circles.leave(by=harbour.tom, now=timezone.now())
    with pytest.raises(NotHere):
        add(harbour, "Tom", "Late?")


def test_those_who_are_drawn_with_it_read_it_and_ours_when_it_is_gone(harbour: Group):
    draw_together(harbour.asha, harbour.tom, now=timezone.now())
    question = add(harbour, "Dee")
    Drawn.objects.update(own=question)
    assert TEXT in read_by(harbour, "Tom")
    assert str(QUESTIONS[0]) not in read_by(harbour, "Tom")
    take_back(words=question.words, by=harbour.dee.person)
    assert TEXT not in read_by(harbour, "Tom")
    assert str(QUESTIONS[0]) in read_by(harbour, "Tom")
    actions.take_question_away(by=harbour.dee, question_id=question.public_id)
    assert str(QUESTIONS[0]) in read_by(harbour, "Asha")


def test_it_is_drawn_only_where_everybody_in_the_group_sees_it(harbour: Group):
    question = add(harbour, "Dee")
    three = [each.person_id for each in (harbour.asha, harbour.tom, harbour.sam)]
    assert questions_for(circle=harbour.circle, people=three) == [question]
    choose_sight_of(by=harbour.sam, other=harbour.dee, see=False)
    assert questions_for(circle=harbour.circle, people=three) == []
    assert questions_for(circle=harbour.circle, people=three[:2]) == [question]
    assert TEXT not in read_by(harbour, "Sam", "questions/")
    put_cover(words=question.words, by=harbour.jo.person, now=timezone.now())
    mine = [harbour.dee.person_id, harbour.tom.person_id]
    assert questions_for(circle=harbour.circle, people=mine) == []
    assert "Covered: only you see the words." in read_by(harbour, "Dee", "questions/")
