"""What a server does beside its pages goes on, whatever goes wrong in it; and the log says no word of what it was."""

import logging
import threading
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

import handinhand
from handinhand.ground.beside_pages import each_by_itself, keep_doing

HOUSE = Path(handinhand.__file__).parent
JOBS = sorted(f"handinhand.{path.parent.name}.jobs" for path in HOUSE.glob("*/jobs.py"))
SECRET = "what Dee wrote"


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


def test_whatever_goes_wrong_it_is_done_again_and_the_log_has_no_words(stop, caplog, transactional_db):
    rounds = []

    def work() -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise ValueError(SECRET)
        stop.set()

    keep_doing(work, every=0.0, waits="Tea waits", stop=stop)
    assert len(rounds) == 2
    assert "Tea waits" in caplog.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_of_several_things_one_that_goes_wrong_keeps_no_other_waiting(stop, transactional_db):
    done = []

    def breaks() -> None:
        raise KeyError(SECRET)

    def works() -> None:
        done.append(1)
        stop.set()

    keep_doing(breaks, works, every=0.0, waits="Tea waits", stop=stop)
    assert done == [1]


@pytest.mark.django_db
def test_each_is_done_by_itself_but_nothing_is_where_the_database_is_away(caplog, monkeypatch):
    done = []

    def do(number: int) -> None:
        if number == 1:
            raise LookupError(SECRET)
        done.append(number)

    each_by_itself(do, [0, 1, 2], waits="Tea waits")
    assert done == [0, 2]
    assert caplog.text.count("LookupError") == 1
    assert SECRET not in caplog.text

    def away(number: int) -> None:
        done.append(number)
        raise OperationalError

    # Two who waited for each other, as a database says it: the next is done all the same.
    each_by_itself(away, [7, 8], waits="Tea waits")
    assert done == [0, 2, 7, 8]
    monkeypatch.setattr(connections["default"], "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        each_by_itself(away, [9, 10], waits="Tea waits")
    assert done == [0, 2, 7, 8, 9]


@pytest.mark.parametrize("name", JOBS)
def test_every_part_goes_on_after_something_went_wrong(name, stop, monkeypatch, caplog, transactional_db):
    caplog.set_level(logging.WARNING)
    jobs, rounds = import_module(name), []

    def now() -> object:
        rounds.append(1)
        if len(rounds) > 1:
            stop.set()
            return timezone.now()
        raise RuntimeError(SECRET)

    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=now))
    monkeypatch.setattr(jobs, "LOOK_EVERY", 0.0)
    jobs.run_forever(stop)
    assert len(rounds) > 1
    assert caplog.text.count("RuntimeError") == 1
    assert SECRET not in caplog.text
