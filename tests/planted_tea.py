"""What is planted of tea: it is drawn here, and Dee and Tom are drawn together today."""

from datetime import datetime, timedelta

from handinhand.tea import actions
from handinhand.tea.choices import Every, Opening, Way
from handinhand.tea.models import Drawn, Question, Rhythm
from handinhand.tea.rules import today_in
from tests import planted_texts
from tests.cast import Group
from tests.tea.drawn import draw_together


def plant_question(harbour: Group, now: datetime) -> Question:
    """Dee put a question beside ours."""
    return actions.add_question(by=harbour.dee, text=planted_texts.QUESTION_OF_DEE, now=now)


def plant_tea(harbour: Group, now: datetime) -> Drawn:
    """Dee and Tom wish it and are drawn; the next day is far off."""
    next_on = today_in(harbour.circle, now) + timedelta(weeks=3)
    Rhythm.objects.create(circle=harbour.circle, every=Every.FOUR_WEEKS, next_on=next_on)
    for member in (harbour.dee, harbour.tom):
        actions.wish(by=member, way=Way.ANY, opening=Opening.YES, now=now)
    return draw_together(harbour.dee, harbour.tom, now=now)[0]
