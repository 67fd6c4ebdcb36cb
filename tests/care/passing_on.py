"""Passing something on, as tests do it."""

from datetime import datetime
from typing import Any

from handinhand.care import actions
from handinhand.care.models import Danger, Knows, PassedOn
from handinhand.care.queries.danger import what_we_do
from handinhand.circles.choices import Adopts
from handinhand.circles.models import Member
from tests.adopting import adopt
from tests.cast import Group

MIRIAM = "Miriam Okoye, looks after safety at the town hall, 0117 496 0000, miriam@example.org"
SAID = "Somebody small is alone at night by the boats."


def name_somebody(group: Group, now: datetime, text: str = MIRIAM) -> str:
    """The circle names somebody outside; the public id of the line."""
    adopt(group, kind=Adopts.OUTSIDE, text=text, now=now)
    return next(each.public_id for each in what_we_do(group.circle).outside if each.text == text)


def note_for(to: str, **said: Any) -> actions.Note:
    """A note that tells nobody in the circle, but where a test says so."""
    given: dict[str, Any] = {"danger": Danger.CHILD, "body": SAID, "is_named": False, "knows": Knows.ADDS}
    return actions.Note(to=to, **{**given, **said})


def pass_on(by: Member, to: str, now: datetime, **said: Any) -> PassedOn:
    """A member passes something on."""
    return actions.pass_on(by=by, note=note_for(to, **said), now=now)


def pass_on_both_ways(group: Group, now: datetime) -> None:
    """Dee passes on something about Tom, and Tom something about Dee."""
    to = name_somebody(group, now)
    for by, about in ((group.dee, group.tom), (group.tom, group.dee)):
        pass_on(by, to, now, knows=Knows.WILL, about=about.public_id)
