"""The only writers of "I could use some support": it tells one person, and nobody else can know."""

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.care.actions.persons import hold_both, locked, rewrite
from handinhand.care.choices.persons import Answer
from handinhand.care.models import SupportPerson, TurnedTo
from handinhand.care.queries.persons import how
from handinhand.care.rules.persons import TURNED_LASTS, NotNow, Stands, why_not_turn
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Person
from handinhand.live.actions import tell
from handinhand.people.actions import ask, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.words.actions import give_back
from handinhand.words.queries import own_scope


@transaction.atomic
def turn_to(*, support: SupportPerson, by: Person, text: str, now: datetime) -> TurnedTo:
    """Tell my person that I could use some support, with words or without. Two within a second are one.

    Raises NotNow where they cannot read it, or have opened what I sent before.
    """
    held = locked(support)
    if held.of_id != by.pk:
        raise Http404
    here = hold_both(held.circle, by, held.member.person)
    stands = how(held, now=now)
    if stands.can_read and held.member.person_id not in here:
        stands = Stands.LEFT
    reason = why_not_turn(stands, held.member.name)
    if reason is None and by.pk not in here:
        reason = _("You cannot write in that circle just now. Your words are still here.")
    if reason is not None:
        raise NotNow(reason)
    kept = TurnedTo.objects.select_related("words", "ask").filter(support=held).first()
    if kept is None:
        kept = _begin(held, now)
    elif kept.opened_at is not None:
        raise NotNow(_("They have opened what you sent before. You can put that away, and then write anew."))
    if text or kept.words is None:
        kept.words = rewrite(words=kept.words, support=held, by=by, text=text, now=now)
    kept.save()
    tell(channel=held.member.person.public_id)
    return kept


@transaction.atomic
def take_back(*, turned: TurnedTo, by: Person, now: datetime) -> None:
    """Take it back, or put it away once it was answered: nothing is left of it, but what they read they have read."""
    kept = _mine(turned, of=by)
    if kept is None:
        return
    take_back_ask(ask=kept.ask, now=now)
    words, answered = kept.words, kept.answer_words
    kept.delete()
    if words is not None:
        # Not by its author's hand: they may have left the circle since, and see their own words there no more.
        words.delete()
    if answered is not None and answered.author is not None:
        give_back(words=[answered], into=own_scope(kept.circle, answered.author))
    tell(channel=kept.support.member.person.public_id)


@transaction.atomic
def open_it(*, turned: TurnedTo, by: Person, now: datetime) -> TurnedTo:
    """Open what somebody sent: they see that it is opened, as was said before. Twice is once; raises NotNow."""
    kept = _to_me(turned, by)
    if kept.opened_at is None:
        kept.opened_at = now
        kept.save(update_fields=["opened_at"])
        tell(channel=kept.support.of.public_id)
    return kept


@transaction.atomic
def answer(*, turned: TurnedTo, by: Person, answer: Answer | None, text: str, now: datetime) -> TurnedTo:
    """Answer with one of a few sentences, with words, or both; it can be said anew. Raises NotNow."""
    kept = _to_me(turned, by)
    if answer is None and not text:
        raise NotNow(_("Please choose one of these sentences, or write your own words."))
    support = locked(kept.support)
    kept.answer_words = rewrite(words=kept.answer_words, support=support, by=by, text=text, now=now)
    kept.answer, kept.answered_at, kept.opened_at = answer or "", now, kept.opened_at or now
    kept.save(update_fields=["answer", "answered_at", "opened_at", "answer_words"])
    take_back_ask(ask=kept.ask, now=now)
    tell(channel=support.of.public_id)
    return kept


@transaction.atomic
def clear_turned(*, now: datetime) -> None:
    """Forget what was sent long ago; what each wrote goes with it."""
    for kept in TurnedTo.objects.filter(turned_at__lt=now - TURNED_LASTS).select_related("support__of"):
        take_back(turned=kept, by=kept.support.of, now=now)


def _begin(support: SupportPerson, now: datetime) -> TurnedTo:
    made = TurnedTo(circle=support.circle, support=support, turned_at=now)
    made.ask = ask(
        of=support.member.person,
        kind=AskKind.SUPPORT,
        ref=made.public_id,
        cost=Cost(),
        when=None,
        where=reverse("care:turned", args=[made.public_id]),
        now=now,
        circle=support.circle,
        ends_at=now + TURNED_LASTS,
    )
    return made


def _mine(turned: TurnedTo, *, of: Person) -> TurnedTo | None:
    _hold_two(turned)
    rows = TurnedTo.objects.filter(pk=turned.pk, support__of=of)
    related = ("circle", "ask", "words__scope", "answer_words__scope", "answer_words__author")
    return rows.select_related(*related, "support__member__person").first()


def _to_me(turned: TurnedTo, by: Person) -> TurnedTo:
    _hold_two(turned)
    rows = TurnedTo.objects.filter(pk=turned.pk, support__member__person=by)
    kept = rows.select_related("ask", "words", "answer_words__scope", "support__of", "support__member__person").first()
    if kept is None:
        raise NotNow(_("They took it back, and that is all right. Nothing is left to do."))
    return kept


def _hold_two(turned: TurnedTo) -> None:
    """Let what the two do come one after the other."""
    SupportPerson.objects.select_for_update(no_key=True).filter(pk=turned.support_id).first()
