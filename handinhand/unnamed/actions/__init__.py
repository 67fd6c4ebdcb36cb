"""The only writers of what is answered without names."""

from handinhand.unnamed.actions.answering import answer, put_in_together
from handinhand.unnamed.actions.asking import ask, make_box
from handinhand.unnamed.actions.opening import Opened, clear_old, end_box, leave_closed, open_all_due, open_box
from handinhand.unnamed.actions.phrases import add_name, take_back, write_anew
from handinhand.unnamed.actions.tidying import tidy_all

__all__ = [
    "Opened",
    "add_name",
    "answer",
    "ask",
    "clear_old",
    "end_box",
    "leave_closed",
    "make_box",
    "open_all_due",
    "open_box",
    "put_in_together",
    "take_back",
    "tidy_all",
    "write_anew",
]
