"""The only writers of proposals and positions. Each holds the proposal, so that two people at once take turns."""

from handinhand.decisions.actions.course import (
    apply_keeping,
    begin_in_writing,
    close_in_writing,
    keep,
    open_in_writing,
    wait,
)
from handinhand.decisions.actions.giving import answer_given, apply_given, decide_given, give, give_no_more
from handinhand.decisions.actions.hearing import hear, refresh, say_it_touches
from handinhand.decisions.actions.held import NotAmongThem, NotNow, NotYourPosition
from handinhand.decisions.actions.holds import propose_about_hold
from handinhand.decisions.actions.powers import decide_again, decide_no_more, propose_rule, propose_use
from handinhand.decisions.actions.proposals import (
    apply_closing,
    ask,
    call_answered,
    close_positions,
    lay_aside,
    leave_as_minority,
    open_positions,
    propose,
    see_anew,
    take_position,
)
from handinhand.decisions.actions.secret import say_anew, say_without_name, wait_for_other_words
from handinhand.decisions.actions.slips import let_slips_go, say_slips_are_right, type_in
from handinhand.decisions.actions.talking import begin_round, offer, put_beside, react, take_offer

__all__ = [
    "NotAmongThem",
    "NotNow",
    "NotYourPosition",
    "answer_given",
    "apply_closing",
    "apply_given",
    "apply_keeping",
    "ask",
    "begin_in_writing",
    "begin_round",
    "call_answered",
    "close_in_writing",
    "close_positions",
    "decide_again",
    "decide_given",
    "decide_no_more",
    "give",
    "give_no_more",
    "hear",
    "keep",
    "lay_aside",
    "leave_as_minority",
    "let_slips_go",
    "offer",
    "open_in_writing",
    "open_positions",
    "propose",
    "propose_about_hold",
    "propose_rule",
    "propose_use",
    "put_beside",
    "react",
    "refresh",
    "say_anew",
    "say_it_touches",
    "say_slips_are_right",
    "say_without_name",
    "see_anew",
    "take_offer",
    "take_position",
    "type_in",
    "wait",
    "wait_for_other_words",
]
