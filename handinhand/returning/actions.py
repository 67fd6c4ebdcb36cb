"""The only writers of asks to be let back in. What happens to one ask takes turns: its row is held."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.actions.members import NameTaken, be_in, be_out
from handinhand.circles.actions.powers import Effect, hold_present, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import CODE_LETTERS, place_of
from handinhand.ground.models import ALPHABET, Circle, Person
from handinhand.live.actions import tell
from handinhand.people.actions import begin_person
from handinhand.people.actions.reaching import leave_later
from handinhand.people.actions.tries import within
from handinhand.people.rules import TooManyTries, new_link
from handinhand.returning import rules
from handinhand.returning.emails import somebody_comes_back_letter
from handinhand.returning.models import Asked, Known, Wish
from handinhand.returning.queries import ask_with_code, known_by_present, place_called
from handinhand.returning.rules import NotTheirs, NotYet, TooLate
from handinhand.words.queries import circle_scope

ALIKE = 20


def ask(*, person: Person | None, invitation: Invitation, name: str, where: str, now: datetime) -> Asked:
    """Ask to be let back in under the name one had; without `person`, as somebody new; raises TooManyTries.

    For a name that nobody has, or whose owner wished for none of this, the same is kept and nothing can come of it.
    """
    circle = invitation.circle
    if not (
        within(limit=rules.ASKS_FROM, what=f"ask back from {where}", now=now)
        and within(limit=rules.ASKS_IN_A_CIRCLE, what=f"ask back in {circle.public_id}", now=now)
    ):
        raise TooManyTries
    with transaction.atomic():
        Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
        Asked.objects.filter(ends_at__lte=now, let_in_at__isnull=True).delete()
        asker = person or begin_person(now=now)
        Asked.objects.filter(circle=circle, asker=asker, let_in_at__isnull=True).delete()
        return Asked.objects.create(
            circle=circle,
            asker=asker,
            name=name,
            of=place_called(circle=circle, name=name),
            code="".join(secrets.choice(ALPHABET) for _each in range(CODE_LETTERS)),
            made_at=now,
            ends_at=now + rules.ASK_LASTS,
        )


def find_ask(*, by: Member, code: str, now: datetime) -> Asked:
    """The ask whose code somebody read out to a member; raises TooManyTries or NoSuchAsk."""
    if not within(limit=rules.CODES_OF_A_MEMBER, what=f"ask back code {by.public_id}", now=now):
        raise TooManyTries
    return ask_with_code(member=by, code=code, now=now)


@transaction.atomic
def say_i_know(*, by: Member, asked: Asked, now: datetime) -> Asked:
    """Say that one knows who asks. With the second who says so the two days begin, and the person is told everywhere.

    Raises TooLate or NotTheirs. Saying it twice is saying it once.
    """
    held = _hold(asked)
    if not rules.is_open(held, now):
        raise TooLate
    if not rules.may_say_so(held, by) or not hold_present(by.circle, by.person):
        raise NotTheirs
    if not Known.objects.filter(asked=held, by=by).exists():
        use_power(power=Power.SAY_I_KNOW, circle=by.circle, by=by, now=now, asked=held)
    return held


def say_i_know_effect(*, circle: Circle, by: Member, now: datetime, asked: Asked) -> Asked:
    """One more member knows them. Whenever there come to be two of them who are here, the days begin anew."""
    before = known_by_present(asked)
    Known.objects.create(circle=circle, asked=asked, by=by, at=now)
    if before < rules.KNOWN_BY <= before + 1:
        asked.waits_until = now + rules.WAITS
        asked.ends_at = max(asked.ends_at, asked.waits_until + rules.ASK_LASTS)
        _tell_everywhere(asked, now)
        asked.save(update_fields=["waits_until", "ends_at", "stop_hash"])
    return asked


def _tell_everywhere(asked: Asked, now: datetime) -> None:
    """Tell the person in whose name it is: every way they said is safe, and every page they have open."""
    assert asked.of is not None
    tell(channel=circle_scope(asked.circle).public_id)
    token = new_link()
    text = somebody_comes_back_letter(link=settings.PUBLIC_ADDRESS + reverse("returning:stop_link", args=[token]))
    if leave_later(person=asked.of.person, subject=text.subject, body=text.body, now=now):
        asked.stop_hash = rules.stop_kept_as(token)


@transaction.atomic
def come_in(*, by: Person, asked: Asked, now: datetime) -> Member:
    """Come into the circle, in a place beside the one of before; raises NotTheirs, TooLate, NotYet."""
    held = _hold(asked)
    if held.asker_id != by.pk:
        raise NotTheirs
    if held.let_in_at is not None and held.member is not None and held.ended_at is None:
        return held.member
    if not rules.is_open(held, now) or held.of is None or held.of.left_at is not None:
        raise TooLate
    waits = held.waits_until is None or held.waits_until > now or known_by_present(held) < rules.KNOWN_BY
    if waits or held.of.is_held:
        # A hold on the place of before is none to get round by a place beside it.
        raise NotYet
    if place_of(circle=held.circle, person=by) is not None:
        raise TooLate
    if Wish.objects.filter(member=held.of, switched_off=True).exists():
        raise TooLate
    try:
        with transaction.atomic():
            came: Member = use_power(power=Power.LET_BACK_IN, circle=held.circle, by=by, now=now, asked=held)
    except IntegrityError as taken:
        # Somebody else was let in beside the same place a moment ago.
        raise TooLate from taken
    return came


def let_back_in_effect(*, circle: Circle, by: Person, now: datetime, asked: Asked) -> Member:
    """There is a place for somebody who came back: it looks as theirs did, and its name says how they came."""
    assert asked.of is not None
    asked.member = _place_beside(circle, asked.of, by, now)
    asked.let_in_at = now
    asked.save(update_fields=["member", "let_in_at"])
    return asked.member


def _place_beside(circle: Circle, of: Member, by: Person, now: datetime) -> Member:
    look = {"shape": of.shape, "colour": of.colour, "standing": of.standing, "organisation": of.organisation}
    name = _("%(name)s (let back in)") % {"name": of.name}
    for number in range(2, ALIKE):
        try:
            with transaction.atomic():
                return be_in(circle=circle, by=by, now=now, name=name, **look)
        except NameTaken:
            name = _("%(name)s (let back in, %(number)s)") % {"name": of.name, "number": number}
    raise TooLate


@transaction.atomic
def stop(*, by: Person, asked: Asked, now: datetime) -> None:
    """It is not me: nobody comes in in my name; whoever is in already has their place ended. Twice is once.

    Raises NotTheirs for anybody but the person in whose name it is.
    """
    held = _hold(asked)
    if held.of is None or held.of.person_id != by.pk:
        raise NotTheirs
    _stop(held, now)


@transaction.atomic
def stop_by_link(*, token: str, now: datetime) -> None:
    """Stop it by the link of the letter; raises NotTheirs when no letter had it."""
    asked = Asked.objects.filter(stop_hash=rules.stop_kept_as(token)).first()
    if asked is None:
        raise NotTheirs
    _stop(_hold(asked), now)


def _stop(held: Asked, now: datetime) -> None:
    if held.let_in_at is None:
        held.stopped_at = held.stopped_at or now
        held.save(update_fields=["stopped_at"])
    else:
        _end_place(held, now)
    tell(channel=circle_scope(held.circle).public_id)


def _end_place(held: Asked, now: datetime) -> None:
    """The person is back, or says no: the place beside theirs ends, by a power that the circle reads of."""
    place = held.member
    if held.ended_at is not None or place is None or held.of is None:
        return
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    if place.left_at is not None:
        return
    if held.of.left_at is None:
        use_power(power=Power.END_PLACE, circle=held.circle, by=held.of, now=now, place=place)
    else:
        use_power(power=Power.LEAVE, circle=held.circle, by=place, now=now)


def end_place_effect(*, circle: Circle, by: Member, now: datetime, place: Member) -> Member:
    """A place that was opened in somebody's name is closed, and sees nothing any more."""
    return be_out(circle=circle, by=place, now=now)


