"""Letters leave once, say nothing in the logs, wait when they have to, and are gone when they are sent."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from handinhand.ground.models import Person
from handinhand.ground.sealed import SealedBytes
from handinhand.notices.actions import letter_queued, queue_letter, send_due
from handinhand.notices.jobs import run_forever
from handinhand.notices.models import Letter
from handinhand.notices.queries import given_up, mail_is_set_up
from tests.notices.conftest import MailSink

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

TO, SUBJECT, BODY = "tom@example.org", "Come back", "Your code is 2468.\nسلام 🌿"
AGES = timedelta(days=365)


@pytest.fixture(autouse=True)
def no_call() -> Iterator[None]:
    letter_queued.clear()
    yield
    letter_queued.clear()


def queue(now: datetime, **changed: str) -> Letter:
    return queue_letter(**{"to": TO, "subject": SUBJECT, "body": BODY} | changed, now=now)


def test_a_letter_arrives_as_it_was_written(mail_sink: MailSink, now: datetime) -> None:
    queue(now)
    assert send_due(now=now) == 1
    [letter] = mail_sink.letters
    assert (letter["To"], letter["Subject"], letter["From"]) == (TO, SUBJECT, "post@circle.example")
    assert letter.get_content().replace("\r\n", "\n").strip() == BODY
    assert not Letter.objects.exists()
    assert send_due(now=now) == 0


def test_a_waiting_letter_is_sealed(now: datetime) -> None:
    queue(now)
    held = Letter.objects.values("to", "subject", "body").get()
    assert all(isinstance(value, SealedBytes) for value in held.values())


def test_the_sender_is_woken_once_the_letter_really_waits(now: datetime) -> None:
    with transaction.atomic():
        queue(now)
        assert not letter_queued.is_set()
    assert letter_queued.is_set()


def test_a_letter_of_something_that_did_not_happen_never_waits(mail_sink: MailSink, now: datetime) -> None:
    with transaction.atomic():
        queue(now)
        transaction.set_rollback(True)
    assert not letter_queued.is_set()
    assert send_due(now=now) == 0
    assert mail_sink.letters == []


def test_a_subject_can_smuggle_in_no_header(mail_sink: MailSink, now: datetime) -> None:
    queue(now, subject="Hello\r\nBcc: somebody@example.org")
    send_due(now=now)
    [letter] = mail_sink.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hello Bcc: somebody@example.org"


def test_an_address_can_smuggle_in_no_header(mail_sink: MailSink, now: datetime) -> None:
    queue(now, to="tom@example.org\nBcc: somebody@example.org")
    assert send_due(now=now) == 0
    assert mail_sink.letters == []


def test_it_waits_longer_each_time_and_then_gives_up(
    mail_sink: MailSink, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    mail_sink.refuses = True
    queue(now)
    at = now
    for minutes in (1, 5, 15, 60):
        assert send_due(now=at) == 0
        assert send_due(now=at + timedelta(minutes=minutes, seconds=-1)) == 0
        at += timedelta(minutes=minutes)
        assert Letter.objects.get().due_at == at
    assert send_due(now=at) == 0
    kept = Letter.objects.get()
    assert (kept.tries, kept.given_up_at) == (5, at)
    assert (kept.to, kept.subject, kept.body) == ("", "", "")
    mail_sink.refuses = False
    assert send_due(now=at + AGES) == 0
    assert given_up() == 1
    assert len(caplog.records) == 5
    assert_says_nothing(caplog)


def test_the_second_try_can_succeed(mail_sink: MailSink, now: datetime) -> None:
    mail_sink.refuses = True
    queue(now)
    send_due(now=now)
    mail_sink.refuses = False
    assert send_due(now=now + timedelta(minutes=1)) == 1
    assert [letter["To"] for letter in mail_sink.letters] == [TO]


def assert_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    for record in caplog.records:
        said = record.getMessage() + str(record.exc_info)
        for private in (TO, "tom", "example.org", SUBJECT, "2468", "post@"):
            assert private not in said


def test_a_mail_server_that_is_away_is_no_harm(
    mail_sink: MailSink, settings, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_PORT = 1
    queue(now)
    assert send_due(now=now) == 0
    assert Letter.objects.get().due_at == now + timedelta(minutes=1)
    assert "ConnectionRefusedError" in caplog.text
    assert_says_nothing(caplog)


def test_without_a_mail_server_nothing_is_kept(settings, now: datetime, caplog: pytest.LogCaptureFixture) -> None:
    settings.EMAIL_HOST = ""
    assert not mail_is_set_up()
    queue(now)
    assert send_due(now=now) == 0
    assert Letter.objects.get().to == ""
    assert "mail is not set up" in caplog.text
    assert_says_nothing(caplog)


def test_one_letter_that_cannot_go_keeps_no_other_waiting(mail_sink: MailSink, now: datetime) -> None:
    queue(now, to="not an\naddress")
    queue(now)
    assert send_due(now=now) == 1


def test_that_letters_were_given_up_is_forgotten_after_a_month(settings, now: datetime) -> None:
    settings.EMAIL_HOST = ""
    queue(now)
    send_due(now=now)
    later = now + timedelta(days=31)
    queue(later)
    send_due(now=later)
    assert Letter.objects.get().given_up_at == later


def test_four_senders_send_every_letter_once(mail_sink: MailSink, now: datetime) -> None:
    for number in range(20):
        queue(now, subject=f"Letter {number}")
    counts: list[int] = []

    def send() -> None:
        try:
            counts.append(send_due(now=now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 20
    assert sorted(letter["Subject"] for letter in mail_sink.letters) == sorted(f"Letter {n}" for n in range(20))


def test_a_letter_whose_sender_was_killed_is_sent_later(mail_sink: MailSink, now: datetime) -> None:
    letter = queue(now)
    letter.due_at, letter.tries = now + timedelta(minutes=10), 1
    letter.save()
    assert send_due(now=now) == 0
    assert send_due(now=now + timedelta(minutes=10)) == 1


def test_others_can_write_while_the_mail_server_is_spoken_to(mail_sink: MailSink, now: datetime) -> None:
    real = mail_sink.handle_DATA

    def somebody_begins() -> None:
        try:
            Person.objects.create(began_at=now)
        finally:
            connections.close_all()

    async def meanwhile(*asked: object) -> str:
        await asyncio.wait_for(asyncio.to_thread(somebody_begins), timeout=5)
        return await real(*asked)

    mail_sink.handle_DATA = meanwhile  # type: ignore[method-assign]
    queue(now)
    assert send_due(now=now) == 1
    assert Person.objects.count() == 1


def test_the_loop_sends_when_woken_and_stops_when_told(mail_sink: MailSink) -> None:
    stop, wake, arrived = threading.Event(), threading.Event(), threading.Event()
    real = mail_sink.handle_DATA

    async def tell(server: object, session: object, envelope: object) -> str:
        answer = await real(server, session, envelope)
        arrived.set()
        return answer

    mail_sink.handle_DATA = tell  # type: ignore[method-assign]
    loop = threading.Thread(target=run_forever, args=[stop, wake])
    loop.start()
    try:
        for _ in range(2):
            queue(timezone.now())
            wake.set()
            assert arrived.wait(8), "The loop waited for its ten seconds."
            arrived.clear()
    finally:
        stop.set()
        loop.join(3)
    assert not loop.is_alive()
    assert len(mail_sink.letters) == 2
