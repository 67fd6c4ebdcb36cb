"""Rows of the visitor table about safe contact and plans for going quiet. Dee's and Tom's plans are theirs alone."""

from tests.answers import NOT_HERE, for_members, from_members, from_only, from_signed_in, mend, on, page, row, signed_in
from tests.planted_texts import NAME_IN_LETTERS, NUMBER, QUIET_WORDS, QUIET_WORDS_TOLD

CONTACT = "/me/contact/"
PLAN = "/c/{circle}/if-i-go-quiet/"
SAFE = {
    "from_hour": "9",
    "to_hour": "18",
    "time_zone": "Europe/London",
    "name": "",
    "may_say": "news",
    "may_be_left": "yes",
}
A_PLAN = {
    "how_many": "2",
    "counted": "weeks",
    "first": "{sam}",
    "second": "",
    "way": "meet",
    "words": "All well?",
    "resting": "waits",
}
PLAN_RESTS = ("Ask", "Here", "QuietAsker", "QuietPlan")
PLAN_ENDS = ("Ask", "Here", "QuietAsker", "QuietPlan", "Scope", "ScopeMember", "Words")
MADE = ("Ask", "Here", "QuietAsker", "QuietPlan", "Scope", "ScopeMember", "Words", "Channel")

SAFE_CONTACT_ROWS = [
    row("home:contact", get=signed_in(page("You gave no number, and that is fine."), Dee=page(NUMBER))),
    row(
        "home:contact_way",
        "email_way",
        get=signed_in(page("You gave no e-mail address"), Dee=page("Which name may stand there?", NAME_IN_LETTERS)),
        post=from_signed_in(page("You gave no e-mail address"), Dee=page("What a message would say")),
        send=SAFE,
    ),
    row(
        "home:contact_way",
        "email_way",
        post=from_signed_in(mend("You gave no"), Dee=mend("These hours end before they begin.")),
        send={**SAFE, "from_hour": "20"},
    ),
    row("home:contact_way", "no_way", get=signed_in(NOT_HERE), post=from_signed_in(NOT_HERE), send=SAFE),
    row(
        "home:contact_safe",
        "email_way",
        post=from_signed_in(page("You gave no e-mail address"), Dee=on(CONTACT, "SafeWay")),
        send=SAFE,
    ),
    row("home:contact_still", "email_way", post=from_signed_in(on(CONTACT), Dee=on(CONTACT, "SafeWay"))),
    row("home:contact_not", "email_way", post=from_signed_in(on(CONTACT), Dee=on(CONTACT, "SafeWay"))),
    row("home:contact_none", post=from_signed_in(on(CONTACT), Dee=on(CONTACT, "SafeWay"))),
    row(
        "people:number",
        get=signed_in(page("Your number")),
        post=from_signed_in(mend("This server cannot send text messages")),
        send={"number": "+44 7700 900456"},
    ),
    row("people:number", post=from_signed_in(mend("We cannot find this number.")), send={"number": "+44 7"}),
    row(
        "people:number_code",
        get=signed_in(on("/me/number/")),
        post=from_signed_in(on("/me/number/")),
        send={"code": "123456"},
    ),
    row(
        "people:remove_number",
        get=signed_in(page("Take my number away?")),
        post=from_signed_in(on(CONTACT), Dee=on(CONTACT, "PhoneNumber", "SafeWay")),
    ),
    row(
        "care:quiet",
        get=signed_in(page("It is off until you make a plan"), Marcus=page("Who named me")),
    ),
    row(
        "care:quiet_plan",
        "circle",
        get=for_members(page("You have no plan here."), Dee=page("You have a plan", QUIET_WORDS)),
        post=from_members(on(PLAN, *MADE), Dee=on(PLAN, "Ask", "QuietAsker", "QuietPlan", "Words")),
        send=A_PLAN,
    ),
    row(
        "care:quiet_plan",
        "circle",
        post=from_members(mend("Please write a whole number from 1 to 366.")),
        send={**A_PLAN, "how_many": "-1"},
    ),
    row(
        "care:quiet_plan",
        "circle",
        post=from_members(mend("Please write a whole number from 1 to 366.")),
        send={**A_PLAN, "how_many": "10000"},
    ),
    row("care:quiet_again", "circle", post=from_members(on(PLAN), Dee=on(PLAN, "QuietPlan"))),
    row(
        "care:quiet_end",
        "circle",
        post=from_members(on(PLAN), Dee=on(PLAN, *PLAN_ENDS)),
    ),
    row(
        "care:ask_after",
        "circle",
        "naming",
        get=for_members(NOT_HERE, Asha=page("May Dee name you?")),
        post=from_only(Asha=on("/me/if-i-go-quiet/", "Ask", "QuietAsker")),
        send={"say": "yes"},
    ),
    row(
        "care:how_are",
        "circle",
        "told",
        get=for_members(NOT_HERE, Marcus=page(QUIET_WORDS_TOLD, "When you meet")),
        post=from_only(Marcus=on("/", "Ask", "QuietPlan")),
        send={"say": "asked"},
    ),
    row("care:how_are", "circle", "naming", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
]
