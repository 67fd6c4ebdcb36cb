import http.client
import socket
import time

import pytest

from tests.servers import Server


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
