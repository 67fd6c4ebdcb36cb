"""Rows of the visitor table about energy: one's own hours, weeks off, rest, and all that is open. All is Dee's."""

from tests.answers import from_signed_in, mend, on, page, row, signed_in

MINE, REST = "/me/energy/", "/me/rest/"
WEIGHTS = {"evenings": "more", "travel": "usual", "many": "usual", "heavy": "less", "screens": "usual"}

ENERGY_ROWS = [
    row(
        "people:energy",
        get=signed_in(page("You did not say. You are asked as usual."), Dee=page("You said: about 6 hours a week.")),
    ),
    row("people:energy_hours", post=from_signed_in(on(MINE, "Energy")), send={"hours": "4"}),
    row("people:energy_hours", post=from_signed_in(mend("from 0 to 168")), send={"hours": "-1"}),
    row("people:week_off", post=from_signed_in(on(MINE, "WeekOff")), send={"day": "{day_ahead}"}),
    row("people:week_off", post=from_signed_in(mend("That week has been.")), send={"day": "2020-02-02"}),
    row("people:week_back", "week_off", post=from_signed_in(on(MINE), Dee=on(MINE, "WeekOff"))),
    row(
        "people:weights",
        get=signed_in(page("What weighs on me")),
        post=from_signed_in(on(MINE, "Energy")),
        send={"way_minutes": "20", **WEIGHTS},
    ),
    row(
        "people:rest",
        get=signed_in(page("Rest from now on"), Dee=page("Rests to come")),
        post=from_signed_in(on(REST, "Rest")),
        send={"length": "day"},
    ),
    row(
        "people:rest",
        post=from_signed_in(mend("That day has been.")),
        send={"first": "2020-02-02", "last": "", "shows": "nothing"},
    ),
    row(
        "people:rest_shown",
        "rest_ahead",
        post=from_signed_in(on(REST), Dee=on(REST, "Rest")),
        send={"shows": "resting"},
    ),
    row("people:rest_out", "rest_ahead", post=from_signed_in(on(REST), Dee=on(REST, "Rest"))),
    row("people:back", post=from_signed_in(on("/me/meanwhile/"))),
    row(
        "home:open_to_me",
        get=signed_in(page("All that is open"), Dee=page("To have a cup of tea with somebody")),
    ),
    row("home:asked", "asked_dee", get=signed_in(on("/me/open/"), Dee=on("/help/"))),
    row("home:meanwhile", get=signed_in(page("There was no rest of late"))),
]
