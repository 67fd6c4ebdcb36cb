"""The people every test knows: the invented Harbour Circle, somebody from another circle, and somebody just removed."""

from dataclasses import dataclass, field
from datetime import datetime

from handinhand.circles.choices import Colour, Shape, Standing
from handinhand.circles.models import DecisionRule, Member
from handinhand.ground.models import Circle, Person
from handinhand.ledger import actions as ledger
from handinhand.people.models import Comfort
from handinhand.words import actions as words
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope

NAMES = ("Tom", "Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi")
FOR_ORGANISATIONS = {"Asha": "Harbour Voices", "Marcus": "the council"}


@dataclass
class Group:
    """A circle with its members by name."""

    circle: Circle
    scope: Scope
    members: dict[str, Member] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Member:
        try:
            return self.__dict__["members"][name.capitalize()]
        except KeyError as unknown:
            raise AttributeError(name) from unknown


def make_group(*, name: str, now: datetime, people: tuple[str, ...] = ()) -> Group:
    """A circle with some members."""
    circle = Circle.objects.create(
        name=name,
        purpose="To shape the drop-in service together.",
        limits="If a child or somebody else is in danger, we tell somebody who can help, and we tell you first.",
        time_zone="Europe/London",
        began_at=now,
    )
    ledger.begin(circle=circle)
    group = Group(circle, words.make_scope(circle=circle, kind=ScopeKind.CIRCLE))
    DecisionRule.objects.create(circle=circle)
    for each in people:
        add_member(group, each, now=now)
    return group


def add_member(group: Group, name: str, *, now: datetime, person: Person | None = None) -> Member:
    """One more member, with a scope of their own."""
    if person is None:
        person = Person.objects.create(began_at=now)
        Comfort.objects.create(person=person)
    place = len(group.members)
    organisation = FOR_ORGANISATIONS.get(name)
    member = Member.objects.create(
        circle=group.circle,
        person=person,
        name=name,
        shape=Shape.values[place % len(Shape.values)],
        colour=Colour.values[place % len(Colour.values)],
        standing=Standing.FOR_ORGANISATION if organisation else Standing.FOR_MYSELF,
        organisation=organisation,
        joined_at=now,
    )
    words.let_see(scope=group.scope, person=person)
    words.own_scope_for(circle=group.circle, person=person)
    group.members[name] = member
    return member
