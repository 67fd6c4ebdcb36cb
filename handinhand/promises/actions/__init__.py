"""The only writers of promises, of which words led to which, and of asking again."""

from handinhand.promises.actions.asking import ask_again, let_go, need_again
from handinhand.promises.actions.carrying import carry_on, choose_credit
from handinhand.promises.actions.promising import NotAmongThem, NotNow, answer, make, take_on

__all__ = [
    "NotAmongThem",
    "NotNow",
    "answer",
    "ask_again",
    "carry_on",
    "choose_credit",
    "let_go",
    "make",
    "need_again",
    "take_on",
]
