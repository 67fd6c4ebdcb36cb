"""The only writers of care."""

from handinhand.care.actions.afterwards import (
    NotAskedFor,
    answer_asking,
    ask_for_tomorrow,
    call_off,
    clear_for_tomorrow,
)
from handinhand.care.actions.check_ins import NotAmongThem, NothingSaid, check_in, remove, remove_all, say_in_between
from handinhand.care.actions.helping import (
    HelpStays,
    keep_all_at_hand,
    keep_at_hand,
    open_help_again,
    remove_help,
    show_help,
    write_help,
)

__all__ = [
    "HelpStays",
    "NotAmongThem",
    "NotAskedFor",
    "NothingSaid",
    "answer_asking",
    "ask_for_tomorrow",
    "call_off",
    "check_in",
    "clear_for_tomorrow",
    "keep_all_at_hand",
    "keep_at_hand",
    "open_help_again",
    "remove",
    "remove_all",
    "remove_help",
    "say_in_between",
    "show_help",
    "write_help",
]
