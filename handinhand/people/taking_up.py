"""Taking up again, on return, what somebody was writing when they hid a page.

A visit remembers on which pages something waits, so that no other page asks for it.
"""

from datetime import datetime

from django.http import HttpRequest

from handinhand.ground.models import Person
from handinhand.people import actions
from handinhand.people.choices import Hiding
from handinhand.people.models import Comfort
from handinhand.people.queries.unsent import ticket_for, unsent_of
from handinhand.people.shared import is_shared

WAITS = "unsent"


def remember(request: HttpRequest, person: Person, now: datetime) -> None:
    """At the beginning of a visit: where something waits, if anywhere."""
    where = [each.where for each in unsent_of(person=person, now=now)]
    if where:
        request.session[WAITS] = where
    else:
        request.session.pop(WAITS, None)


def lay_ready(request: HttpRequest, person: Person, comfort: Comfort, now: datetime) -> None:
    """Give a page its ticket to keep words, and what was kept from it before. On a shared device nothing is kept."""
    if comfort.hiding == Hiding.KEPT and not is_shared(request):
        request.keeps = ticket_for(person)  # type: ignore[attr-defined]
    waits = request.session.get(WAITS, [])
    if not waits or request.method != "GET":
        return
    request.unsent_waits = True  # type: ignore[attr-defined]
    here = request.get_full_path()
    if here in waits:
        kept = unsent_of(person=person, now=now)
        request.taken_up = next((each for each in kept if each.where == here), None)  # type: ignore[attr-defined]


def sent(request: HttpRequest, person: Person, now: datetime) -> None:
    """A form took effect: what was kept for it is let go."""
    if request.session.get(WAITS):
        actions.was_sent(by=person, action=request.path, now=now)
        remember(request, person, now)
