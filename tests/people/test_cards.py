import pytest

from handinhand.people import actions, rules
from handinhand.people.models import SignInCard
from tests.people.visitors import new_person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def come(code, now, where="here"):
    return actions.come_in_by_card(code=code, where=where, now=now)


def test_a_card_brings_its_person_back_as_often_as_they_like(now):
    tom = new_person()
    code = actions.make_card(person=tom, now=now)
    for _ in range(rules.CARDS_FROM.times + 5):
        assert come(code, now) == tom


def test_however_it_is_typed():
    code = "0123 4567 89ab cdef"
    for typed in (
        "O123-4567-89AB-CDEF",
        " oi23456789abcdef ",
        "0l23.4567.89ab.cdef",
        "０123 4567 89ab cdef",
        "٠١٢٣ ٤٥٦٧ ٨٩ab cdef",
    ):
        assert rules.read_card_code(typed) == code.replace(" ", "")
    for typed in ("", "0123", "u" * 16, "0123 4567 89ab cdef 0", "💚" * 16):
        assert rules.read_card_code(typed) is None


def test_a_code_has_eighty_bits():
    assert len(set(rules.CARD_LETTERS)) == 32
    codes = {rules.new_card_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(part) for part in code.split(" ")] == [4, 4, 4, 4] for code in codes)


def test_a_new_card_ends_the_one_before(now):
    tom = new_person()
    before, after = actions.make_card(person=tom, now=now), actions.make_card(person=tom, now=now)
    with pytest.raises(actions.NotTheCode):
        come(before, now)
    assert come(after, now) == tom


def test_the_code_is_not_kept(now):
    code = actions.make_card(person=new_person(), now=now)
    kept = SignInCard.objects.get().code_hash
    assert code.replace(" ", "") not in kept
    with pytest.raises(actions.NotTheCode):
        come(kept[:16], now)


def test_wrong_tries_are_limited_from_one_place_and_right_ones_are_not_spoiled_elsewhere(now):
    code = actions.make_card(person=new_person(), now=now)
    for _ in range(rules.CARDS_FROM.times):
        with pytest.raises(actions.NotTheCode):
            come("0" * 16, now)
    with pytest.raises(actions.TooManyTries):
        come(code, now)
    assert come(code, now, where="elsewhere")
    assert come(code, now + rules.HOUR)


def test_wrong_tries_are_limited_in_all(now, monkeypatch):
    monkeypatch.setattr(rules, "CARDS_OF_ALL", rules.Limit(3, rules.HOUR))
    for number in range(3):
        with pytest.raises(actions.NotTheCode):
            come("0" * 16, now, where=f"place {number}")
    with pytest.raises(actions.TooManyTries):
        come("0" * 16, now, where="one more place")
