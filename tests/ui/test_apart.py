"""People's words inside our sentences, digits of any script, and days and numbers in the reader's language."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from handinhand.circles.names import listed
from handinhand.circles.zones import ZONES, city_of
from handinhand.fairness.pacing import PlannedPart, read
from handinhand.meetings import times
from handinhand.ui.apart import apart, in_a_row, plain_digits
from handinhand.ui.forms import NumberField
from handinhand.ui.sentences import say

EVENING = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "is_apart"),
    [
        ("en-gb", "Tom", False),
        ("en-gb", "Zoë 3, (née Ost)", False),
        ("en-gb", "سلمى", True),
        ("en-gb", "Salma سلمى", True),
        ("en-gb", "٣", True),
        ("en-gb", "", False),
        ("ar", "سلمى", False),
        ("ar", "سلمى نور؟", False),
        ("ar", "Tom", True),
        ("ar", "سلمى 3", True),
        ("ar", "2026-12-03", True),
        ("ar", "", False),
    ],
)
def test_only_words_that_run_the_other_way_are_set_apart(language: str, text: str, is_apart: bool) -> None:
    with translation.override(language):
        assert apart(text) == (f"\u2068{text}\u2069" if is_apart else text)


def test_names_are_listed_as_each_language_does() -> None:
    names = ["سلمى", "نور", "رامي"]
    with translation.override("ar"):
        assert listed(names) == "سلمى، نور ورامي"
        assert listed(["Tom", "نور"]) == "\u2068Tom\u2069 ونور"
        assert in_a_row(["a b", "ج"]) == "\u2068a b\u2069، ج"
    with translation.override("en-gb"):
        assert listed(["Tom", "Dee", "Sam"]) == "Tom, Dee and Sam"
        assert listed(["Tom"]) == "Tom"
        assert listed([]) == ""
        assert listed(names) == "\u2068سلمى\u2069, \u2068نور\u2069 and \u2068رامي\u2069"


@pytest.mark.parametrize("typed", ["204 816", "٢٠٤ ٨١٦", "۲۰۴ ۸۱۶", "२०४ ८१६"])
def test_digits_of_any_script_are_digits(typed: str) -> None:
    assert plain_digits(typed) == "204 816"


def test_days_and_times_follow_the_language() -> None:
    assert times.say_start(EVENING, "Europe/London") == "Thursday 3 December 2026, 6:30 p.m."
    with translation.override("ar"):
        assert times.say_start(EVENING, "Europe/London") == "الخميس 3 ديسمبر 2026، 6:30 م"
        assert times.say_stretch(EVENING, "Europe/London", minutes=90).endswith("من نحو 6:30 م إلى 8 م")
        assert date_format(EVENING, "MONTH_DAY_FORMAT") == "3 ديسمبر"


def test_a_number_decides_the_form_of_every_sentence_about_pace() -> None:
    plan = [PlannedPart("arriving", 10, "الوصول"), PlannedPart("talk", 103, "The talk"), PlannedPart("leaving", 5, "x")]
    with translation.override("ar"):
        said = [say(finding.reason) for finding in read(plan)]
    assert said[0] == "«\u2068The talk\u2069» يأخذ 103 دقائق من دون استراحة. أكثر من 45 طويل على كثيرين."
    assert "118 دقيقة" in said[1]


def test_what_a_number_may_be_is_said_in_the_language_of_whoever_reads() -> None:
    field = NumberField(least=1, most=9)
    for language, sentence in (
        ("ar", "يُرجى كتابة عدد صحيح من 1 إلى 9."),
        ("en-gb", "Please write a whole number from 1 to 9."),
    ):
        with translation.override(language):
            for kind in ("required", "invalid"):
                assert str(field.error_messages[kind]) == sentence
            assert {str(each.message) for each in field.validators} == {sentence}


def test_every_city_is_told_in_the_language_of_whoever_chooses() -> None:
    zones = [zone for _area, cities in ZONES for zone, _city in cities]
    english = {zone: city_of(zone) for zone in zones}
    assert english["America/Port_of_Spain"] == "Port of Spain"
    assert city_of("Pacific/Pago_Pago") == "Pago Pago"
    with translation.override("ar"):
        assert [zone for zone in zones if city_of(zone).isascii()] == []
        assert city_of("Europe/London") == "لندن"
    assert len(set(english.values())) == len(zones) > 90
