"""The only writers of roles: saying yes to one, lending and handing back, changing one, and drawing in the open."""

from handinhand.roles.actions.changing import CHANGING_EFFECTS, change, invent, let_role_go
from handinhand.roles.actions.drawing import (
    DRAWING_EFFECTS,
    add_word,
    answer,
    call_off,
    close_all_due,
    close_due,
    open_draw,
    pick_up_all,
)
from handinhand.roles.actions.kept import RoleStays
from handinhand.roles.actions.leaving import hold_no_more
from handinhand.roles.actions.lending import LENDING_EFFECTS, ROLES_END, hand_back, take_on
from handinhand.roles.actions.saying import say

ROLES_EFFECTS = {**CHANGING_EFFECTS, **DRAWING_EFFECTS, **LENDING_EFFECTS}

__all__ = [
    "ROLES_EFFECTS",
    "ROLES_END",
    "RoleStays",
    "add_word",
    "answer",
    "call_off",
    "change",
    "close_all_due",
    "close_due",
    "hand_back",
    "hold_no_more",
    "invent",
    "let_role_go",
    "open_draw",
    "pick_up_all",
    "say",
    "take_on",
]
