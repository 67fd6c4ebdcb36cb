"""Whatever is changed, taken out, put in, swapped or cut off in a chain is found, and the first place is named."""

import secrets
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from django.db import DatabaseError, transaction

from handinhand.ground.models import new_public_id
from handinhand.ledger import chain
from handinhand.ledger.actions import record
from handinhand.ledger.models import ALSO, Chain, Entry, Names, Salt
from handinhand.ledger.verifying import Fault, Finding, read
from tests.cast import Group
from tests.ledger.tampering import LINES, bind_anew, put, sql, take_out, without_guards, write_lines

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BEFORE_EACH_BYTE = [timedelta(microseconds=1 << (8 * each)) for each in range(7)]


@pytest.fixture
def lines(harbour: Group, now: datetime):
    """A chain that anybody can write into."""
    made = write_lines(harbour, now)
    with without_guards():
        yield made


def fault(group: Group) -> Fault | None:
    return read(group.circle).fault


def other_letters(text: str) -> list[str]:
    """A text with one letter changed, for each of its letters; for an empty one, one with a letter."""
    changed = [f"{text[:at]}{'b' if letter != 'b' else 'c'}{text[at + 1 :]}" for at, letter in enumerate(text)]
    return changed or ["b"]


def other_bytes(value: bytes) -> list[bytes]:
    """A value with one byte changed, for each of its bytes."""
    return [
        value[:at] + bytes([each ^ secrets.choice(range(1, 256))]) + value[at + 1 :] for at, each in enumerate(value)
    ]


def changes(entry: Entry, hillside: Group) -> list[tuple[str, object]]:
    """Every change of one byte that can be made to one line, column by column."""
    texts = {name: other_letters(getattr(entry, name)) for name in ("public_id", "power", "object_id")}
    marks = {
        name: other_bytes(bytes(getattr(entry, name))) for name in ("by_mark", "object_mark", "also_marks", "hash")
    }
    others = {
        "at": [entry.at + each for each in BEFORE_EACH_BYTE],
        "number": [entry.number + (1 << (8 * each)) * 100 for each in range(7)],
        "by_id": [hillside.bo.person.pk, *([None] if entry.by_id else [])],
        "circle_id": [hillside.circle.pk],
    }
    return [(name, value) for name, values in (texts | marks | others).items() for value in values]


def test_a_chain_that_nobody_touched_holds(lines: list[Entry], harbour: Group, hillside: Group) -> None:
    found = read(harbour.circle)
    assert (found.fault, found.number, found.waiting) == (None, LINES, 0)
    assert found.head == bytes(Chain.objects.get(circle=harbour.circle).hash)
    assert read(hillside.circle).fault is None


def test_every_byte_that_is_changed_in_a_line_is_found_at_that_line(
    lines: list[Entry], harbour: Group, hillside: Group
) -> None:
    missed, tried = [], 0
    for entry in lines:
        for name, value in changes(entry, hillside):
            put("entry", entry.pk, **{name: value})
            found = fault(harbour)
            if found is None or found.number != entry.number:
                missed.append((entry.number, name, value, found))
            tried += 1
            put("entry", entry.pk, **{name: getattr(entry, name)})
    assert not missed
    assert tried > LINES * 120
    assert fault(harbour) is None


def test_every_byte_that_is_changed_in_a_salt_or_at_the_end_is_found(lines: list[Entry], harbour: Group) -> None:
    for salt in Salt.objects.select_related("entry"):
        for value in other_bytes(bytes(salt.salt)):
            put("salt", salt.pk, salt=value)
            found = fault(harbour)
            assert found is not None
            assert found.number == salt.entry.number
        put("salt", salt.pk, salt=bytes(salt.salt))
    end = Chain.objects.get(circle=harbour.circle)
    for value in other_bytes(bytes(end.hash)):
        put("chain", end.pk, hash=value)
        assert fault(harbour) == Fault(LINES, Finding.END_CHANGED)
    put("chain", end.pk, hash=bytes(end.hash))
    for number in (0, LINES - 1, LINES + 1):
        put("chain", end.pk, number=number)
        assert fault(harbour) is not None
    put("chain", end.pk, number=end.number)
    assert fault(harbour) is None


def test_who_did_it_and_what_it_was_done_to_are_named_when_they_change(lines: list[Entry], harbour: Group) -> None:
    put("entry", lines[1].pk, by_id=harbour.jo.person.pk)
    assert fault(harbour) == Fault(2, Finding.BY_CHANGED)
    put("entry", lines[1].pk, by_id=lines[1].by_id, object_id=harbour.jo.public_id)
    assert fault(harbour) == Fault(2, Finding.OBJECT_CHANGED)


