"""Boxes that are written without a template look to a browser as Django's own."""

import pytest
from django import forms
from django.test.html import parse_html

from handinhand.ui.forms import Clock, Day, Hidden, Line, Lines, Menu


@pytest.mark.parametrize("value", [None, "", "Let me bring my dog.", "\n<b>&amp;\"'</b>\n", "كلب"])
@pytest.mark.parametrize(("ours", "theirs"), [(Lines, forms.Textarea), (Line, forms.TextInput)])
def test_a_box_is_the_one_that_django_writes(ours, theirs, value):
    given = {"id": "id_text", "aria-describedby": "help", "hidden": True, "lang": False, "tabindex": 0}
    boxes = [kind(attrs={"rows": 3, "dir": "auto"}).render("text", value, attrs=given) for kind in (ours, theirs)]
    assert parse_html(boxes[0]) == parse_html(boxes[1])
    assert "id_text" in boxes[0]


def test_a_hidden_box_is_the_one_that_django_writes_without_an_id_that_others_of_the_page_have_too():
    ours, theirs = (kind().render("key", "abc", attrs={"id": "id_key"}) for kind in (Hidden, forms.HiddenInput))
    assert parse_html(ours) == parse_html(theirs.replace(' id="id_key"', ""))


@pytest.mark.parametrize("value", [None, "", "a<b", 9, "Asia/Amman"])
def test_a_menu_is_the_one_that_django_writes(value):
    choices = [("", "Nothing yet"), ("a<b", "<i>\"'"), ("9", "Nine"), ("Asia", [("Asia/Amman", "Amman"), ("x", "كلب")])]
    given = {"id": "id_place", "aria-describedby": "help"}
    menus = [kind(choices=choices).render("place", value, attrs=given) for kind in (Menu, forms.Select)]
    assert parse_html(menus[0]) == parse_html(menus[1])
    assert "Amman" in menus[0]


@pytest.mark.parametrize(
    ("box", "own", "typed"),
    [
        (Day, "2026-12-03", ["soon", "3 December", "20261203", "2026-1-3", "2026-02-31"]),
        (Clock, "14:30", ["soon", "2 pm", "1430", "9:5", "25:00"]),
    ],
)
def test_what_is_no_day_or_time_stands_there_as_it_was_typed(box, own, typed):
    """A browser's own box shows nothing that it does not take, so that what was typed would be lost."""
    kind = {"type": "date" if box is Day else "time"}
    for value in (own, None, ""):
        assert f'type="{kind["type"]}"' in box(attrs=kind).render("when", value)
    for value in typed:
        shown = box(attrs=kind).render("when", value)
        assert 'type="text"' in shown
        assert f'value="{value}"' in shown
