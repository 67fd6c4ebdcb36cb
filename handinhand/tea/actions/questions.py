"""Opening questions of a circle's own: anybody adds one, and takes their own away."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Circle
from handinhand.tea.models import Question
from handinhand.tea.queries import own_question
from handinhand.tea.rules import why_not_add
from handinhand.words.actions import remove, write
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope


class QuestionStays(Exception):
    """A question cannot be added like that; the text says why, in plain words."""


@transaction.atomic
def add_question(*, by: Member, text: str, now: datetime) -> Question:
    """Put a question beside ours, for everybody in the circle; raises QuestionStays."""
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    mine = [each.words.body for each in Question.objects.filter(by=by).select_related("words")]
    reason = why_not_add(text, mine=mine, there=Question.objects.filter(circle=by.circle_id).count())
    if reason is not None:
        raise QuestionStays(reason)
    scope = circle_scope(by.circle)
    words = write(circle=by.circle, scope=scope, by=by.person, body=text.strip(), state=State.SHARED, now=now)
    return Question.objects.create(circle=by.circle, by=by, words=words)


@transaction.atomic
def take_question_away(*, by: Member, question_id: str) -> None:
    """Take one's own question away for good; whoever was drawn with it reads one of ours. Raises NotHere."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    remove(words=own_question(viewer=by, question_id=question_id).words, by=by.person)
