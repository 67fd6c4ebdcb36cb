"""The only writers of who is whose person. Private: no line of the ledger, and nothing a third person could see."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.care.choices.persons import Looks, Place, Said
from handinhand.care.models import SupportPerson, TurnedTo
from handinhand.care.queries.persons import between, how
from handinhand.care.rules.persons import ASK_LASTS, NotNow, is_asked, keeps_the_no, why_not_again
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle, Person
from handinhand.live.actions import tell
from handinhand.people.actions import ask, say_no, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.actions import change, end_scopes, give_back, let_see, make_scope, remove, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing, Words
from handinhand.words.queries import own_scope


@transaction.atomic
def choose(*, by: Person, member: Member, place: Place, now: datetime) -> SupportPerson:
    """Ask a member of one of my circles to be my person, or my second. Twice is once. Raises NotNow.

    Whoever would not see me is asked like anybody, and never hears of it: to me it is an ask without an answer.
    """
    _hold(by)
    _check_can_be_asked(by, member)
    there = _make_place(by, member, place, now)
    return there or _ask(by, member, place, now)


def _check_can_be_asked(by: Person, member: Member) -> None:
    here = hold_both(member.circle, by, member.person)
    if by.pk not in here:
        raise NotHere
    if member.person_id not in here or member.person_id == by.pk:
        raise NotNow(_("They cannot be asked just now. Please choose somebody else."))
    if NotSeeing.objects.filter(by=by, about=member.person).exists():
        raise NotNow(_("You chose not to see their words. You can change that first, or choose somebody else."))


def _make_place(by: Person, member: Member, place: Place, now: datetime) -> SupportPerson | None:
    """The same that is there already, or else room for it: what has ended gives way. Raises NotNow."""
    mine = list(between(SupportPerson.objects.filter(of=by)))
    in_place = next((each for each in mine if each.place == place), None)
    if in_place is not None and how(in_place, now=now).is_open:
        if in_place.member.person_id == member.person_id:
            return in_place
        raise NotNow(_("Somebody else is asked, or is there, already. You can end that first."))
    for each in mine:
        same = each.member.person_id == member.person_id
        if same and how(each, now=now).is_open:
            raise NotNow(_("You chose them already, in the other place. Please choose somebody else here."))
        if same and keeps_the_no(each, now):
            raise NotNow(why_not_again(each))
        if same or each.place == place:
            _put_away(each, now)
    return None


def _ask(by: Person, member: Member, place: Place, now: datetime) -> SupportPerson:
    made = SupportPerson(circle=member.circle, of=by, member=member, place=place, asks_until=now + ASK_LASTS)
    is_unseen = NotSeeing.objects.filter(by=member.person, about=by).exists()
    made.ask = ask(
        of=member.person,
        kind=AskKind.SUPPORT_PERSON,
        ref=made.public_id,
        cost=Cost(),
        when=None,
        where=reverse("care:for_somebody", args=[made.public_id]),
        now=now,
        circle=member.circle,
        # An ask that is over in the moment it is made is told to nobody; it takes as long to make as any other.
        ends_at=now if is_unseen else made.asks_until,
    )
    made.save()
    tell(channel=member.person.public_id)
    return made


@transaction.atomic
def say_yes_to(*, support: SupportPerson, by: Person, now: datetime) -> None:
    """Be somebody's person from now on. Said twice it is said once; raises NotNow."""
    held = _held(support)
    if held.member.person_id != by.pk:
        raise Http404
    if held.said == Said.YES:
        return
    stands = how(held, now=now)
    if held.__dict__["other_looks_away"]:
        raise NotNow(_("You chose not to see their words, so you cannot be their person. You can say “not this time”."))
    here = hold_both(held.circle, held.of, by, even_held=True)
    if not is_asked(held, now) or not stands.is_open or not here >= {held.of_id, by.pk}:
        raise NotNow(_("This is not asked of you any more. Nothing is left to do."))
    with suppress(AskIsOver):
        say_yes(ask=held.ask, by=by, now=now)
    scope = make_scope(circle=held.circle, kind=ScopeKind.PAIR)
    for each in (held.of, held.member.person):
        let_see(scope=scope, person=each)
    held.said, held.scope = Said.YES, scope
    held.save(update_fields=["said", "scope"])
    tell(channel=held.of.public_id)


@transaction.atomic
def say_not_this_time(*, support: SupportPerson, by: Person, now: datetime) -> None:
    """Leave it, or be somebody's person no longer: no reason, and one tap. Said twice it is said once."""
    held = _held(support)
    if held.member.person_id != by.pk:
        raise Http404
    if held.said in {Said.ASKED, Said.YES}:
        _say_no(held, now)


def look_away(*, by: Person, other: Person, now: datetime, **_more: Any) -> None:
    """Somebody would rather not see another's words: neither is the other's person, and it looks like any other ending.

    Whoever was only asked is asked no more; to whoever asked it stays an ask without an answer.
    """
    _hold(by, other)
    two = Q(of=other, member__person=by) | Q(of=by, member__person=other)
    for each in SupportPerson.objects.filter(two, said__in=(Said.ASKED, Said.YES)).order_by("pk"):
        with suppress(NotNow):
            held = _held(each)
            if held.said == Said.YES:
                _say_no(held, now)
            take_back_ask(ask=held.ask, now=now)
            tell(channel=held.member.person.public_id)


