"""Browsers of people who are signed in, and what arrives in their letters."""

import re
import secrets
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from handinhand.ground.models import Person
from handinhand.notices.models import Letter
from handinhand.people.visits import SessionStore

WHEN = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
EMAIL = "tom@example.org"


def new_person(**more: Any) -> Person:
    return Person.objects.create(began_at=WHEN, **more)


def signed_in(person: Person, *, round_: int | None = None) -> Client:
    visit = SessionStore()
    visit["person"], visit["round"] = person.pk, person.sign_in_round if round_ is None else round_
    visit.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = visit.session_key
    return client


def send(client: Client, address: str, **data: str) -> HttpResponse:
    return client.post(address, {"key": secrets.token_urlsafe(12), **data})


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def newest() -> Letter:
    return Letter.objects.latest("pk")


def code_in(letter: Letter) -> str:
    found = re.search(r"^(\d{3}) (\d{3})$", letter.body, re.MULTILINE)
    assert found is not None
    return found[1] + found[2]


def link_in(letter: Letter) -> str:
    found = re.search(r"^https?://[^/]+(/\S+)$", letter.body, re.MULTILINE)
    assert found is not None
    return found[1]


def another(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"
