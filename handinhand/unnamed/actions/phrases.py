"""What somebody's phrase lets them do with their own words, and with nobody else's: it works once.

Nothing here learns who holds a phrase, but where they put their name to their words.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.ground.models import Person
from handinhand.unnamed.actions.holding import hold
from handinhand.unnamed.actions.sealing import keep
from handinhand.unnamed.models import Box, Unnamed
from handinhand.unnamed.queries.sealed import Answer, answers_in, box_with, opened_with
from handinhand.unnamed.rules import (
    NoSuchPhrase,
    NotNow,
    can_take_a_name,
    why_not_answer,
    why_not_answers,
)
from handinhand.unnamed.rules.phrases import mark_of
from handinhand.words.actions import remove_unnamed, write
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_in


@transaction.atomic
def take_back(*, phrase: str) -> None:
    """Take back the words that this phrase stands for, opened or not; raises NoSuchPhrase.

    What opens at this very moment is opened by the time that its box is held, so that is looked for last.
    """
    mark = mark_of(phrase)
    try:
        held, left, _own = _hold_own(mark)
    except NoSuchPhrase:
        opened = opened_with(mark, hold=True)
        if opened is None:
            raise
        remove_unnamed(words=opened.words)
    else:
        keep(held, left)


@transaction.atomic
def write_anew(*, phrase: str, by: Person | None, text: str, choice: str, new_phrase: str, now: datetime) -> Box:
    """Put another answer in the place of one's own, while it is collected, under another phrase; sent twice is once.

    Others will read it, so it is for those who could answer now: not signed out, while access is held, or after
    leaving. That `by` did it is not kept. Raises NoSuchPhrase, and NotNow where it is no answer or no longer open.
    """
    mark = mark_of(new_phrase)
    try:
        held, left, _own = _hold_own(mark_of(phrase))
    except NoSuchPhrase:
        sent = box_with(mark)
        if sent is None:
            raise
        return sent
    reason = why_not_answer(held, is_among=by is not None and is_in(held.scope_id, by), now=now)
    reason = reason or why_not_answers(held.kind, text=text, choice=choice, choices=(held.choices or "").splitlines())
    if any(each.phrase == mark for each in left):
        reason = _("Please load this page anew, and send it again.")
    if reason is not None:
        raise NotNow(reason)
    keep(held, [*left, Answer(text, choice, mark)])
    return held


@transaction.atomic
def add_name(*, phrase: str, by: Person, now: datetime) -> Words:
    """Put one's name to words that stayed closed because too few answered; raises NoSuchPhrase."""
    held, left, own = _hold_own(mark_of(phrase))
    if not can_take_a_name(held) or not is_in(held.scope_id, by):
        raise NoSuchPhrase
    keep(held, left)
    words = write(circle=held.circle, scope=held.scope, by=by, body=own.text, state=State.SHARED, now=now)
    Unnamed.objects.create(circle=held.circle, box=held, words=words)
    return words


def _hold_own(mark: str) -> tuple[Box, list[Answer], Answer]:
    """The box in which an unopened answer lies, the others in it, and the answer itself; raises NoSuchPhrase."""
    box = box_with(mark)
    if box is None:
        raise NoSuchPhrase
    held = hold(box)
    answers = answers_in(held)
    own = next((each for each in answers if each.phrase == mark), None)
    if own is None:
        raise NoSuchPhrase
    return held, [each for each in answers if each is not own], own
