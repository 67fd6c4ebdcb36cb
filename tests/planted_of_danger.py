"""What is planted for when somebody is in danger: somebody outside, and what Dee passed on, of which Tom is told."""

from datetime import datetime

from handinhand.care import actions
from handinhand.care.models import Danger, Knows, PassedOn
from handinhand.care.queries.danger import what_we_do
from handinhand.circles.choices import Adopts
from tests import planted_texts
from tests.adopting import adopt
from tests.cast import Group


def plant_danger(harbour: Group, now: datetime) -> PassedOn:
    """The circle named somebody outside; Dee passed something on to them, which is about Tom."""
    adopt(harbour, kind=Adopts.OUTSIDE, text=planted_texts.OUTSIDE, now=now)
    note = actions.Note(
        danger=Danger.ADULT,
        to=what_we_do(harbour.circle).outside[0].public_id,
        body=planted_texts.PASSED_ON,
        is_named=False,
        knows=Knows.WILL,
        about=harbour.tom.public_id,
    )
    return actions.pass_on(by=harbour.dee, note=note, now=now)
