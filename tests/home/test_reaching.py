"""Nothing leaves by a way that is not safe now: not unasked, not out of hours, not on an old yes, by no way round."""

import ast
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.home.actions.messages import Chosen, send_messages, switch_on
from handinhand.home.choices import Hear
from handinhand.home.models import MessageWish
from handinhand.notices.models import Letter
from handinhand.people import actions
from handinhand.people.actions.reaching import Leaves, NotSafeNow, leave_later, reach
from handinhand.people.choices import ContactWay, MaySay
from handinhand.people.models import Address, PhoneNumber, SafeWay
from handinhand.people.rules.contact import SAFE_FOR, is_in_hours, next_safe
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.wishes import ALL_DAYS, a_meeting, safe, wish
from tests.notices.conftest import MailSink
from tests.test_architecture import modules, place

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LETTER = Leaves(subject="News", body="There is something to read.")
KEYS = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value="[^"]*"|data-[a-z-]*ticket="[^"]*"|nonce-[^\s"]*)')
FORM = {
    "from_hour": "9", "to_hour": "18", "time_zone": "Europe/London", "name": "Del", "may_say": "news",
    "may_be_left": "yes",
}  # fmt: skip


@pytest.fixture
def dee(harbour: Group):
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=NOON - DAY)
    return harbour.dee


def leaves(member, now, way=ContactWay.EMAIL) -> bool:
    """Whether anything can leave to somebody now."""
    try:
        reach(person=member.person, way=way, written=lambda _said: LETTER, now=now)
    except NotSafeNow:
        return False
    return True


def test_nothing_leaves_before_they_said_that_it_is_safe(mail_sink: MailSink, dee):
    assert not leaves(dee, NOON)
    safe(dee, NOON)
    assert leaves(dee, NOON)
    assert [each["To"] for each in mail_sink.letters] == ["dee@example.org"]
    actions.say_not_safe(by=dee.person, way=ContactWay.EMAIL)
    assert not leaves(dee, NOON)
    assert len(mail_sink.letters) == 1


@pytest.mark.parametrize(
    ("more", "moment", "may"),
    [
        ({}, NOON + SAFE_FOR - HOUR, True),
        ({}, NOON + SAFE_FOR, False),
        ({"may_be_left": False}, NOON, False),
        ({"from_hour": 9, "to_hour": 12}, NOON - HOUR, True),
        ({"from_hour": 9, "to_hour": 12}, NOON, False),
        ({"from_hour": 9, "to_hour": 12, "time_zone": "America/New_York"}, NOON, False),
        ({"from_hour": 9, "to_hour": 12, "time_zone": "America/New_York"}, NOON + 3 * HOUR, True),
    ],
)
def test_only_as_they_said_it(mail_sink: MailSink, dee, more, moment, may):
    safe(dee, NOON, **more)
    assert leaves(dee, moment) is may
    assert len(mail_sink.letters) == may


def test_one_tap_makes_an_old_yes_new_and_no_answer_lets_it_rest(mail_sink: MailSink, dee):
    safe(dee, NOON)
    later = NOON + SAFE_FOR
    with time_machine.travel(later, tick=True):
        browser = client_of(dee)
        assert "It is time to ask again" in text_of(browser.get("/me/"))
        page = text_of(browser.get("/me/contact/"))
        assert "This way rests: three months have passed" in page
        assert not leaves(dee, later)
        send(browser, "/me/contact/email/still/")
        assert leaves(dee, later + HOUR)
        assert "It is time to ask again" not in text_of(browser.get("/me/"))


def test_another_address_was_never_said_to_be_safe(mail_sink: MailSink, dee):
    safe(dee, NOON)
    Address.objects.filter(person=dee.person).delete()
    assert not leaves(dee, NOON)
    asked = actions.ask_if_yours(by=dee.person, email="other@example.org", where="here", now=NOON)
    code = Letter.objects.get().body.split("\n\n")[2]
    actions.keep_address(by=dee.person, asked=asked, code=code, now=NOON)
    assert not leaves(dee, NOON)
    assert not SafeWay.objects.exists()


def test_a_letter_that_waits_for_their_hours_is_taken_back_when_it_is_not_safe(dee):
    safe(dee, NOON, from_hour=18, to_hour=20)
    assert leave_later(person=dee.person, subject="A", body="B", now=NOON)
    assert leave_later(person=dee.person, subject="C", body="D", now=NOON)
    [waits] = Letter.objects.all()
    assert (waits.subject, waits.due_at) == ("C", NOON.replace(hour=18))
    actions.say_none(by=dee.person)
    assert not Letter.objects.exists()
    assert not leave_later(person=dee.person, subject="A", body="B", now=NOON)


def test_hours_begin_when_they_begin_and_what_is_jumped_over_does_not_come(dee):
    night = datetime(2026, 3, 29, 0, tzinfo=UTC)
    safe(dee, night, from_hour=1, to_hour=2)
    way = SafeWay.objects.get()
    moment = next_safe(way, after=night)
    assert is_in_hours(way, moment)
    assert moment > night + timedelta(hours=20)


def test_messages_that_are_on_wait_until_it_is_safe_and_none_is_lost(mail_sink: MailSink, harbour: Group, now):
    wish(harbour.dee, now)
    actions.say_none(by=harbour.dee.person)
    a_meeting(harbour, now + HOUR)
    morning = (now + DAY).replace(hour=10)
    assert send_messages(now=morning) == 0
    safe(harbour.dee, morning, name="Del", may_say=MaySay.CIRCLE)
    assert send_messages(now=morning + 2 * HOUR) == 1
    body = mail_sink.letters[0].get_content()
    assert body.startswith("Hello Del,")
    assert harbour.circle.name in body
    assert harbour.circle.name not in mail_sink.letters[0]["Subject"]


RESTS = "Your messages rest, until you say that it is safe to write to you."


def today_says(member, moment: datetime) -> str:
    with time_machine.travel(moment, tick=True):
        return text_of(client_of(member).get("/"))


def test_messages_from_before_rest_and_today_says_so_to_me_alone_until_it_is_safe(harbour: Group, now):
    wish(harbour.dee, now)
    assert RESTS not in today_says(harbour.dee, now)
    actions.say_none(by=harbour.dee.person)
    page = today_says(harbour.dee, now)
    assert RESTS in page
    assert "Say what is safe" in page
    assert RESTS not in today_says(harbour.tom, now)
    safe(harbour.dee, now)
    assert RESTS not in today_says(harbour.dee, now)
    safe(harbour.dee, now, may_be_left=False)
    assert RESTS in today_says(harbour.dee, now)
    MessageWish.objects.update(is_on=False, next_at=None)
    assert RESTS not in today_says(harbour.dee, now)


def test_today_asks_again_in_the_last_week_and_says_when_messages_rest(harbour: Group, now):
    asks = "Nearly three months ago you said that it is safe to write to you."
    wish(harbour.dee, now)
    assert asks not in today_says(harbour.dee, now + SAFE_FOR - 8 * DAY)
    page = today_says(harbour.dee, now + SAFE_FOR - 6 * DAY)
    assert asks in page
    assert RESTS not in page
    page = today_says(harbour.dee, now + SAFE_FOR)
    assert RESTS in page
    assert asks not in page
    actions.say_still_safe(by=harbour.dee.person, way=ContactWay.EMAIL, now=now + SAFE_FOR)
    page = today_says(harbour.dee, now + SAFE_FOR)
    assert RESTS not in page
    assert asks not in page


def test_a_way_that_bounces_goes_quiet_and_today_says_so_to_me_alone(harbour: Group, now):
    says = "Text messages do not reach your number, so we have stopped sending them."
    number = PhoneNumber.objects.create(person=harbour.dee.person, number="+447700900123", confirmed_at=now)
    safe(harbour.dee, now, way=ContactWay.TEXT)
    chosen = Chosen(kinds=list(Hear), days=list(ALL_DAYS), from_hour=0, to_hour=24, time_zone="Europe/London")
    switch_on(by=harbour.dee.person, chosen=chosen, language="en-gb", now=now, way=ContactWay.TEXT)
    assert says not in today_says(harbour.dee, now)
    number.refused_at = now + HOUR
    number.save()
    assert says in today_says(harbour.dee, now + HOUR)
    assert says not in today_says(harbour.tom, now + HOUR)


def test_today_reads_as_little_whatever_it_says_of_messages(harbour: Group, now):
    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            today_says(harbour.dee, now)
        return len(made)

    client_of(harbour.dee).get("/")
    before = asked()
    wish(harbour.dee, now)
    actions.say_none(by=harbour.dee.person)
    assert asked() == before


def test_what_is_read_before_is_what_is_sent(mail_sink: MailSink, harbour: Group, now):
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=now)
    with time_machine.travel(now, tick=True):
        browser = client_of(harbour.dee)
        read = text_of(browser.post("/me/contact/email/", FORM))
        assert "Hello Del," in read
        assert "A meeting is planned, or its plan changed." in read
        assert "two people said that they know you" in read
        assert not SafeWay.objects.exists()
        assert send(browser, "/me/contact/email/safe/", **FORM)["Location"] == "/me/contact/"
    kept = SafeWay.objects.get()
    assert (kept.name, kept.from_hour, kept.to_hour, kept.may_say, kept.may_be_left) == ("Del", 9, 18, "news", True)


