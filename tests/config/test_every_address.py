"""Every address of the house, asked for in every clumsy way: always a page with a sentence, never one that broke."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.html import strip_tags

from handinhand.away import actions as away
from handinhand.calendars.actions import make_address
from handinhand.care.actions import ask_for_tomorrow, check_in, quiet, write_help
from handinhand.care.actions import persons as care
from handinhand.care.actions.support import turn_to
from handinhand.care.choices.persons import Place
from handinhand.care.choices.quiet import QuietWay
from handinhand.circles.actions import ask_hold, ask_power, invite
from handinhand.circles.choices import Power
from handinhand.days import actions as days
from handinhand.days.queries import mine as own_days
from handinhand.days.spans import Span
from handinhand.decisions.actions import offer, open_positions, propose, take_position
from handinhand.fairness.energy import Cost
from handinhand.meetings.actions.ahead import send
from handinhand.meetings.actions.friends import ask
from handinhand.meetings.actions.papers import Written, attach
from handinhand.meetings.actions.said import say
from handinhand.meetings.actions.stepping import choose
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import PartQuestion
from handinhand.mending.actions import Draft as Said
from handinhand.mending.actions import say as say_in_the_way
from handinhand.people import actions as energy
from handinhand.people.actions.coming_back import make_card
from handinhand.people.choices import AskKind
from handinhand.people.models import Passkey, Unsent, WeekOff
from handinhand.people.queries.unsent import Box
from handinhand.promises.actions import make
from handinhand.returning.models import Asked
from handinhand.roles import actions as roles
from handinhand.times import actions as times
from handinhand.topics.actions import add_topics
from handinhand.topics.models import OwnTopic
from handinhand.words.queries import own_scope
from handinhand.work import actions as work
from tests.browsing import client_of
from tests.care.passing_on import name_somebody, pass_on
from tests.cast import NAMES, make_group
from tests.links import linked as circles_linked
from tests.meetings.rooms import begin, part
from tests.planted_beside import plant_beside
from tests.planted_of_secret import open_without_names, slips_of
from tests.planted_of_unnamed import question_in
from tests.planted_safe_contact import quiet_long_ago
from tests.planted_tea import plant_question
from tests.profiles.people import have_a_page
from tests.promises.scene import undone
from tests.tea.drawn import draw_together

pytestmark = [pytest.mark.django_db, pytest.mark.both]

FORBIDDEN = re.compile(r"\b(error|invalid|failed|forbidden|denied|illegal|must)\b", re.IGNORECASE)
STRANGE = {
    "nul": "%00",
    "nul inside": "bcdfghjk%00mnp",
    "half a sign": "%ED%A0%80",
    "not a sign": "%FF%FE",
    "long": "b" * 5000,
    "emoji": quote("💚"),
    "quote": quote("' OR '1'='1"),
    "another": "bcdfghjkmnpq",
    "letters turned": quote("\u202emoc"),
}
JUNK = ("\0", "\ud7ff\ufffe", "9" * 5000, "💚" * 400, "\u202e\u2066", " ", "0001-01-01", "9999-12-31")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Address:
    """One kind of address: its route, and the names of what stands in it."""

    route: str
    slots: tuple[str, ...]

    def filled(self, values: dict[str, str]) -> str:
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: values[found[1]], self.route)


def addresses() -> list[Address]:
    """Every kind of address there is."""
    found = []

    def walk(patterns: list[object], before: str) -> None:
        for each in patterns:
            route = before + str(each.pattern)
            if isinstance(each, URLPattern):
                found.append(Address(route, tuple(re.findall(r"<\w+:(\w+)>", route))))
            else:
                walk(each.url_patterns, route)

    walk(get_resolver().url_patterns, "")
    return found


def asked_and_answered(harbour, now):
    """What stands in addresses of asks and offers."""
    ask = work.ask_or_offer(by=harbour.tom, kind="ask", text="A ladder.", to=None, now=now)
    given = work.answer(ask=ask, by=harbour.dee, text="I have one.", now=now)
    return {"ask_id": ask.public_id, "answer_id": given.public_id}


def linked(harbour, now):
    """What stands in addresses of linked circles."""
    other = make_group(name="Quay Circle", now=now, people=("Robin",))
    link = circles_linked.link(harbour, other, now)
    told = circles_linked.tell(harbour, "A bell.", [link], now)
    return {
        "link_id": link.public_id,
        "update_id": told.public_id,
        "link_code": circles_linked.offer(other, now).code,
    }


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The Harbour Circle in the middle of a meeting, and what stands in addresses that work there.

    Made once: what an address does there is undone before the next.
    """
    now = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    with django_db_blocker.unblock(), undone():
        harbour = make_group(name="Harbour Circle", now=now, people=NAMES)
        yield harbour, real(harbour, now)


