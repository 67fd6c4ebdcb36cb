"""What the invented circle asks without names: one question that was opened, and one that can be answered."""

from datetime import datetime, timedelta

from handinhand.circles.models import Member
from handinhand.home import harbour
from handinhand.unnamed.actions import answer, ask, open_box
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules.phrases import new_phrase
from handinhand.words.queries import circle_scope

OPENS_IN = timedelta(days=7)


def write_without_names(people: dict[str, Member], *, then: datetime, now: datetime) -> None:
    """Six of the circle answered something last time; what Dee asks now waits for answers."""
    before = _ask(people["Asha"], harbour.ASKED_BEFORE, now=then)
    for member, text in zip(people.values(), harbour.ANSWERED_BEFORE, strict=False):
        given = {"text": text, "choice": "", "phrase": new_phrase(), "key": "the demonstration"}
        answer(box=before, by=member.person, **given, now=then)
    open_box(box=before, at=then + OPENS_IN)
    _ask(people["Dee"], harbour.ASKED_NOW, now=now)


def _ask(by: Member, question: str, *, now: datetime) -> Box:
    scope, day = circle_scope(by.circle), now + OPENS_IN
    return ask(
        circle=by.circle,
        scope=scope,
        by=by.person,
        question=question,
        choices=[],
        is_scale=False,
        opens_at=day.replace(hour=0, minute=0, second=0, microsecond=0),
        now=now,
    )
