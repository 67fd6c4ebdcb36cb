"""Messages: every kind that was promised arrives, in one's own hours, once; nothing else ever does."""

import asyncio
import html
import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from handinhand.circles.actions import leave
from handinhand.decisions.actions import take_position
from handinhand.decisions.models import Proposal
from handinhand.home.actions.messages import send_messages, switch_off
from handinhand.home.choices import Hear
from handinhand.home.jobs import run_forever
from handinhand.home.models import MessageWish
from handinhand.home.rules import comes_near, is_own_hour, next_look, own_day
from handinhand.notices.models import Letter
from handinhand.people.actions import remove_address
from handinhand.people.models import Address
from handinhand.promises.models import Promise
from handinhand.words.actions import take_back
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.wishes import ALL_DAYS, NEWS, SECRET, a_meeting, a_proposal, an_answer, safe, wish
from tests.notices.conftest import MailSink

pytestmark = [pytest.mark.django_db]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


def morning(now: datetime) -> datetime:
    """Ten o'clock on the day after."""
    return (now + DAY).replace(hour=10, minute=0)


def body_of(letter: Any) -> str:
    return letter.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("what", NEWS)
def test_every_kind_that_was_promised_arrives(mail_sink: MailSink, harbour: Group, now, what):
    kind, happens, sentence = NEWS[what]
    wish(harbour.dee, now, kinds=(kind,))
    happens(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == 1
    [letter] = mail_sink.letters
    assert letter["To"] == "dee@example.org"
    assert f"- {sentence}\n" in body_of(letter)
    assert body_of(letter).count("\n- ") == 1
    assert send_messages(now=morning(now)) == 0


@pytest.mark.parametrize("before", [timedelta(0), timedelta(minutes=1), timedelta(minutes=2)])
def test_what_is_kept_a_moment_after_it_happened_is_neither_lost_nor_told_twice(
    mail_sink: MailSink, harbour: Group, now, before
):
    """A write whose moment was taken before a look, and which is kept after it."""
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == 1
    an_answer(harbour, morning(now) - before + timedelta(seconds=1))
    assert [send_messages(now=morning(now) + days * DAY) for days in (1, 2, 3)] == [1, 0, 0]


@pytest.mark.parametrize("what", NEWS)
def test_what_somebody_did_not_ask_for_or_did_themselves_is_not_told(mail_sink: MailSink, harbour: Group, now, what):
    kind, happens, _sentence = NEWS[what]
    wish(harbour.dee, now, kinds=tuple(each for each in Hear if each != kind))
    # Asha plans, changes and proposes, and Marcus answers: of their own doing nobody tells them.
    doer = {"answered": harbour.marcus, "opened": harbour.sam}.get(what, harbour.asha)
    wish(doer, now, kinds=(kind,))
    happens(harbour, now + HOUR)
    if what == "opened":
        take_position(proposal=Proposal.objects.get(), by=harbour.sam, kind="agree", now=now + 2 * HOUR)
    assert send_messages(now=morning(now)) == 0
    assert mail_sink.letters == []


def test_all_of_it_is_one_message_that_names_nothing_and_nobody(mail_sink: MailSink, harbour: Group, now, settings):
    settings.DEFAULT_FROM_EMAIL = "Harbour Circle <post@circle.example>"
    wish(harbour.dee, now)
    for _kind, happens, _sentence in NEWS.values():
        happens(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == 1
    [letter] = mail_sink.letters
    assert (letter["From"], letter["Subject"]) == ("post@circle.example", "News you asked for")
    assert body_of(letter).count("\n- ") == len(Hear)
    said = f"{letter['Subject']}\n{body_of(letter)}"
    assert not [each for each in SECRET if each.lower() in said.lower()]
    assert "!" not in said
    links = re.findall(r"https?://\S+", said)
    assert len(links) == 2
    assert Client().get(links[0].split("/", 3)[3].join(["/", ""])).status_code == 200
    assert not Letter.objects.exists()


def test_its_link_asks_for_signing_in_and_stopping_it_does_not(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    send_messages(now=morning(now))
    [letter] = mail_sink.letters
    off = letter["List-Unsubscribe"].strip(" <>")
    assert off in body_of(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)
    assert "Hello Dee" not in text_of(stranger.get("/"))
    path = "/" + off.split("/", 3)[3]
    # A mail program that looks at links by itself stops nothing.
    assert "Stop these messages?" in text_of(stranger.get(path))
    assert MessageWish.objects.get().is_on
    # RFC 8058: this body, no cookie, no other proof.
    done = stranger.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert "These messages have stopped" in text_of(done)
    assert "Dee" not in text_of(done)
    assert not MessageWish.objects.get().is_on
    assert "These messages have stopped" in text_of(stranger.post(path))
    an_answer(harbour, now + DAY)
    assert send_messages(now=morning(now) + DAY) == 0


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "a" * 300])
def test_a_link_of_nobody_stops_nothing_and_looks_the_same(harbour: Group, now, token):
    wish(harbour.dee, now)
    assert "These messages have stopped" in text_of(Client().post(f"/messages/off/{token}/"))
    assert MessageWish.objects.get().is_on


def test_nothing_comes_when_there_is_nothing(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    for hours in range(24 * 8):
        assert send_messages(now=now + hours * HOUR) == 0
    assert mail_sink.letters == []


def test_at_most_one_a_day_and_nothing_is_lost_in_between(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    at = morning(now)
    assert send_messages(now=at) == 1
    an_answer(harbour, at + HOUR)
    for hours in range(2, 22):
        assert send_messages(now=at + hours * HOUR) == 0
    assert send_messages(now=at + DAY) == 1
    assert "has an answer" in body_of(mail_sink.letters[1])
    assert "A meeting" not in body_of(mail_sink.letters[1])


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["clocks go on", "clocks go back"])
@pytest.mark.parametrize("hours", [(0, 1), (1, 2), (1, 3), (2, 3), (9, 10), (23, 24)])
def test_quiet_hours_hold_over_the_days_when_clocks_change(mail_sink: MailSink, harbour: Group, day, hours):
    """A message comes in these hours of one's own clock, once; hours that are jumped over bring it a day later."""
    start = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC) - HOUR
    wish(harbour.dee, start - DAY, hours=hours)
    MessageWish.objects.update(looked_on=day - DAY, next_at=start - DAY)
    an_answer(harbour, start - DAY + HOUR)
    came = []
    for quarters in range(4 * 24 * 3):
        at = start + quarters * HOUR / 4
        before = len(mail_sink.letters)
        send_messages(now=at)
        if len(mail_sink.letters) > before:
            came.append(at.astimezone(LONDON))
            an_answer(harbour, at)
    assert all(hours[0] <= each.hour < hours[1] for each in came)
    days = [each.date() for each in came]
    assert len(days) == len(set(days))
    jumped_over = hours == (1, 2) and day.month == 3
    assert (day in days) is not jumped_over
    assert day + DAY in days


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)),  # noqa: DTZ001 - made aware below
    zone=st.sampled_from(["Europe/London", "America/St_Johns", "Pacific/Chatham", "Africa/Cairo", "Pacific/Apia"]),
    days=st.sets(st.sampled_from(ALL_DAYS), min_size=1),
    hours=st.tuples(st.integers(0, 23), st.integers(1, 24)),
    looked=st.booleans(),
)
def test_the_next_look_is_always_in_ones_own_hours(moment, zone, days, hours, looked):
    at = moment.replace(tzinfo=UTC)
    first, last = hours[0], min(sum(hours), 24)
    one = MessageWish(days="".join(sorted(days)), from_hour=first, to_hour=last, time_zone=zone)
    one.looked_on = own_day(one, at) if looked else None
    found = next_look(one, after=at)
    assert found >= at
    assert found - at <= timedelta(days=15)
    assert is_own_hour(one, found)
    assert own_day(one, found) != one.looked_on


