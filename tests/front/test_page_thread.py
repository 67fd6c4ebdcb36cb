"""Writes overtake pages that wait, but never so many that a page does not get its turn."""

import threading
from concurrent.futures import wait

import pytest

from handinhand.config.page_thread import HEAD_START, PageThread


@pytest.fixture
def held():
    """A page thread in which something goes on until it is let go, so that all else waits."""
    thread, go = PageThread(), threading.Event()
    thread.submit(go.wait)
    yield thread, go
    go.set()
    thread.close()


def test_a_write_goes_before_pages_that_wait(held):
    thread, go = held
    done: list[str] = []
    given = [thread.submit(done.append, f"page {number}") for number in range(3)]
    given += [thread.submit(done.append, f"write {number}", is_write=True) for number in range(2)]
    go.set()
    wait(given)
    assert done == ["write 0", "write 1", "page 0", "page 1", "page 2"]


def test_a_page_has_its_turn_however_many_writes_come_after_it(held):
    thread, go = held
    done: list[str] = []
    given = [thread.submit(done.append, "page")]
    given += [thread.submit(done.append, "write", is_write=True) for _ in range(3 * HEAD_START)]
    go.set()
    wait(given)
    assert done.index("page") < HEAD_START
    assert len(done) == 3 * HEAD_START + 1


def test_what_breaks_is_told_to_whoever_asked_and_the_next_is_done(held):
    thread, go = held
    broken = thread.submit(int, "no number")
    after = thread.submit(int, "7")
    go.set()
    with pytest.raises(ValueError, match="no number"):
        broken.result(timeout=10)
    assert after.result(timeout=10) == 7


def test_nobody_waits_for_what_was_given_up(held):
    thread, go = held
    done: list[str] = []
    given_up = thread.submit(done.append, "given up")
    assert given_up.cancel()
    after = thread.submit(done.append, "after")
    go.set()
    wait([after])
    assert done == ["after"]


def test_what_was_taken_in_is_done_before_the_end():
    thread = PageThread()
    done: list[int] = []
    for number in range(20):
        thread.submit(done.append, number)
    thread.close()
    assert done == list(range(20))
