"""Asking something that is answered without names."""

from datetime import datetime

from django.db import transaction

from handinhand.ground.models import Circle, Person
from handinhand.unnamed.choices import Kind
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries import are_enough, is_allowed
from handinhand.unnamed.rules import NotNow, why_not_ask
from handinhand.unnamed.rules.likeness import likeness_of
from handinhand.words.actions import write
from handinhand.words.choices import State
from handinhand.words.models import Scope


@transaction.atomic
def ask(
    *,
    circle: Circle,
    scope: Scope,
    by: Person,
    question: str,
    choices: list[str],
    is_scale: bool,
    opens_at: datetime | None,
    now: datetime,
) -> Box:
    """Ask something, in one's own name, that the people of `scope` answer without theirs; raises NotNow."""
    reason = why_not_ask(
        is_allowed=is_allowed(circle), are_enough=are_enough(circle), opens_at=opens_at, choices=choices, now=now
    )
    if reason is not None:
        raise NotNow(reason)
    asked = write(circle=circle, scope=scope, by=by, body=question, state=State.SHARED, now=now)
    return Box.objects.create(
        circle=circle,
        scope=scope,
        question=asked,
        likeness=likeness_of(question) if choices else None,
        kind=Kind.CHOICE if choices else Kind.WORDS,
        choices="\n".join(choices) if choices else None,
        is_scale=bool(choices) and is_scale,
        opens_at=opens_at,
        made_at=now,
    )


@transaction.atomic
def make_box(*, circle: Circle, scope: Scope, kind: Kind, now: datetime) -> Box:
    """A box for what another part asks, and opens when its time comes."""
    return Box.objects.create(circle=circle, scope=scope, kind=kind, made_at=now)
