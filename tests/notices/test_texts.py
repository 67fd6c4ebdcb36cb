"""Text messages: to a file, or to one gateway; one message long; a number that is gone goes quiet; none in a log."""

import json
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone, translation

from handinhand.config.settings import read_texts
from handinhand.home.emails import text_message
from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.texts import fits, send_text
from handinhand.people import actions
from handinhand.people.actions.reaching import Leaves, NotSafeNow, reach
from handinhand.people.choices import ContactWay
from handinhand.people.emails import code_text
from handinhand.people.models import PhoneNumber, SafeWay
from handinhand.people.rules.contact import NotANumber, read_number
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.wishes import safe

NUMBER = "+447700900123"


class Gateway:
    """A gateway on this machine that keeps what it is given, and answers as it is told."""

    def __init__(self) -> None:
        self.answers, self.got = 200, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((self.headers.get("Authorization"), json.loads(body)))
                self.send_response(outer.answers)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_given: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    made = Gateway()
    settings.TEXTS, settings.TEXTS_KEY = f"http://127.0.0.1:{made.server.server_port}/send", "a-key"
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def sink(settings, tmp_path):
    settings.TEXTS = f"file:{tmp_path / 'texts'}"
    return tmp_path / "texts"


def sent_to(sink) -> list[dict]:
    return [json.loads(line) for line in sink.read_text().splitlines()] if sink.exists() else []


def test_a_file_gets_each_message_and_is_its_owners_alone(sink):
    send_text(to=NUMBER, body="One — two")
    send_text(to=NUMBER, body="Three")
    assert [each["text"] for each in sent_to(sink)] == ["One — two", "Three"]
    assert stat.S_IMODE(sink.stat().st_mode) == 0o600


def test_a_gateway_gets_it_with_its_key(gateway: Gateway):
    send_text(to=NUMBER, body="One")
    assert gateway.got == [("Bearer a-key", {"to": NUMBER, "text": "One"})]


@pytest.mark.parametrize(("answers", "problem"), [(410, Refused), (400, NotSent), (500, NotSent), (302, NotSent)])
def test_what_a_gateway_answers_and_no_number_in_the_log(gateway: Gateway, caplog, answers, problem):
    gateway.answers = answers
    with pytest.raises(problem):
        send_text(to=NUMBER, body="Something to read")
    assert len(gateway.got) == 1
    assert NUMBER not in caplog.text
    assert "Something" not in caplog.text


def test_without_a_place_nothing_leaves(settings):
    settings.TEXTS = ""
    with pytest.raises(NotSent):
        send_text(to=NUMBER, body="One")


@pytest.mark.parametrize("value", ["file:", "file:texts", "file:/not/there/texts", "http://elsewhere.example", "yes"])
def test_a_bad_value_stops_the_start_and_says_the_fix(monkeypatch, value):
    monkeypatch.setenv("HANDINHAND_TEXTS", value)
    with pytest.raises(ImproperlyConfigured, match="Write file:/a/whole/path"):
        read_texts("HANDINHAND_TEXTS")


@pytest.mark.parametrize("value", ["", "https://gateway.example/send", "http://127.0.0.1:9/x", "file:/tmp/texts"])
def test_a_good_value_is_taken(monkeypatch, value):
    monkeypatch.setenv("HANDINHAND_TEXTS", value)
    assert read_texts("HANDINHAND_TEXTS") == value


def test_a_server_does_not_start_with_a_bad_value(tmp_path):
    given = {"DATA": str(tmp_path), "HANDINHAND_TEXTS": "pigeon", "PATH": "", "DJANGO_SETTINGS_MODULE": SETTINGS}
    started = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], env=given, capture_output=True, text=True, check=False
    )
    assert started.returncode
    assert "HANDINHAND_TEXTS names no place for text messages." in started.stderr


SETTINGS = "handinhand.config.settings"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+44 7700 900123", NUMBER),
        ("0044 (7700) 900-123", NUMBER),
        ("٠٠٤٤٧٧٠٠٩٠٠١٢٣", NUMBER),
        ("+353/86.123 4567", "+353861234567"),
    ],
)
def test_a_number_however_it_is_typed(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["07700 900123", "12", "+44", "+1234567890123456", "my phone", "+44 7700 9OO123"])
def test_what_is_no_number_is_said_kindly(typed):
    with pytest.raises(NotANumber, match="Please"):
        read_number(typed)


@pytest.mark.parametrize("language", ["en-gb", "ar"])
@pytest.mark.parametrize("name", ["", "Del", "مريم", "N" * 60, "李" * 60])
@pytest.mark.parametrize("circles", [[], ["Harbour Circle"], ["C" * 200]])
def test_it_is_one_message_however_long_a_name_is(language, name, circles):
    with translation.override(language):
        assert fits(text_message(name=name, circles=circles))
        assert fits(code_text(code="123456"))


@pytest.mark.django_db
@pytest.mark.both
def test_a_number_is_kept_once_its_code_came_back_and_is_not_safe_by_that(harbour: Group, sink):
    dee = client_of(harbour.dee)
    assert send(dee, "/me/number/", number="+44 7700 900123")["Location"] == "/me/number/code/"
    assert not PhoneNumber.objects.exists()
    [first] = sent_to(sink)
    assert first["to"] == NUMBER
    assert harbour.circle.name not in first["text"]
    wrong = send(dee, "/me/number/code/", code="000 000")
    assert "This is not the code in the text message." in text_of(wrong)
    code = first["text"].split(": ")[1].split(".")[0]
    assert send(dee, "/me/number/code/", code=code)["Location"] == "/me/contact/"
    assert PhoneNumber.objects.get().number == NUMBER
    assert "It is not said to be safe. Nothing goes there." in text_of(dee.get("/me/contact/"))
    with pytest.raises(NotSafeNow):
        reach(person=harbour.dee.person, way=ContactWay.TEXT, written=lambda _said: Leaves("x"), now=timezone.now())
    assert len(sent_to(sink)) == 1


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.usefixtures("that_evening")
def test_codes_are_limited_and_each_is_answered(harbour: Group, sink):
    dee = client_of(harbour.dee)
    answers = [send(dee, "/me/number/", number=NUMBER) for _each in range(6)]
    assert "Many codes were asked for today." in text_of(answers[-1])
    assert len(sent_to(sink)) == 5


@pytest.mark.django_db
@pytest.mark.both
def test_a_number_that_is_gone_goes_quiet_until_it_is_given_anew(harbour: Group, gateway: Gateway, now):
    person = harbour.dee.person
    PhoneNumber.objects.create(person=person, number=NUMBER, confirmed_at=now)
    safe(harbour.dee, now, way=ContactWay.TEXT)
    gateway.answers = 410
    given = {"person": person, "way": ContactWay.TEXT, "written": lambda _said: Leaves("One"), "now": now}
    with pytest.raises(Refused):
        reach(**given)
    for _each in range(2):
        with pytest.raises(NotSafeNow):
            reach(**given)
    assert len(gateway.got) == 1
    assert "Text messages do not arrive at this number" in text_of(client_of(harbour.dee).get("/me/contact/"))
    gateway.answers = 200
    asked = actions.ask_if_your_number(by=person, number=NUMBER, where="here", now=now)
    code = gateway.got[-1][1]["text"].split(": ")[1].split(".")[0]
    actions.keep_number(by=person, asked=asked, code=code, now=now)
    reach(**given)
    assert gateway.got[-1][1] == {"to": NUMBER, "text": "One"}
    actions.remove_number(by=person)
    assert not SafeWay.objects.exists()
