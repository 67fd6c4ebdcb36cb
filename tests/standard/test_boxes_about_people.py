"""Whatever a form asks about a person says why, and that it can be skipped; and no box is asked without our knowing."""

import re
from collections.abc import Iterator

import pytest
from django.forms import Field
from django.urls import get_resolver

from handinhand.ui.forms import Form
from standard.boxes import ABOUT_A_PERSON, ABOUT_SOMETHING_ELSE, LOOKED_UP, SKIP, WHY


def kinds(form: type[Form] = Form) -> Iterator[type[Form]]:
    for each in form.__subclasses__():
        yield each
        yield from kinds(each)


def of_the_house() -> list[tuple[str, Field]]:
    """Every box of every form, by its name; what leads to a form is read before."""
    assert get_resolver().url_patterns
    forms = {each for each in kinds() if each.__module__.startswith("handinhand.")}
    return [(name, field) for each in forms for name, field in each.base_fields.items()]


def unsaid(boxes: list[tuple[str, Field]]) -> list[str]:
    """What is asked about a person and does not say why, or that it can be skipped."""
    asked = [(name, str(field.help_text), field.required) for name, field in boxes if name in ABOUT_A_PERSON]
    return [
        *(f"{name} does not say why: {said}" for name, said, _required in asked if not re.search(WHY, said, re.I)),
        *(
            f"{name} does not say that it can be skipped: {said}"
            for name, said, required in asked
            if ABOUT_A_PERSON[name] == "skip" and not required and not re.search(SKIP, said, re.I)
        ),
    ]


def test_every_box_is_known_to_ask_about_a_person_or_about_something_else() -> None:
    names = {name for name, _field in of_the_house()}
    known = {*ABOUT_A_PERSON, *ABOUT_SOMETHING_ELSE, *LOOKED_UP}
    assert names == known, "Say in standard/boxes.py whether it asks about a person."
    assert not ABOUT_A_PERSON.keys() & ABOUT_SOMETHING_ELSE


def test_whatever_is_asked_about_a_person_says_why_and_that_it_can_be_skipped() -> None:
    assert unsaid(of_the_house()) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("We ask so that others speak of you as you like. You can skip this.", 0),
        ("We ask so that others speak of you as you like.", 1),
        ("You can skip this.", 1),
        ("", 2),
    ],
)
def test_one_that_does_not_is_found(said: str, found: int) -> None:
    assert len(unsaid([("pronouns", Field(required=False, help_text=said))])) == found