def test_it_is_not_safe_by_itself_and_hours_are_a_stretch(dee):
    browser = client_of(dee)
    assert 'value="no" checked' in text_of(browser.get("/me/contact/email/"))
    answer = browser.post("/me/contact/email/", {**FORM, "from_hour": "18", "to_hour": "9"})
    assert answer.status_code == 422
    assert "These hours end before they begin." in text_of(answer)
    assert "Del" in text_of(answer)
    with pytest.raises(IntegrityError):
        safe(dee, NOON, from_hour=18, to_hour=9)


def test_said_twice_is_kept_once_and_the_same_key_changes_nothing(dee):
    browser = client_of(dee)
    for _each in range(2):
        send(browser, "/me/contact/email/safe/", key="k" * 16, **FORM)
    safe(dee, NOON, name="Other")
    assert [each.name for each in SafeWay.objects.all()] == ["Other"]


def test_a_sign_in_letter_still_comes_to_whoever_asks_for_it(dee):
    actions.say_none(by=dee.person)
    actions.ask_for_letter(email="dee@example.org", where="here", now=NOON)
    assert Letter.objects.get().to == "dee@example.org"


# Who may send something at all: the door, and what somebody asks for at that moment.
SENDERS = {
    "queue_letter": {
        "handinhand/people/actions/reaching.py",
        "handinhand/people/actions/coming_back.py",  # a code to sign in, asked for at that moment
        "handinhand/people/actions/addresses.py",  # a code to an address, asked for at that moment
        "handinhand/care/actions/danger.py",  # to somebody outside, as whoever passes it on has just read it
    },
    "send_now": {"handinhand/people/actions/reaching.py"},
    "send_text": {
        "handinhand/people/actions/reaching.py",
        "handinhand/people/actions/contact.py",  # a code to a number, asked for at that moment
    },
    "EmailMessage": {"handinhand/notices/actions.py"},
    "place_of_texts": {"handinhand/notices/texts.py"},
    "ToGateway": {"handinhand/notices/texts.py"},
}
BY_HAND = {"smtplib": {"handinhand/notices/actions.py"}, "urllib.request": {"handinhand/notices/texts.py"}}


