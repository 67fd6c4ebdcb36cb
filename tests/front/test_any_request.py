"""Whatever is sent to a real server: it is answered with a sentence, and never with a page that broke."""

import http.client
import re
import socket

import pytest

from tests.servers import Server

FORM = "application/x-www-form-urlencoded"
FORBIDDEN = re.compile(r"\b(error|invalid|failed|forbidden|denied|illegal|must)\b", re.IGNORECASE)
# "hex" is no way to write letters at all, and the others would make signs that nothing can keep.
LETTERS = ("hex", "rot13", "undefined", "raw_unicode_escape", "utf-16", "idna", "no-such-thing", '"utf-8"')


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("data"), demo=True) as server:
        yield server


def ask(server, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read().decode(errors="replace")
    connection.close()
    return answer, content


def ask_raw(server, sent):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(sent)
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer.decode(errors="replace")


def said(content):
    return " ".join(re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", content).split())


def check_sentence(content):
    assert "Please" in said(content)
    assert not FORBIDDEN.search(said(content))


@pytest.mark.parametrize("letters", LETTERS)
def test_whatever_letters_a_request_says_it_is_written_in(server, letters):
    answer, content = ask(server, "GET", "/sign-in/?next=/caf%C3%A9", Content_Type=f"text/plain; charset={letters}")
    assert answer.status == 200
    assert "next=%2Fcaf%C3%A9" in content

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', ask(server, "GET", "/sign-in/card/")[1])
    assert token is not None
    cookie = f"csrftoken={token[1][:32]}"
    answer, content = ask(server, "GET", "/sign-in/card/", Cookie=cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', content)
    assert token is not None
    sent = f"csrfmiddlewaretoken={token[1]}&key=0123456789&code=caf%C3%A9"
    answer, content = ask(
        server, "POST", "/sign-in/card/", sent, Cookie=cookie, Content_Type=f"{FORM}; charset={letters}"
    )
    assert answer.status == 422
    assert 'value="café"' in content


def test_a_name_that_is_not_ours_gets_no_page_of_ours(server):
    for path in ("/", "/help/", "/what-is-kept/", "/start/"):
        answer, content = ask(server, "GET", path, Host="evil.example")
        assert answer.status == 400
        assert "This place goes by another address." in said(content)
        check_sentence(content)


def test_looking_at_where_forms_are_sent_is_answered_with_a_way_on(server):
    answer, content = ask(server, "OPTIONS", "/help/")
    assert answer.status == 405
    assert answer.getheader("allow") == "GET"
    assert "only for sending something" in said(content)
    check_sentence(content)
    assert 'href="/"' in content


@pytest.mark.parametrize(
    "path", ["/", "/help/", "/up", "/sign-in/", "/sign-in/card/", "/start/", "/join/", "/about-hiding/"]
)
def test_asking_for_the_head_of_a_page_is_answered_as_the_page_is(server, path):
    head, nothing = ask(server, "HEAD", path)
    page, _content = ask(server, "GET", path)
    assert head.status == page.status == 200
    assert nothing == ""
    assert head.getheader("content-type") == page.getheader("content-type")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02 not http\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    ],
    ids=["no http", "no host", "less than nothing", "broken chunks"],
)
def test_what_is_no_request_is_told_so_in_a_sentence(server, sent):
    answer = ask_raw(server, sent)
    assert answer.split()[1] == "400"
    assert "could not be read" in answer
    check_sentence(answer.partition("\r\n\r\n")[2])


def test_more_than_a_form_takes_is_told_as_what_it_is(server):
    page = ask(server, "GET", "/sign-in/card/")[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    for length in (400_000, 1_500_000):
        sent = f"csrfmiddlewaretoken={token[1]}&key=0123456789&code={'x' * length}"
        answer, content = ask(
            server, "POST", "/sign-in/card/", sent, Cookie=f"csrftoken={token[1][:32]}", Content_Type=FORM
        )
        assert answer.status == 413
        assert "more than this page can take" in said(content)
        check_sentence(content)


def test_the_server_still_answers(server):
    assert ask(server, "GET", "/up")[1] == "up"
    assert not [line for line in server.said if "Traceback" in line or " 500 " in line]
