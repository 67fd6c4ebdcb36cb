"""What each visitor gets at home: Today, help, the circle's front door, finding, messages."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    Answer,
    everybody,
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

NO_WAY = "A message needs an e-mail address or a number."
PROMISES = "/c/{circle}/promises/"
MESSAGES = {"kinds": "own", "days": "0", "from_hour": "9", "to_hour": "18", "time_zone": "Europe/London"}

HOME_ROWS = [
    row(
        "home:today",
        get=everybody(
            page("You are in no circle right now"),
            stranger=page("A place for people who shape things together"),
            Bo=page("Hello Bo", "Hillside Circle"),
            Asha=page("Hello Asha", planted.TITLE, planted.PLACE_BEFORE, planted.PROMISED_BY_ASHA, planted.ANSWER),
            Marcus=page("Hello Marcus", planted.TITLE, planted.ANSWERED),
        ),
    ),
    row("home:up", get=everybody(page("up"))),
    row("home:help", get=everybody(page("Help, and somebody to turn to"))),
    row("home:circle", "circle", get=for_members(page(planted.PURPOSE, planted.GOAL, planted.A_NAME, planted.TITLE))),
    row(
        "home:find",
        "circle",
        get=for_members(page("Find something")),
        post=from_members(page("What we found", planted.GOAL)),
        send={"looked_for": planted.GOAL.split()[-1].strip(".")},
    ),
    row(
        "home:messages",
        get=signed_in(page(NO_WAY), Dee=page("Messages are on.", planted.EMAIL)),
    ),
    row(
        "home:messages_read",
        post=from_signed_in(page(NO_WAY), Dee=page("Switch it on", "/messages/off/")),
        send=MESSAGES,
    ),
    row(
        "home:messages_read",
        post=from_signed_in(mend(NO_WAY), Dee=mend("Please choose one or more.")),
    ),
    row(
        "home:messages_on",
        post=from_signed_in(page(NO_WAY), Dee=on("/me/messages/", "MessageWish")),
        send=MESSAGES,
    ),
    row(
        "home:messages_stop",
        post=from_signed_in(on("/me/messages/"), Dee=on("/me/messages/", "MessageWish")),
    ),
    row(
        "home:messages_off",
        "off_token",
        get=everybody(page("Stop these messages?")),
        post=everybody(Answer(200, shows=("These messages have stopped",), changes=("MessageWish",))),
    ),
    row(
        "home:thread",
        "circle",
        "led_to_words",
        get=for_members(page(planted.PROPOSED_FROM, planted.PROMISED_FROM)),
    ),
    row(
        "home:thread",
        "circle",
        "led_words",
        get=only(
            Dee=page(planted.LED, planted.PROPOSED_FROM, "Your words led to something"),
        ),
    ),
    row("home:thread", "circle", "own_said_words", get=only(Asha=page(planted.SAID_BY_ASHA, "Nothing is linked"))),
    row("home:thread", "circle", "said_by_nia_words", get=only()),
    row(
        "home:credit",
        "circle",
        "led_words",
        post=from_only(Dee=on("/c/{circle}/thread/{led_words}/", "Credit", "Channel")),
        send={"named": "by_name"},
    ),
    row(
        "home:talk_about",
        "circle",
        "owed",
        post=from_members(on("/c/{circle}/meetings/{coming}/", "Part", "PlanChange", "Entry", "Channel", "Commitment")),
    ),
    row("home:talk_about", "circle", "promised_in_meeting", post=from_members(on(PROMISES), Marcus=NOT_HERE)),
]