def senders(code: str) -> set[str]:
    """Of the ways to send something, those that a module brings in, or names."""
    tree = ast.parse(code)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    brought = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named |= {each.name for node in brought for each in node.names}
    modules_named = {node.module for node in brought} | {
        each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names
    }
    return (named & set(SENDERS)) | (modules_named & set(BY_HAND)) | (named & {"send_mail", "EmailMultiAlternatives"})


def test_there_is_one_door_and_no_way_round():
    found: dict[str, set[str]] = {}
    for path in modules():
        for name in senders(path.read_text()):
            found.setdefault(name, set()).add(place(path))
    notices = {"handinhand/notices/actions.py", "handinhand/notices/texts.py"}
    allowed = {**SENDERS, **BY_HAND}
    assert found.keys() <= allowed.keys()
    assert {name: where - notices - allowed[name] for name, where in found.items()} == {name: set() for name in found}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("from handinhand.notices import actions\nactions.send_now(to='x')", "send_now"),
        ("from handinhand.notices.actions import queue_letter as keep\nkeep()", "queue_letter"),
        ("import smtplib", "smtplib"),
        ("from django.core.mail import send_mail", "send_mail"),
        ("import handinhand.notices.texts as t\nt.place_of_texts()", "place_of_texts"),
    ],
)
def test_a_way_round_is_found(code, name):
    assert name in senders(code)


def test_nobody_else_sees_that_anything_is_safe(harbour: Group, now):
    pages = ["/", reverse("home:circle", args=[harbour.circle.public_id]), "/me/", "/me/contact/", "/me/messages/"]

    def seen() -> list[str]:
        tom = client_of(harbour.tom)
        return [text_of(tom.get(each)) for each in pages]

    with time_machine.travel(now, tick=False):
        before = [without_keys(each) for each in seen()]
        wish(harbour.dee, now)
        assert MessageWish.objects.exists()
        assert [without_keys(each) for each in seen()] == before


def without_keys(page: str) -> str:
    """A page without what is random in each."""
    return KEYS.sub("", page)
