"""Wishes for messages, and what is new in the Harbour Circle, for tests."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handinhand.care.actions.persons import choose
from handinhand.care.choices.persons import Place
from handinhand.circles.actions import ask_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.decisions import actions as decisions
from handinhand.home.actions.messages import Chosen, switch_on
from handinhand.home.choices import Hear
from handinhand.home.models import MessageWish
from handinhand.meetings.actions import planning
from handinhand.people.actions import SaidSafe, say_safe
from handinhand.people.choices import ContactWay, MaySay
from handinhand.people.models import Address
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind
from tests.cast import Group
from tests.meetings.plans import DETAILS, invited

ALL_DAYS = "0123456"
SECRET = ("Harbour", "Dee", "Marcus", "council", "mugs", "kettle", "Asha", "circle", "first visit")


def safe(member: Member, now: datetime, *, way: ContactWay = ContactWay.EMAIL, **more) -> None:
    """Somebody who said that a way to them is safe at any hour, and that a message may stay there."""
    given = {"name": "", "from_hour": 0, "to_hour": 24, "time_zone": "Europe/London", "may_say": MaySay.NEWS, **more}
    said = SaidSafe(**{"may_be_left": True, **given})
    say_safe(by=member.person, way=way, said=said, now=now)


def wish(
    member: Member, now: datetime, *, kinds: tuple[str, ...] = tuple(Hear), days: str = ALL_DAYS, hours=(9, 18), **more
) -> MessageWish:
    """Somebody with an address who switched messages on."""
    email = f"{member.name.lower()}@example.org"
    Address.objects.get_or_create(person=member.person, defaults={"email": email, "confirmed_at": now})
    safe(member, now)
    given = {"time_zone": "Europe/London", **more}
    chosen = Chosen(kinds=kinds, days=list(days), from_hour=hours[0], to_hour=hours[1], **given)
    switch_on(by=member.person, chosen=chosen, language="en-gb", now=now)
    return MessageWish.objects.get(address__person=member.person)


def a_meeting(harbour: Group, at: datetime) -> None:
    """Asha plans a meeting."""
    invited(harbour, now=at)


def a_change(harbour: Group, at: datetime) -> None:
    """Asha changes a meeting that was planned long ago."""
    meeting = invited(harbour, now=at - timedelta(days=4))
    given = {**DETAILS, "starts_at": meeting.starts_at, "place": "By the kettle"}
    planning.change_details(meeting=meeting, by=harbour.asha, now=at, **given)


def an_answer(harbour: Group, at: datetime) -> None:
    """Marcus answers what he promised."""
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.marcus, "now": at}
    made = promises.make(**given, text="I ask about the mugs.", by_when=None)
    promises.answer(promise=made, by=harbour.marcus, kind=AnswerKind.DONE, text="On the shelf.", now=at)


def a_proposal(harbour: Group, at: datetime) -> None:
    """A proposal of Asha is opened."""
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.asha, "now": at}
    made = decisions.propose(**given, text="We buy a kettle.")
    decisions.open_positions(proposal=made, by=harbour.tom, now=at)


def a_day(harbour: Group, at: datetime) -> None:
    """What Dee promised is for three days after tomorrow."""
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee}
    day = (at + timedelta(days=4)).date()
    promises.make(**given, text="I fill the kettle.", by_when=day, now=at - timedelta(days=2))


def an_ask(harbour: Group, at: datetime) -> None:
    """Tom asks Dee to be his person."""
    choose(by=harbour.tom.person, member=harbour.dee, place=Place.FIRST, now=at)


def a_yes(harbour: Group, at: datetime) -> None:
    """Asha asks the circle to agree to something."""
    ask_power(power=Power.SPEND, by=harbour.asha, text="Marcus buys a kettle.", now=at)


NEWS: dict[str, tuple[Hear, Callable[[Group, datetime], None], str]] = {
    "planned": (Hear.MEETINGS, a_meeting, "A meeting is planned, or its plan changed."),
    "changed": (Hear.MEETINGS, a_change, "A meeting is planned, or its plan changed."),
    "answered": (Hear.ANSWERS, an_answer, "Something that was promised has an answer."),
    "opened": (Hear.POSITIONS, a_proposal, "Something waits for where you stand."),
    "near": (Hear.OWN, a_day, "The day of something you promised comes near."),
    "asked": (Hear.ASKED, an_ask, "There is something for you."),
    "agreeing": (Hear.ASKED, a_yes, "There is something for you."),
}
