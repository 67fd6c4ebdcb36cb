"""An attacker with the whole database, its journal, its back-ups, the logs and the key names nobody.

They know, besides, in which order people sent their answers, as somebody would who watched the network. Each guess puts
what was opened in some order that is found in what is kept, and lays it beside the order of the people. By chance alone
such a guess is right for one item of a box on average, with a spread as the binomial distribution has it; a guess that
is right more often than chance would be once in a million runs fails here. All who answered in a box are the set in
which each of them is hidden: six, eight or sixteen people, also with two back-ups, however many answered between.
"""

import gzip
import json
import logging
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from handinhand.ground.backups import back_up
from handinhand.ground.keeping import ensure_key
from handinhand.ground.keys import SealBroken, parse, read_lines
from handinhand.ground.models import Person
from handinhand.unnamed import actions
from handinhand.unnamed.models import Box, Unnamed
from handinhand.unnamed.queries.sealed import SIZE, answers_in, place_of
from handinhand.unnamed.rules import phrases
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.unnamed.boxes import WEEK, allow, asked
from tests.unnamed.chance import LEVEL, at_least

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
ITEMS = 200
# The form, the key's id, a nonce and the tag.
SEALED_AROUND = 33


@dataclass
class Collected:
    """One box, who answered it, in which order, and what each wrote."""

    box: Box
    order: list[str]
    wrote: dict[str, str]
    rows: list[Unnamed] = field(default_factory=list)


def people(count: int) -> tuple[str, ...]:
    return tuple(f"Member{number}" for number in range(count))


@pytest.fixture
def quick_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a try of a phrase costs is not what is tried here."""
    monkeypatch.setattr(phrases, "COST", 2)


def collect(group: Group, names: tuple[str, ...], number: int, rng: random.Random, now: datetime) -> Collected:
    """Everybody answers a question through the pages, in an order that the attacker knows."""
    box = asked(group, by=names[0], now=now)
    order = rng.sample(names, len(names))
    wrote = {name: f"Answer {rng.randrange(10**9)} of number {number}." + "x" * rng.randrange(60) for name in order}
    for name in order:
        answer_by_page(group, box, name, wrote[name])
    return Collected(box, order, wrote)


def answer_by_page(group: Group, box: Box, name: str, text: str) -> None:
    address = f"/c/{group.circle.public_id}/without-names/{box.public_id}/"
    kept = send(client_of(group.members[name]), address, text=text, phrase=phrases.new_phrase().replace(" ", ","))
    assert "It is kept, without your name" in text_of(kept)


def opened(found: list[Collected], now: datetime) -> list[Collected]:
    actions.open_all_due(now=now)
    for each in found:
        each.rows = list(Unnamed.objects.filter(box=each.box).select_related("words"))
        assert sorted(row.words.body for row in each.rows) == sorted(each.wrote.values())
    return found


def disk() -> bytes:
    """The database file and its journal, as they lie on the disk."""
    if connection.vendor != "sqlite":
        return b""
    path = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in (path, Path(f"{path}-wal")) if each.exists())


def sealed_body(row: Unnamed) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM words_words WHERE id = %s", [row.words_id])
        return bytes(cursor.fetchone()[0])


def physical(row: Unnamed) -> str:
    """Where PostgreSQL keeps the row, and by which transaction it was written."""
    if connection.vendor == "sqlite":
        return str(row.words_id).zfill(12)
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, ctid::text FROM words_words WHERE id = %s", [row.words_id])
        return " ".join(part.strip("()").zfill(20) for part in cursor.fetchone())


def guesses(whole: bytes) -> dict[str, Callable[[Unnamed], object]]:
    """Every order in which what was opened can be put."""
    return {
        "row of the words": lambda row: row.words_id,
        "row backwards": lambda row: -row.words_id,
        "row of the mark": lambda row: row.pk,
        "public id": lambda row: row.words.public_id,
        "mark of the phrase": lambda row: row.phrase,
        "text": lambda row: row.words.body,
        "length": lambda row: (len(row.words.body), row.words_id),
        "where the row lies": physical,
        "first place on the disk": lambda row: whole.find(sealed_body(row)),
        "last place on the disk": lambda row: whole.rfind(sealed_body(row)),
        "first place of its id": lambda row: whole.find(row.words.public_id.encode()),
    }


@pytest.mark.parametrize("size", [6, 8, 16])
def test_no_order_that_is_kept_names_an_author(size, quick_marks, caplog):
    caplog.set_level(logging.DEBUG)
    now, rng, names = timezone.now(), random.Random(size), people(size)
    group = make_group(name="Harbour Circle", now=now, people=names)
    allow(group, now=now)
    found = opened([collect(group, names, number, rng, now) for number in range(-(-ITEMS // size))], now + WEEK)
    tries = sum(len(each.rows) for each in found)
    assert tries >= ITEMS
    every = guesses(disk())
    for what, key in every.items():
        hits = sum(
            row.words.body == each.wrote[name]
            for each in found
            for name, row in zip(each.order, sorted(each.rows, key=key), strict=True)
        )
        assert at_least(hits, tries, Fraction(1, size)) > LEVEL / (2 * len(every)), (what, hits, tries)
    assert {
        (row.words.author_id, row.words.written_at, row.words.shared_at) for each in found for row in each.rows
    } == {(None, each.box.opens_at, each.box.opens_at) for each in found}
    written = [text for each in found for text in each.wrote.values()]
    assert not [text for text in written if text in caplog.text]
    assert not [text for text in written if text.encode() in disk() or b64encode(text.encode())[:-4] in disk()]


def rows_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def opens(sealed: bytes, box: Box) -> bool:
    """Whether a sealed piece opens with any key that is still anywhere: the server's, or one beside it."""
    folder = Path(settings.UNOPENED)
    beside = [each.read_text().splitlines(keepends=True) for each in folder.iterdir() if each.name != ".lock"]
    for lines in [read_lines(Path(settings.KEY_FILE)), *filter(None, beside)]:
        try:
            parse(lines).unseal(sealed, place=place_of(box))
        except SealBroken:
            continue
        return True
    return False