def real(harbour, now):
    """What stands in addresses that work, for somebody in the middle of a meeting."""
    meeting = begin(harbour, now=now)
    tom = harbour.tom
    talk = part(meeting, PartKind.TALK)
    question = PartQuestion.objects.create(circle=harbour.circle, part=talk, position=0, title="Why?", detail="")
    said = say(meeting=meeting, part=talk, by=tom, body="By the window.", keep=True, now=now, question=None)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="Tea first.", now=now)
    open_positions(proposal=proposal, by=tom, now=now)
    position = take_position(proposal=proposal, by=tom, kind="concern", concern="And coffee?", now=now)
    own = own_scope(harbour.circle, tom.person)
    ahead = send(meeting=meeting, part=part(meeting, PartKind.ROUND), by=tom, body="A bench.", now=now)
    yes = ask(meeting=meeting, by=harbour.dee, friend=tom, now=now)
    return {
        "circle_id": harbour.circle.public_id,
        "meeting_id": meeting.public_id,
        "part_id": talk.public_id,
        "question_id": question.public_id,
        "said_id": said.public_id,
        "words_id": said.words.public_id,
        "own_kind": "circle-limits",
        "own_id": harbour.circle.public_id,
        "proposal_id": proposal.public_id,
        "position_id": position.public_id,
        "promise_id": make(
            circle=harbour.circle, scope=harbour.scope, by=tom, text="I will ask.", by_when=None, now=now
        ).public_id,
        "check_in_id": check_in(circle=harbour.circle, scope=own, by=tom.person, body="Fine.", now=now).public_id,
        "invitation_id": invite(by=tom, now=now).public_id,
        "token": invite(by=tom, now=now + timedelta(days=999)).token,
        "ahead_id": ahead.public_id,
        "yes_id": yes.public_id,
        "member_id": harbour.dee.public_id,
        "kind": "goal",
        "name": "hold",
        "role": "care",
        "way": "take",
        **have_a_page(tom, harbour.dee, now=now),
        **of_care(harbour, meeting, now),
        **more(harbour, meeting, proposal, now),
    }


def in_the_way(harbour, now):
    """What stands in addresses of what is in the way, and of stepping away."""
    said = say_in_the_way(
        by=harbour.tom, draft=Said(harbour.dee, "something", "A door.", ["tea"], is_about_somebody=False), now=now
    )
    until = (now + timedelta(days=40)).date()
    draft = away.Draft("A rope was cut.", "end", until, "Dee.", "By the door.", "")
    asked = away.ask_to_step_away(member=harbour.nia, by=harbour.dee, draft=draft, now=now)
    company = away.choose_company(away=asked, by=harbour.nia, member=harbour.tom, now=now)
    return {"row_id": said.public_id, "company_id": company.public_id}


def turned_to(dee, tom, *, now):
    """Tom turned to Dee, who is his person."""
    support = care.choose(by=tom.person, member=dee, place=Place.FIRST, now=now)
    care.say_yes_to(support=support, by=dee.person, now=now)
    turned = turn_to(support=support, by=tom.person, text="Tea?", now=now)
    return {"support_id": support.public_id, "turned_id": turned.public_id, "place": Place.FIRST}


def more(harbour, meeting, proposal, now):
    """What stands in addresses of days, times, calendars, holds, papers, and ways to come back."""
    tom, dee = harbour.tom, harbour.dee
    paper = Written(title="Lamps", source="", gist="", body="Two lamps.")
    days.add_own_day(by=tom.person, span=Span(weekday=4), now=now)
    day = days.set_circle_day(by=tom, span=Span(weekday=4), now=now)
    moments = [now + timedelta(days=each) for each in (1, 2)]
    given = {"circle": harbour.circle, "made_at": now, "ends_at": now + timedelta(days=9)}
    asked = Asked.objects.create(asker=harbour.sam.person, name="Dee", of=dee, code="e" * 9, **given)
    passkey = Passkey.objects.create(
        person=tom.person, name="Phone", public_half="-", lookup="f", counter=0, made_at=now
    )
    return {
        "ident": own_days(person=tom.person).days[0].ident,
        "day_id": day.public_id,
        "asking_id": times.ask(by=tom, title="Tea", moments=moments, now=now).public_id,
        "secret": make_address(by=tom.person, now=now),
        "tea_question_id": plant_question(harbour, now).public_id,
        "drawn_id": draw_together(dee, tom, now=now)[0].public_id,
        "beside_id": plant_beside(dee, tom, meeting, now=now).public_id,
        "use_id": ask_power(power=Power.SPEND, by=tom, text="Tea.", now=now).public_id,
        "power": "spend",
        "hold_id": ask_hold(member=harbour.jo, by=tom, now=now).public_id,
        "offer_id": offer(proposal=proposal, by=tom, text="Coffee first.", now=now).public_id,
        "paper_id": attach(meeting=meeting, by=tom, part=None, to_meeting=False, written=paper, now=now).public_id,
        "asked_id": asked.public_id,
        "piece": "six-things",
        "danger": "child",
        **turned_to(dee, tom, now=now),
        **in_the_way(harbour, now),
        "passed_id": pass_on(tom, name_somebody(harbour, now), now).public_id,
        **asked_and_answered(harbour, now),
        **linked(harbour, now),
        "passkey_id": passkey.public_id,
        **of_energy(tom.person, now),
        "unsent_id": kept_unsent(tom.person, now),
        **of_topics(tom, meeting, now),
        **of_roles(harbour, now),
        "box_id": question_in(harbour, now).public_id,
        "slips_id": slips_of(harbour, open_without_names(harbour, "A rope.", now)).public_id,
        "code": make_card(person=tom.person, now=now).replace(" ", ""),
    }


