from handinhand.fairness.reasons import Reason, counted, gettext_noop, ngettext

FORMS = ngettext("%(count)s person took part.", "%(count)s people took part.")


def test_a_reason_is_a_sentence_with_its_values():
    assert str(Reason(gettext_noop("After “%(title)s”."), {"title": "50 % done"})) == "After “50 % done”."


def test_the_number_decides_the_form():
    assert [str(counted(FORMS, number)) for number in (0, 1, 2)] == [
        "0 people took part.",
        "1 person took part.",
        "2 people took part.",
    ]


def test_a_translator_is_given_both_forms_and_the_number():
    asked = []

    def translate(one: str, many: str, number: int) -> str:
        asked.append((one, many, number))
        return "%(count)s ont participé."

    assert counted(FORMS, 5).in_words(str.upper, translate) == "5 ont participé."
    assert asked == [(*FORMS, 5)]


def test_a_sentence_without_a_number_is_translated_whole():
    reason = Reason("After “%(title)s”.", {"title": "Tea"})
    assert reason.in_words(lambda text: text.replace("After", "Après"), lambda *_: "") == "Après “Tea”."
