"""Boxes that are written without a template look to a browser as Django's own."""

import pytest
from django import forms
from django.test.html import parse_html

from handinhand.ui.forms import Hidden, Lines


@pytest.mark.parametrize("value", [None, "", "Let me bring my dog.", "\n<b>&amp;\"'</b>\n", "كلب"])
@pytest.mark.parametrize(("ours", "theirs"), [(Lines, forms.Textarea), (Hidden, forms.HiddenInput)])
def test_a_box_is_the_one_that_django_writes(ours, theirs, value):
    given = {"id": "id_text", "aria-describedby": "help", "hidden": True, "lang": False, "tabindex": 0}
    boxes = [kind(attrs={"rows": 3, "dir": "auto"}).render("text", value, attrs=given) for kind in (ours, theirs)]
    assert parse_html(boxes[0]) == parse_html(boxes[1])
    assert "id_text" in boxes[0]
