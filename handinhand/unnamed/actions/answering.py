"""Answering without a name: once each, and sent twice it is kept once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.unnamed.actions.sealing import begin_anew_where_lost, keep
from handinhand.unnamed.models import Answered, Box
from handinhand.unnamed.queries.sealed import Answer, answers_in
from handinhand.unnamed.rules import AnsweredAlready, NotNow, why_not_answer, why_not_answers
from handinhand.unnamed.rules.phrases import mark_of
from handinhand.words.queries import is_in


def hold(box: Box) -> Box:
    """A box as it is now, held until the change is through: two who answer take turns."""
    held = Box.objects.select_for_update(no_key=True, of=("self",)).select_related("question", "scope", "circle")
    return begin_anew_where_lost(held.get(pk=box.pk))


def answer(*, box: Box, by: Person, text: str, choice: str, phrase: str, now: datetime) -> None:
    """Keep an answer, and that `by` has answered; what the two have in common is nowhere.

    Raises AnsweredAlready for a second one, NotNow where it is not open, and for what is no answer to it.
    """
    _check(None if phrase else _("Please load this page anew, and send it again."))
    mark = mark_of(phrase)
    with transaction.atomic():
        held = hold(box)
        _check(why_not_answer(held, is_among=is_in(held.scope_id, by), now=now))
        _check(why_not_answers(held.kind, text=text, choice=choice, choices=(held.choices or "").splitlines()))
        so_far = answers_in(held)
        is_first = Answered.objects.get_or_create(circle_id=held.circle_id, box=held, person=by)[1]
        is_kept = any(each.phrase == mark for each in so_far)
        if is_first and is_kept:
            raise NotNow(_("Please load this page anew, and send it again."))
        if not is_first and not is_kept:
            raise AnsweredAlready(_("You have answered this before. The phrase you wrote down changes that answer."))
        if is_first:
            keep(held, [*so_far, Answer(text, choice, mark)])


def _check(reason: str | None) -> None:
    if reason is not None:
        raise NotNow(reason)
