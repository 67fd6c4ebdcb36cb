"""The visitor table's rows of positions without names, and of the slips of paper that count among them."""

from tests import planted_of_secret as planted
from tests.answers import NOT_HERE, Answer, for_members, from_members, mend, on, only, page, row

SECRET = "/c/{circle}/decisions/{in_secret}/"
COUNTED = "/c/{circle}/decisions/{counted_in_secret}/"
KEPT = Answer(200, shows=("It is kept, without your name", "acorn acorn"), changes=("Box", "Answered"))
AT_HOME = "In a meeting, whoever keeps its notes types slips in."
GONE = "These slips are not here any more."
SLIPS = {"kind_1": "agree", "kind_2": "agree", "kind_3": "live_with"}
LETS_GO = on(SECRET, "PaperSlips", "Channel")

SECRET_ROWS = [
    row(
        "decisions:proposal",
        "circle",
        "in_secret",
        get=for_members(
            page(planted.IN_SECRET, "Say where I stand, without my name"),
            Dee=page(planted.IN_SECRET, "You have said where you stand", "typed in slips of paper"),
            Tom=page(planted.IN_SECRET, "The slips you typed in wait for"),
        ),
    ),
    row(
        "decisions:proposal",
        "circle",
        "counted_in_secret",
        get=for_members(page(planted.COUNTED, planted.CONCERN_COUNTED, "Who took part")),
    ),
    row(
        "decisions:without_my_name",
        "circle",
        "in_secret",
        get=for_members(page(planted.IN_SECRET), Dee=page("The phrase you wrote down")),
        post=from_members(KEPT, Dee=mend("You have answered this before.")),
        send={"kind": "agree", "concern": "", "phrase": "0,0,0,0,0,0"},
    ),
    row(
        "decisions:without_my_name",
        "circle",
        "in_secret",
        post=from_members(mend("Please choose one.")),
        send={"kind": "", "concern": "", "phrase": "0,0,0,0,0,0"},
    ),
    row("decisions:without_my_name", "circle", "counted_in_secret", get=for_members(on(COUNTED))),
    row("decisions:see_anew", "circle", "counted_in_secret", post=from_members(on(COUNTED, "Channel"))),
    row(
        "decisions:see_anew",
        "circle",
        "in_secret",
        post=from_members(mend("There is no result to see anew.")),
    ),
    row(
        "decisions:slips",
        "circle",
        "in_secret",
        get=for_members(on(SECRET)),
        post=from_members(mend(AT_HOME)),
        send=SLIPS,
    ),
    row(
        "decisions:look_at_slips",
        "circle",
        "in_secret",
        "slips",
        get=only(Dee=page(planted.CONCERN_ON_SLIP, "Who gave a slip"), Tom=page("looks at them on their own phone")),
        post=from_members(
            NOT_HERE,
            Dee=on(SECRET, "PaperSlips", "Box", "Answered", "Channel"),
            Tom=mend("These slips are not here any more."),
        ),
        send={"do": "yes"},
    ),
    row(
        "decisions:look_at_slips",
        "circle",
        "in_secret",
        "slips",
        post=from_members(NOT_HERE, Dee=LETS_GO, Tom=LETS_GO),
        send={"do": "no"},
    ),
    row("meetings:slips", "circle", "deciding", get=for_members(on("/c/{circle}/decisions/{opened}/"))),
    row("meetings:slips", "circle", "deciding", post=from_members(mend(AT_HOME)), send=SLIPS),
]