def test_nobody_is_written_into_a_line_that_names_nobody(lines: list[Entry], harbour: Group) -> None:
    salt = secrets.token_bytes(16)
    sql("INSERT INTO ledger_salt (entry_id, name, salt) VALUES (%s, 'by', %s)", lines[3].pk, salt)
    assert fault(harbour) == Fault(4, Finding.BY_CHANGED)
    put("entry", lines[3].pk, by_id=harbour.tom.person.pk)
    assert fault(harbour) == Fault(4, Finding.BY_CHANGED)


@pytest.mark.parametrize("first", range(1, LINES + 1))
def test_whatever_is_taken_out_is_found(lines: list[Entry], harbour: Group, first: int) -> None:
    """One line, or several that follow each other; from the middle, or to the end."""
    take_out(lines[first - 1].pk)
    assert fault(harbour) == Fault(first, Finding.CUT if first == LINES else Finding.GAP)
    for last in range(first, LINES):
        take_out(lines[last].pk)
        assert fault(harbour) == Fault(first, Finding.CUT if last == LINES - 1 else Finding.GAP)


def test_what_is_taken_out_and_counted_anew_is_found(lines: list[Entry], harbour: Group) -> None:
    take_out(lines[2].pk)
    for entry in lines[3:]:
        put("entry", entry.pk, number=entry.number - 1)
    assert fault(harbour) == Fault(3, Finding.CHANGED)


@pytest.mark.parametrize("place", range(1, LINES + 2))
def test_whatever_is_put_in_is_found(lines: list[Entry], harbour: Group, place: int) -> None:
    for entry in reversed(lines[place - 1 :]):
        put("entry", entry.pk, number=entry.number + 1)
    marks = [secrets.token_bytes(32) for _ in range(3)]
    sql(
        "INSERT INTO ledger_entry (public_id, circle_id, power, object_id, at, by_mark, object_mark, number, hash)"
        " VALUES (%s, %s, 'invite', '', %s, %s, %s, %s, %s)",
        *(new_public_id(), harbour.circle.pk, lines[0].at, *marks[:2], place, marks[2]),
    )
    assert fault(harbour) == Fault(place, Finding.CHANGED)


def test_a_line_that_is_bound_rightly_but_after_the_end_is_found(lines: list[Entry], harbour: Group) -> None:
    entry = Entry(circle=harbour.circle, power="invite", at=lines[-1].at, by_mark=b"1" * 32, object_mark=b"2" * 32)
    entry.number = LINES + 1
    line = chain.Line(entry.number, entry.public_id, "invite", entry.at, b"1" * 32, b"2" * 32)
    entry.hash = chain.bound(line, before=lines[-1].hash)
    entry.save()
    assert fault(harbour) == Fault(LINES + 1, Finding.ADDED)


def test_a_line_without_a_place_is_counted(lines: list[Entry], harbour: Group) -> None:
    Entry(circle=harbour.circle, power="invite", at=lines[0].at, by_mark=b"1", object_mark=b"2").save()
    assert (read(harbour.circle).fault, read(harbour.circle).waiting) == (None, 1)


@pytest.mark.parametrize("pair", list(combinations(range(LINES), 2)), ids=str)
def test_lines_that_change_places_are_found(lines: list[Entry], harbour: Group, pair: tuple[int, int]) -> None:
    one, other = (lines[each] for each in pair)
    for entry, number in ((one, 1000), (other, one.number), (one, other.number)):
        put("entry", entry.pk, number=number)
    assert fault(harbour) == Fault(pair[0] + 1, Finding.CHANGED)


@pytest.mark.parametrize("kept", range(LINES))
def test_a_tail_that_is_cut_off_with_its_end_is_found_by_a_head_from_paper(
    lines: list[Entry], harbour: Group, kept: int
) -> None:
    heads = [bytes(each.hash)[: chain.HEAD_BYTES] for each in lines]
    take_out(*(each.pk for each in lines[kept:]))
    last = bytes(lines[kept - 1].hash) if kept else chain.beginning(harbour.circle.public_id)
    sql("UPDATE ledger_chain SET number = %s, hash = %s", kept, last)
    found = read(harbour.circle, heads=heads)
    assert found.fault is None, "Without the paper nobody could tell."
    assert found.passed == {head: number for number, head in enumerate(heads[:kept], start=1)}


def test_a_list_that_is_written_anew_is_found_by_a_head_from_paper(lines: list[Entry], harbour: Group) -> None:
    head = bytes(lines[-1].hash)[: chain.HEAD_BYTES]
    assert read(harbour.circle, heads=[head]).passed == {head: LINES}
    put("entry", lines[1].pk, power="leave")
    bind_anew(harbour)
    found = read(harbour.circle, heads=[head])
    assert (found.fault, found.passed) == (None, {})


def test_an_end_that_was_taken_away_is_found(lines: list[Entry], harbour: Group) -> None:
    sql("DELETE FROM ledger_chain WHERE circle_id = %s", harbour.circle.pk)
    assert fault(harbour) == Fault(LINES, Finding.NO_END)


