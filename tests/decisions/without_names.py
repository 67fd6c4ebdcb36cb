"""Proposals of the Harbour Circle on which everybody says without their name where they stand."""

from collections.abc import Mapping
from datetime import datetime

from handinhand.decisions import actions
from handinhand.decisions.models import Proposal
from handinhand.unnamed.rules.phrases import new_phrase
from tests.cast import Group
from tests.unnamed.boxes import allow

MUGS = "We bring our own mugs."
WASHING = "Who washes them?"


def opened(group: Group, now: datetime, *, text: str = MUGS) -> Proposal:
    """A proposal of Tom's on which positions are open without names."""
    allow(group, now=now)
    made = actions.propose(circle=group.circle, scope=group.scope, by=group.tom, text=text, now=now)
    return actions.open_positions(proposal=made, by=group.asha, now=now, without_names=True)


def say(group: Group, proposal: Proposal, now: datetime, kinds: Mapping[str, str]) -> dict[str, str]:
    """Several people say where they stand; their phrases."""
    phrases = {name: new_phrase() for name in kinds}
    for name, kind in kinds.items():
        given = {"kind": kind, "concern": WASHING if kind == "concern" else "", "phrase": phrases[name]}
        actions.say_without_name(proposal=proposal, by=group.members[name], key="k" * 12, now=now, **given)
    return phrases


def close(group: Group, proposal: Proposal, now: datetime) -> Proposal:
    """Close positions; the proposal as it is then."""
    actions.close_positions(proposal=proposal, by=group.asha, now=now)
    return fresh(proposal)


def fresh(proposal: Proposal) -> Proposal:
    """A proposal as it is now."""
    return Proposal.objects.select_related("circle", "scope").get(pk=proposal.pk)
