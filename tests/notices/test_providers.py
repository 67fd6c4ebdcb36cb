"""Text messages by a provider: its answers in our words, nothing in a log, and a start that says what is missing."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from handinhand.config.settings import read_texts
from handinhand.notices import notify, providers
from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.texts import send_text
from handinhand.people.actions.reaching import Leaves, reach
from handinhand.people.choices import ContactWay
from handinhand.people.models import PhoneNumber
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.wishes import safe
from tests.test_architecture import HOUSE

NUMBER, BODY = "+447700900123", "There is something for you to read."
SERVICE, SECRET, TEMPLATE = "11111111-2222", "55555555-6666", "99999999-aaaa-4bbb-8ccc-dddddddddddd"
KEY = f"live-{SERVICE}-4333-8444-000000000001-{SECRET}-4777-8888-000000000002"
TAKEN = {
    "id": TEMPLATE,
    "reference": None,
    "content": {"body": BODY, "from_number": "40604"},
    "uri": "",
    "template": {},
}
SETTINGS = "handinhand.config.settings"


def refuses(error: str, message: str, status: int) -> dict[str, object]:
    return {"status_code": status, "errors": [{"error": error, "message": message}]}


class Notify:
    """Stands in for Notify on this machine: keeps what it is given, and answers as it is told."""

    def __init__(self) -> None:
        self.status, self.answer, self.got = 201, json.dumps(TAKEN), []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((self.path, self.headers.get("Authorization", ""), json.loads(body)))
                self.send_response(outer.status)
                self.send_header("Location", f"http://127.0.0.1:{outer.server.server_port}/elsewhere")
                self.end_headers()
                self.wfile.write(outer.answer.encode())

            def log_message(self, *_given: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def theirs(settings, monkeypatch) -> Iterator[Notify]:
    made = Notify()
    settings.TEXTS, settings.TEXTS_KEY, settings.TEXTS_FROM = "notify", KEY, TEMPLATE
    monkeypatch.setattr(notify, "ADDRESS", f"http://127.0.0.1:{made.server.server_port}")
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_message_goes_by_a_template_with_the_number_as_it_is_kept(theirs: Notify):
    send_text(to=NUMBER, body=BODY)
    [(path, authorised, sent)] = theirs.got
    assert path == "/v2/notifications/sms"
    assert authorised.startswith("Bearer ")
    assert SECRET not in authorised
    assert sent == {"phone_number": NUMBER, "template_id": TEMPLATE, "personalisation": {"text": BODY}}


ANSWERS = [
    (400, refuses("ValidationError", "phone_number Not enough digits", 400), Refused),
    (400, refuses("ValidationError", f"phone_number {NUMBER} is not valid", 400), Refused),
    (400, refuses("ValidationError", "template_id is not a valid UUID", 400), NotSent),
    (400, refuses("BadRequestError", "Can't send to this recipient using a team-only API key", 400), NotSent),
    (400, refuses("BadRequestError", "phone_number of another kind of problem", 400), NotSent),
    (403, refuses("AuthError", "Invalid token: API key not found", 403), NotSent),
    (404, refuses("ValidationError", "phone_number is not here", 404), NotSent),
    (429, refuses("TooManyRequestsError", "Exceeded send limits (250) for today", 429), NotSent),
    (500, refuses("Exception", "Internal server error", 500), NotSent),
    (503, {}, NotSent),
    (400, {"errors": "phone_number"}, NotSent),
    (400, ["phone_number"], NotSent),
]


@pytest.mark.parametrize(("status", "answer", "problem"), ANSWERS)
def test_their_answers_are_ours_and_nothing_is_in_a_log(theirs: Notify, caplog, status, answer, problem):
    theirs.status, theirs.answer = status, json.dumps(answer)
    with caplog.at_level(logging.DEBUG), pytest.raises(problem):
        send_text(to=NUMBER, body=BODY)
    assert len(theirs.got) == 1
    for said in (NUMBER, NUMBER[1:], BODY, SECRET, "phone_number", "digits"):
        assert said not in caplog.text


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_message_is_never_led_on(theirs: Notify, status):
    theirs.status = status
    with pytest.raises(NotSent):
        send_text(to=NUMBER, body=BODY)
    assert [path for path, *_more in theirs.got] == ["/v2/notifications/sms"]


def test_what_is_taken_in_other_words_is_taken_and_a_server_that_is_away_is_not(theirs: Notify, caplog):
    theirs.answer = "thank you"
    send_text(to=NUMBER, body=BODY)
    theirs.server.shutdown()
    theirs.server.server_close()
    with caplog.at_level(logging.DEBUG), pytest.raises(NotSent):
        send_text(to=NUMBER, body=BODY)
    assert NUMBER not in caplog.text


@pytest.mark.django_db
@pytest.mark.both
def test_a_number_they_can_never_reach_goes_quiet_and_the_page_says_it_kindly(harbour: Group, theirs: Notify, now):
    PhoneNumber.objects.create(person=harbour.dee.person, number=NUMBER, confirmed_at=now)
    safe(harbour.dee, now, way=ContactWay.TEXT)
    theirs.status, theirs.answer = 400, json.dumps(refuses("ValidationError", "phone_number Too many digits", 400))
    with pytest.raises(Refused):
        reach(person=harbour.dee.person, way=ContactWay.TEXT, written=lambda _said: Leaves(BODY), now=now)
    assert PhoneNumber.objects.get().is_refused
    page = text_of(send(client_of(harbour.tom), "/me/number/", number=NUMBER))
    assert "No text message can arrive at this number." in page
    assert NUMBER in page
    theirs.status, theirs.answer = 500, "{}"
    page = text_of(send(client_of(harbour.tom), "/me/number/", number=NUMBER))
    assert "The text message could not leave just now." in page


def set_to(monkeypatch, **given: str) -> None:
    for name in ("KEY", "FROM"):
        monkeypatch.setenv(f"HANDINHAND_TEXTS_{name}", given.get(name.lower(), ""))
    monkeypatch.setenv("HANDINHAND_TEXTS", given["texts"])


def test_a_provider_with_all_it_needs_is_taken(monkeypatch):
    set_to(monkeypatch, texts="notify", key=KEY, **{"from": TEMPLATE})
    assert read_texts("HANDINHAND_TEXTS") == "notify"


@pytest.mark.parametrize(
    ("key", "template", "fix"),
    [
        ("", TEMPLATE, "Set HANDINHAND_TEXTS_KEY to an API key of GOV.UK Notify"),
        ("live", TEMPLATE, "Set HANDINHAND_TEXTS_KEY"),
        (KEY[:-1], TEMPLATE, "Set HANDINHAND_TEXTS_KEY"),
        (KEY, "", "Set HANDINHAND_TEXTS_FROM to the ID of a text message template"),
        (KEY, "((text))", "Set HANDINHAND_TEXTS_FROM"),
    ],
)
def test_a_provider_without_what_it_needs_stops_the_start_and_says_the_fix(monkeypatch, key, template, fix):
    set_to(monkeypatch, texts="notify", key=key, **{"from": template})
    with pytest.raises(ImproperlyConfigured, match="HANDINHAND_TEXTS is 'notify'") as stopped:
        read_texts("HANDINHAND_TEXTS")
    assert fix in str(stopped.value)
    assert SECRET not in str(stopped.value)


def test_a_name_that_nobody_goes_by_is_answered_with_those_there_are(monkeypatch):
    set_to(monkeypatch, texts="Notify")
    with pytest.raises(ImproperlyConfigured, match=r"or the name of a provider \(notify\)"):
        read_texts("HANDINHAND_TEXTS")
    with pytest.raises(providers.NoProvider, match="no provider called 'pigeon'"):
        providers.provider("pigeon")


WITHOUT = "import sys; sys.modules['notifications_python_client'] = None; import django; django.setup()"


@pytest.mark.parametrize(("texts", "starts"), [("notify", False), ("", True)])
def test_without_its_library_only_who_named_it_cannot_start(tmp_path, texts, starts):
    given = {"DATA": str(tmp_path), "HANDINHAND_TEXTS": texts, "PATH": "", "DJANGO_SETTINGS_MODULE": SETTINGS}
    started = subprocess.run([sys.executable, "-c", WITHOUT], env=given, capture_output=True, text=True, check=False)
    assert (started.returncode == 0) is starts
    assert ("Run pip install 'handinhand[notify]'" in started.stderr) is not starts
    assert ("pip install --require-hashes -r requirements-notify.txt" in started.stderr) is not starts


def test_the_extra_is_not_part_of_what_everybody_installs():
    root = HOUSE.parent
    assert "notifications-python-client==" in (root / "requirements-notify.txt").read_text()
    assert "notifications" not in (root / "requirements.txt").read_text()
