"""Reads of proposals. Positions are one's own until they are closed; words show by the one rule of sight."""

from handinhand.decisions.queries.around import Around, around, offer_of
from handinhand.decisions.queries.calling import Call, calling, calls
from handinhand.decisions.queries.panels import DecisionPanel, decision_panel, result_sentences
from handinhand.decisions.queries.proposals import (
    Decided,
    channels_of,
    decided_between,
    decided_in,
    line_from,
    lines_for,
    own_position,
    proposal_for,
    proposals_waiting,
    replaceable,
    result_of,
)

__all__ = [
    "Around",
    "Call",
    "Decided",
    "DecisionPanel",
    "around",
    "calling",
    "calls",
    "channels_of",
    "decided_between",
    "decided_in",
    "decision_panel",
    "line_from",
    "lines_for",
    "offer_of",
    "own_position",
    "proposal_for",
    "proposals_waiting",
    "replaceable",
    "result_of",
    "result_sentences",
]
