"""A way that comes back is quiet for care, too; who is asked hears of it; what was said to one stays open."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from handinhand.care import actions as care
from handinhand.care.actions import persons, support
from handinhand.care.choices.persons import Place
from handinhand.care.choices.quiet import QuietWay
from handinhand.care.models import ForTomorrow, Knows, PassedOn, SupportPerson
from handinhand.circles.actions import agree_to_hold, ask_hold, leave
from handinhand.ground.keeping import ensure_key
from handinhand.home.actions.messages import send_messages
from handinhand.home.choices import Hear
from handinhand.notices.actions import send_due
from handinhand.notices.models import Letter
from handinhand.people.actions import clear_old
from handinhand.people.actions.reaching import leave_later
from handinhand.people.models import Address, Ask
from handinhand.words.models import NotSeeing, Words
from tests.browsing import client_of, send, text_of
from tests.care.passing_on import MIRIAM, SAID, name_somebody, pass_on
from tests.care.test_after_leaving import come_back, fresh
from tests.care.test_my_person import chosen as asked_to_be
from tests.care.test_my_person import have_person
from tests.care.test_quiet import look, page_of, plan_of
from tests.cast import Group
from tests.home.wishes import SECRET, safe, wish
from tests.meetings import rooms as stage
from tests.notices.conftest import MailSink
from tests.notices.reports import postfix
from tests.planted_safe_contact import away
from tests.promises.scene import plain

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GONE = "Messages do not reach your e-mail address, so we have stopped sending them."
SOMETHING = "There is something for you."


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


@pytest.fixture
def reached(harbour: Group, now, settings):
    """Dee, who said that her e-mail is safe at any hour."""
    settings.RETURN_ADDRESS = "bounces@returns.circle.example"
    ensure_key(create=True)
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=now - DAY)
    safe(harbour.dee, now)
    return harbour.dee


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


def comes_back(monkeypatch, to: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(postfix(to))))
    call_command("bounced")


def seen(member, *pages: str) -> list[str]:
    client = client_of(member)
    return [plain(text_of(client.get(page))) for page in pages]


def others_see(group: Group) -> list[str]:
    home = f"/c/{group.circle.public_id}/"
    pages = ("/", "/me/", "/me/quiet/", "/me/messages/", "/me/contact/", home, f"{home}members/", "/what-is-kept/")
    whom = (group.asha, group.tom, group.marcus, group.sam)
    return [page for each in whom for page in seen(each, *pages, f"{home}members/{group.dee.public_id}/")]


def test_the_letter_about_coming_back_quiets_its_address_when_it_comes_back(
    *, reached, envelopes, mail_sink, monkeypatch, harbour, now, capsys
):
    assert leave_later(person=reached.person, subject="A note for you", body="Somebody asks.", now=now)
    assert send_due(now=now) == 1
    assert mail_sink.letters[0]["From"] == "post@circle.example"
    assert envelopes[-1].startswith("bounces+")
    assert "returns" not in mail_sink.letters[0].as_string()
    before = others_see(harbour)
    comes_back(monkeypatch, envelopes[-1])
    assert "example" not in capsys.readouterr().out
    assert Address.objects.get().is_refused
    assert not leave_later(person=reached.person, subject="A note for you", body="Once more.", now=now + HOUR)
    assert not Letter.objects.exists()
    today, contact = seen(harbour.dee, "/", "/me/contact/")
    assert GONE in today
    assert "Messages do not arrive at this address, so we have stopped sending them." in contact
    assert others_see(harbour) == before


def test_a_letter_that_is_refused_as_it_leaves_quiets_its_address_too(*, reached, mail_sink, harbour, now):
    async def no(_server, _session, _envelope, address, _options):
        return f"550 no {address}" if address == "dee@example.org" else "250 fine"

    mail_sink.handle_RCPT = no
    assert leave_later(person=reached.person, subject="A note for you", body="Somebody asks.", now=now)
    at = now
    for _each in range(6):
        assert send_due(now=at) == 0
        at += 2 * HOUR
    assert Letter.objects.get().to == ""
    assert GONE not in seen(harbour.dee, "/")[0]
    clear_old(now=at)
    clear_old(now=at + HOUR)
    assert GONE in seen(harbour.dee, "/")[0]
    Address.objects.update(confirmed_at=at + 2 * HOUR)
    clear_old(now=at + 3 * HOUR)
    assert GONE not in seen(harbour.dee, "/")[0]


@pytest.mark.parametrize("way_back", [True, False])
def test_a_plan_by_a_way_that_comes_back_names_it_to_nobody(*, reached, envelopes, monkeypatch, harbour, now, way_back):
    plan = plan_of(harbour.dee, harbour.asha, now=now, way=QuietWay.EMAIL)
    leave_later(person=reached.person, subject="A note for you", body="Somebody asks.", now=now)
    send_due(now=now)
    away(harbour.dee, 5, now=now)
    look(plan, now)
    asker = plan.askers.get()
    assert "dee@example.org" in seen(harbour.asha, page_of(harbour.dee, asker))[0]
    before = others_see(harbour)
    comes_back(monkeypatch, envelopes[-1])
    page = seen(harbour.asha, page_of(harbour.dee, asker))[0]
    assert "dee@example.org" not in page
    care_says = "The way they had chosen is not safe now, so please do not use it. Ask when you meet."
    assert care_says in page
    assert others_see(harbour) == before
    mine = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    assert "Nothing arrives by the way you chose." in seen(harbour.dee, mine)[0]
    if way_back:
        Address.objects.update(confirmed_at=timezone.now() + HOUR)
        assert "Nothing arrives by the way you chose." not in seen(harbour.dee, mine)[0]


def mornings(now: datetime) -> list[datetime]:
    """Ten o'clock of the days to come, by London's clock or an hour beside it."""
    first = (now + DAY).astimezone(UTC).replace(hour=10, minute=0)
    return [first + days * DAY for days in range(6)]


@pytest.mark.parametrize("place", Place.values)
def test_whoever_is_turned_to_hears_of_it_and_the_message_says_nothing(*, mail_sink, harbour, now, place):
    have_person(harbour, now - HOUR, who="dee", place=Place(place))
    wish(harbour.dee, now, kinds=(Hear.ASKED,))
    wish(harbour.asha, now, kinds=(Hear.ASKED,))
    first, second, *_more = mornings(now)
    assert send_messages(now=first) == 0
    mine = harbour.tom.person
    chosen = SupportPerson.objects.get(of=mine)
    for _twice in range(2):
        support.turn_to(support=chosen, by=mine, text="The gulls were loud.", now=first + HOUR)
    assert send_messages(now=second) == 1
    [letter] = mail_sink.letters
    said = f"{letter['Subject']} {letter.get_content()}"
    assert letter["To"] == "dee@example.org"
    assert SOMETHING in letter.get_content()
    assert not [each for each in (*SECRET, "Tom", "support", "gulls", "person") if each in said]


def test_every_ask_by_name_makes_the_same_message(*, mail_sink, harbour, now):
    for name in ("dee", "asha"):
        wish(getattr(harbour, name), now, kinds=(Hear.ASKED,))
    asked_to_be(harbour, now + HOUR, who="dee")
    plan_of(harbour.tom, harbour.asha, now=now + HOUR, yes=False)
    assert send_messages(now=mornings(now)[0]) == 2
    told = [each.get_content().split("/messages/")[0] for each in mail_sink.letters]
    assert len(set(told)) == 1


def test_what_is_over_before_the_message_leaves_is_in_none(*, mail_sink, harbour, now):
    wish(harbour.dee, now, kinds=(Hear.ASKED,))
    chosen = have_person(harbour, now - HOUR, who="dee")
    turned = support.turn_to(support=chosen, by=harbour.tom.person, text="", now=now + HOUR)
    support.take_back(turned=turned, by=harbour.tom.person, now=now + 2 * HOUR)
    assert send_messages(now=mornings(now)[0]) == 0


def test_whoever_would_not_see_whoever_asks_hears_of_nothing(*, mail_sink, harbour, now):
    wish(harbour.dee, now, kinds=(Hear.ASKED,))
    NotSeeing.objects.create(circle=harbour.circle, by=harbour.dee.person, about=harbour.tom.person)
    persons.choose(by=harbour.tom.person, member=harbour.dee, place=Place.FIRST, now=now + HOUR)
    assert send_messages(now=mornings(now)[0]) == 0


def held(group: Group, member) -> None:
    asked = ask_hold(member=member, by=group.asha, now=timezone.now())
    agree_to_hold(hold=asked, by=group.sam, now=timezone.now())


def at(group: Group, page: str) -> str:
    return f"/c/{group.circle.public_id}/danger/{page}"


def test_whoever_is_held_reads_what_was_passed_on_about_them_and_nothing_more(harbour: Group, now):
    to = name_somebody(harbour, now)
    kept = pass_on(harbour.dee, to, now, knows=Knows.WILL, about=harbour.tom.public_id)
    held(harbour, harbour.tom)
    tom = client_of(harbour.tom)
    assert at(harbour, "about-me/") in text_of(tom.get(at(harbour, "")))
    page = text_of(tom.get(at(harbour, "about-me/")))
    assert MIRIAM in page
    assert "Your access to this circle is held for now. This page is here for you all the same." in page
    assert SAID not in page
    assert "Dee" not in page
    closed = ("mine/", "child/", f"mine/{kept.public_id}/")
    for way in closed:
        answer = text_of(tom.get(at(harbour, way)))
        assert MIRIAM not in answer
        assert SAID not in answer
    for way in ("members/", "promises/", "decisions/", "find/"):
        assert "Your access to this circle is held for now" in text_of(tom.get(f"/c/{harbour.circle.public_id}/{way}"))
    assert "no page here for you" in text_of(client_of(harbour.dee).get(f"/c/{'a' * 12}/danger/about-me/"))
    send(tom, at(harbour, "about-me/"))
    assert not Ask.objects.filter(kind="passed_on", closed_at=None).exists()
    assert MIRIAM in text_of(tom.get(at(harbour, "about-me/")))
    asha = text_of(client_of(harbour.asha).get(at(harbour, "about-me/")))
    assert "Nothing here." in asha
    leave(by=fresh(harbour.tom), now=timezone.now())
    assert MIRIAM not in text_of(tom.get(at(harbour, "about-me/")))


def test_whoever_comes_back_reads_what_they_passed_on_again(harbour: Group):
    start = timezone.now()
    pass_on(harbour.dee, name_somebody(harbour, start), start)
    assert SAID in seen(harbour.dee, at(harbour, "mine/"))[0]
    leave(by=fresh(harbour.dee), now=timezone.now())
    assert not Words.objects.visible_to(harbour.dee.person).exists()
    come_back(harbour)
    assert SAID in seen(harbour.dee, at(harbour, "mine/"))[0]
    kept = PassedOn.objects.get()
    for other in (harbour.asha, harbour.tom):
        assert not Words.objects.visible_to(other.person).filter(pk=kept.words_id).exists()
    send(client_of(harbour.dee), at(harbour, f"mine/{kept.public_id}/"))
    assert not Words.objects.exists()
    care.say_in_between(by=fresh(harbour.dee), to=None, body="Still mine.", picture="", now=timezone.now())
    assert [each.body for each in Words.objects.visible_to(harbour.dee.person)] == ["Still mine."]


def test_what_somebody_asks_for_tomorrow_goes_the_moment_they_leave(harbour: Group, now):
    evening = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    says = "To ask somebody how they are"
    with time_machine.travel(evening, tick=False) as clock:
        meeting = stage.begin(harbour, now=evening, come=("Tom", "Dee"))
        given = {"scope_id": meeting.scope.public_id, "to": harbour.dee.public_id, "body": "Did you sleep?"}
        care.ask_for_tomorrow(by=harbour.tom, **given, now=evening)
        clock.shift(timedelta(hours=13))
        assert says in seen(harbour.dee, "/")[0]
        leave(by=fresh(harbour.tom), now=timezone.now())
        assert says not in seen(harbour.dee, "/")[0]
        assert not Words.objects.visible_to(harbour.dee.person).exists()
        assert not Ask.objects.filter(of=harbour.dee.person, closed_at=None).exists()
        care.clear_for_tomorrow(now=timezone.now())
        assert not ForTomorrow.objects.exists()
        assert not Words.objects.filter(author=harbour.tom.person).exists()
