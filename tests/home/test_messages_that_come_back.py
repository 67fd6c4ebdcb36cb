"""A message that comes back later quiets its address and says so on Today; no other mail changes anything."""

import io
import logging
import random
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command

from handinhand.ground.keeping import ensure_key
from handinhand.ground.keys import keyring
from handinhand.home.actions.messages import send_messages, switch_off
from handinhand.home.models import MessageWish
from handinhand.notices import returned
from handinhand.people.actions import reaching, remove_address
from handinhand.people.models import Address
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.home.wishes import a_meeting, an_answer, wish
from tests.notices.conftest import MailSink
from tests.notices.reports import others, postfix

pytestmark = [pytest.mark.django_db]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SENTENCE = "Messages do not reach your e-mail address, so we have stopped sending them."
QUIET = "A message will never arrive at its address."
NOT_OURS = "This report is not about a letter that was sent from here."
NO_REPORT = "This mail is not a report about a letter (RFC 3464)."


@pytest.fixture(autouse=True)
def named(settings):
    settings.RETURN_ADDRESS = "bounces@returns.circle.example"
    ensure_key(create=True)


@pytest.fixture
def at(now: datetime) -> datetime:
    """Ten o'clock on the day after, when messages leave."""
    return (now + DAY).replace(hour=10, minute=0)


@pytest.fixture
def envelopes(mail_sink: MailSink) -> list[str]:
    """What stood on the envelopes as their sender."""
    seen: list[str] = []

    async def keeps(_server, _session, envelope, address, _options):
        envelope.mail_from = address
        seen.append(address)
        return "250 fine"

    mail_sink.handle_MAIL = keeps
    return seen


@pytest.fixture
def back(mail_sink: MailSink, envelopes: list[str], harbour: Group, now, at) -> str:
    """Where a message for Dee comes back to, after it left."""
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=at) == 1
    return envelopes[-1]


@pytest.fixture
def bounced(monkeypatch, capsys, at):
    """Hand one mail to the command, as a mail server does, and read what it says."""

    def hand(raw: bytes, *, after: timedelta = HOUR) -> str:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        monkeypatch.setattr("django.utils.timezone.now", lambda: at + after)
        call_command("bounced")
        said = capsys.readouterr()
        assert said.err == ""
        assert said.out.count("\n") == 1
        return said.out.strip()

    return hand


def test_the_envelope_says_to_this_server_alone_whom_a_message_was_for(*, mail_sink, envelopes, back, harbour, at):
    name, host = back.split("@")
    kept = MessageWish.objects.select_related("address__person").get()
    assert host == "returns.circle.example"
    assert name.startswith("bounces+")
    assert len(name) <= 64
    for said in (kept.public_id, kept.address.public_id, kept.address.person.public_id, kept.token, "dee"):
        assert said.lower() not in back
    [letter] = mail_sink.letters
    assert letter["From"] == "post@circle.example"
    assert "returns" not in letter.as_string()
    an_answer(harbour, at + HOUR)
    assert send_messages(now=at + DAY) == 1
    assert len(set(envelopes)) == 2


def test_without_the_setting_nothing_is_different(*, mail_sink, envelopes, harbour, settings, now, at):
    settings.RETURN_ADDRESS = ""
    wish(harbour.dee, now)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=at) == 1
    assert envelopes == ["post@circle.example"]
    assert mail_sink.letters[0]["From"] == "post@circle.example"


@pytest.mark.parametrize("report", [postfix, others])
@pytest.mark.parametrize("spelt", [str, str.upper])
def test_what_comes_back_for_good_goes_quiet_and_says_so_on_today(*, bounced, back, harbour, at, report, spelt, caplog):
    with caplog.at_level(logging.DEBUG):
        said = [bounced(report(spelt(back))) for _twice in range(2)]
    assert said[0] == said[1]
    assert QUIET in said[0]
    assert "example" not in said[0] + caplog.text
    an_answer(harbour, at + HOUR)
    assert [send_messages(now=at + days * DAY) for days in range(1, 9)] == [0] * 8
    for page in ("/", "/me/messages/"):
        assert SENTENCE in text_of(client_of(harbour.dee).get(page))
    assert SENTENCE not in text_of(client_of(harbour.tom).get("/"))
    Address.objects.update(confirmed_at=at + 9 * DAY)
    assert SENTENCE not in text_of(client_of(harbour.dee).get("/"))
    # The same report, kept by somebody and handed in again: the address is another's word now.
    assert "long ago" in bounced(report(spelt(back)), after=9 * DAY + HOUR)
    an_answer(harbour, at + 9 * DAY)
    assert send_messages(now=at + 10 * DAY) == 1


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("delayed", "4.4.1"),
        ("failed", "4.4.7"),
        ("failed", "5"),
        ("failed", ""),
        ("delivered", "2.0.0"),
        ("relayed", "5.1.1"),
        ("expanded", "2.0.0"),
    ],
)
@pytest.mark.parametrize("report", [postfix, others])
def test_what_may_still_arrive_changes_nothing(*, bounced, back, harbour, report, action, status):
    assert "is late, or that it arrived" in bounced(report(back, action=action, status=status))
    assert SENTENCE not in text_of(client_of(harbour.dee).get("/"))
    assert Address.objects.get().refused_at is None