def test_after_a_night_without_a_server_it_waits_for_the_next_own_hour(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    late = (now + DAY).replace(hour=22)
    assert send_messages(now=late) == 0
    early = (late + DAY).replace(hour=6)
    assert send_messages(now=early) == 0
    assert send_messages(now=early.replace(hour=9)) == 1


@pytest.mark.parametrize("how", ["left", "words taken back", "switched off", "address removed", "position taken"])
def test_what_is_no_longer_ones_own_business_is_not_in_it(mail_sink: MailSink, harbour: Group, now, how):
    wish(harbour.dee, now, kinds=(Hear.ANSWERS, Hear.POSITIONS, Hear.OWN))
    an_answer(harbour, now + HOUR)
    a_proposal(harbour, now + HOUR)
    if how == "left":
        leave(by=harbour.dee, now=now + HOUR)
    elif how == "words taken back":
        take_back(words=Promise.objects.get().words, by=harbour.marcus.person)
        take_back(words=Proposal.objects.get().words, by=harbour.asha.person)
    elif how == "switched off":
        switch_off(by=harbour.dee.person)
    elif how == "address removed":
        remove_address(by=harbour.dee.person)
        assert not MessageWish.objects.exists()
    else:
        take_back(words=Promise.objects.get().words, by=harbour.marcus.person)
        take_position(proposal=Proposal.objects.get(), by=harbour.dee, kind="agree", now=now + 2 * HOUR)
    assert send_messages(now=morning(now)) == 0
    assert mail_sink.letters == []


def test_nobody_hears_that_the_day_of_anothers_promise_comes_near(mail_sink: MailSink, harbour: Group, now):
    for name in ("tom", "marcus", "dee"):
        wish(getattr(harbour, name), now, kinds=(Hear.OWN,))
    NEWS["near"][1](harbour, now + HOUR)
    for days in range(12):
        send_messages(now=morning(now) + days * DAY)
    assert [letter["To"] for letter in mail_sink.letters] == ["dee@example.org"]


def test_a_day_that_comes_near_is_told_once_and_never_after_it():
    due, made = date(2026, 12, 10), date(2026, 12, 1)
    told = [day for day in range(2, 20) if near(due, made, date(2026, 12, day))]
    assert told == [7]
    assert [day for day in range(9, 20) if near(due, date(2026, 12, 8), date(2026, 12, day))] == [9]
    assert not [day for day in range(10, 20) if near(due, due, date(2026, 12, day))]


def near(due: date, made: date, today: date) -> bool:
    return comes_near(due, made_on=made, since=today - DAY, today=today)


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_killed_between_sending_and_marking_repeats_one_message_and_loses_none(
    mail_sink: MailSink, harbour: Group, now
):
    """A process of its own sends; the mail server kills it when it has the message, before it says so."""
    for name in ("dee", "tom"):
        wish(getattr(harbour, name), now)
    a_meeting(harbour, now + HOUR)
    at, real, known, killed = morning(now), mail_sink.handle_DATA, threading.Event(), []

    async def keeps_it_and_kills(*asked: Any) -> str:
        answer = await real(*asked)
        await asyncio.to_thread(known.wait, 10)
        os.kill(killed[0], signal.SIGKILL)
        return answer

    mail_sink.handle_DATA = keeps_it_and_kills  # type: ignore[method-assign]
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            send_messages(now=at)
        finally:
            os._exit(1)
    killed.append(child)
    known.set()
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    mail_sink.handle_DATA = real  # type: ignore[method-assign]
    [first] = [letter["To"] for letter in mail_sink.letters]
    assert send_messages(now=at + timedelta(minutes=9)) == 1
    assert send_messages(now=at + timedelta(minutes=10)) == 1
    assert send_messages(now=at + timedelta(minutes=40)) == 0
    everybody = ["dee@example.org", "tom@example.org"]
    assert sorted(letter["To"] for letter in mail_sink.letters) == sorted([*everybody, first])


def test_a_message_that_was_taken_and_then_refused_for_now_comes_again_and_then_no_more(
    mail_sink: MailSink, harbour: Group, now
):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    at, real = morning(now), mail_sink.handle_DATA

    async def keeps_it_and_says_no(*asked: Any) -> str:
        await real(*asked)
        return "451 not now"

    mail_sink.handle_DATA = keeps_it_and_says_no  # type: ignore[method-assign]
    assert send_messages(now=at) == 0
    mail_sink.handle_DATA = real  # type: ignore[method-assign]
    assert send_messages(now=at + timedelta(minutes=14)) == 0
    assert send_messages(now=at + timedelta(minutes=15)) == 1
    assert send_messages(now=at + 3 * HOUR) == 0
    assert len(mail_sink.letters) == 2
    assert not Address.objects.get().refused_at


@pytest.mark.parametrize("away", ["no mail server", "it is down"])
def test_a_mail_server_that_is_away_loses_nothing(
    mail_sink: MailSink, harbour: Group, settings, away, caplog: pytest.LogCaptureFixture
):
    now = datetime(2026, 11, 24, 18, tzinfo=UTC)
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    settings.EMAIL_HOST, settings.EMAIL_PORT = ("", port) if away == "no mail server" else (host, 1)
    for quarters in range(4 * 24):
        assert send_messages(now=morning(now) + quarters * HOUR / 4) == 0
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    assert send_messages(now=morning(now) + DAY) == 1
    assert "dee" not in caplog.text.lower()


def refuses(sink: MailSink, code: int) -> None:
    async def rcpt(*_asked: Any) -> str:
        return f"{code} nobody of that name, dee@example.org"

    sink.handle_RCPT = rcpt  # type: ignore[attr-defined]


def test_what_comes_back_goes_quiet_and_says_so_on_today_until_the_address_is_confirmed(
    mail_sink: MailSink, harbour: Group, now, caplog: pytest.LogCaptureFixture
):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    assert "do not reach" not in text_of(client_of(harbour.dee).get("/"))
    refuses(mail_sink, 550)
    at = morning(now)
    assert send_messages(now=at) == 0
    del mail_sink.handle_RCPT  # type: ignore[attr-defined]
    an_answer(harbour, at + HOUR)
    for days in range(9):
        assert send_messages(now=at + days * DAY) == 0
    assert mail_sink.letters == []
    sentence = "Messages do not reach your e-mail address, so we have stopped sending them."
    for page in ("/", "/me/messages/"):
        assert sentence in text_of(client_of(harbour.dee).get(page))
    assert sentence not in text_of(client_of(harbour.tom).get("/"))
    Address.objects.update(confirmed_at=at + 9 * DAY)
    assert sentence not in text_of(client_of(harbour.dee).get("/"))
    an_answer(harbour, at + 9 * DAY)
    assert send_messages(now=at + 10 * DAY) == 1
    assert "example.org" not in caplog.text


def test_what_is_refused_for_now_is_tried_again(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    refuses(mail_sink, 450)
    assert send_messages(now=morning(now)) == 0
    del mail_sink.handle_RCPT  # type: ignore[attr-defined]
    assert send_messages(now=morning(now) + timedelta(minutes=15)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_servers_at_once_one_sends(mail_sink: MailSink, harbour: Group, now):
    names = ("dee", "tom", "sam", "ravi", "jo")
    for name in names:
        wish(getattr(harbour, name), now)
    a_meeting(harbour, now + HOUR)
    together = threading.Barrier(3)

    def run(_number: int) -> int:
        together.wait()
        try:
            return send_messages(now=morning(now))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as servers:
        assert sum(servers.map(run, range(3))) == len(names)
    assert sorted(each["To"] for each in mail_sink.letters) == sorted(f"{each}@example.org" for each in names)


@pytest.mark.django_db(transaction=True)
def test_whoever_switches_off_while_it_is_sent_hears_nothing_more(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    real = mail_sink.handle_DATA

    def stops() -> None:
        try:
            switch_off(by=harbour.dee.person)
        finally:
            connection.close()

    async def meanwhile(*asked: Any) -> str:
        stopping = threading.Thread(target=stops)
        stopping.start()
        stopping.join(5)
        return await real(*asked)

    mail_sink.handle_DATA = meanwhile  # type: ignore[method-assign]
    assert send_messages(now=morning(now)) == 1
    assert not MessageWish.objects.get().is_on
    an_answer(harbour, morning(now) + HOUR)
    assert send_messages(now=morning(now) + DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_the_job_sends_beside_the_pages_and_stops_when_told(mail_sink: MailSink, harbour: Group):
    now = timezone.now()
    wish(harbour.dee, now - 2 * DAY, hours=(0, 24))
    an_answer(harbour, now - DAY)
    stop, arrived, real = threading.Event(), threading.Event(), mail_sink.handle_DATA

    async def tell(*asked: Any) -> str:
        answer = await real(*asked)
        arrived.set()
        return answer

    mail_sink.handle_DATA = tell  # type: ignore[method-assign]
    loop = threading.Thread(target=run_forever, args=[stop])
    loop.start()
    try:
        assert arrived.wait(10)
    finally:
        stop.set()
        loop.join(5)
    assert not loop.is_alive()


CHOSEN = {
    "kinds": ["meetings", "own"], "days": ["0", "4"], "from_hour": "9", "to_hour": "18", "time_zone": "Europe/London",
}  # fmt: skip


@pytest.fixture
def dee(harbour: Group, now):
    """Dee's browser; she gave an address."""
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=now)
    safe(harbour.dee, now)
    with time_machine.travel(now, tick=True):
        yield client_of(harbour.dee)


def test_it_is_off_until_i_read_what_it_would_say_and_switch_it_on(mail_sink: MailSink, harbour: Group, now, dee):
    assert "Messages are off." in text_of(dee.get("/me/messages/"))
    page = text_of(dee.post("/me/messages/read/", CHOSEN))
    assert not MessageWish.objects.exists()
    read = html.unescape(re.search(r'<p class="said">(.*?)</p>', page, re.DOTALL)[1])
    sent = dict.fromkeys(CHOSEN)
    for name in sent:
        sent[name] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    assert send(dee, "/me/messages/on/", **sent)["Location"] == "/me/messages/"
    assert "Messages are on." in text_of(dee.get("/me/messages/"))
    kept = MessageWish.objects.get()
    assert (kept.days, kept.from_hour, kept.to_hour) == ("04", 9, 18)
    assert (kept.of_meetings, kept.of_own, kept.of_answers, kept.of_positions) == (True, True, False, False)
    a_meeting(harbour, now + HOUR)
    NEWS["near"][1](harbour, now + 2 * DAY)
    # The next Friday.
    assert send_messages(now=now + 2 * DAY) == 0
    assert send_messages(now=(now + 3 * DAY).replace(hour=9)) == 1
    token = re.compile(r"off/[^/]+/")
    assert token.sub("", body_of(mail_sink.letters[0]).strip()) == token.sub("", read.strip())
    send(dee, "/me/messages/stop/")
    assert "Messages are off." in text_of(dee.get("/me/messages/"))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kinds": []}, "Please choose one or more."),
        ({"days": []}, "Please choose one or more."),
        ({"days": ["7"]}, "Please choose one or more of these."),
        ({"kinds": ["everything"]}, "Please choose one or more of these."),
        ({"from_hour": "18", "to_hour": "9"}, "These hours end before they begin."),
        ({"from_hour": "9", "to_hour": "9"}, "These hours end before they begin."),
        ({"from_hour": "nine"}, "Please choose one of these."),
        ({"time_zone": "Moon/Base"}, "Please choose one of these."),
        ({"time_zone": "\0"}, "Please choose one of these."),
    ],
)
@pytest.mark.parametrize("page", ["read", "on"])
def test_bad_input_gets_a_sentence_and_loses_nothing(dee, sent, sentence, page):
    answer = send(dee, f"/me/messages/{page}/", **{**CHOSEN, **sent})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    if "kinds" not in sent:
        assert re.search(r'value="own" checked', text_of(answer))
    assert not MessageWish.objects.exists()


def test_without_an_address_there_is_nothing_to_switch_on(harbour: Group):
    tom = client_of(harbour.tom)
    for answer in (tom.get("/me/messages/"), send(tom, "/me/messages/on/", **CHOSEN)):
        assert "A message needs an e-mail address or a number." in text_of(answer)
    assert not MessageWish.objects.exists()


def test_what_was_before_it_was_switched_on_is_not_told(mail_sink: MailSink, harbour: Group, now):
    an_answer(harbour, now - HOUR)
    wish(harbour.dee, now)
    switch_off(by=harbour.dee.person)
    a_meeting(harbour, now + HOUR)
    wish(harbour.dee, now + 2 * HOUR)
    assert send_messages(now=morning(now)) == 0
    assert reverse("home:messages") in text_of(client_of(harbour.dee).get("/me/"))
