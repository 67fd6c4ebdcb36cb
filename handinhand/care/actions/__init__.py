"""The only writers of care."""

from handinhand.care.actions.check_ins import NotAmongThem, check_in, remove
from handinhand.care.actions.danger import Note, forget, have_read, letter_says, pass_on

__all__ = ["NotAmongThem", "Note", "check_in", "forget", "have_read", "letter_says", "pass_on", "remove"]
