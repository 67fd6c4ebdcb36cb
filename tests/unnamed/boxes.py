"""Questions of the Harbour Circle that are answered without names."""

from datetime import datetime, timedelta
from typing import Any

from handinhand.circles.choices import Adopts
from handinhand.unnamed import actions
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules.phrases import new_phrase
from tests.adopting import adopt
from tests.cast import Group

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def allow(group: Group, *, now: datetime) -> None:
    """The circle decides that its people can write without names."""
    adopt(group, kind=Adopts.UNNAMED, text="We may write ideas and answers without our names.", now=now)


def asked(group: Group, *, now: datetime, by: str = "Tom", **other: Any) -> Box:
    """A question to the whole circle that opens in a week."""
    given: dict[str, Any] = {
        "circle": group.circle,
        "scope": group.scope,
        "by": group.members[by].person,
        "question": "What would make a first visit feel safe?",
        "choices": [],
        "is_scale": False,
        "opens_at": now + WEEK,
    }
    return actions.ask(**{**given, **other}, now=now)


def answered(group: Group, box: Box, name: str, *, now: datetime, text: str = "", choice: str = "") -> str:
    """Somebody answers; their phrase."""
    phrase = new_phrase()
    given = {"text": text or ("" if choice else f"An answer that {name} gives."), "choice": choice}
    actions.answer(box=box, by=group.members[name].person, phrase=phrase, now=now, key="k" * 12, **given)
    return phrase


def fresh(box: Box) -> Box:
    """A box as it is now."""
    return Box.objects.get(pk=box.pk)
