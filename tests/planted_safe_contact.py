"""What is planted of safe contact: Dee said that e-mail is safe, gave a number, and has a plan that named Asha."""

from datetime import datetime, timedelta
from typing import Any

from handinhand.care.actions import quiet
from handinhand.care.choices.quiet import QuietWay
from handinhand.care.models import QuietAsker
from handinhand.circles.models import Member
from handinhand.people.choices import ContactWay
from handinhand.people.models import Here, PhoneNumber
from tests.home.wishes import safe
from tests.planted_texts import NAME_IN_LETTERS, NUMBER, QUIET_WORDS, QUIET_WORDS_TOLD

DAY = timedelta(days=1)


def plant_safe_contact(world: Any) -> None:
    """Dee's plan waits for Asha's yes; Tom's time has come, and Marcus is asked to ask."""
    harbour, now = world.harbour, world.now
    safe(harbour.dee, now, name=NAME_IN_LETTERS)
    PhoneNumber.objects.create(person=harbour.dee.person, number=NUMBER, confirmed_at=now)
    safe(harbour.dee, now, way=ContactWay.TEXT, name=NAME_IN_LETTERS, may_be_left=False)
    given = {"days": 3, "way": QuietWay.TEXT, "even_resting": False}
    wanted = quiet.Wanted(words=QUIET_WORDS, askers=[harbour.asha], **given)
    plan = quiet.set_plan(by=harbour.dee, wanted=wanted, now=now)
    world.name(naming=plan.askers.get())
    _ask_after_tom(world)


def _ask_after_tom(world: Any) -> None:
    harbour = world.harbour
    wanted = quiet.Wanted(
        days=1, way=QuietWay.MEET, words=QUIET_WORDS_TOLD, askers=[harbour.marcus], even_resting=False
    )
    told = quiet_long_ago(harbour.tom, wanted, now=world.now)
    world.name(told=told)
    world.ids |= {"email_way": "email", "no_way": "pigeon"}


def quiet_long_ago(owner: Member, wanted: quiet.Wanted, *, now: datetime) -> QuietAsker:
    """A plan whose time is over now, to which all who were named said yes; the first one of them."""
    plan = quiet.set_plan(by=owner, wanted=wanted, now=now)
    for asker in plan.askers.select_related("member"):
        quiet.answer_naming(asker=asker, by=asker.member, yes=True, now=now)
    away(owner, wanted.days, now=now)
    quiet.look_after(number=plan.pk, now=now)
    return plan.askers.order_by("place").first()


def away(member: Member, days: int, *, now: datetime) -> None:
    """Somebody was here last so many days ago."""
    here = Here.objects.get(person=member.person)
    here.day = (now - days * DAY).date().isoformat()
    here.save()
