"""The only writers of pages about members, photographs, and what members write to each other."""

from handinhand.profiles.actions.company import hand_over_who_meets, keep_all_company, keep_company
from handinhand.profiles.actions.gifts import GiftGone, NotGiven, choose_gifts, give, keep, let_go
from handinhand.profiles.actions.lines import LineStays, choose_people, open_again, show_line_to, write_line
from handinhand.profiles.actions.photographs import (
    PhotographStays,
    put_photograph,
    show_photograph_to,
    take_photograph_away,
)

__all__ = [
    "GiftGone",
    "LineStays",
    "NotGiven",
    "PhotographStays",
    "choose_gifts",
    "choose_people",
    "give",
    "hand_over_who_meets",
    "keep",
    "keep_all_company",
    "keep_company",
    "let_go",
    "open_again",
    "put_photograph",
    "show_line_to",
    "show_photograph_to",
    "take_photograph_away",
    "write_line",
]
