"""The only writers of care."""

from handinhand.care.actions.afterwards import (
    NotAskedFor,
    answer_asking,
    ask_for_tomorrow,
    call_off,
    clear_for_tomorrow,
)
from handinhand.care.actions.check_ins import NotAmongThem, NothingSaid, check_in, remove, remove_all, say_in_between
from handinhand.care.actions.danger import Note, forget, have_read, letter_says, pass_on
from handinhand.care.actions.helping import (
    HelpStays,
    keep_all_at_hand,
    keep_at_hand,
    open_help_again,
    remove_help,
    show_help,
    write_help,
)
from handinhand.care.actions.holders import CARE_EFFECTS

__all__ = [
    "CARE_EFFECTS",
    "HelpStays",
    "NotAmongThem",
    "NotAskedFor",
    "Note",
    "NothingSaid",
    "answer_asking",
    "ask_for_tomorrow",
    "call_off",
    "check_in",
    "clear_for_tomorrow",
    "forget",
    "have_read",
    "keep_all_at_hand",
    "keep_at_hand",
    "letter_says",
    "open_help_again",
    "pass_on",
    "remove",
    "remove_all",
    "remove_help",
    "say_in_between",
    "show_help",
    "write_help",
]
