"""The only writers of care."""

from handinhand.care.actions.check_ins import NotAmongThem, check_in, remove
from handinhand.care.actions.danger import Note, forget, have_read, letter_says, pass_on
from handinhand.care.actions.holders import CARE_EFFECTS

__all__ = [
    "CARE_EFFECTS",
    "NotAmongThem",
    "Note",
    "check_in",
    "forget",
    "have_read",
    "letter_says",
    "pass_on",
    "remove",
]