def test_a_chain_goes_on_after_somebody_was_erased(harbour: Group, now: datetime) -> None:
    """Who did it goes, and what it was done to where that is them; the other names stay, and everything still fits."""
    lines = write_lines(harbour, now)
    tom, dee = harbour.tom, harbour.dee
    theirs = set(Salt.objects.filter(of=tom.person).values_list("entry_id", "name"))
    assert {name for _entry, name in theirs} == {"by", "object", "about"}
    head = bytes(lines[-1].hash)[: chain.HEAD_BYTES]
    tom.person.delete()
    assert not Salt.objects.filter(of=tom.person_id).exists()
    for before in lines:
        after = Entry.objects.get(pk=before.pk)
        named = {"by": bool(after.by_id), "object": bool(after.object_id)}
        was = {"by": bool(before.by_id), "object": bool(before.object_id)}
        assert named == {name: was[name] and (before.pk, name) not in theirs for name in was}
    assert Entry.objects.filter(by=dee.person, object_id=dee.public_id).exists()
    record(circle=harbour.circle, by=dee.person, power="leave", object_id="", now=now)
    found = read(harbour.circle, heads=[head])
    assert (found.fault, found.number, found.passed) == (None, LINES + 1, {head: LINES})


def test_reading_keeps_nothing_and_asks_as_often_for_many(
    harbour: Group, now: datetime, django_assert_num_queries
) -> None:
    for number in (2, 40):
        write_lines(harbour, now, number)
        with django_assert_num_queries(3):
            assert read(harbour.circle).fault is None


def test_whom_else_a_line_names_is_bound_and_a_salt_is_tied_to_whom_it_names(harbour: Group, now: datetime) -> None:
    """Whom the line of a hold accuses, and with whom a name goes when somebody is erased."""
    given = {"circle": harbour.circle, "power": "hold_access", "object_id": "bcdfghjkmnpq", "now": now}
    entry = record(by=harbour.tom.person, asked=harbour.dee.person, held=harbour.sam.person, **given)
    other = record(by=harbour.tom.person, about=harbour.asha.person, **given)
    assert fault(harbour) is None
    with without_guards():
        for salt in Salt.objects.select_related("entry").order_by("pk"):
            found = {Names.BY: Finding.BY_CHANGED}.get(Names(salt.name), Finding.NAMED_CHANGED)
            for of in (harbour.jo.person.pk, None):
                if salt.of_id != of:
                    put("salt", salt.pk, of_id=of)
                    assert fault(harbour) == Fault(salt.entry.number, found), (salt.name, of)
            put("salt", salt.pk, of_id=salt.of_id)
            if salt.name in ALSO:
                put("salt", salt.pk, salt=bytes(16))
                assert fault(harbour) == Fault(salt.entry.number, Finding.NAMED_CHANGED)
                put("salt", salt.pk, salt=bytes(salt.salt))
        for value in (*other_bytes(bytes(entry.also_marks)), None):
            put("entry", entry.pk, also_marks=value)
            assert fault(harbour) is not None
        put("entry", entry.pk, also_marks=bytes(entry.also_marks))
        sql("UPDATE ledger_salt SET name = 'x' WHERE name = 'asked'")
        sql("UPDATE ledger_salt SET name = 'asked' WHERE name = 'held'")
        assert fault(harbour) == Fault(1, Finding.NAMED_CHANGED)
        sql("UPDATE ledger_salt SET name = 'held' WHERE name = 'asked'")
        sql("UPDATE ledger_salt SET name = 'asked' WHERE name = 'x'")
        assert fault(harbour) is None
    assert entry.also_marks != other.also_marks
    harbour.dee.person.delete()
    harbour.asha.person.delete()
    assert fault(harbour) is None
    assert set(Salt.objects.filter(entry=entry).values_list("name", flat=True)) == {"by", "object", "held"}


def test_lines_of_the_first_kind_hold_and_name_nobody_else(harbour: Group, now: datetime) -> None:
    """What was bound before lines could name more is read as it was; a name put to it later is found."""
    lines = write_lines(harbour, now)
    with without_guards():
        for entry in lines[:3]:
            put("entry", entry.pk, also_marks=None)
            sql("DELETE FROM ledger_salt WHERE entry_id = %s AND name = 'about'", entry.pk)
        bind_anew(harbour)
        assert fault(harbour) is None
        salt = "INSERT INTO ledger_salt (entry_id, name, of_id, salt) VALUES (%s, 'held', %s, %s)"
        sql(salt, lines[1].pk, harbour.dee.person.pk, secrets.token_bytes(16))
        assert fault(harbour) == Fault(2, Finding.NAMED_CHANGED)


def test_the_database_itself_keeps_whom_else_a_line_names(harbour: Group, now: datetime) -> None:
    write_lines(harbour, now)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        sql("UPDATE ledger_entry SET also_marks = NULL")
