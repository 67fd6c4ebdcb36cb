"""Keys that pass: whatever stops in the middle, what is sealed still opens, and what was sealed before does not."""

import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from handinhand.ground import passing_keys
from handinhand.ground.backups import back_up
from handinhand.ground.keys import Keyring
from handinhand.ground.passing_keys import KeyGone, destroy, is_there, left_behind, seal_anew, tidy, unseal
from handinhand.ground.restoring import restore
from handinhand.ground.rotation import rotate_key
from handinhand.unnamed import actions
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Answered, Box, Unnamed
from handinhand.unnamed.queries import found_by
from handinhand.unnamed.rules import STAYS_FOR
from tests.browsing import client_of, text_of
from tests.cast import NAMES, Group, make_group
from tests.ground.house import BEGIN, House
from tests.unnamed.boxes import DAY, WEEK, allow, answered, asked, fresh

pytestmark = [pytest.mark.django_db(transaction=True)]
FIVE, PLACE = NAMES[:5], b"a place"
LOST = "The machine had to be repaired."


class Killed(BaseException):
    """What the end of a process is to a test that goes on."""


@pytest.fixture
def unopened(settings, begun: Path, tmp_path: Path) -> Path:
    """A folder of a test's own for these keys."""
    settings.UNOPENED = str(tmp_path / "unopened")
    return tmp_path / "unopened"


