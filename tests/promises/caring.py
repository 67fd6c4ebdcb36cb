"""What there is to see of somebody's person, of looking after care, of passing something on, and of words unsent."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from handinhand.care.actions import persons
from handinhand.care.actions.holders import CareRole, take_care
from handinhand.care.actions.support import open_it, turn_to
from handinhand.care.choices.persons import Place
from handinhand.people.actions import keep_unsent
from handinhand.people.queries.unsent import Box
from tests.cast import Group
from tests.planted_of_danger import plant_danger


def cared_for(group: Group, *, now: datetime) -> Iterator[tuple[str, str]]:
    """Who looks at which address, one after the other; between two looks something happens."""
    dee, tom, circle = group.dee, group.tom, group.circle.public_id
    support = persons.choose(by=dee.person, member=tom, place=Place.FIRST, now=now)
    asked, mine = reverse("care:for_somebody", args=[support.public_id]), reverse("care:my_person")
    yield from (("Dee", mine), ("Tom", mine), ("Tom", asked))
    persons.say_yes_to(support=support, by=tom.person, now=now)
    yield from (("Dee", mine), ("Tom", asked))
    turned = turn_to(support=support, by=dee.person, text="Have you a moment for me?", now=now)
    came = reverse("care:turned", args=[turned.public_id])
    yield from (("Dee", reverse("care:support")), ("Tom", came))
    open_it(turned=turned, by=tom.person, now=now)
    yield "Tom", came
    take_care(by=group.asha, role=CareRole.HOLDER)
    yield "Asha", reverse("care:of_circle", args=[circle])
    plant_danger(group, now)
    yield from (("Dee", reverse("care:danger_mine", args=[circle])), ("Tom", "/"))
    box = Box(action=reverse("care:mine"), name="text", key="", text="I was going to say")
    keep_unsent(by=dee.person, where=reverse("care:mine"), boxes=[box], now=now)
    yield from (("Dee", reverse("people:unsent")), ("Dee", "/"))
