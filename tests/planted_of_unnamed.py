"""What is planted of what is answered without names: one question that Dee has answered, and one that was opened."""

from datetime import datetime, timedelta
from typing import Any

from handinhand.circles.choices import Adopts
from handinhand.unnamed import actions
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules.phrases import new_phrase
from tests.adopting import adopt
from tests.cast import Group

MAY_WRITE = "We write without names about how our meetings feel."
WHAT_WOULD_HELP = "Which quiet thing would help you to stay in the boathouse?"
WHAT_HELPED = "What helped you to come back after the storm?"
UNOPENED = "A chair beside the window, with nobody behind it."
WITHOUT_NAMES = tuple(
    f"What helped was {each}." for each in ("a lantern", "warm soup", "one letter", "the ferry", "a knot")
)
HARBOUR = frozenset({"Dee", "Tom", "Asha", "Marcus"})

SEEN_OF_UNNAMED = {
    **dict.fromkeys((MAY_WRITE, WHAT_WOULD_HELP, WHAT_HELPED, *WITHOUT_NAMES), HARBOUR),
    UNOPENED: frozenset[str](),
}


def ask(harbour: Group, question: str, now: datetime) -> Box:
    """A question of Tom's that opens in a week."""
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.tom.person, "choices": []}
    how = {"is_scale": False, "opens_at": now + timedelta(days=7)}
    return actions.ask(**given, **how, question=question, now=now)


def question_in(harbour: Group, now: datetime, phrase: str = "") -> Box:
    """The circle lets its people write without names, and Tom asks; Dee has answered."""
    adopt(harbour, kind=Adopts.UNNAMED, text=MAY_WRITE, now=now)
    waits, phrase = ask(harbour, WHAT_WOULD_HELP, now), phrase or new_phrase()
    actions.answer(box=waits, by=harbour.dee.person, text=UNOPENED, choice="", phrase=phrase, key="k" * 12, now=now)
    return waits


def plant_unnamed(world: Any) -> None:
    """Dee's answer lies unopened; five others' answers were opened."""
    harbour, now = world.harbour, world.now
    phrase = new_phrase()
    waits, opened = question_in(harbour, now, phrase), ask(harbour, WHAT_HELPED, now)
    for number, text in enumerate(WITHOUT_NAMES):
        by = list(harbour.members.values())[number].person
        actions.answer(box=opened, by=by, text=text, choice="", phrase=new_phrase(), key="k" * 12, now=now)
    actions.open_box(box=opened, at=now)
    world.name(question_box=waits, opened_box=opened)
    # With commas, as somebody may type it.
    world.ids["phrase"] = phrase.replace(" ", ",")
