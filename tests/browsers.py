"""Browsers of the visitors of the table, and what a request changed in the database."""

import fnmatch
import html
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone

from handinhand.ground.keeping import tables
from handinhand.people.visits import SessionStore
from tests.answers import ELSEWHERE, GONE, MEMBER, OUTSIDE, STRANGER, Row
from tests.planted import World, make_world

VISITORS = (STRANGER, ELSEWHERE, MEMBER, GONE, OUTSIDE, "Tom", "Dee")
# What a visit keeps of itself, and how often something was tried: no business of the visitor table.
# A line of the ledger brings its salts, and moves the end of its chain.
OWN_BUSINESS = {"Session", "Tries", "Salt", "Chain"}


@dataclass
class House:
    """The planted world with a browser for each visitor, and how the database looks while nobody does anything."""

    world: World
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    before: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    written_before: int | None = None
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=True))

    def browser(self, visitor: str) -> Client:
        """The browser of a visitor as it was in the beginning; forms need the token that a page gave it."""
        client = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
        # One for all: it puts the middleware together once.
        client.handler = self.handler
        client.cookies.load(self.cookies.get(visitor, {}))
        return client

    def form(self, visitor: str, fields: Mapping[str, str], key: str = "") -> dict[str, str]:
        """What a visitor's browser sends, with a key of this very form."""
        sent = {name: self.filled_in(text) for name, text in fields.items()}
        return {"csrfmiddlewaretoken": self.tokens[visitor], "key": key or secrets.token_urlsafe(12), **sent}

    def filled_in(self, text: str, here: str = "") -> str:
        """A text of the table with ids in their places."""
        day = (self.world.now + timedelta(days=8)).date().isoformat()
        next_day = (self.world.now + timedelta(days=9)).date().isoformat()
        return text.format(
            **self.world.ids, day=day, next_day=next_day, here=quote_plus(here), neutral=settings.NEUTRAL_SITE
        )

    def address(self, row: Row, **instead: str) -> str:
        """Where a row is; `instead` says which rows it names in place of its own."""
        names = [instead.get(name, name) for name in row.args]
        args = [self.world.ids.get(name, name) for name in names]
        return reverse(row.name, args=args) + self.filled_in(row.query)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens in here is undone, so that each visitor finds everything as it was."""
        with transaction.atomic():
            self.written_before = rows_written()
            yield
            self.written_before = None
            transaction.set_rollback(True)

    def changed(self) -> set[str]:
        """The tables that are not as they were; where not a row was written since, there is nothing to compare."""
        if self.written_before is not None and rows_written() == self.written_before:
            return set()
        after = everything()
        return {name for name, rows in self.before.items() if after[name] != rows} - OWN_BUSINESS


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as the database keeps them."""
    kept = {}
    with connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')
            # Two parts may call a table of theirs alike.
            kept[model.__name__] = [*kept.get(model.__name__, ()), *cursor.fetchall()]
    return kept


def rows_written() -> int | None:
    """How many rows were ever written by this connection, even if it was undone; only SQLite counts them."""
    return connection.connection.total_changes if connection.vendor == "sqlite" else None


def make_house() -> House:
    """Everybody with an open browser; Nia has just left, and her visit is still signed in."""
    house = house_with_nia()
    leave(house)
    house.before = everything()
    return house


def house_with_nia() -> House:
    """Everybody with an open browser, before Nia leaves."""
    house = House(make_world(now=timezone.now()))
    for visitor in VISITORS:
        if visitor != STRANGER:
            person = house.world.person(visitor)
            visit = SessionStore()
            visit["person"], visit["round"] = person.pk, person.sign_in_round
            visit.create()
            house.cookies[visitor] = {settings.SESSION_COOKIE_NAME: visit.session_key}
        remember_token(house, visitor)
    return house


def remember_token(house: House, visitor: str) -> None:
    """Keep the token for forms that a page gives to a visitor's browser, and the cookie that goes with it."""
    client = house.browser(visitor)
    page = client.get(reverse("people:comfort")).content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    house.tokens[visitor] = found[1]
    house.cookies[visitor] = {name: morsel.value for name, morsel in client.cookies.items()}


def leave(house: House) -> None:
    """Nia reads in a meeting, and leaves in her own browser."""
    nia, ids = house.browser(GONE), house.world.ids
    room = reverse("meetings:room", args=[ids["circle"], ids["talking"]])
    assert nia.get(room).status_code == 200
    left = nia.post(reverse("circles:leave", args=[ids["circle"]]), house.form(GONE, {}))
    assert "You have left the circle" in nia.get(left["Location"]).content.decode()


def text_of(answer: HttpResponse) -> str:
    """What stands on a page, as people read it."""
    return html.unescape(answer.content.decode())


def leads_to(answer: HttpResponse, pattern: str) -> bool:
    """Whether an answer sends on to an address; a star stands for what nobody can know before."""
    return fnmatch.fnmatchcase(answer.get("Location", ""), pattern.replace("?", "[?]"))