@pytest.fixture
def group(unopened: Path, now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def row(group: Group, now) -> Box:
    return actions.make_box(circle=group.circle, scope=group.scope, kind=Kind.WORDS, now=now)


@transaction.atomic
def put(row: Box, plain: bytes) -> bytes:
    """Seal something else in a row, as whoever writes there does."""
    held = Box.objects.select_for_update().get(pk=row.pk)
    before = None if held.sealed is None else bytes(held.sealed)
    held.sealed = seal_anew(plain, name=held.public_id, place=PLACE, before=before)
    held.save()
    return held.sealed


def read(row: Box) -> bytes:
    return unseal(bytes(fresh(row).sealed), name=row.public_id, place=PLACE)


def lines_of(row: Box) -> list[str]:
    path = passing_keys.folder() / row.public_id
    return path.read_text().splitlines() if path.exists() else []


def stop(*_given: object, **_more: object) -> None:
    raise Killed


def test_each_piece_has_one_key_and_the_one_before_opens_no_more(row):
    first = put(row, b"one")
    second = put(row, b"two")
    assert read(row) == b"two"
    assert is_there(second, name=row.public_id)
    assert not is_there(first, name=row.public_id)
    with pytest.raises(KeyGone):
        unseal(first, name=row.public_id, place=PLACE)
    assert len(lines_of(row)) == 1


def undone(row: Box, *pieces: bytes) -> None:
    """Put several things in a row, and undo all of it."""
    with suppress(ZeroDivisionError), transaction.atomic():
        for each in pieces:
            put(row, each)
        raise ZeroDivisionError


def test_what_is_undone_leaves_the_old_key_and_what_it_left_goes_with_the_next(row):
    put(row, b"one")
    for _each in range(2):
        undone(row, b"two", b"three")
        assert read(row) == b"one"
    put(row, b"four")
    assert read(row) == b"four"
    assert len(lines_of(row)) == 1


def test_what_is_undone_within_a_transaction_that_is_kept_leaves_the_key_too(row):
    put(row, b"one")
    with transaction.atomic():
        undone(row, b"two")
    assert read(row) == b"one"
    with transaction.atomic():
        put(row, b"three")
        put(row, b"four")
    assert read(row) == b"four"
    assert len(lines_of(row)) == 1


STEPS: dict[str, tuple[object, str, bytes]] = {
    "before the file is written": (passing_keys, "_write", b"one"),
    "as the file takes its place": (Path, "replace", b"one"),
    "before the old file is written over": (passing_keys, "_write_over", b"one"),
    "after the file is written": (Keyring, "seal", b"one"),
    "before the commit": (Box, "save", b"one"),
    "after the commit": (passing_keys, "_forget", b"two"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_what_is_sealed_openable(row, step, monkeypatch):
    where, name, left = STEPS[step]
    put(row, b"one")
    with monkeypatch.context() as patched:
        patched.setattr(where, name, stop)
        with pytest.raises(Killed):
            put(row, b"two")
    assert read(row) == left
    sealed = bytes(fresh(row).sealed)
    tidy(row.public_id, sealed)
    assert not left_behind(row.public_id, is_sealed=True)
    assert read(row) == left
    assert [each.name for each in passing_keys.folder().iterdir() if each.name.startswith(row.public_id)] == [
        row.public_id
    ]
    put(row, b"three")
    assert read(row) == b"three"


def test_a_process_that_is_killed_after_the_commit_loses_nothing(house: House):
    house.python(BEGUN)
    for where in ("passing_keys._forget", "passing_keys._write", "passing_keys._write_over"):
        program = f"{BEGIN}{ANSWER}{where} = lambda *given: os._exit(9)\nanswer()"
        done = subprocess.run([sys.executable, "-c", program], env=house.environment, check=False, capture_output=True)
        assert done.returncode == 9, done.stderr
    assert house.python(OPENS).split() == ["1", "2"]


BEGUN = """
from django.utils import timezone
from tests.cast import make_group
from tests.unnamed.boxes import allow, answered, asked
now = timezone.now()
group = make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha", "Sam", "Jo"))
allow(group, now=now)
answered(group, asked(group, now=now), "Tom", now=now)
"""
ANSWER = """
import os
from django.utils import timezone
from handinhand.ground import passing_keys
from handinhand.ground.models import Person
from handinhand.unnamed import actions
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules.phrases import new_phrase
def answer():
    box, now = Box.objects.get(), timezone.now()
    by = Person.objects.exclude(pk__in=box.answered.values("person")).earliest("pk")
    actions.answer(box=box, by=by, text="Mine.", choice="", phrase=new_phrase(), key="k" * 12, now=now)
"""
OPENS = """
from handinhand.unnamed.actions.tidying import tidy_all
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries.sealed import answers_in
from django.conf import settings
from pathlib import Path
from django.utils import timezone
tidy_all(now=timezone.now())
box = Box.objects.get()
print(len((Path(settings.UNOPENED) / box.public_id).read_text().splitlines()))
print(len(answers_in(box)))
"""


def test_the_old_file_is_written_over_and_only_the_servers_user_reads_the_keys(row):
    put(row, b"one")
    path = passing_keys.folder() / row.public_id
    with path.open("rb") as old:
        assert old.read().strip()
        put(row, b"two")
        old.seek(0)
        assert set(old.read()) == {0}
    assert path.stat().st_mode & 0o777 == 0o600
    assert passing_keys.folder().stat().st_mode & 0o777 == 0o700
    with path.open("rb") as destroyed:
        with transaction.atomic():
            destroy(row.public_id)
            assert path.exists()
        assert not path.exists()
        assert set(destroyed.read()) == {0}


def test_no_back_up_holds_a_key(row, tmp_path):
    put(row, b"one")
    key = lines_of(row)[0].split()[1]
    back_up(to=tmp_path / "kept.gz", now=timezone.now())
    whole = subprocess.run(["gzip", "-dc", str(tmp_path / "kept.gz")], check=True, capture_output=True).stdout
    assert row.public_id.encode() in whole
    assert key.encode() not in whole


def restored_elsewhere(tmp_path: Path, settings, unopened: Path) -> None:
    """A back-up is made, and brought back on a machine that never had these keys."""
    back_up(to=tmp_path / "kept.gz", now=timezone.now())
    settings.UNOPENED = str(unopened.with_name("another-machine"))
    restore(path=tmp_path / "kept.gz")


def test_what_another_machine_brings_back_is_asked_anew(group, unopened, settings, tmp_path):
    now = timezone.now()
    allow(group, now=now)
    box, soon = asked(group, now=now), asked(group, now=now, opens_at=now + DAY, question="And on the way?")
    phrases = {name: answered(group, box, name, now=now) for name in FIVE}
    answered(group, soon, "Dee", now=now)
    restored_elsewhere(tmp_path, settings, unopened)
    later = now + 2 * DAY
    actions.tidy_all(now=later)
    actions.open_all_due(now=later)
    assert {fresh(each).state for each in (box, soon)} == {BoxState.COLLECTING}
    assert not Answered.objects.exists()
    page = text_of(client_of(group.dee).get(f"/c/{group.circle.public_id}/without-names/{box.public_id}/"))
    assert LOST in page
    assert "Send it without my name" in page
    assert found_by(phrase=phrases["Dee"]) is None
    assert fresh(box).opens_at == box.opens_at
    assert fresh(soon).opens_at > later + 3 * DAY
    for name in FIVE:
        answered(group, box, name, now=later)
    actions.open_all_due(now=now + WEEK)
    assert Unnamed.objects.filter(box=box).count() == 5


def test_what_stayed_closed_and_is_lost_says_so(group, unopened, settings, tmp_path):
    now = timezone.now()
    allow(group, now=now)
    box = asked(group, now=now)
    answered(group, box, "Dee", now=now)
    actions.open_all_due(now=now + WEEK)
    assert fresh(box).state == BoxState.FEW
    restored_elsewhere(tmp_path, settings, unopened)
    actions.tidy_all(now=now + WEEK)
    assert fresh(box).state == BoxState.OVER
    assert LOST in text_of(client_of(group.dee).get(f"/c/{group.circle.public_id}/without-names/{box.public_id}/"))


def test_what_was_opened_stays_opened_on_another_machine(group, unopened, settings, tmp_path):
    now = timezone.now()
    allow(group, now=now)
    box = asked(group, now=now)
    phrases = {name: answered(group, box, name, now=now) for name in FIVE}
    actions.open_all_due(now=now + WEEK)
    restored_elsewhere(tmp_path, settings, unopened)
    found = found_by(phrase=phrases["Dee"])
    assert found is not None
    assert found.text == "An answer that Dee gives."


def test_an_opening_that_was_killed_before_its_key_went_is_finished(group, unopened, monkeypatch):
    now = timezone.now()
    allow(group, now=now)
    box = asked(group, now=now)
    for name in FIVE:
        answered(group, box, name, now=now)
    with monkeypatch.context() as patched:
        patched.setattr(passing_keys, "_destroy", stop)
        with pytest.raises(Killed):
            actions.open_all_due(now=now + WEEK)
    assert fresh(box).state == BoxState.OPENED
    assert (unopened / box.public_id).exists()
    actions.tidy_all(now=now + WEEK)
    assert not (unopened / box.public_id).exists()


def test_another_key_of_the_server_leaves_boxes_and_phrases_as_they_are(group, unopened):
    now = timezone.now()
    allow(group, now=now)
    box, few = asked(group, now=now), asked(group, now=now, opens_at=now + timedelta(days=2))
    phrases = {name: answered(group, box, name, now=now) for name in FIVE}
    kept = answered(group, few, "Dee", now=now)
    actions.open_all_due(now=now + timedelta(days=2))
    rotate_key()
    for phrase in (*phrases.values(), kept):
        assert found_by(phrase=phrase) is not None
    actions.take_back(phrase=kept)
    answered(group, box, "Sam", now=now)
    actions.open_all_due(now=now + WEEK)
    rotate_key()
    assert Unnamed.objects.filter(box=box).count() == 6
    actions.take_back(phrase=phrases["Dee"])
    assert Unnamed.objects.filter(box=box).count() == 5
    actions.clear_old(now=now + WEEK + STAYS_FOR)
