"""The visitor table's rows of tea: Dee and Tom are drawn together, and nobody else learns of it."""

from tests import planted
from tests.answers import NOT_HERE, WORDS, WROTE, for_members, from_members, from_only, mend, on, page, row

TEA = "/c/{circle}/tea/"
A_WISH = {"way": "phone", "opening": "no"}
NOBODY_DRAWN = page("I would like to have tea with somebody now and then", "Every four weeks")

TEA_ROWS = [
    row(
        "tea:here",
        "circle",
        get=for_members(NOBODY_DRAWN, Dee=page("Not this time", "You have not met yet."), Tom=page("Not this time")),
        post=from_members(on(TEA, "Wish")),
        send=A_WISH,
    ),
    row("tea:here", "circle", post=from_members(mend("Please choose one of these.")), send={**A_WISH, "way": "boat"}),
    row("tea:stop", "circle", post=from_members(on(TEA), Dee=on(TEA, "Wish"))),
    row("tea:pause", "circle", post=from_members(on(TEA), Dee=on(TEA, "Wish"))),
    row("tea:go_on", "circle", post=from_members(on(TEA))),
    row(
        "tea:rhythm",
        "circle",
        post=from_members(on(TEA, "Rhythm", "Entry", "Channel")),
        send={"every": "two_weeks"},
    ),
    row("tea:rhythm", "circle", post=from_members(on(TEA)), send={"every": "four_weeks"}),
    row("tea:rhythm", "circle", post=from_members(mend("Please choose one.")), send={"every": ""}),
    row("tea:again", "circle", post=from_members(on(TEA))),
    row("tea:leave_it", "circle", post=from_members(on(TEA))),
    row("tea:all_right", "circle", "drawn", post=from_only(Dee=on(TEA, "Ask", "Commitment"))),
    row("tea:not_this_time", "circle", "drawn", post=from_only(Dee=on(TEA, "Ask", "Drawn"))),
    row(
        "tea:questions",
        "circle",
        get=for_members(page("Of this circle", planted.QUESTION_OF_DEE, planted.LIMITS), Dee=page("Take it away")),
        post=from_members(on(TEA + "questions/", "Question", *WROTE)),
        send={"text": WORDS},
    ),
    row(
        "tea:questions",
        "circle",
        post=from_members(mend("Please write something here.")),
        send={"text": ""},
    ),
    row(
        "tea:take_question_away",
        "circle",
        "question_of_dee",
        post=from_only(Dee=on(TEA + "questions/", "Question", *WROTE)),
    ),
    row("tea:apart", "circle", get=for_members(page("Only you see this page", "Rather not"))),
    row(
        "tea:choose_apart",
        "circle",
        "sam",
        post=from_members(on(TEA + "apart/", "NotTogether")),
        send={"together": "no"},
    ),
    row("tea:choose_apart", "circle", "hillside", post=from_members(NOT_HERE), send={"together": "no"}),
]
