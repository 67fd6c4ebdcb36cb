"""The visitor table's rows of pages about members, photographs, and what members write to each other."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
    WROTE,
    for_members,
    from_members,
    from_only,
    mend,
    on,
    only,
    page,
    row,
)
from tests.visitors_of_meetings import BEEN

HOME = "/c/{circle}/"
MINE, GIVEN = HOME + "my-page/", HOME + "my-page/to-others/"
A_LINE = {"text": WORDS, "who": "circle"}
A_GIFT = {"kind": "strength", "text": WORDS}

LINE_ROWS = [
    row(
        "profiles:mine",
        "circle",
        get=for_members(
            page("What matters to me", "Beside each line"),
            Dee=page(planted.LINE_OF_DEE, planted.LINE_FOR_ME, planted.LINE_FOR_TOM, planted.SEEN_IN_DEE),
            Tom=page("What matters to me"),
        ),
    ),
    row(
        "profiles:write",
        "circle",
        "matters",
        get=for_members(page("What matters to me", planted.LIMITS)),
        post=from_members(on(MINE, "Profile", "Line", *WROTE), Dee=on(MINE, "Line", *WROTE)),
        send=A_LINE,
    ),
    row(
        "profiles:write",
        "circle",
        "matters",
        post=from_members(mend("Please choose one of these.")),
        send={"text": WORDS, "who": "all"},
    ),
    row("profiles:write", "circle", "seen", get=only(), post=from_only(), send=A_LINE),
    row(
        "profiles:line",
        "circle",
        "line_of_dee",
        get=only(Dee=page(planted.LINE_OF_DEE, "Who can see this line")),
        post=from_only(Dee=on(MINE, *WROTE)),
        send={"who": "me"},
    ),
    row(
        "profiles:people",
        "circle",
        "words_chosen",
        get=only(Dee=page("Whom do you choose?", planted.LINE_FOR_TOM, planted.A_NAME)),
        post=from_only(Dee=on(MINE, "ScopeMember", "Channel")),
        send={"people": "{sam}"},
    ),
    row(
        "profiles:people",
        "circle",
        "words_circle",
        get=only(Dee=page("Whom do you choose?", planted.LINE_OF_DEE)),
        post=from_only(Dee=on(MINE, "Scope", "ScopeMember", *WROTE)),
        send={"people": "{sam}"},
    ),
    row("profiles:again", "circle", post=from_members(on(MINE, "Profile"), Dee=on(MINE))),
    row("profiles:look_as", "circle", get=for_members(page("As whom would you like to look?", planted.A_NAME))),
    row(
        "profiles:seen_as",
        "circle",
        "sam",
        get=for_members(page("As Sam can see it", "Nothing of your page is shown"), Dee=page(planted.LINE_OF_DEE)),
    ),
    row("profiles:seen_as", "circle", "asha", get=for_members(page("As Asha can see it"), Asha=NOT_HERE)),
    row(
        "profiles:printed",
        "circle",
        get=for_members(page("My page on paper", "Nothing here yet."), Dee=page(planted.LINE_OF_DEE)),
    ),
    row(
        "profiles:printed",
        "circle",
        query="?letters=large&lines=all",
        get=for_members(page("large print", "Nothing here yet."), Dee=page(planted.LINE_FOR_ME)),
    ),
    row(
        "profiles:page",
        "circle",
        "dee",
        get=for_members(
            page(planted.LINE_OF_DEE, "/members/{dee}/photograph/"),
            Tom=page(planted.LINE_OF_DEE, planted.LINE_FOR_TOM),
            Dee=on(MINE),
        ),
    ),
    row(
        "meetings:company",
        "circle",
        "coming",
        get=for_members(page("Who will be there", "Once you say that you take part")),
    ),
    row("meetings:company", "circle", "planned", get=only(Tom=on("/c/{circle}/meetings/{planned}/"))),
    row("meetings:company", "circle", "been", get=for_members(on(BEEN))),
]

PHOTOGRAPH_ROWS = [
    row(
        "profiles:photograph",
        "circle",
        get=for_members(page("Use this photograph"), Dee=page("Take it away")),
        post=from_members(mend("Please choose a picture first.")),
        send={"who": "circle"},
    ),
    row(
        "profiles:show_photograph",
        "circle",
        post=from_members(NOT_HERE, Dee=on(MINE + "photograph/", *WROTE)),
        send={"who": "me"},
    ),
    row(
        "profiles:show_photograph",
        "circle",
        post=from_members(NOT_HERE, Dee=on(MINE + "photograph/")),
        send={"who": "all"},
    ),
    row(
        "profiles:take_photograph_away",
        "circle",
        post=from_members(on(MINE, "Profile"), Dee=on(MINE, "Photograph", *WROTE)),
    ),
    row("profiles:picture", "circle", "sam", get=for_members(NOT_HERE)),
]

GIFT_ROWS = [
    row("profiles:choose_gifts", "circle", post=from_members(on(MINE, "Profile")), send={"takes": "no"}),
    row(
        "profiles:gift",
        "circle",
        "gift_to_dee",
        get=only(Dee=page(planted.SEEN_IN_DEE, "From Tom")),
        post=from_only(Dee=on(MINE, "Line", "ScopeMember", *WROTE)),
        send={"who": "me"},
    ),
    row(
        "profiles:let_go",
        "circle",
        "gift_to_dee",
        post=from_only(Dee=on(MINE, "ScopeMember", "Channel")),
    ),
    row(
        "profiles:given",
        "circle",
        get=for_members(page("Only you see this list."), Tom=page(planted.SEEN_IN_DEE, "To Dee")),
    ),
    row("profiles:to_whom", "circle", get=for_members(page("To whom would you like to write?", planted.A_NAME))),
    row(
        "profiles:give",
        "circle",
        "sam",
        get=for_members(page("To Sam", planted.LIMITS)),
        post=from_members(on(GIVEN, "Gift", "Scope", "ScopeMember", *WROTE)),
        send=A_GIFT,
    ),
    row(
        "profiles:give",
        "circle",
        "sam",
        post=from_members(mend("Please choose one of these.")),
        send={"kind": "praise", "text": WORDS},
    ),
]

PROFILE_ROWS = [*LINE_ROWS, *PHOTOGRAPH_ROWS, *GIFT_ROWS]
