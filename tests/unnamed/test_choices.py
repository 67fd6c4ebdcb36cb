"""Answers that are chosen are shown together, and only where they point at nobody."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from handinhand.unnamed import actions
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries import box_for, seen
from tests.browsing import client_of, text_of
from tests.cast import NAMES, Group
from tests.unnamed.boxes import DAY, WEEK, allow, answered, asked

pytestmark = [pytest.mark.django_db, pytest.mark.both]
STEPS = ["Not at all", "A little", "Mostly", "Wholly"]
NOT_ENOUGH = "Not enough to show without pointing at somebody."


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def circle(harbour: Group, today) -> Group:
    allow(harbour, now=today)
    return harbour


def asked_and_opened(group: Group, said: str, *, at, question: str = "Do you feel heard here?") -> Box:
    """What each of the circle chose, in order, by the number of the step; a dot for whoever did not answer."""
    box = asked(group, question=question, choices=STEPS, is_scale=True, now=at)
    for name, step in zip(NAMES, said, strict=True):
        if step != ".":
            answered(group, box, name, choice=STEPS[int(step)], now=at)
    actions.open_all_due(now=at + WEEK)
    return box


def table(group: Group, box: Box) -> list[tuple[str, int]]:
    page = text_of(client_of(group.nia).get(f"/c/{group.circle.public_id}/without-names/{box.public_id}/"))
    rows = re.findall(r'<li><div class="grow"><p>(.*?)</p></div><strong class="number">(\d+)</strong>', page, re.S)
    assert bool(rows) != (NOT_ENOUGH in page)
    return [(re.sub("<[^>]+>", "", label), int(number)) for label, number in rows]


def test_what_few_said_stands_together_with_more(circle, today):
    box = asked_and_opened(circle, "01222333", at=today)
    assert table(circle, box) == [("Not at all, A little, Mostly", 5), ("Wholly", 3)]


@pytest.mark.parametrize("said", ["2222....", "22222222", "22222221", "22222211", "00......"])
def test_what_would_point_at_somebody_is_not_shown(circle, today, said):
    assert table(circle, asked_and_opened(circle, said, at=today)) == []


def test_one_more_who_answers_is_not_found_by_subtracting(circle, today):
    first = asked_and_opened(circle, "0001112.", at=today)
    before = table(circle, first)
    assert before
    again = asked_and_opened(circle, "00011122", at=today + WEEK)
    assert table(circle, again) == []
    # Other signs and capitals are no other question, nor are other answers to choose from comparable.
    other_signs = asked_and_opened(circle, "00011122", at=today + 2 * WEEK, question="do you feel heard, here")
    assert table(circle, other_signs) == []
    assert table(circle, first) == before
    another = asked_and_opened(circle, "00011122", at=today + 3 * WEEK, question="Are you warm here?")
    assert table(circle, another) != []


@pytest.mark.parametrize(
    "again",
    [
        "Do you feel he\u200bard here?",
        "Do you feel he\u00adard here?",
        "Do you feel he\u2060ard here?",
        "Do you fe\u200ael heard here?",
        "Do you feel heard he\u0301re?",
        "D\u043e you feel heard here?",
        "D\u03bf y\u03bfu feel heard here?",
        "D0 you fee1 heard here?",
        "Do you feel heard\u3164 here?",
        "Do you feel hea\uff52d here?",
    ],
)
def test_a_question_that_looks_the_same_is_the_same(circle, today, again):
    assert table(circle, asked_and_opened(circle, "0001112.", at=today))
    assert table(circle, asked_and_opened(circle, "00011122", at=today + WEEK, question=again)) == []


@pytest.mark.parametrize("erased_after", [1, 2])
def test_what_was_asked_is_known_when_whoever_asked_is_erased(circle, today, erased_after):
    first = asked_and_opened(circle, "0001112.", at=today)
    before = table(circle, first)
    assert before
    rounds = [first]
    for number, said in enumerate(("00011122", "00011122"), start=1):
        if number == erased_after:
            rounds[-1].question.delete()
        rounds.append(asked_and_opened(circle, said, at=today + number * WEEK))
        assert table(circle, rounds[-1]) == [], number
    assert table(circle, first) == before


def test_questions_of_before_are_known_again(circle, today):
    asked_and_opened(circle, "0001112.", at=today)
    Box.objects.update(likeness=None)
    import_module("handinhand.unnamed.migrations.0002_how_questions_look").keep_how_they_look(apps, None)
    assert table(circle, asked_and_opened(circle, "00011122", at=today + WEEK)) == []


def test_the_same_people_who_say_something_else_are_shown_anew(circle, today):
    first = asked_and_opened(circle, "00011122", at=today)
    again = asked_and_opened(circle, "33311100", at=today + WEEK)
    assert table(circle, first) != table(circle, again) != []


def test_the_same_people_who_say_the_same_again_are_shown_again(circle, today):
    first = asked_and_opened(circle, "00011122", at=today)
    again = asked_and_opened(circle, "00011122", at=today + WEEK)
    assert table(circle, again) == table(circle, first) != []


def test_nothing_says_how_many_before_it_opens_and_it_is_the_same_for_all_after(circle, today):
    box = asked(circle, choices=STEPS, is_scale=True, now=today)
    empty = {name: shown(circle, box, name) for name in ("Nia", "Ravi")}
    for name in NAMES[:6]:
        answered(circle, box, name, choice=STEPS[NAMES.index(name) % 2], now=today)
    assert {name: shown(circle, box, name) for name in ("Nia", "Ravi")} == empty
    actions.open_all_due(now=today + WEEK + DAY)
    assert len({shown(circle, box, name) for name in NAMES}) == 1


def shown(group: Group, box: Box, name: str) -> object:
    found = seen(viewer=group.members[name], box=box_for(viewer=group.members[name], box_id=box.public_id))
    return (found.table, found.has_answered, found.box.state)
