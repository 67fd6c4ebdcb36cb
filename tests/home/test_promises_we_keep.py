"""The page of the twelve promises: open to everybody, honest, and held against the tests that prove it."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.care.actions import support
from handinhand.home.promises_we_keep import TWELVE
from tests.browsing import client_of, text_of
from tests.care.test_my_person import have_person
from tests.cast import Group
from tools.kept_true import promises_without_proof


@pytest.mark.django_db
def test_everybody_reads_all_twelve_with_what_they_do_not_cover(harbour: Group):
    assert [each.number for each in TWELVE] == list(range(1, 13))
    for client in (Client(), client_of(harbour.dee)):
        page = text_of(client.get("/promises-we-keep/")).replace("&#x27;", "'")
        for each in TWELVE:
            assert f"{each.number}. {each.says}" in page
            assert all(str(part) in page for part in (each.how, each.checked, each.not_covered))
        assert page.count("What it does not cover") == len(TWELVE)


@pytest.mark.django_db
def test_it_says_of_reading_what_is_told_and_the_box_for_support_says_it_first(harbour: Group):
    now = timezone.now()
    page = text_of(Client().get("/promises-we-keep/"))
    assert "Whoever asks you for support sees when you open it, and you read that first." in page
    turned = support.turn_to(support=have_person(harbour, now), by=harbour.tom.person, text="Tea?", now=now)
    tom, dee = client_of(harbour.tom), client_of(harbour.dee)
    asked = f"/me/turned-to-me/{turned.public_id}/"
    assert "When you open it, they see that it is opened, and nothing more." in text_of(dee.get(asked))
    assert "Not opened yet." in text_of(tom.get("/me/support/"))


@pytest.mark.django_db
def test_it_is_found_from_help_what_is_kept_and_me(harbour: Group):
    client = client_of(harbour.dee)
    for address in ("/help/", "/what-is-kept/", "/me/"):
        assert 'href="/promises-we-keep/"' in text_of(client.get(address))


@pytest.mark.django_db
def test_help_leads_to_what_ones_circle_does(harbour: Group):
    client, circle = client_of(harbour.dee), harbour.circle.public_id
    assert f'href="/c/{circle}/danger/"' in text_of(client.get(f"/help/?circle={circle}"))
    for strange in ("", "?circle=", "?circle=%00", "?circle=../danger"):
        assert "/danger/" not in text_of(client.get(f"/help/{strange}"))


def test_every_promise_has_its_tests_and_every_test_its_promise():
    assert promises_without_proof() == []


def test_a_promise_without_a_test_and_a_test_without_a_promise_are_named(tmp_path: Path):
    first, second = TWELVE[0], TWELVE[1]
    for name in (*first.tests, "test_13_it_sings.py"):
        (tmp_path / name).touch()
    found = promises_without_proof([first, second, replace(first, number=3, tests=())], tmp_path)
    assert found == [
        f"Promise 3 names no test file in {tmp_path.name}.",
        *(f"Promise 2 names {each}, which is not there." for each in sorted(second.tests)),
        "test_13_it_sings.py is a test of no promise on the page. Name it there.",
    ]
    (moved,) = promises_without_proof([replace(first, number=4)], tmp_path)[1:]
    assert moved == f"{first.tests[0]} is named by promise 4, but is a test of another."
