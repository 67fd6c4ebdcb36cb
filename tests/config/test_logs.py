"""The server's log says that something happened, and nothing that opens a door or names anybody."""

import logging
import logging.config
import re
import sqlite3
from pathlib import Path

from django.conf import settings

from tests.journeys.http_walker import HttpWalker
from tests.live.streams import wait_for
from tests.servers import Server

NAME, CIRCLE, PURPOSE, EMAIL = "Tomasina Quay", "Lantern Circle", "To mend the drop-in", "tomasina@quay.example"
WORDS = "something only I should ever read"


def start(walker: HttpWalker) -> str:
    """Begin a circle, and give its address."""
    form = walker.fetch("/start/").forms[0]
    given = {**form.values, "my_name": NAME, "name": CIRCLE, "purpose": PURPOSE}
    page = walker.fetch("/start/", given)
    found = re.search(r"/c/\w+/", page.url)
    assert found is not None, page.text
    return found[0]


def send(walker: HttpWalker, address: str, **more: str):
    """Send the form that stands on a page to that page's own address."""
    page = walker.fetch(address)
    form = next(each for each in page.forms if "key" in each.values)
    return walker.fetch(page.url, {**form.values, **more})


def break_table(data: Path, table: str) -> None:
    """Take a table away from under the server, so that pages which need it break."""
    with sqlite3.connect(data / "handinhand.sqlite3", timeout=20) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")
    database.close()


def test_nothing_that_was_planted_is_in_the_log(tmp_path):
    with Server(tmp_path) as server:
        tom, stranger = HttpWalker(server.url), HttpWalker(server.url)
        circle = start(tom)
        page = send(tom, f"{circle}invite/")
        link = re.search(r"/join/(\w+)/", page.html)
        assert link is not None
        token = link[1]
        code = re.search(r"\b\w{3}-\w{3}-\w{3}\b", page.text)
        assert code is not None
        # What a clumsy phone does with a link that works, and what a stranger does with what does not.
        assert "Nothing you wrote is lost" in send(stranger, f"/join/{token}/", my_name="").text
        assert stranger.fetch(f"/join/{token}").status == 404
        assert stranger.fetch(f"/join/{token}/", {"my_name": NAME}).status == 403
        assert send(stranger, "/join/", code=f"{code[0]}x").status == 404
        send(stranger, "/sign-in/letter/", email=EMAIL)
        assert stranger.fetch("/sign-in/link/a-link-that-was-sent/", {"key": "short"}).status == 403
        assert send(stranger, "/sign-in/card/", code="0123 4567 89ab cdef").status == 422
        assert tom.fetch(f"{circle}meetings/{WORDS.replace(' ', '-')}/").status == 404
        assert send(tom, f"{circle}my-place/", my_name=WORDS * 20).status == 422
        break_table(tmp_path, "circles_invitation")
        assert "It is not your doing" in stranger.fetch(f"/join/{token}/").text
        # What the server says comes by a way of its own, a moment after its answer.
        wait_for(lambda: "503 for GET on /join/<str:token>/" in "".join(server.said))
        log = "".join(server.said)

    assert "OperationalError" in log
    planted = [NAME, CIRCLE, PURPOSE, EMAIL, WORDS, WORDS.replace(" ", "-"), token, code[0], "a-link-that", "0123"]
    assert [each for each in planted if each in log] == []


def break_on(words: str) -> None:
    """Break in two steps, each with words in its text."""
    try:
        {}[words]
    except KeyError as inner:
        raise ValueError(words) from inner


def test_what_a_problem_says_is_left_out_and_where_it_was_is_not(tmp_path):
    path = tmp_path / "log"
    kept = {**settings.LOGGING, "root": {"handlers": ["file"], "level": "WARNING"}, "loggers": {}}
    screen = settings.LOGGING["handlers"]["screen"]
    kept["handlers"] = {"file": {**screen, "class": "logging.FileHandler", "filename": str(path)}}
    logger = logging.getLogger("tests.logs")
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logging.config.dictConfig(kept)
        try:
            break_on(WORDS)
        except ValueError:
            logger.exception("A page broke.")
    finally:
        for handler in root.handlers[:]:
            handler.close()
        root.handlers[:] = before
        root.setLevel(level)
    said = path.read_text()
    assert WORDS not in said
    assert "A page broke." in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_logs.py" in said
