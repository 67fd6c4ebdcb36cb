from datetime import timedelta

import pytest

from handinhand.people import actions, rules
from handinhand.people.models import Address
from handinhand.people.queries import can_come_back, ways_back
from tests.people.visitors import EMAIL, another, code_in, link_in, new_person, newest

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def give(person, now, email=EMAIL):
    return actions.ask_if_yours(by=person, email=email, where="here", now=now)


def test_an_address_is_kept_once_its_code_came_back(now):
    tom = new_person()
    asked = give(tom, now)
    assert not can_come_back(person=tom)
    actions.keep_address(by=tom, asked=asked, code=code_in(newest()), now=now)
    assert ways_back(person=tom).email == EMAIL
    assert can_come_back(person=tom)


def test_a_wrong_code_keeps_nothing_and_five_are_enough(now):
    tom = new_person()
    asked = give(tom, now)
    right = code_in(newest())
    for _ in range(rules.WRONG_CODES):
        with pytest.raises(actions.NotTheCode):
            actions.keep_address(by=tom, asked=asked, code=another(right), now=now)
    with pytest.raises(actions.TooManyTries):
        actions.keep_address(by=tom, asked=asked, code=right, now=now)
    assert not Address.objects.exists()


def test_a_code_runs_out_and_is_good_for_one_person_alone(now):
    tom, dee = new_person(), new_person()
    asked = give(tom, now)
    right = code_in(newest())
    with pytest.raises(actions.CodeRanOut):
        actions.keep_address(by=tom, asked=asked, code=right, now=now + timedelta(minutes=30))
    theirs = give(dee, now, email="dee@example.org")
    with pytest.raises(actions.NotTheCode):
        actions.keep_address(by=dee, asked=theirs, code=right, now=now)


def test_an_address_of_somebody_else_here_stays_theirs(now):
    tom, dee = new_person(), new_person()
    actions.keep_address(by=tom, asked=give(tom, now), code=code_in(newest()), now=now)
    asked = give(dee, now, email="Tom@EXAMPLE.org")
    with pytest.raises(actions.AddressTaken):
        actions.keep_address(by=dee, asked=asked, code=code_in(newest()), now=now)
    assert ways_back(person=tom).email == EMAIL
    assert ways_back(person=dee).email is None


def test_another_address_takes_the_place_and_ends_letters_to_the_one_before(now):
    tom = new_person()
    actions.keep_address(by=tom, asked=give(tom, now), code=code_in(newest()), now=now)
    actions.ask_for_letter(email=EMAIL, where="here", now=now)
    old = link_in(newest()).split("/")[-2]
    asked = give(tom, now, email="new@example.org")
    assert ways_back(person=tom).email == EMAIL
    actions.keep_address(by=tom, asked=asked, code=code_in(newest()), now=now)
    assert ways_back(person=tom).email == "new@example.org"
    with pytest.raises(actions.LinkRanOut):
        actions.come_in_by_link(token=old, now=now)


def test_letters_to_an_address_are_counted_together_with_those_to_come_back(now):
    tom = new_person()
    for _ in range(rules.LETTERS_TO.times):
        give(tom, now)
    with pytest.raises(actions.TooManyTries):
        actions.ask_for_letter(email=EMAIL, where="elsewhere", now=now)
