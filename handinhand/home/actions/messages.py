"""Wishes for messages, and sending them: gathered, in somebody's own hours, once a day at most."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from handinhand.ground.models import Person
from handinhand.home.choices import Hear
from handinhand.home.emails import message, text_message
from handinhand.home.models import MessageWish
from handinhand.home.queries.news import circle_names, news_for, of_person, something_to_tell
from handinhand.home.rules import (
    LEASE,
    NOT_SAFE_YET,
    SETTLES,
    TRY_AGAIN,
    can_be_reached,
    is_own_hour,
    next_look,
    own_day,
)
from handinhand.people.actions.reaching import Leaves, NotSafeNow, NotSent, Refused, reach
from handinhand.people.choices import ContactWay, MaySay
from handinhand.people.models import Address, PhoneNumber, SafeWay
from handinhand.people.queries.energy import is_off


class NoAddress(Exception):
    """There is no confirmed address that a message could go to."""


@dataclass(frozen=True)
class Chosen:
    """What somebody chose: which things, on which days, in which hours, on whose clock."""

    kinds: Collection[str]
    days: Collection[str]
    from_hour: int
    to_hour: int
    time_zone: str


@transaction.atomic
def switch_on(*, by: Person, chosen: Chosen, language: str, now: datetime, way: ContactWay = ContactWay.EMAIL) -> None:
    """From now on tell somebody what they chose, by one way; raises NoAddress. What was before is not told.

    Whether anything leaves is asked at that moment, of what they said of that way.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    wish = _wish(by, way)
    MessageWish.objects.filter(of_person(by)).exclude(pk=wish.pk).update(is_on=False, next_at=None)
    if not wish.is_on:
        wish.heard_until = now
    wish.is_on, wish.language, wish.time_zone = True, language, chosen.time_zone
    wish.of_meetings, wish.of_answers = Hear.MEETINGS in chosen.kinds, Hear.ANSWERS in chosen.kinds
    wish.of_positions, wish.of_own = Hear.POSITIONS in chosen.kinds, Hear.OWN in chosen.kinds
    wish.of_asked = Hear.ASKED in chosen.kinds
    wish.days = "".join(sorted(set(chosen.days)))
    wish.from_hour, wish.to_hour = chosen.from_hour, chosen.to_hour
    wish.next_at = next_look(wish, after=now)
    wish.save()


def _wish(by: Person, way: ContactWay) -> MessageWish:
    """What somebody wished so far by a way, or a new wish."""
    if way == ContactWay.EMAIL:
        address = Address.objects.filter(person=by, confirmed_at__isnull=False).first()
        given: dict[str, Any] = {"address": address}
    else:
        given = {"number": PhoneNumber.objects.filter(person=by).first()}
    if None in given.values():
        raise NoAddress
    return MessageWish.objects.filter(**given).first() or MessageWish(**given, token=secrets.token_urlsafe(32))


@transaction.atomic
def switch_off(*, by: Person) -> None:
    """From now on tell somebody nothing; what they chose is kept for another time."""
    MessageWish.objects.filter(of_person(by)).update(is_on=False, next_at=None)


@transaction.atomic
def switch_off_by_link(*, token: str) -> None:
    """Tell nothing more to whoever a message with this link went to; a link of nobody changes nothing."""
    kept = MessageWish._meta.get_field("token_lookup").fingerprint(token)
    MessageWish.objects.filter(token_lookup=kept).update(is_on=False, next_at=None)


def send_messages(*, now: datetime) -> int:
    """Tell everybody whose time it is what is new; returns how many messages left.

    Whoever is told is taken first, by moving the time of the next look: no transaction stays open while the mail
    server is spoken to, and of two servers one sends. One that is killed between sending and marking sends that
    message once more, never not at all.
    """
    sent = 0
    while something_to_tell(now):
        wish = _take_next(now)
        if wish is not None and _tell(wish, now):
            sent += 1
    return sent


@transaction.atomic
def _take_next(now: datetime) -> MessageWish | None:
    due = MessageWish.objects.select_for_update(skip_locked=True, of=("self",)).filter(is_on=True, next_at__lte=now)
    wish = due.select_related("address__person", "number__person").order_by("next_at", "pk").first()
    if wish is None:
        return None
    wish.next_at = now + LEASE
    wish.save(update_fields=["next_at"])
    return wish


def _tell(wish: MessageWish, now: datetime) -> bool:
    """Look for news and send them; whether a message left. Who rests hears of it afterwards."""
    if not is_own_hour(wish, now):
        _mark(wish, next_at=next_look(wish, after=now))
        return False
    if not can_be_reached(wish) or is_off(person=wish.person, now=now):
        _look_again(wish, now)
        return False
    until = max(wish.heard_until, now - SETTLES)
    news = news_for(wish, until=until, now=now)
    try:
        if news:
            _send(wish, news, now)
    except Refused:
        _look_again(wish, now)
        return False
    except NotSafeNow:
        # They may say later in these hours that it is safe: what is new is still new then.
        _mark(wish, next_at=now + NOT_SAFE_YET)
        return False
    except NotSent:
        _mark(wish, next_at=now + TRY_AGAIN)
        return False
    _look_again(wish, now, heard_until=until)
    return bool(news)


def _send(wish: MessageWish, news: Mapping[Hear, Collection[int | None]], now: datetime) -> None:
    circles = {each for circles in news.values() for each in circles if each is not None}
    names = circle_names(person=wish.person, circles=circles)

    def written(said: SafeWay) -> Leaves:
        with translation.override(wish.language):
            where = names if said.may_say == MaySay.CIRCLE else []
            if wish.way == ContactWay.TEXT:
                return Leaves(body=text_message(name=said.name, circles=where))
            letter = message(list(news), token=wish.token, name=said.name, circles=where)
            return Leaves(body=letter.body, subject=letter.subject, headers=letter.headers)

    reach(person=wish.person, way=wish.way, written=written, now=now)


def _look_again(wish: MessageWish, now: datetime, **marks: object) -> None:
    """Look again in somebody's hours of another day."""
    wish.looked_on = own_day(wish, now)
    _mark(wish, next_at=next_look(wish, after=now), looked_on=wish.looked_on, **marks)


@transaction.atomic
def _mark(wish: MessageWish, *, next_at: datetime, **marks: object) -> None:
    """Write down what came of a look; when to look next only if nobody changed their wish meanwhile."""
    here = MessageWish.objects.filter(pk=wish.pk)
    if marks:
        here.update(**marks)
    here.filter(is_on=True, next_at=wish.next_at).update(next_at=next_at)