def of_roles(harbour, now):
    """What stands in addresses of roles: one, a draw of another, and what Tom holds."""
    until = (now + timedelta(days=30)).date()
    roles.take_on(by=harbour.tom, ref="time", until=until, now=now)
    draw = roles.open_draw(by=harbour.dee, ref="welcome", days=1, until=until, now=now)
    return {"role_ref": "welcome", "draw_id": draw.public_id}


def of_topics(tom, meeting, now):
    """What stands in addresses of one's own topics, and of parts one steps out of."""
    add_topics(by=tom.person, names=["police"])
    given = {"meeting": meeting, "part": meeting.parts.first(), "by": tom, "fetcher": None, "how": "", "now": now}
    own = OwnTopic.objects.get(person=tom.person)
    return {"own_topic_id": own.public_id, "stepping_id": choose(**given).public_id}


def kept_unsent(person, now):
    """What stands in the address of words that somebody was writing when they hid a page."""
    boxes = [Box(action="/me/", name="text", key="", text="Half a line.")]
    energy.keep_unsent(by=person, where="/me/", boxes=boxes, now=now)
    return Unsent.objects.get(person=person).public_id


def of_care(harbour, meeting, now):
    """What stands in addresses of what helps somebody, and of whom they are to ask."""
    line = write_help(by=harbour.tom, about="helps", body="A chair.", sees="me", people=(), now=now)
    given = {"scope_id": meeting.scope.public_id, "to": harbour.tom.public_id, "body": "How are you?"}
    kept = ask_for_tomorrow(by=harbour.dee, **given, now=now)
    plan = quiet.Wanted(days=2, way=QuietWay.MEET, words="All well?", askers=[harbour.tom], even_resting=False)
    asker = quiet_long_ago(harbour.dee, plan, now=now)
    return {
        "asker_id": asker.public_id,
        "help_id": line.public_id,
        "scope_id": meeting.scope.public_id,
        "kept_id": kept.public_id,
    }


def of_energy(person, now):
    """What stands in addresses of one's own weeks off, rests, and what one is asked."""
    soon = now + timedelta(days=9)
    energy.take_week_off(by=person, day=soon.date(), now=now)
    rest = energy.begin_rest(by=person, begins_at=soon, ends_at=None, is_shown=False, now=now)
    asked = energy.ask(of=person, kind=AskKind.TEA, ref="t", cost=Cost(), when=None, where="/help/", now=now)
    return {
        "week_id": WeekOff.objects.get(person=person).public_id,
        "rest_id": rest.public_id,
        "ask_id": asked.public_id,
    }


def check(answer, address):
    """A way on, or a page whose own text says something and blames nobody."""
    assert answer.status_code < 500, address
    if answer.status_code in {301, 302, 303}:
        assert answer["Location"], address
        return
    body = answer.content.decode()
    if address == "/up" or address.startswith("/calendar/") or answer["Content-Type"].startswith("text/calendar"):
        # Read by programs, not by people.
        return
    words = " ".join(strip_tags(body.split("<main")[1].split("</main>")[0]).split())
    assert len(words) > 20, (address, answer.status_code)
    if answer.status_code >= 400:
        assert not FORBIDDEN.search(words), (address, words)


def junk(text: str) -> dict[str, str]:
    """A form in which every box that any page has holds the same junk."""
    names = (
        "my_name shape colour standing organisation name purpose time_zone limits code email light letters motion"
        " language body how who do question text kind concern share for_themselves adopts replaces by_when title why"
        " day clock place opening_question minutes detail touches_on answer finding way part leave whose proposal"
        " wider room among back next circle"
    )
    return {**key(), **dict.fromkeys(names.split(), text)}


def key() -> dict[str, str]:
    """What every form sends."""
    return {"key": secrets.token_urlsafe(12)}


@pytest.mark.parametrize("address", addresses(), ids=lambda each: each.route or "/")
def test_in_every_way_of_asking_with_strange_names_and_with_junk_in_every_box(address, house):
    harbour, real = house
    leaves = address.route.startswith(("hide", "sign-out"))
    way = address.filled(real)
    strange = [address.filled({**real, slot: each}) for slot in address.slots for each in STRANGE.values()]
    for person in (client_of(harbour.nia), Client()):
        for method in ("OPTIONS",) if leaves else METHODS:
            check(person.post(way, key()) if method == "POST" else person.generic(method, way), way)
        for each in strange if person.cookies else strange[:2]:
            check(person.get(each), each)
            check(person.post(each, key()), each)
    for person in (client_of(harbour.tom), Client()):
        for text in () if leaves else JUNK:
            check(person.post(way, junk(text)), way)
            check(person.get(way, {**junk(text), "page": text, "before": text, "again": text, "unknown": text}), way)
