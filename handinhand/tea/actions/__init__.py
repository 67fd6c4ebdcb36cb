"""The only writers of tea: wishing for it, how often it is drawn, drawing it, and what is said to a draw."""

from handinhand.tea.actions.answering import all_right, draw_me_again, let_it_be, not_this_time
from handinhand.tea.actions.drawing import clear_old, draw_all_due, draw_due
from handinhand.tea.actions.questions import QuestionStays, add_question, take_question_away
from handinhand.tea.actions.rhythm import EFFECTS, change_rhythm
from handinhand.tea.actions.wishing import go_on, pause, stop_wishing, wish

__all__ = [
    "EFFECTS",
    "QuestionStays",
    "add_question",
    "all_right",
    "change_rhythm",
    "clear_old",
    "draw_all_due",
    "draw_due",
    "draw_me_again",
    "go_on",
    "let_it_be",
    "not_this_time",
    "pause",
    "stop_wishing",
    "take_question_away",
    "wish",
]
