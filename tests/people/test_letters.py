from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handinhand.ground.keys import new_line, parse
from handinhand.ground.models import Person
from handinhand.notices.models import Letter
from handinhand.people import actions, rules
from handinhand.people.models import Address, SignInLetter
from tests.people.visitors import EMAIL, another, code_in, link_in, new_person, newest

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tom(now) -> Person:
    person = new_person()
    Address.objects.create(person=person, email=EMAIL, confirmed_at=now)
    return person


def ask(now, email=EMAIL, where="here"):
    actions.ask_for_letter(email=email, where=where, now=now)


def by_code(code, now, email=EMAIL, where="here"):
    return actions.come_in_by_code(email=email, code=code, where=where, now=now)


def by_link(letter, now):
    return actions.come_in_by_link(token=link_in(letter).split("/")[-2], now=now)


def test_the_code_brings_the_person_back_once(tom, now):
    ask(now)
    code = code_in(newest())
    assert by_code(f" {code[:3]}-{code[3:]} ", now) == tom
    with pytest.raises(actions.NotTheCode):
        by_code(code, now)
    with pytest.raises(actions.LinkRanOut):
        by_link(newest(), now)


def test_digits_of_any_script_are_read(tom, now):
    ask(now)
    arabic = code_in(newest()).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert by_code(arabic, now) == tom


def test_the_link_brings_the_person_back_once(tom, now):
    ask(now, email="  TOM@Example.org ")
    assert newest().to == EMAIL
    assert by_link(newest(), now + timedelta(minutes=29)) == tom
    with pytest.raises(actions.LinkRanOut):
        by_link(newest(), now + timedelta(minutes=29))


def test_both_run_out(tom, now):
    ask(now)
    later = now + timedelta(minutes=30)
    with pytest.raises(actions.CodeRanOut):
        by_code(code_in(newest()), later)
    with pytest.raises(actions.LinkRanOut):
        by_link(newest(), later)


def test_after_five_wrong_codes_the_right_one_is_worth_nothing_but_the_link_still_works(tom, now):
    ask(now)
    right = code_in(newest())
    for _ in range(rules.WRONG_CODES):
        with pytest.raises(actions.NotTheCode):
            by_code(another(right), now)
    with pytest.raises(actions.NotTheCode):
        by_code(right, now)
    assert by_link(newest(), now) == tom


def test_an_address_can_be_guessed_at_only_so_often_a_day_wherever_from(tom, now):
    for number in range(rules.CODES_FOR.times):
        if number % rules.WRONG_CODES == 0:
            ask(now, where=f"place {number}")
        with pytest.raises(actions.NotTheCode):
            by_code(another(code_in(newest())), now, where=f"place {number}")
    with pytest.raises(actions.TooManyTries):
        by_code(code_in(newest()), now, where="yet another place")


def test_many_addresses_can_be_guessed_at_only_so_often_from_one_place(now):
    for number in range(rules.CODES_FROM.times):
        with pytest.raises(actions.NotTheCode):
            by_code("123456", now, email=f"{number}@example.org")
    with pytest.raises(actions.TooManyTries):
        by_code("123456", now, email="last@example.org")


def test_a_new_letter_ends_the_code_before_and_not_its_link(tom, now):
    ask(now)
    first = newest()
    ask(now + timedelta(minutes=1))
    with pytest.raises(actions.NotTheCode):
        by_code(code_in(first), now + timedelta(minutes=2))
    assert by_link(first, now + timedelta(minutes=2)) == tom


def test_an_unknown_address_gets_no_letter_and_leaves_nothing(now):
    ask(now, email="nobody@example.org")
    assert not Letter.objects.exists()
    assert not Person.objects.exists()
    assert not Address.objects.exists()
    with pytest.raises(actions.NotTheCode):
        by_code("000000", now, email="nobody@example.org")


def test_an_unknown_address_costs_the_same_writes(tom, now):
    def writes(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            ask(now, email=email)
        words = [query["sql"].split()[0:3] for query in seen if query["sql"].startswith(("INSERT", "UPDATE"))]
        return [" ".join(each) for each in words]

    known, unknown = writes(EMAIL), writes("nobody@example.org")
    assert set(known) <= set(unknown)
    assert len(unknown) <= len(known) + 2


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_letters_to_one_address_are_limited_the_same_whether_known_or_not(tom, now, email):
    for number in range(rules.LETTERS_TO.times):
        ask(now, email=email, where=f"place {number}")
    with pytest.raises(actions.TooManyTries):
        ask(now, email=email.upper(), where="another place")
    ask(now + timedelta(hours=1), email=email)


def test_letters_from_one_place_are_limited(now):
    for number in range(rules.LETTERS_FROM.times):
        ask(now, email=f"{number}@example.org")
    with pytest.raises(actions.TooManyTries):
        ask(now, email="last@example.org")


def test_a_letter_names_nothing_and_nobody(tom, now, settings):
    settings.PUBLIC_ADDRESS = "https://door.example"
    ask(now)
    letter = newest()
    assert letter.subject == "The code you asked for"
    text = (letter.subject + letter.body).lower()
    assert not any(word in text for word in ("hand in hand", "handinhand", "circle", "service", "meeting", "tom"))
    assert "https://door.example/sign-in/link/" in letter.body


def test_neither_code_nor_link_is_kept_in_clear(tom, now):
    ask(now)
    kept = SignInLetter.objects.get()
    code, token = code_in(newest()), link_in(newest()).split("/")[-2]
    assert token not in kept.link_hash
    # Six digits are soon tried through: without the server's key that finds nothing, and one letter's is no other's.
    assert kept.code_hash == rules.letter_code_kept_as(code, letter=kept.public_id)
    assert kept.code_hash != rules.letter_code_kept_as(code, letter="another letter")
    line = new_line()
    assert kept.code_hash != parse([line]).lookup(code, purpose=f"people sign-in code {kept.public_id}")


def test_taking_the_address_away_ends_its_letters(tom, now):
    ask(now)
    actions.remove_address(by=tom)
    with pytest.raises(actions.LinkRanOut):
        by_link(newest(), now)
    with pytest.raises(actions.NotTheCode):
        by_code(code_in(newest()), now)
