"""The visitor table's rows of asks and offers, and of the introduction."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
    WROTE,
    everybody,
    for_members,
    from_members,
    from_only,
    mend,
    on,
    only,
    page,
    row,
)

ASKS = "/c/{circle}/asks/"
OF_DEE = ASKS + "{ask_of_dee}/"
SCOPED = ("Scope", "ScopeMember")
ONE = {"kind": "offer", "text": WORDS, "who": "circle"}

ASK_ROWS = [
    row(
        "work:list",
        "circle",
        get=for_members(
            page(planted.ASK, planted.ASK_OF_ASHA),
            Tom=page(planted.ASK, planted.OFFER_TO_TOM),
            Dee=page("Somebody answered you."),
        ),
    ),
    row(
        "work:mine",
        "circle",
        get=for_members(
            page("This page is for you alone."),
            Tom=page(planted.ANSWER_TO_ASK, "The answer is yes.", planted.REPLY_TO_ANSWER),
            Dee=page(planted.ASK, planted.ASK_THAT_ENDED, planted.ANSWER_OF_DEE),
        ),
    ),
    row(
        "work:new",
        "circle",
        get=for_members(page("Let them read it")),
        post=from_members(on(ASKS + "*/", "AskOrOffer", *WROTE)),
        send=ONE,
    ),
    row(
        "work:new",
        "circle",
        post=from_members(on(ASKS + "*/", "AskOrOffer", *WROTE, *SCOPED), Dee=mend("no longer here")),
        send={**ONE, "who": "some", "people": "{dee}"},
    ),
    row(
        "work:ask",
        "circle",
        "ask_of_dee",
        get=for_members(
            page(planted.ASK, "You need not. Nobody sees who looked at this."),
            Tom=page(planted.ANSWER_TO_ASK, "The answer is yes."),
            Dee=page(planted.ANSWER_TO_ASK, planted.ANSWER_OF_SAM, "You said yes."),
        ),
    ),
    row(
        "work:ask",
        "circle",
        "offer_to_tom",
        get=for_members(NOT_HERE, Tom=page(planted.OFFER_TO_TOM), Dee=page(planted.OFFER_TO_TOM)),
    ),
    row(
        "work:ask", "circle", "ask_that_ended", get=for_members(page("It needs no answer"), Dee=page("This has ended"))
    ),
    row("work:ask", "circle", "ask_of_nia", get=for_members(NOT_HERE)),
    row(
        "work:answer",
        "circle",
        "ask_of_dee",
        post=from_members(
            on(OF_DEE, "AskAnswer", *WROTE, *SCOPED),
            Tom=mend("You answered this already."),
            Dee=mend("This is your own."),
        ),
        send={"text": WORDS},
    ),
    row(
        "work:answer",
        "circle",
        "ask_that_ended",
        post=from_members(mend("This ended a moment ago"), Dee=mend("This is your own.")),
        send={"text": WORDS},
    ),
    row(
        "work:answer",
        "circle",
        "offer_to_tom",
        post=from_members(
            NOT_HERE, Tom=on(ASKS + "{offer_to_tom}/", "AskAnswer", *WROTE, *SCOPED), Dee=mend("This is your own.")
        ),
        send={"text": WORDS},
    ),
    row(
        "work:say",
        "circle",
        "ask_of_dee",
        "answer_of_sam",
        post=from_only(Dee=on(OF_DEE, "AskAnswer", *WROTE)),
        send={"said": "not_this_time", "text": WORDS},
    ),
    row(
        "work:say",
        "circle",
        "ask_of_dee",
        "answer_of_sam",
        post=from_only(Dee=mend("Please choose one of the two.")),
        send={"said": "perhaps", "text": WORDS},
    ),
    row(
        "work:who",
        "circle",
        "ask_of_dee",
        get=only(Dee=page(planted.ASK, "Leave it as it is", "Who can see it")),
        post=from_only(Dee=on(OF_DEE, *SCOPED, *WROTE)),
        send={"who": "some", "people": "{sam}"},
    ),
    row(
        "work:who",
        "circle",
        "offer_to_tom",
        post=from_members(NOT_HERE, Dee=mend("Please choose at least one person")),
        send={"who": "some"},
    ),
    row("work:end", "circle", "ask_of_dee", post=from_only(Dee=on(OF_DEE, "AskOrOffer", "Channel"))),
    row("work:lengthen", "circle", "ask_of_dee", post=from_only(Dee=on(OF_DEE, "AskOrOffer", "Channel"))),
    row("work:lengthen", "circle", "ask_that_ended", post=from_only(Dee=on(ASKS + "{ask_that_ended}/"))),
]

PRACTICE_ROWS = [
    row("practice:start", get=everybody(page("Ten minutes: how we work here"))),
    row("practice:paper", get=everybody(page("Ten minutes: how we work here", "1. When life has hurt"))),
    row("practice:part", "side-by-side", get=everybody(page("Part 2 of 5: about two minutes", "Side by side"))),
    row("practice:part", "no-such-part", get=everybody(NOT_HERE)),
]
