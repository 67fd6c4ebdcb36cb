"""The key can be changed at any time; stopped anywhere and begun again, it finishes, and nothing is lost."""

import subprocess
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from handinhand.circles import actions as circles
from handinhand.circles.queries.asking import why_not_carried_out
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import Proposal
from handinhand.ground import rotation
from handinhand.ground.keeping import ensure_key, sealed_fields, tables
from handinhand.ground.keys import keyring, new_line, read_lines, sealed_with, write_lines
from handinhand.ground.models import Circle
from handinhand.ground.not_done import NotDone
from handinhand.ground.rotation import rotate_key
from handinhand.ground.sealed import Lookup, SealedBytes
from handinhand.ground.serving import BeingServed, hold_serving_lock
from tests.cast import make_group
from tests.ground.every_table import every_row, fill_every_table
from tests.ground.house import House

pytestmark = [pytest.mark.django_db(transaction=True)]


class Killed(BaseException):
    """What the end of a process is to a test that goes on."""


@pytest.fixture
def filled(begun: Path, now: datetime) -> Path:
    fill_every_table(now)
    return begun


def all_opened() -> dict[str, list[list[str]]]:
    """Everything that is sealed, opened."""
    return {
        model._meta.label: [
            [getattr(row, field.attname) for field in sealed_fields(model)]
            for row in model._base_manager.order_by("pk")
        ]
        for model in tables()
    }


def keys_in_use() -> set[str]:
    rows = (row for some in every_row(everything=True).values() for row in some)
    return {sealed_with(value).hex() for row in rows for value in row.values() if isinstance(value, SealedBytes)}


def test_everything_opens_with_the_new_key_alone(filled: Path) -> None:
    before, old = all_opened(), keyring().current.hex()
    changed = rotate_key()
    assert all_opened() == before
    assert len(read_lines(filled)) == 1
    assert keys_in_use() == {keyring().current.hex()} != {old}
    assert changed.values == sum(value is not None for some in before.values() for row in some for value in row)


def test_everything_is_found_by_the_new_fingerprints(filled: Path) -> None:
    rotate_key()
    found_by = [(model, field) for model in tables() for field in model._meta.fields if isinstance(field, Lookup)]
    assert len(found_by) >= 4
    for model, field in found_by:
        row = model._base_manager.get()
        assert model._base_manager.get(**{field.attname: field.fingerprint(getattr(row, field.of))}) == row


def test_nothing_but_sealed_text_and_fingerprints_changes(filled: Path) -> None:
    def rest() -> list[dict[str, object]]:
        found_by = {f.attname for model in tables() for f in model._meta.fields if isinstance(f, Lookup)}
        rows = (row for model in tables() for row in model._base_manager.order_by("pk").values())
        return [{k: v for k, v in row.items() if k not in found_by and not isinstance(v, SealedBytes)} for row in rows]

    before = rest()
    rotate_key()
    assert rest() == before


def test_what_is_proposed_about_a_hold_goes_on_after_the_key_was_changed(begun: Path, now: datetime) -> None:
    group = make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha", "Sam"))
    with time_machine.travel(now, tick=False):
        hold = circles.agree_to_hold(
            hold=circles.ask_hold(member=group.dee, by=group.tom, now=now), by=group.asha, now=now
        )
        proposal = decisions.propose_about_hold(hold=hold, by=group.sam, days=7, now=now)
    words = Proposal.objects.select_related("words").get(pk=proposal.pk).words.body
    rotate_key()
    assert why_not_carried_out(proposal.public_id, words, now=now) is None
    assert why_not_carried_out(proposal.public_id, f"{words} Or not.", now=now) is not None


@pytest.mark.parametrize("written", [0, 1])
@pytest.mark.parametrize("when", [1, 2])
def test_stopped_while_the_key_file_changes(
    filled: Path, monkeypatch: pytest.MonkeyPatch, when: int, written: int
) -> None:
    before = all_opened()
    calls = 0

    def stop_at(path: Path, lines: list[str]) -> None:
        nonlocal calls
        calls += 1
        if calls < when or written:
            write_lines(path, lines)
        if calls == when:
            raise Killed

    with monkeypatch.context() as during:
        during.setattr(rotation, "write_lines", stop_at)
        with pytest.raises(Killed):
            rotate_key()
    assert all_opened() == before
    finish(filled, before)