@pytest.mark.parametrize("size", [6, 8, 16])
@pytest.mark.parametrize("between", [1, 2, 5])
def test_two_back_ups_tell_no_more_than_that_all_of_them_answered(size, between, quick_marks, tmp_path):
    now, rng, names = timezone.now(), random.Random(size), people(size)
    group = make_group(name="Harbour Circle", now=now, people=names)
    ensure_key(create=True)
    allow(group, now=now)
    found, pieces = [], []
    for number in range(8):
        box = asked(group, by=names[0], now=now)
        order = rng.sample(names, size)
        wrote = {name: f"Answer {rng.randrange(10**9)} of number {number}." for name in order}
        for place, name in enumerate(order):
            if place == size - between:
                before = tmp_path / f"before-{number}.gz"
                back_up(to=before, now=now)
                pieces.append((box, sealed_in(before, box)))
            answer_by_page(group, box, name, wrote[name])
            pieces.append((box, bytes(Box.objects.get(pk=box.pk).sealed)))
        found.append(Collected(box, order, wrote))
    whole_before = disk()
    opened(found, now + WEEK)
    back_up(to=tmp_path / "after.gz", now=now)
    assert not [box for box, piece in pieces if opens(piece, box)]
    assert {len(piece) for box, piece in pieces if box == found[0].box} <= {
        SIZE * many + 33 for many in range(size + 1)
    }
    every = {**guesses(whole_before + disk()), "place in the back-up": place_in(tmp_path / "after.gz")}
    for what, key in every.items():
        hits = sum(
            row.words.body in {each.wrote[name] for name in each.order[-between:]}
            for each in found
            for row in sorted(each.rows, key=key)[-between:]
        )
        tries = between * len(found)
        assert at_least(hits, tries, Fraction(between, size)) > LEVEL / (2 * len(every)), (what, hits, tries)
    for path in tmp_path.iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        assert not [each for each in found for said in each.wrote.values() if said in text]


def sealed_in(path: Path, box: Box) -> bytes:
    row = next(each for each in rows_of(path) if each.get("model") == "unnamed.box" and each["pk"] == box.pk)
    return b64decode(row["fields"]["sealed"])


def place_in(path: Path) -> Callable[[Unnamed], object]:
    listed = [each["pk"] for each in rows_of(path) if each.get("model") == "unnamed.unnamed"]
    return lambda row: listed.index(row.pk)


def test_after_opening_no_row_of_any_table_holds_a_person_beside_what_was_opened(quick_marks):
    """With the key: every column of every row that leads to an opened item, and none of them leads to a person."""
    now, names = timezone.now(), people(6)
    group = make_group(name="Harbour Circle", now=now, people=names)
    allow(group, now=now)
    found = opened([collect(group, names, 0, random.Random(1), now)], now + WEEK)[0]
    beside = {Words, Unnamed} | {
        each.related_model
        for model in (Words, Unnamed)
        for each in model._meta.related_objects
        if each.related_model.objects.filter(
            **{f"{each.field.name}__in": [row.words_id for row in found.rows]}
        ).exists()
    }
    assert beside == {Words, Unnamed}
    assert not [each.name for each in Unnamed._meta.fields if each.related_model is Person]
    assert {row.words.author_id for row in found.rows} == {None}
    assert not found.box.answered.exists()
    assert found.box.public_id not in [each.name for each in Path(settings.UNOPENED).iterdir()]


@pytest.mark.parametrize("size", [6, 8, 16])
def test_before_opening_too_the_key_names_nobody(size, quick_marks):
    """Somebody reads all with all keys while it is collected: the order in it is of chance."""
    now, rng, names = timezone.now(), random.Random(size), people(size)
    group = make_group(name="Harbour Circle", now=now, people=names)
    allow(group, now=now)
    found = [collect(group, names, number, rng, now) for number in range(-(-ITEMS // size))]
    hits = backwards = 0
    for each in found:
        order = list(each.box.answered.order_by("pk").values_list("person", flat=True))
        inside = [answer.text for answer in answers_in(Box.objects.get(pk=each.box.pk))]
        assert order == [group.members[name].person_id for name in each.order]
        hits += sum(each.wrote[name] == text for name, text in zip(each.order, inside, strict=True))
        backwards += sum(each.wrote[name] == text for name, text in zip(each.order, reversed(inside), strict=True))
    for right in (hits, backwards):
        assert at_least(right, size * len(found), Fraction(1, size)) > LEVEL / 4
