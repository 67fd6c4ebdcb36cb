import http.client
import json
import socket
import threading
import time

import pytest
from django.db import connection

from handinhand.config.front import BODY_LIMIT, PHOTOGRAPH_LIMIT, Front, Pages
from handinhand.live.stream import Streams
from tests.live.streams import serving, wait_for

pytestmark = [pytest.mark.django_db(transaction=True)]


class Echo:
    """Answers with what it was asked, and counts how many ask at once."""

    def __init__(self):
        self.at_once = 0
        self.most = 0
        self.closed = 0
        self.seen = []
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, environ, start_response):
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.seen.append(environ["PATH_INFO"])
        assert self.go_on.wait(10)
        self.at_once -= 1
        if environ["PATH_INFO"] == "/broken":
            raise OSError("broken on purpose")
        body = environ["wsgi.input"].read()
        said = {key: value for key, value in environ.items() if isinstance(value, str)} | {"length": len(body)}
        start_response(
            "201 Created", [("Content-Type", "application/json"), ("Set-Cookie", "a=1"), ("Set-Cookie", " b=2")]
        )
        return Answer(self, json.dumps(said).encode())


class Answer:
    def __init__(self, echo, content):
        self.echo = echo
        self.content = content

    def __iter__(self):
        yield self.content[:10]
        yield self.content[10:]

    def close(self):
        self.echo.closed += 1


@pytest.fixture
def echo():
    return Echo()


@pytest.fixture
def front(echo):
    return Front(pages=Pages(echo), streams=Streams())


@pytest.fixture
def port(front):
    with serving(front) as port:
        yield port


def ask(port, method="GET", path="/", body=None, headers=None):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request(method, path, body, headers or {})
    answer = client.getresponse()
    content = answer.read()
    client.close()
    return answer, content


def raw(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(data)
        with line.makefile("rb") as file:
            return file.read()


def test_the_application_sees_the_request_as_it_was_sent(port):
    answer, content = ask(
        port, "POST", "/caf%C3%A9/%E2%9C%93?q=%C3%A9", b"key=1", {"Cookie": "visit=1", "X-Follow": "1"}
    )
    said = json.loads(content)

    assert answer.status == 201
    assert answer.headers.get_all("set-cookie") == ["a=1", "b=2"]
    assert said["PATH_INFO"].encode("latin-1").decode() == "/café/✓"
    assert said["QUERY_STRING"] == "q=%C3%A9"
    assert (said["REQUEST_METHOD"], said["CONTENT_LENGTH"], said["length"]) == ("POST", "5", 5)
    assert (said["HTTP_COOKIE"], said["HTTP_X_FOLLOW"]) == ("visit=1", "1")
    assert (said["REMOTE_ADDR"], said["wsgi.url_scheme"], said["SERVER_PORT"]) == ("127.0.0.1", "http", str(port))


def test_bytes_that_are_no_text_and_slashes_in_a_name_arrive_as_they_are(port):
    _, content = ask(port, "GET", "/%FF/%2Fa%00")

    assert json.loads(content)["PATH_INFO"].encode("latin-1") == b"/\xff//a\x00"


def test_a_header_cannot_be_forged_with_an_underscore(port):
    _, content = ask(port, headers={"X_Forwarded_Proto": "https"})

    assert "HTTP_X_FORWARDED_PROTO" not in json.loads(content)


def test_the_same_header_twice_is_joined_as_the_web_says(port):
    answer = raw(
        port,
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: a=1\r\nCookie: b=2\r\nX-A: 1\r\nX-A: 2\r\n\r\n",
    )
    said = json.loads(answer.split(b"\r\n\r\n", 1)[1].split(b"\r\n", 1)[1].rsplit(b"\r\n0\r\n", 1)[0])

    assert said["HTTP_COOKIE"] == "a=1; b=2"
    assert said["HTTP_X_A"] == "1,2"


def test_an_answer_is_on_its_way_at_once(port):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    took = []
    for _ in range(9):
        begun = time.monotonic()
        client.request("GET", "/")
        client.getresponse().read()
        took.append(time.monotonic() - begun)
    client.close()

    # Nagle's algorithm together with delayed acknowledgements would make it 40 ms.
    assert sorted(took)[4] < 0.03


def test_head_gets_the_headers_and_no_body(port):
    answer, content = ask(port, "HEAD")

    assert (answer.status, content) == (201, b"")


def test_answers_are_closed_and_pages_are_made_one_at_a_time(port, echo):
    threads = [threading.Thread(target=ask, args=[port]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (echo.most, echo.closed) == (1, 8)


def test_a_body_that_is_too_big_gets_a_sentence_and_never_reaches_the_page(port, echo):
    answer, content = ask(port, "POST", "/", b"x" * (BODY_LIMIT + 1))

    assert answer.status == 413
    assert "Please go back and send a shorter text." in content.decode()
    assert echo.seen == []
    assert ask(port, "POST", "/", b"x" * BODY_LIMIT)[0].status == 201


def test_a_photograph_may_be_larger_and_one_that_is_too_large_gets_a_sentence_of_its_own(port, echo):
    path = "/c/bcdfghjkmnpq/my-page/photograph/"
    answer, content = ask(port, "POST", path, b"x" * (PHOTOGRAPH_LIMIT + 1))

    assert answer.status == 413
    assert "Please go back and choose one of 5 MB or less." in content.decode()
    assert echo.seen == []
    assert ask(port, "POST", path, b"x" * PHOTOGRAPH_LIMIT)[0].status == 201
    assert ask(port, "POST", f"{path}show/", b"x" * (BODY_LIMIT + 1))[0].status == 413


def test_somebody_who_leaves_while_sending_never_reaches_the_page(port, echo):
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")

    assert ask(port, path="/whole")[0].status == 201
    assert echo.seen == ["/whole"]


def test_somebody_who_leaves_before_the_answer_disturbs_nobody(port, echo):
    echo.go_on.clear()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"POST /left HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        wait_for(lambda: echo.seen == ["/left"])
    echo.go_on.set()

    assert ask(port, path="/next")[0].status == 201
    assert echo.closed == 2


def test_when_too_many_wait_the_next_is_asked_to_come_again(port, front, echo):
    front.pages.waiting = 300

    answer, content = ask(port)

    assert (answer.status, answer.getheader("retry-after")) == (503, "5")
    assert "Please try again in a moment." in content.decode()


def test_what_breaks_outside_of_django_is_a_sentence_and_the_next_page_works(port, caplog):
    answer, content = ask(port, path="/broken")

    assert answer.status == 500
    assert "It is not your doing." in content.decode()
    assert ask(port)[0].status == 201


def test_up_says_so_only_while_the_database_answers(port):
    def rename(before, after):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")

    assert ask(port, path="/up")[1] == b"up"
    rename("django_migrations", "django_migrations_away")
    try:
        answer, content = ask(port, path="/up")
    finally:
        rename("django_migrations_away", "django_migrations")

    assert (answer.status, answer.getheader("retry-after")) == (503, "5")
    assert "does not answer yet" in content.decode()
    assert ask(port, path="/up")[1] == b"up"
