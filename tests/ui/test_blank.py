"""Boxes that nobody wrote in yet are kept, and are what they would be if they were written anew."""

import re

import pytest
from django.utils import translation

from handinhand.meetings.forms.rooms import HowIAmForm, SayForm
from handinhand.ui.blank import Blank
from handinhand.ui.fields import all_fields


def without_key(html: str, key: str) -> str:
    assert html.count(key) == 1
    return html.replace(key, "")


def key_of(html: str) -> str:
    return re.findall(r'name="key" value="([^"]{16})"', html)[0]


@pytest.mark.parametrize("language", ["en-gb", "ar"])
@pytest.mark.parametrize("given", [{"leaving": True}, {"leaving": False}])
def test_kept_boxes_are_those_of_a_fresh_form_in_each_language(language, given):
    with translation.override(language):
        form = HowIAmForm(auto_id="how_%s", **given)
        fresh = without_key(all_fields(form), form.initial["key"])
        for _ in range(2):
            kept = str(Blank(HowIAmForm, auto_id="how_%s", **given).boxes())
            assert without_key(kept, key_of(kept)) == fresh


def test_every_time_they_carry_a_key_of_their_own():
    keys = {key_of(str(Blank(SayForm).boxes())) for _ in range(5)}
    assert len(keys) == 5


def test_boxes_of_two_ids_do_not_take_each_others_place():
    here, there = (str(Blank(SayForm, auto_id=ident).boxes()) for ident in ("id_%s", "propose_%s"))
    assert 'id="id_body"' in here
    assert 'id="propose_body"' in there
