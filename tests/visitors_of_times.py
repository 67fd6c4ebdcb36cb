"""The visitor table's rows of days that do not suit, of finding a time, of coming again, and of calendars."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
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
from tests.planted_topics import STEPS_OUT
from tests.visitors_of_meetings import BEEN, COMING, MEETINGS, PLANNED

TIMES, DAYS = "/c/{circle}/times/", "/c/{circle}/days/"
ASKED, FOUND = TIMES + "{asked}/", TIMES + "{found}/"
A_DAY = {"which": "6", "day": "", "start": "", "end": "", "note": WORDS}
TWO_TIMES = {"title": WORDS, "day_1": "{day}", "clock_1": "14:30", "day_2": "{next_day}", "clock_2": "14:30"}
CALLED_OFF = MEETINGS + "{called_off}/"
AGAIN = {"every": "week", "many": "3", "step": "plan"}
NEUTRAL = {"called": WORDS, "name": "no", "place": "no"}

DAY_ROWS = [
    row(
        "days:mine",
        get=signed_in(page("Nothing is in this list."), Dee=page(planted.NOTE_ON_A_DAY)),
        post=from_signed_in(on("/me/days/", "OwnDays")),
        send=A_DAY,
    ),
    row("days:mine", post=from_signed_in(mend("Please choose one.")), send={"which": ""}),
    row("days:told", post=from_signed_in(on("/me/days/", "OwnDays")), send={"told": "planning"}),
    row("days:take_out", "own_day", post=from_signed_in(on("/me/days/"), Dee=on("/me/days/", "OwnDays"))),
    row(
        "days:of_circle",
        "circle",
        get=for_members(page(planted.CIRCLE_DAY)),
        post=from_members(on(DAYS, "CircleDay", "Entry", "Channel")),
        send=A_DAY,
    ),
    row(
        "days:take_out_of_circle",
        "circle",
        "circle_day",
        get=for_members(page(planted.CIRCLE_DAY, "Leave it in")),
        post=from_members(on(DAYS, "CircleDay", "Entry", "Channel")),
    ),
]

FINDING_ROWS = [
    row("times:list", "circle", get=for_members(page(planted.ASKED_TIMES, planted.FOUND_TIMES))),
    row(
        "times:new",
        "circle",
        get=for_members(page("Ask everyone", planted.CIRCLE_DAY)),
        post=from_members(on(TIMES + "*/", "Asking", "OfferedTime", "Entry", "Channel")),
        send=TWO_TIMES,
    ),
    row(
        "times:asking",
        "circle",
        "asked",
        get=for_members(page(planted.ASKED_TIMES, "I would rather not"), Dee=page("What you said is kept.")),
        post=from_members(on(ASKED, "Reply", "Channel")),
    ),
    row(
        "times:asking",
        "circle",
        "found",
        get=for_members(page(planted.FOUND_TIMES, "What suits best", "Plan it for")),
        post=from_members(on(FOUND)),
    ),
    row("times:skip", "circle", "asked", post=from_members(on("/", "Reply", "Channel"))),
    row("times:skip", "circle", "found", post=from_members(on("/"))),
    row(
        "times:close",
        "circle",
        "asked",
        get=for_members(page(planted.ASKED_TIMES, "Wait a while")),
        post=from_members(on(ASKED)),
    ),
    row("times:close", "circle", "found", get=for_members(on(FOUND)), post=from_members(on(FOUND))),
    row("times:stop", "circle", "asked", post=from_members(on(ASKED, "Asking", "Reply", "Entry", "Channel"))),
    row("times:stop", "circle", "found", post=from_members(on(FOUND))),
    row(
        "times:plan",
        "circle",
        "found",
        post=from_members(on(MEETINGS + "*/", "Meeting", "Part", "Scope", "Asking")),
        send={"time": "{found_time}"},
    ),
    row("times:plan", "circle", "asked", post=from_members(NOT_HERE), send={"time": "{found_time}"}),
]

SERIES_ROWS = [
    row(
        "meetings:again",
        "circle",
        "coming",
        get=for_members(page(planted.TITLE, "How often does it come again?")),
        post=from_members(
            on(
                MEETINGS,
                *("Meeting", "Series", "Part", "PartQuestion", "PartQuestion_topics", "Scope"),
                *("Entry", "Channel"),
            )
        ),
        send=AGAIN,
    ),
    row(
        "meetings:again",
        "circle",
        "planned",
        get=only(Tom=on(PLANNED)),
        post=from_only(Tom=on(PLANNED)),
        send=AGAIN,
    ),
    row(
        "meetings:call_off",
        "circle",
        "coming",
        get=for_members(page(planted.TITLE, "Leave it as it is")),
        post=from_members(on(COMING, "Meeting", "Entry", "Commitment", "Channel", *STEPS_OUT)),
    ),
    row("meetings:call_off", "circle", "planned", get=only(Tom=on(PLANNED)), post=from_only(Tom=on(PLANNED))),
    row("meetings:call_off", "circle", "been", get=for_members(on(BEEN)), post=from_members(on(BEEN))),
    row("meetings:plan", "circle", "called_off", get=for_members(page(planted.CALLED_OFF, "It will not be."))),
    row("meetings:room", "circle", "called_off", get=for_members(on(CALLED_OFF))),
    row("meetings:answer", "circle", "called_off", post=from_members(on(CALLED_OFF)), send={"answer": "coming"}),
]

CALENDAR_ROWS = [
    row(
        "calendars:mine",
        get=signed_in(page("Make a secret address"), Dee=page("Make a new address", "Switch it off")),
        post=from_signed_in(on("/me/calendar/", "Calendar")),
        send=NEUTRAL,
    ),
    row("calendars:address", post=from_signed_in(on("/me/calendar/", "Calendar"))),
    row("calendars:off", post=from_signed_in(on("/me/calendar/"), Dee=on("/me/calendar/", "Calendar"))),
    row("calendars:kept", post=from_signed_in(on("/me/calendar/"))),
    row("calendars:feed", "secret", get=everybody(page("SUMMARY:A meeting", "STATUS:CANCELLED"))),
    row("calendars:feed", "no_secret", get=everybody(page("There is no calendar here.", status=404))),
    row(
        "calendars:meeting",
        "circle",
        "coming",
        get=for_members(page(planted.TITLE, "Not its own name.")),
        post=from_members(on(COMING + "meeting.ics", "Calendar"), Dee=on(COMING + "meeting.ics")),
    ),
    row("calendars:meeting", "circle", "planned", get=only(), post=from_only()),
    row(
        "calendars:invitation",
        "circle",
        "coming",
        get=for_members(on(COMING + "calendar/"), Dee=page("SUMMARY:A meeting")),
    ),
    row("calendars:invitation", "circle", "planned", get=only()),
]

TIMES_ROWS = [*DAY_ROWS, *FINDING_ROWS, *SERIES_ROWS, *CALENDAR_ROWS]
