"""Reads of what somebody was writing when they hid a page: for nobody but them."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from handinhand.ground.models import Person
from handinhand.people.choices import Hiding
from handinhand.people.models import Unsent
from handinhand.people.rules.unsent import KEPT_FOR

TICKET = "handinhand.people.unsent"


@dataclass(frozen=True)
class Box:
    """One box of a page: the address its form goes to, its name there, the form's key, and what stood in it."""

    action: str
    name: str
    key: str
    text: str


@dataclass(frozen=True)
class Kept:
    """What was kept from one page."""

    public_id: str
    where: str
    boxes: list[Box]
    at: datetime


def ticket_for(person: Person) -> str:
    """What a page needs to hand over words while it is hidden; it reads nothing, and ends with all visits.

    Hiding ends the visit at once, so the words may come after it: who wrote them cannot be told from the visit then.
    """
    return signing.dumps([person.public_id, person.sign_in_round], salt=TICKET)


def whose_ticket(ticket: str) -> Person | None:
    """Who may keep words by a ticket: whoever asked for that, and did not sign out everywhere since."""
    try:
        public_id, sign_in_round = signing.loads(ticket, salt=TICKET)
    except signing.BadSignature:
        return None
    asked = Person.objects.filter(public_id=public_id, sign_in_round=sign_in_round, comfort__hiding=Hiding.KEPT)
    return asked.first()


def unsent_of(*, person: Person, now: datetime) -> list[Kept]:
    """What somebody did not send before they hid a page, the newest first; a few at the most."""
    rows = Unsent.objects.filter(person=person, at__gte=now - KEPT_FOR).order_by("-at", "-pk")
    return [Kept(each.public_id, each.where, [Box(*box) for box in json.loads(each.boxes)], each.at) for each in rows]