def _say_no(held: SupportPerson, now: datetime) -> None:
    with suppress(AskIsOver):
        say_no(ask=held.ask, by=held.member.person, now=now)
    was_asked = held.said == Said.ASKED
    _part(held, now)
    held.said, held.scope = (Said.NOT_THIS_TIME if was_asked else Said.ENDED), None
    held.looks, held.looks_words, held.is_away = "", None, False
    held.save(update_fields=["said", "scope", "looks", "looks_words", "is_away"])
    tell(channel=held.of.public_id)


@transaction.atomic
def end(*, support: SupportPerson, by: Person, now: datetime) -> None:
    """Let somebody be my person no longer, or ask them no more: no reason, one tap, and nothing is left of it.

    But for a no, which is kept for some weeks, so that nobody is asked again and again.
    """
    held = SupportPerson.objects.filter(pk=support.pk, of=by).first()
    if held is None:
        return
    held = _held(held)
    _put_away(held, now)
    tell(channel=held.member.person.public_id)


@transaction.atomic
def say_when(*, support: SupportPerson, by: Person, looks: Looks | None, text: str, now: datetime) -> None:
    """Say when one usually looks, for whoever chose one. Raises NotNow once it has ended."""
    held = _mine_to_keep(support, by, now)
    held.looks = looks or ""
    held.looks_words = rewrite(words=held.looks_words, support=held, by=by, text=text, now=now)
    held.save(update_fields=["looks", "looks_words"])
    tell(channel=held.of.public_id)


@transaction.atomic
def say_away(*, support: SupportPerson, by: Person, is_away: bool, now: datetime) -> None:
    """Say that one is away for a while, or back. Raises NotNow once it has ended."""
    held = _mine_to_keep(support, by, now)
    held.is_away = is_away
    held.save(update_fields=["is_away"])
    tell(channel=held.of.public_id)


def hold_both(circle: Circle, one: Person, other: Person, *, even_held: bool = False) -> set[int]:
    """Which of the two are in the circle, held until this is through: whoever leaves waits, or has left.

    In one order, so that two who do the same to each other never wait in a ring.
    """
    rows = Member.objects.select_for_update(of=("self",), no_key=True).filter(circle=circle, left_at__isnull=True)
    here = rows.filter(person__in=[one.pk, other.pk]).order_by("pk")
    return {each.person_id for each in here if even_held or not each.is_held}


def locked(support: SupportPerson) -> SupportPerson:
    """One row with what is known of the two, held until the change is through: two at once take turns."""
    return _held(support)


def rewrite(*, words: Words | None, support: SupportPerson, by: Person, text: str, now: datetime) -> Words | None:
    """Words of one of the two for the other, written, written anew, or taken out where the box is empty."""
    if words is not None and not text:
        remove(words=words, by=by)
        return None
    if words is not None:
        change(words=words, by=by, body=text)
        return words
    if not text or support.scope is None:
        return None
    return write(circle=support.circle, scope=support.scope, by=by, body=text, state=State.SHARED, now=now)


def _mine_to_keep(support: SupportPerson, by: Person, now: datetime) -> SupportPerson:
    held = _held(support)
    if held.member.person_id != by.pk:
        raise Http404
    if not how(held, now=now).can_read:
        raise NotNow(_("This has ended. Nothing is left to do."))
    return held


def _held(support: SupportPerson) -> SupportPerson:
    if SupportPerson.objects.select_for_update(no_key=True).filter(pk=support.pk).first() is None:
        raise NotNow(_("This has ended. Nothing is left to do."))
    return between(SupportPerson.objects.filter(pk=support.pk)).get()


def let_go(*, member: Member, now: datetime) -> None:
    """Ask nobody any more for somebody who has left: what was asked of others in their name ends with it."""
    left = SupportPerson.objects.filter(circle=member.circle_id, of=member.person_id)
    for each in left.select_related("ask"):
        turned = TurnedTo.objects.filter(support=each).select_related("ask").first()
        for ticket in (each.ask, turned.ask if turned is not None else None):
            if ticket is not None:
                take_back_ask(ask=ticket, now=now)


@transaction.atomic
def clear_put_away(*, now: datetime) -> None:
    """Forget a no that was put away, once they can be asked anew."""
    for each in SupportPerson.objects.filter(place="").select_related("circle", "ask"):
        if not keeps_the_no(each, now):
            each.delete()


def _put_away(support: SupportPerson, now: datetime) -> None:
    """Make room in its place: a no stays for some weeks, in no place, and anything else is gone."""
    if keeps_the_no(support, now):
        support.place = ""
        support.save(update_fields=["place"])
    else:
        _clear(support, now)


def _clear(support: SupportPerson, now: datetime) -> None:
    take_back_ask(ask=support.ask, now=now)
    _part(support, now)
    support.delete()


def _part(support: SupportPerson, now: datetime) -> None:
    """What each of the two wrote to the other is theirs alone again, and the scope of both is no more."""
    turned = TurnedTo.objects.filter(support=support).select_related("ask").first()
    if turned is not None:
        take_back_ask(ask=turned.ask, now=now)
        turned.delete()
    if support.scope is None:
        return
    scope = support.scope
    SupportPerson.objects.filter(pk=support.pk).update(said=Said.ENDED, scope=None)
    written = Words.objects.filter(scope=scope)
    for person in (support.of, support.member.person):
        give_back(words=written.filter(author=person), into=own_scope(support.circle, person))
    end_scopes(scopes=[scope])


def _hold(*people: Person) -> None:
    """Let two choices of one person come one after the other, and whoever looks away meanwhile.

    In one order: people, then what is between two, then their places in a circle.
    """
    numbers = [each.pk for each in people]
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk"))
    list(SupportPerson.objects.select_for_update(no_key=True).filter(of__in=numbers).order_by("pk"))
