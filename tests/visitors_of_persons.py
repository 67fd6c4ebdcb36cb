"""The visitor table's rows of who turns to whom, and of who looks after care: Dee is Tom's person, and Jo's."""

from tests import planted_texts_of_persons as planted
from tests.answers import (
    WORDS,
    WROTE,
    for_members,
    from_members,
    from_only,
    from_signed_in,
    mend,
    on,
    only,
    page,
    row,
    signed_in,
)

MINE = "/me/person/"
SUPPORT = "/me/support/"
CARE = "/c/{circle}/care/"
NOBODY = page("Nobody so far.")
NO_PERSON = page("You can choose somebody from one of your circles")
GONE_FROM_THERE = ("Scope", "ScopeMember", "Channel")

PERSON_ROWS = [
    row(
        "care:my_person",
        get=signed_in(
            NOBODY,
            Tom=page("Dee said yes.", planted.LOOKS_OF_DEE),
            Dee=page("Those who turn to you", "They turned to you.", "Say yes, or not this time"),
        ),
    ),
    row(
        "care:choose_person",
        "second",
        get=signed_in(
            page("Choose a second"),
            Nia=page("There is nobody else in your circles yet"),
        ),
        post=from_signed_in(
            mend("They cannot be asked just now."),
            Asha=on(MINE, "SupportPerson", "Ask", "Channel"),
            Marcus=on(MINE, "SupportPerson", "Ask", "Channel"),
            Tom=mend("in the other place"),
            Dee=mend("They cannot be asked just now."),
        ),
        send={"who": "{dee}"},
    ),
    row(
        "care:end_person",
        "person_of_tom",
        post=from_only(Tom=on(MINE, "SupportPerson", "TurnedTo", "Ask", "Words", *GONE_FROM_THERE)),
    ),
    row(
        "care:for_somebody",
        "person_of_sam",
        get=only(Dee=page("Sam asks you to be their person")),
    ),
    row("care:for_somebody", "person_of_tom", get=only(Dee=page("You are the person of Tom", planted.LOOKS_OF_DEE))),
    row(
        "care:be_person",
        "person_of_sam",
        post=from_only(Dee=on(MINE, "SupportPerson", "Ask", "Commitment", *GONE_FROM_THERE)),
    ),
    row("care:be_person", "person_of_tom", post=from_only(Dee=on(MINE))),
    row("care:be_no_person", "person_of_sam", post=from_only(Dee=on(MINE, "SupportPerson", "Ask", "Channel"))),
    row(
        "care:be_no_person",
        "person_of_tom",
        post=from_only(Dee=on(MINE, "SupportPerson", "TurnedTo", "Ask", "Words", *GONE_FROM_THERE)),
    ),
    row(
        "care:say_when",
        "person_of_tom",
        post=from_only(Dee=on("/me/person-of/{person_of_tom}/", "SupportPerson", *WROTE)),
        send={"looks": "weekends", "text": WORDS},
    ),
    row(
        "care:say_when",
        "person_of_tom",
        post=from_only(Dee=mend("Please choose one of these.")),
        send={"looks": "never"},
    ),
    row(
        "care:say_away",
        "person_of_tom",
        post=from_only(Dee=on("/me/person-of/{person_of_tom}/", "SupportPerson", "Channel")),
        send={"away": "yes"},
    ),
    row(
        "care:support",
        get=signed_in(
            NO_PERSON,
            Tom=page("Not opened yet.", planted.TURNED_TO_DEE, planted.LOOKS_OF_DEE, planted.CONTACTS),
            Asha=page("116 123", planted.CONTACTS),
        ),
        post=from_signed_in(
            mend("They are not there for you just now."),
            Tom=on(SUPPORT, *WROTE),
        ),
        send={"to": "{person_of_tom}", "text": WORDS},
    ),
    row(
        "care:take_back",
        "person_of_tom",
        post=from_only(Tom=on(SUPPORT, "TurnedTo", "Ask", *WROTE)),
    ),
    row("care:turned", "turned", get=only(Dee=page("When you open it, they see that it is opened"))),
    row("care:turned", "turned_of_jo", get=only(Dee=page(planted.TURNED_TO_DEE_BY_JO))),
    row(
        "care:open_turned",
        "turned",
        post=from_only(Dee=on("/me/turned-to-me/{turned}/", "TurnedTo", "Channel")),
    ),
    row(
        "care:answer_turned",
        "turned_of_jo",
        post=from_only(Dee=on("/me/turned-to-me/{turned_of_jo}/", "TurnedTo", "Ask", *WROTE)),
        send={"answer": "talk", "text": WORDS},
    ),
    row(
        "care:answer_turned",
        "turned_of_jo",
        post=from_only(Dee=mend("Please choose one of these sentences, or write your own words.")),
    ),
    row(
        "care:of_circle",
        "circle",
        get=for_members(page("Who looks after care here", planted.OUTSIDE, planted.CONTACTS)),
    ),
    row(
        "care:take_care",
        "circle",
        post=from_members(mend("Somebody else said so a moment before you.")),
        send={"role": "holder"},
    ),
    row("care:take_care", "circle", post=from_members(on(CARE, "CircleCare", "Channel")), send={"role": "second"}),
    row("care:hand_care_back", "circle", post=from_members(on(CARE))),
    row(
        "care:circle_lines",
        "circle",
        get=for_members(page(planted.OUTSIDE, planted.OUTSIDE_BEFORE, planted.CONTACTS)),
        post=from_members(on(CARE, "WhomToTurnTo", "Entry", "Channel")),
        send={"outside": WORDS, "contacts": WORDS, "instead_of": "2"},
    ),
    row(
        "care:circle_lines",
        "circle",
        post=from_members(mend("Somebody changed this while you wrote.")),
        send={"outside": WORDS, "contacts": WORDS, "instead_of": "1"},
    ),
    row(
        "meetings:after_heavy",
        "circle",
        "been",
        post=from_members(on("/c/{circle}/meetings/{been}/summary/")),
        send={"chose": "lighter"},
    ),
]