@transaction.atomic
def open_all(*, by: Member, asked: Asked, now: datetime) -> None:
    """The member whom somebody named beforehand says yes: the person who came back may come in as themselves.

    Raises NotTheirs or TooLate.
    """
    held = _hold(asked)
    if held.let_in_at is None or held.ended_at is not None:
        raise TooLate
    named = Wish.objects.filter(member=held.of_id, opener=by, switched_off=False).exists()
    if not named or not hold_present(by.circle, by.person):
        raise NotTheirs
    if held.opened_at is None:
        held.opened_at = now
        held.save(update_fields=["opened_at"])
        tell(channel=circle_scope(held.circle).public_id)


@transaction.atomic
def come_in_as_myself(*, by: Person, asked: Asked, now: datetime) -> Person:
    """Who one was before, once the member they named said yes; the new place ends; raises NotTheirs or TooLate."""
    held = _hold(asked)
    if held.asker_id != by.pk or held.of is None:
        raise NotTheirs
    if held.opened_at is None or held.ended_at is not None:
        raise TooLate
    _end_place(held, now)
    return held.of.person


@transaction.atomic
def wish(*, by: Member, switched_off: bool, opener: Member | None) -> Wish:
    """Say beforehand whether one may be let back in so, and who may open what is one's own; raises NotTheirs."""
    if opener is not None and (opener.circle_id != by.circle_id or opener.pk == by.pk or opener.left_at is not None):
        raise NotTheirs
    given = {"circle": by.circle, "switched_off": switched_off, "opener": opener}
    return Wish.objects.update_or_create(member=by, defaults=given)[0]


def _hold(asked: Asked) -> Asked:
    """The ask as it is when its row is held; what it points to is read after that, not with it.

    Read in one statement that waited, PostgreSQL gives the new row beside what stood around the old one.
    """
    found = Asked.objects.select_for_update(no_key=True).filter(pk=asked.pk).first()
    if found is None:
        raise TooLate
    return found


RETURNING_EFFECTS: Mapping[Power, Effect] = {
    Power.SAY_I_KNOW: say_i_know_effect,
    Power.LET_BACK_IN: let_back_in_effect,
    Power.END_PLACE: end_place_effect,
}
