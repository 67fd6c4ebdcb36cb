"""What is planted of who turns to whom: Dee is Tom's person, Sam asks Dee, and Dee asked Tom; a circle's own lines."""

from datetime import timedelta

from handinhand.care.actions import holders, persons, support
from handinhand.care.choices.persons import Looks, Place
from handinhand.care.models import SupportPerson
from tests import planted_texts_of_persons as texts


def plant_persons(world) -> None:
    """Tom turned to Dee, who has not opened it. Nobody else may learn anything of it."""
    harbour, now = world.harbour, world.now
    of_tom = persons.choose(by=harbour.tom.person, member=harbour.dee, place=Place.FIRST, now=now)
    persons.say_yes_to(support=of_tom, by=harbour.dee.person, now=now)
    given = {"looks": Looks.MOST_EVENINGS, "text": texts.LOOKS_OF_DEE, "now": now}
    persons.say_when(support=of_tom, by=harbour.dee.person, **given)
    of_tom = SupportPerson.objects.get(pk=of_tom.pk)
    turned = support.turn_to(support=of_tom, by=harbour.tom.person, text=texts.TURNED_TO_DEE, now=now)
    of_sam = persons.choose(by=harbour.sam.person, member=harbour.dee, place=Place.FIRST, now=now)
    of_jo = persons.choose(by=harbour.jo.person, member=harbour.dee, place=Place.FIRST, now=now)
    persons.say_yes_to(support=of_jo, by=harbour.dee.person, now=now)
    of_jo = SupportPerson.objects.get(pk=of_jo.pk)
    opened = support.turn_to(support=of_jo, by=harbour.jo.person, text=texts.TURNED_TO_DEE_BY_JO, now=now)
    support.open_it(turned=opened, by=harbour.dee.person, now=now)
    lines = {"outside": texts.OUTSIDE, "contacts": texts.CONTACTS}
    before = {"outside": texts.OUTSIDE_BEFORE, "contacts": ""}
    holders.change_turn_to(by=harbour.tom, instead_of=0, now=now - timedelta(days=1), **before)
    holders.change_turn_to(by=harbour.tom, instead_of=1, now=now, **lines)
    holders.take_care(by=harbour.jo, role=holders.CareRole.HOLDER)
    world.name(person_of_tom=of_tom, person_of_sam=of_sam, person_of_jo=of_jo, turned=turned, turned_of_jo=opened)
