"""What is planted of positions without names: one open, with slips that wait for Dee, and one that was closed."""

from datetime import datetime
from typing import Any

from handinhand.decisions import actions
from handinhand.decisions.models import PaperSlips, Proposal
from handinhand.unnamed.rules.phrases import new_phrase
from tests.cast import Group

IN_SECRET, COUNTED = "We lend the rope ladder to the school.", "We paint the boat shed in spring."
CONCERN_IN_SECRET = "The rope is older than the school."
CONCERN_ON_SLIP = "Whoever climbs it has nobody to hold it."
CONCERN_COUNTED = "The paint smells for weeks, and I sleep above it."
HARBOUR = frozenset({"Dee", "Tom", "Asha", "Marcus"})

SEEN_OF_SECRET = {
    **dict.fromkeys((IN_SECRET, COUNTED, CONCERN_COUNTED), HARBOUR),
    CONCERN_IN_SECRET: frozenset[str](),
    CONCERN_ON_SLIP: frozenset({"Dee"}),
}


def open_without_names(harbour: Group, text: str, now: datetime) -> Proposal:
    """A proposal of Tom's on which everybody says without their name where they stand."""
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=text, now=now)
    return actions.open_positions(proposal=made, by=harbour.tom, now=now, without_names=True)


def slips_of(harbour: Group, proposal: Proposal) -> PaperSlips:
    """Slips of three, which Tom typed in for Dee to look at."""
    return actions.type_in(
        proposal=proposal,
        by=harbour.tom,
        beside=harbour.dee,
        slips=[("agree", ""), ("concern", CONCERN_ON_SLIP), ("live_with", "")],
        gave=[harbour.asha, harbour.sam, harbour.marcus],
    )


def decide_without_names(harbour: Group, now: datetime) -> tuple[Proposal, Proposal, PaperSlips]:
    """Dee's concern lies unopened beside slips; another of hers was opened, with four others who agree."""
    waits, counted = (open_without_names(harbour, text, now) for text in (IN_SECRET, COUNTED))
    for proposal, concern in ((waits, CONCERN_IN_SECRET), (counted, CONCERN_COUNTED)):
        given = {"kind": "concern", "concern": concern, "phrase": new_phrase()}
        actions.say_without_name(proposal=proposal, by=harbour.dee, key="k" * 12, now=now, **given)
    for name in ("Tom", "Asha", "Marcus", "Jo"):
        given = {"kind": "agree", "concern": "", "phrase": new_phrase()}
        actions.say_without_name(proposal=counted, by=harbour.members[name], key="k" * 12, now=now, **given)
    actions.close_positions(proposal=counted, by=harbour.tom, now=now)
    return waits, counted, slips_of(harbour, waits)


def plant_secret(world: Any) -> None:
    """The same, by name."""
    waits, counted, slips = decide_without_names(world.harbour, world.now)
    world.name(in_secret=waits, counted_in_secret=counted, slips=slips)
