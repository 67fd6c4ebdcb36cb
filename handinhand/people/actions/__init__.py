"""The only writers of people: beginning, coming back, comfort, and counting tries."""

from handinhand.people.actions.addresses import AddressTaken, Asked, ask_if_yours, keep_address, remove_address
from handinhand.people.actions.asking import ask, commit, end_asks, release, say_no, say_yes, take_back_ask
from handinhand.people.actions.coming_back import (
    ask_for_letter,
    come_in_by_card,
    come_in_by_code,
    come_in_by_link,
    make_card,
)
from handinhand.people.actions.energy import (
    begin_rest,
    come_back,
    drop_rest,
    give_week_back,
    say_hours,
    say_weights,
    show_rest,
    take_week_off,
)
from handinhand.people.actions.passkeys import PasskeyThere, add_passkey, come_in_by_passkey, remove_passkey
from handinhand.people.actions.persons import (
    begin_person,
    choose_comfort,
    clear_old,
    forget_browsers,
    sign_out_everywhere,
)
from handinhand.people.actions.tries import count_try, give_back_try
from handinhand.people.passkeys import NotThePasskey
from handinhand.people.rules import CodeRanOut, LinkRanOut, NotTheCode, TooManyTries

__all__ = [
    "AddressTaken",
    "Asked",
    "CodeRanOut",
    "LinkRanOut",
    "NotTheCode",
    "NotThePasskey",
    "PasskeyThere",
    "TooManyTries",
    "add_passkey",
    "ask",
    "ask_for_letter",
    "ask_if_yours",
    "begin_person",
    "begin_rest",
    "choose_comfort",
    "clear_old",
    "come_back",
    "come_in_by_card",
    "come_in_by_code",
    "come_in_by_link",
    "come_in_by_passkey",
    "commit",
    "count_try",
    "drop_rest",
    "end_asks",
    "forget_browsers",
    "give_back_try",
    "give_week_back",
    "keep_address",
    "make_card",
    "release",
    "remove_address",
    "remove_passkey",
    "say_hours",
    "say_no",
    "say_weights",
    "say_yes",
    "show_rest",
    "sign_out_everywhere",
    "take_back_ask",
    "take_week_off",
]