def forged(back: str) -> list[tuple[bytes, str]]:
    """Mails that somebody else made, or that broke on the way."""
    name, host = back.split("@")
    mark = name.removeprefix("bounces+")
    turned = mark[:5] + ("a" if mark[5] != "a" else "b") + mark[6:]
    one = postfix(back)
    return [
        (postfix(f"bounces+{turned}@{host}"), NOT_OURS),
        (postfix(f"bounces+{mark[:-1]}@{host}"), NOT_OURS),
        (postfix(f"bounces+{mark}{mark}@{host}"), NOT_OURS),
        (postfix(f"bounces+{'a' * 42}@{host}"), NOT_OURS),
        (postfix("bounces@returns.circle.example"), NOT_OURS),
        (postfix("dee@example.org"), NOT_OURS),
        (one.replace(b"multipart/report", b"multipart/mixed"), NO_REPORT),
        (one.replace(b"message/delivery-status", b"text/plain"), NO_REPORT),
        (one.replace(b"Action: failed\n", b""), NO_REPORT),
        (b"To: " + back.encode() + b"\nAction: failed\nStatus: 5.1.1\n\nfailed 5.1.1\n", NO_REPORT),
        (b"", NO_REPORT),
        (b"\x00\xff\xfe" * 400, NO_REPORT),
        (one[:700], NO_REPORT),
        (one + b"x" * returned.LONGEST, "This mail is too large to be a report"),
    ]


def test_a_mail_that_is_forged_or_broken_or_huge_changes_nothing(bounced, back, harbour):
    for raw, sentence in forged(back):
        assert sentence in bounced(raw), raw[:200]
    assert Address.objects.get().refused_at is None
    assert SENTENCE not in text_of(client_of(harbour.dee).get("/"))


def test_a_mail_of_boxes_in_boxes_is_answered(bounced, back):
    deep = b"To: " + back.encode() + b"\n"
    for number in range(3000):
        deep += b'Content-Type: multipart/report; boundary="b%d"\n\n--b%d\n' % (number, number)
    assert "Nothing was changed." in bounced(deep)
    assert "Nothing was changed." in bounced(b"To: " + b"(" * 90_000 + b"\n" + postfix("nobody@example.org"))


def test_no_broken_report_stops_the_command(bounced, back, harbour):
    chance, whole = random.Random(7), postfix(back)
    for _ in range(60):
        raw = bytearray(whole)
        for _many in range(chance.randint(1, 40)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        assert bounced(bytes(raw))


def test_what_came_back_after_its_person_went_changes_nothing(bounced, back, harbour, now, at):
    kept = MessageWish.objects.get()
    wish(harbour.tom, now)
    remove_address(by=harbour.dee.person)
    assert "an address that is gone" in bounced(postfix(back))
    assert not MessageWish.objects.filter(pk=kept.pk).exists()
    assert Address.objects.get().refused_at is None


def test_one_comes_back_for_one_address_alone_and_also_when_messages_are_off(bounced, back, harbour, now):
    wish(harbour.tom, now)
    switch_off(by=harbour.dee.person)
    assert QUIET in bounced(postfix(back))
    assert [each.email for each in Address.objects.exclude(refused_at=None)] == ["dee@example.org"]
    # Something else may go there that she said may: she reads it also while messages are off.
    assert SENTENCE in text_of(client_of(harbour.dee).get("/"))
    assert SENTENCE not in text_of(client_of(harbour.tom).get("/"))


def test_a_report_that_comes_very_late_or_with_another_key_changes_nothing(bounced, back, monkeypatch):
    assert "of long ago" in bounced(postfix(back), after=15 * DAY)
    with pytest.raises(reaching.NobodysMessage):
        reaching.came_back(number=2**47, sent=0, now=MessageWish.objects.get().heard_until)
    plain = (1).to_bytes(6, "big") + (1).to_bytes(4, "big")
    sealed = keyring().seal_mark(plain, purpose=b"something else")
    assert len(sealed) == 26
    with pytest.raises(returned.InvalidTag):
        keyring().unseal_mark(sealed, purpose=returned.PURPOSE)
    assert Address.objects.get().refused_at is None
