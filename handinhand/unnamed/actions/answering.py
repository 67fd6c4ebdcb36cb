"""Answering without a name: once each, and sent twice it is kept once."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.unnamed.actions.holding import hold
from handinhand.unnamed.actions.sealing import keep
from handinhand.unnamed.models import Answered, Box
from handinhand.unnamed.queries.sealed import Answer, answers_in
from handinhand.unnamed.rules import AnsweredAlready, NotNow, why_not_answer, why_not_answers
from handinhand.unnamed.rules.phrases import mark_of
from handinhand.words.queries import is_in


def answer(*, box: Box, by: Person, text: str, choice: str, phrase: str, key: str, now: datetime) -> None:
    """Keep an answer, and that `by` has answered; what the two have in common is nowhere.

    The same form (its `key`) sent twice is once. Whoever sends another one hears the same whatever they send, so that
    somebody else's phrase is not found out, nor what stands behind it. Raises AnsweredAlready for a second answer,
    NotNow where it is not open, and for what is no answer to it.
    """
    _check(None if phrase else _("Please load this page anew, and send it again."))
    mark = mark_of(phrase)
    with transaction.atomic():
        held = hold(box)
        _check(why_not_answer(held, is_among=is_in(held.scope_id, by), now=now))
        _check(why_not_answers(held.kind, text=text, choice=choice, choices=(held.choices or "").splitlines()))
        so_far = answers_in(held)
        sending = _sending(key, phrase, text, choice)
        given = {"circle_id": held.circle_id, "sending": sending}
        answered, is_first = Answered.objects.get_or_create(box=held, person=by, defaults=given)
        is_there = any(each.phrase == mark for each in so_far)
        if is_first and is_there:
            raise NotNow(_("Please load this page anew, and send it again."))
        if not is_first and not (answered.sending == sending and is_there):
            raise AnsweredAlready(_("You have answered this before. The phrase you wrote down changes that answer."))
        if is_first:
            keep(held, [*so_far, Answer(text, choice, mark)])


def put_in_together(*, box: Box, answers: Sequence[Answer], people: Sequence[Person], now: datetime) -> None:
    """Keep what several people gave on paper, and that they did: all of it or nothing; raises NotNow, AnsweredAlready.

    As many answers as people, and nothing says whose is which.
    """
    if len(answers) != len(set(people)):
        raise NotNow(_("There are as many slips as people who gave one."))
    with transaction.atomic():
        held = hold(box)
        for each in people:
            _check(why_not_answer(held, is_among=is_in(held.scope_id, each), now=now))
            if not Answered.objects.get_or_create(circle_id=held.circle_id, box=held, person=each)[1]:
                raise AnsweredAlready(_("Somebody of these has answered before."))
        keep(held, [*answers_in(held), *answers])


def _sending(key: str, phrase: str, text: str, choice: str) -> str:
    """By what one sending of a form is known again; nobody can try answers on it who has not got the form's key."""
    said = json.dumps([key, phrase, text, choice])
    return salted_hmac("handinhand.unnamed.sending", said, algorithm="sha256").hexdigest()


def _check(reason: str | None) -> None:
    if reason is not None:
        raise NotNow(reason)
