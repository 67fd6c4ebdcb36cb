"""Reads of proposals. Positions are one's own until they are closed; words show by the one rule of sight."""

from handinhand.decisions.queries.panels import DecisionPanel, decision_panel, result_sentences
from handinhand.decisions.queries.proposals import (
    Decided,
    channels_of,
    decided_between,
    decided_in,
    lines_for,
    own_position,
    proposal_for,
    proposals_waiting,
    replaceable,
    result_of,
)

__all__ = [
    "Decided",
    "DecisionPanel",
    "channels_of",
    "decided_between",
    "decided_in",
    "decision_panel",
    "lines_for",
    "own_position",
    "proposal_for",
    "proposals_waiting",
    "replaceable",
    "result_of",
    "result_sentences",
]
