import subprocess
import sys
import time

import pytest
from django.db import connection, connections

from handinhand.config.front import Front, Pages
from handinhand.live import watch
from handinhand.live.actions import RAISE, end_streams, tell
from handinhand.live.hub import Hub, hub
from handinhand.live.queries import ticket
from handinhand.live.stream import Streams
from tests.live.streams import Stream, serving, wait_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def no_page(environ, start_response):
    start_response("200 OK", [])
    return [b""]


def house(**options):
    return Front(pages=Pages(no_page), streams=Streams(**options), beside=[watch.run_forever])


@pytest.fixture
def port():
    with serving(house()) as port:
        yield port


@pytest.fixture
def open_stream():
    """Opens streams, with a ticket of this moment or the one given; closes what is left open."""
    opened = []

    def open_one(port, person="tom", channels=("harbour",), *, text=None):
        stream = Stream(port, ticket(person_id=person, channels=channels) if text is None else text)
        opened.append(stream)
        if text is None:
            assert stream.next_line() == ": here"
        return stream

    yield open_one
    for stream in opened:
        stream.close()


def test_a_change_reaches_those_who_listen_and_nobody_else(port, open_stream):
    tom, dee, bo = open_stream(port), open_stream(port, "dee"), open_stream(port, "bo", ["hillside"])

    tell(channel="harbour")

    assert tom.next_versions() == "1"
    assert dee.next_versions() == "1"
    tell(channel="hillside")
    assert bo.next_versions() == "1"
    assert bo.answer.getheader("content-type").startswith("text/event-stream")


def test_what_changed_while_a_page_was_on_its_way_is_sent_at_once(port, open_stream):
    tell(channel="harbour")
    text = ticket(person_id="tom", channels=["harbour"])
    tell(channel="harbour")

    stream = open_stream(port, text=text)

    assert stream.next_versions() == "2"


def test_what_another_process_changed_is_heard(port, open_stream):
    stream = open_stream(port)
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        script = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2], ['harbour']); c.commit()"
        )
        arguments = [name, RAISE.replace("%s", "?")]
    else:
        script = "import psycopg, sys; c = psycopg.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
        change = "INSERT INTO live_channel (key, version) VALUES ('harbour', 1)"
        arguments = [psycopg_address(), f"{change}; SELECT pg_notify('handinhand_live', 'harbour 1')"]

    subprocess.run([sys.executable, "-c", script, *arguments], check=True)

    assert stream.next_versions() == "1"


def psycopg_address():
    options = connection.get_connection_params()
    return " ".join(f"{key}='{options[key]}'" for key in ("host", "user", "dbname", "port") if options.get(key))


@pytest.mark.parametrize("text", ["", "nonsense", "%00", "9" * 3000])
def test_a_ticket_that_is_not_ours_tells_the_browser_to_stop(port, text, open_stream):
    assert open_stream(port, text=text).status == 204


def test_ending_streams_sends_a_last_change_and_closes_every_stream_of_that_person(port, open_stream):
    tom, tom_too, dee = open_stream(port), open_stream(port), open_stream(port, "dee")

    end_streams(person_id="tom")

    assert (tom.next_versions(), tom.next_versions()) == ("1", None)
    assert (tom_too.next_versions(), tom_too.next_versions()) == ("1", None)
    tell(channel="harbour")
    assert dee.next_versions() == "1"


def test_a_ticket_from_before_somebody_left_lets_nobody_in(port, open_stream):
    text = ticket(person_id="tom", channels=["harbour"])
    end_streams(person_id="tom")

    assert open_stream(port, text=text).status == 204


def test_a_ninth_stream_of_one_person_is_asked_to_come_later(port, open_stream):
    streams = [open_stream(port) for _ in range(8)]

    ninth = open_stream(port, text=ticket(person_id="tom", channels=["harbour"]))

    assert (ninth.status, ninth.answer.getheader("retry-after")) == (503, "30")
    streams.pop().close()
    wait_for(lambda: len(hub) == 7)
    assert open_stream(port).status == 200


def test_a_client_that_vanishes_leaves_nothing_behind(port, open_stream):
    streams = [open_stream(port, f"p{i}") for i in range(5)]
    for each in streams:
        each.close()

    wait_for(lambda: len(hub) == 0)
    assert hub.channels() == []


def test_a_stream_holds_no_connection_to_the_database(port, open_stream):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite does not count its connections")
    with connections["default"].cursor() as cursor:
        count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        open_stream(port)
        cursor.execute(count)
        before = cursor.fetchone()
        streams = [open_stream(port, f"p{i}") for i in range(20)]
        cursor.execute(count)
        assert cursor.fetchone() == before
    assert len(streams) == 20


def test_a_stream_beats_and_ends_by_itself_in_time(open_stream):
    with serving(house(hub=Hub(), beat=0.05, lasts=0.4)) as port:
        begun = time.monotonic()
        stream = open_stream(port)
        lines = []
        while (line := stream.next_line()) is not None:
            lines.append(line)

    assert len(lines) >= 3
    assert set(lines) == {": still here"}
    assert time.monotonic() - begun < 2


def test_open_streams_do_not_keep_the_server_from_stopping(open_stream):
    with serving(house()) as port:
        streams = [open_stream(port, f"p{i}") for i in range(3)]
        begun = time.monotonic()

    assert time.monotonic() - begun < 4
    assert all(each.next_versions() is None for each in streams)


def test_the_watcher_finds_the_database_again(port, open_stream):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file and does not go away")
    stream = open_stream(port)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    tell(channel="harbour")

    assert stream.next_versions() == "1"