@pytest.mark.parametrize("rows", [0, 1, 2, 7, 12])
def test_stopped_while_rows_are_sealed(filled: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    before = all_opened()
    sealed = 0
    real = rotation._seal_anew

    def stop_after(row: object) -> int:
        nonlocal sealed
        if sealed == rows:
            raise Killed
        sealed += 1
        return real(row)

    with monkeypatch.context() as during:
        during.setattr(rotation, "_seal_anew", stop_after)
        with pytest.raises(Killed):
            rotate_key()
    assert all_opened() == before
    with pytest.raises(ImproperlyConfigured, match="rotate-key"):
        ensure_key(create=True)
    finish(filled, before)


def finish(key_file: Path, before: dict[str, list[list[str]]]) -> None:
    """Run it again: everything is there, under one key."""
    rotate_key()
    assert all_opened() == before
    assert len(read_lines(key_file)) == 1
    assert keys_in_use() == {keyring().current.hex()}
    ensure_key(create=False)


def test_the_old_key_stays_while_anything_needs_it(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "_seal_anew", lambda _row: 0)
    with pytest.raises(NotDone, match="again"):
        rotate_key()
    assert len(read_lines(filled)) == 2


def test_the_wrong_key_is_said_before_anything_is_written(filled: Path) -> None:
    other = new_line()
    write_lines(filled, [other])
    before = every_row(everything=True)
    with pytest.raises(ImproperlyConfigured, match="does not open this database"):
        rotate_key()
    assert read_lines(filled) == [other]
    assert every_row(everything=True) == before


def test_a_damaged_value_is_said_before_anything_is_written(filled: Path) -> None:
    lines = read_lines(filled)
    damaged = bytearray(Circle.objects.values_list("name", flat=True).get())
    damaged[-1] ^= 1
    Circle.objects.update(name=SealedBytes(damaged))
    before = every_row(everything=True)
    with pytest.raises(NotDone, match=r"ground_circle\.name"):
        rotate_key()
    assert read_lines(filled) == lines
    assert every_row(everything=True) == before


def test_the_key_is_never_changed_under_a_server(filled: Path) -> None:
    lines = read_lines(filled)
    with hold_serving_lock(), pytest.raises(BeingServed):
        rotate_key()
    assert read_lines(filled) == lines


def test_the_command_counts(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rotate_key")
    said = capsys.readouterr().out
    assert "texts: " in said
    assert "older ones need the old key" in said


MANY = """
from handinhand.ground.models import Circle
from django.utils import timezone
now = timezone.now()
Circle.objects.bulk_create(
    Circle(name=f"name {n}", purpose="purpose", limits="limits", time_zone="Europe/London", began_at=now)
    for n in range(3000)
)
"""
COUNT = """
from handinhand.ground.models import Circle
print(sum(circle.name.startswith("name ") and circle.limits == "limits" for circle in Circle.objects.all()))
"""


def test_killed_again_and_again_it_finishes(house: House) -> None:
    house.python(MANY)
    key_file = house.folder / "key"
    began = time.monotonic()
    assert house.run("rotate-key").returncode == 0
    whole = time.monotonic() - began
    first = key_file.read_text().splitlines()[1:]
    keys_left = set()
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        running = house.start("rotate-key")
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=share * whole)
        running.kill()
        running.wait()
        keys_left.add(len(key_file.read_text().splitlines()[1:]))
    assert 2 in keys_left, "It was never killed in the middle."
    done = house.run("rotate-key")
    assert done.returncode == 0, done.stderr
    lines = key_file.read_text().splitlines()[1:]
    assert len(lines) == 1
    assert lines != first
    assert house.python(COUNT).strip() == "3000"
