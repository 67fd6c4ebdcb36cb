"""The catalogue of the right-to-left language is whole, and what looks after it finds what is not."""

import gettext
import io
import re

import pytest

from tools.catalogue import entries, not_whole
from tools.kept_true import stale_translations, untold_texts
from tools.messages import KEPT

KEPT_TEXT = KEPT.read_text()
ARABIC = re.compile("[\u0621-\u064a]")
HEAD = 'msgid ""\nmsgstr ""\n'


def catalogue(*written: str) -> str:
    return "\n\n".join([HEAD, *written])


def numbered(*forms: str) -> str:
    both = 'msgid "%(count)s cup for %(name)s"\nmsgid_plural "%(count)s cups for %(name)s"\n'
    return both + "\n".join(f'msgstr[{place}] "{form}"' for place, form in enumerate(forms))


def test_every_text_is_translated_with_its_places_for_values() -> None:
    assert len(entries(KEPT_TEXT)) > 900
    assert not_whole(KEPT_TEXT) == []


def test_what_is_compiled_and_gathered_is_what_is_kept() -> None:
    assert stale_translations() == []
    assert untold_texts() == []


def test_translations_are_in_arabic_and_blame_and_hurry_nobody() -> None:
    only_signs = {each.key for each in entries(KEPT_TEXT) if not all(ARABIC.search(form) for form in each.forms)}
    words = {re.sub(r"%\(\w+\)[sd]|[^A-Za-z]", "", key) for key in only_signs}
    assert words == {""}, only_signs
    shouting = [each.key for each in entries(KEPT_TEXT) if any("!" in form for form in each.forms)]
    assert shouting == []


@pytest.mark.parametrize(
    "written",
    [
        'msgid "Stay"\nmsgstr ""',
        '#, fuzzy\nmsgid "Stay"\nmsgstr "البقاء"',
        'msgid "Hello %(name)s"\nmsgstr "مرحبًا"',
        'msgid "Hello %(name)s"\nmsgstr "مرحبًا %(nam)s"',
        'msgid "Hello %(name)s"\nmsgstr "مرحبًا %(name)s %(name)s"',
        'msgid "From {least}"\nmsgstr "من {most}"',
        'msgid "<b>visit</b>: you"\nmsgstr "<b>visit: أنت"',
        'msgid "Stay"\nmsgstr ""\n""',
        numbered("a", "b", "c", "%(count)s %(name)s", "%(count)s %(name)s", "%(count)s %(name)s"),
        numbered("%(name)s", "%(name)s", "%(name)s", "%(name)s", "%(count)s %(name)s", "%(count)s %(name)s"),
        numbered(*["%(count)s %(name)s"] * 5),
        numbered(*["%(count)s %(name)s"] * 5, ""),
    ],
)
def test_what_is_not_whole_is_found(written: str) -> None:
    assert len(not_whole(catalogue('msgid "Go"\nmsgstr "اذهب"', written))) == 1


@pytest.mark.parametrize(
    "written",
    [
        'msgid "Hello %(name)s"\nmsgstr ""\n"مرحبًا "\n"%(name)s"',
        '#, python-format\nmsgctxt "light"\nmsgid "Stay"\nmsgstr "البقاء"',
        numbered("%(name)s", "%(name)s", "%(name)s", *["%(count)s %(name)s"] * 3),
    ],
)
def test_what_is_whole_is_left_in_peace(written: str) -> None:
    assert not_whole(catalogue(written)) == []


def test_every_number_has_its_form() -> None:
    told = gettext.GNUTranslations(io.BytesIO(KEPT.with_suffix(".mo").read_bytes()))
    said = [told.ngettext("%(minutes)s minute", "%(minutes)s minutes", number) for number in (0, 1, 2, 3, 11, 100)]
    assert said == [
        "بلا دقائق",
        "دقيقة واحدة",
        "دقيقتان",
        "%(minutes)s دقائق",
        "%(minutes)s دقيقة",
        "%(minutes)s دقيقة",
    ]
