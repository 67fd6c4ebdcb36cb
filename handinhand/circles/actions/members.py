"""Joining, leaving, and one's place in a circle."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from handinhand.circles.actions.hellos import end_hellos
from handinhand.circles.actions.invitations import InvitationClosed, hold_open
from handinhand.circles.actions.powers import hold_present, use_power
from handinhand.circles.choices import Power, Standing, UseState
from handinhand.circles.looking_away import end_with_sight
from handinhand.circles.models import Invitation, Member, NotTogether, PowerYes
from handinhand.circles.names import same_name
from handinhand.circles.queries import NotHere, place_of, present_members
from handinhand.ground.models import Circle, Person
from handinhand.live.actions import end_streams, tell
from handinhand.people.actions import begin_person, end_asks
from handinhand.words.actions import (
    end_all_sight,
    let_see,
    own_scope_for,
    pause_sight,
    see_words_of,
    stop_seeing_words_of,
)
from handinhand.words.queries import circle_scope

LetsGo = Callable[..., None]
LETS_GO: list[LetsGo] = []


class NameTaken(Exception):
    """Somebody who is here now goes by that name already."""


class OrganisationUnnamed(Exception):
    """Somebody comes for an organisation without saying which."""


class Place(TypedDict):
    """What others in a circle see of somebody; `organisation` is empty for those who come for themselves."""

    name: str
    shape: str
    colour: str
    standing: str
    organisation: str | None


def hand_over_letting_go(lets_go: Iterable[LetsGo]) -> None:
    """Take what ends elsewhere when somebody leaves from those who know every part; each takes `member` and `now`."""
    LETS_GO[:] = lets_go


@transaction.atomic
def join(*, person: Person | None, invitation: Invitation, now: datetime, **place: Unpack[Place]) -> Member:
    """Join a circle by an invitation; without `person`, as somebody new.

    Raises InvitationClosed, NameTaken or OrganisationUnnamed. Somebody who is in the circle already stays as they are.
    """
    circle = invitation.circle
    if person is not None:
        here = place_of(circle=circle, person=person)
        if here is not None:
            return here
    if not hold_open(invitation, now=now):
        raise InvitationClosed
    by = person or begin_person(now=now)
    joined: Member = use_power(power=Power.JOIN, circle=circle, by=by, now=now, **place)
    return joined


@transaction.atomic
def take_place(*, circle: Circle, by: Person, now: datetime, **place: Unpack[Place]) -> Member:
    """Somebody is in the circle from now on."""
    return be_in(circle=circle, by=by, now=now, **place)


@transaction.atomic
def be_in(*, circle: Circle, by: Person, now: datetime, **place: Unpack[Place]) -> Member:
    """Be in a circle from now on, in a row of before if there is one, and see what the circle sees."""
    member = Member.objects.filter(circle=circle, person=by).first() or Member(circle=circle, person=by)
    _describe(member, place)
    member.joined_at, member.left_at = now, None
    member.save()
    let_see(scope=circle_scope(circle), person=by)
    own_scope_for(circle=circle, person=by)
    if member.is_held:
        # Leaving and coming back ends no hold.
        pause_sight(circle=circle, person=by, until=member.held_until)
    return member


@transaction.atomic
def change_my_place(*, by: Member, **place: Unpack[Place]) -> Member:
    """Go by another name, look different, or come in another way; raises NameTaken or OrganisationUnnamed."""
    if not hold_present(by.circle, by.person):
        raise NotHere
    _describe(by, place)
    by.save(update_fields=["name", "shape", "colour", "standing", "organisation"])
    tell(channel=circle_scope(by.circle).public_id)
    return by


@transaction.atomic
def choose_sight_of(*, by: Member, other: Member, see: bool) -> None:
    """See somebody's words in the circle, or not, as one likes. It is no power and leaves no line anywhere."""
    if not see:
        # First: whoever changes what two have with each other holds that before the place of either.
        end_with_sight(by=by.person, other=other.person, circle=by.circle)
    if not hold_present(by.circle, by.person):
        raise NotHere
    choose = see_words_of if see else stop_seeing_words_of
    choose(circle=by.circle, by=by.person, about=other.person)


@transaction.atomic
def choose_together(*, by: Member, other: Member, together: bool) -> None:
    """Be put together with somebody again, or rather not. It is no power and leaves no line anywhere."""
    if not hold_present(by.circle, by.person):
        raise NotHere
    if together:
        NotTogether.objects.filter(by=by, about=other).delete()
    else:
        NotTogether.objects.get_or_create(by=by, about=other)


@transaction.atomic
def leave(*, by: Member, now: datetime) -> None:
    """Leave a circle: from this moment one sees nothing in it, and open pages stop following it."""
    # What is held with it comes first, as for whoever changes that: so two at once take turns.
    _let_go(by, now)
    use_power(power=Power.LEAVE, circle=by.circle, by=by, now=now)


def leave_effect(*, circle: Circle, by: Member, now: datetime) -> Member:
    """Somebody is no longer in the circle; the circle stays, even when nobody is left in it."""
    return be_out(circle=circle, by=by, now=now)


@transaction.atomic
def be_out(*, circle: Circle, by: Member, now: datetime) -> Member:
    """Be in a circle no longer: all sight there ends, and open pages stop following it."""
    by.left_at, by.pronouns, by.say_name, by.says_hello = now, None, None, False
    by.save(update_fields=["left_at", "pronouns", "say_name", "says_hello"])
    _let_go(by, now)
    PowerYes.objects.filter(member=by, use__state__in=[UseState.ASKED, UseState.AGREED]).delete()
    end_hellos(member=by, now=now)
    end_asks(of=by.person, circle=circle, now=now)
    end_all_sight(circle=circle, person=by.person)
    end_streams(person_id=by.person.public_id)
    tell(channel=circle_scope(circle).public_id)
    return by


def _let_go(member: Member, now: datetime) -> None:
    for let_go in LETS_GO:
        let_go(member=member, now=now)


def _describe(member: Member, place: Place) -> None:
    """Set what others see of a member. Names are sealed, so the circle is held while they are compared."""
    Circle.objects.select_for_update(no_key=True).get(pk=member.circle_id)
    others = [each for each in present_members(member.circle) if each.person_id != member.person_id]
    if any(same_name(each.name, place["name"]) for each in others):
        raise NameTaken
    organisation = place["organisation"] if place["standing"] == Standing.FOR_ORGANISATION else None
    if place["standing"] == Standing.FOR_ORGANISATION and not organisation:
        raise OrganisationUnnamed
    member.name, member.shape, member.colour = place["name"], place["shape"], place["colour"]
    member.standing, member.organisation = place["standing"], organisation
