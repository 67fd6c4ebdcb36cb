import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.http_walker import HttpWalker
from tests.live.streams import Stream, wait_for
from tests.servers import Server, begin


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("data")) as server:
        yield server


def ask(server, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_it_says_one_line_when_it_is_ready_and_is_up(server):
    assert server.said == [f"Hand in Hand is ready at {server.url}\n"]
    assert ask(server, "GET", "/up")[1] == b"up"


def test_the_style_is_served_compressed_and_kept_for_good_under_its_fingerprint(server):
    folder = server.data / "static" / "ui"
    name = next(folder.glob("rest.*.css")).name

    answer, _ = ask(server, "GET", f"/static/ui/{name}", headers={"Accept-Encoding": "gzip"})

    assert answer.getheader("content-encoding") == "gzip"
    assert "immutable" in answer.getheader("cache-control")
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("access-control-allow-origin") is None


def test_a_second_server_of_the_same_folder_is_told_so(server):
    second = server.command("serve")

    assert second.returncode == 2
    assert second.stderr == (f"Hand in Hand is already being served from {server.data}. Stop that one first.\n")


def test_a_port_that_is_taken_is_one_sentence_with_the_fix(tmp_path):
    other = Server(tmp_path)
    with socket.create_server(("127.0.0.1", other.port)):
        second = other.command("serve")

    assert second.returncode == 2
    assert second.stderr == (
        f"Port {other.port} is used by another program. Stop that one, or choose another port: PORT={other.port + 1}.\n"
    )


def test_it_does_not_serve_in_the_open_without_saying_who_answers_for_it(tmp_path):
    server = Server(tmp_path, env={"HANDINHAND_HOSTS": "circle.example.org"})

    done = server.command("serve")

    assert done.returncode == 2
    assert "HANDINHAND_RESPONSIBLE_NAME is empty" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_stops_and_starts_again_quickly(tmp_path):
    server = Server(tmp_path)
    server.start()
    begun = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begun < 3

    begun = time.monotonic()
    server.start()
    assert time.monotonic() - begun < 4
    server.kill()
    server.start()
    assert ask(server, "GET", "/up")[1] == b"up"
    assert ask(server, "GET", "/live/?ticket=nonsense")[0].status == 204
    server.stop()


def signed_in(server: Server) -> HttpWalker:
    """Somebody who followed the first link that the server printed."""
    wait_for(lambda: len(server.said) > 4, patience=20)
    walker = HttpWalker(server.url)
    walker.fetch(re.search(r"http://\S+", server.said[1])[0])
    return walker


def test_the_demonstration_is_told_in_four_links_once_and_to_programs_before_and_after(tmp_path):
    server = Server(tmp_path, demo=True, from_nothing=True)
    before = json.loads(server.command("demo", "--json").stdout)
    assert before.keys() == {"url", "people"}
    assert before["url"] == server.url
    assert [each.keys() for each in before["people"]] == [{"name", "standing", "sign_in"}] * 8
    assert [each["standing"] for each in before["people"]].count("for_organisation") == 2

    with server:
        tom = signed_in(server)
        tom.sees("Hello Tom")
        while_served = json.loads(server.command("demo", "--json").stdout)
        assert [each["name"] for each in while_served["people"]] == [each["name"] for each in before["people"]]
        for told in (before, while_served):
            for each in told["people"]:
                somebody = HttpWalker(server.url)
                somebody.fetch(each["sign_in"])
                somebody.sees(f"Hello {each['name']}")
                somebody.sees("Happening now")
    assert server.said[0] == f"Hand in Hand is ready at {server.url}\n"
    assert [re.match(r"  as (\w+): http", line)[1] for line in server.said[1:]] == ["Tom", "Dee", "Asha", "Marcus"]

    with Server(tmp_path) as without:
        HttpWalker(without.url).open("/up")
    assert without.said == [f"Hand in Hand is ready at {without.url}\n"]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda sign: sign.name)
def test_with_open_pages_it_ends_at_once_and_starts_again(demonstration, sign):
    server = demonstration
    server.start()
    tom = signed_in(server)
    ticket = re.search(r'data-ticket="([^"]+)"', tom.page.html)[1]
    streams = [Stream(server.port, ticket, patience=10) for _ in range(3)]
    assert [stream.status for stream in streams] == [200] * 3

    process = server.process
    process.send_signal(sign)
    assert process.wait(timeout=20) == (-sign if sign == signal.SIGKILL else 0)
    server.process = None
    for stream in streams:
        stream.close()

    server.start()
    tom.again()
    tom.sees("Hello Tom")
    assert server.stop() == 0
    assert not [line for line in server.said if "Traceback" in line]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A server that was set up once and does not run."""
    return Server(tmp_path_factory.mktemp("house") / "a folder with spaces", demo=True)


def tables(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "handinhand.sqlite3")) as database:
        return database.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]


@pytest.mark.parametrize("kind", ["a file", "under a file"])
def test_a_data_folder_that_cannot_be_one_is_one_sentence(tmp_path, kind):
    (tmp_path / "taken").write_text("mine")
    folder = tmp_path / "taken" / ("within" if kind == "under a file" else "")
    done = Server(folder).command("serve")
    assert done.returncode == 2
    assert re.fullmatch(r"Nothing can be kept in the data folder .*, or set DATA to another folder\.\n", done.stderr)
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_data_folder_is_found_from_where_the_command_was_typed(tmp_path):
    server = Server(Path("relative"))
    done = server.command("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert tables(tmp_path / "relative") > 20


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="needs a disk that is always full")
def test_a_screen_that_takes_nothing_is_one_sentence(tmp_path):
    begin(tmp_path)
    server = Server(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = server.command("demo", capture_output=False, stdout=full, stderr=-1)
    assert done.returncode == 2
    assert done.stderr == "This machine could not do that: No space left on device.\n"
