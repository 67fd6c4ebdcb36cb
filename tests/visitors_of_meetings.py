"""The visitor table's rows of meetings: plans, rooms and summaries."""

from tests import planted
from tests.answers import (
    WORDS,
    WROTE,
    Answer,
    Changes,
    Row,
    for_members,
    from_members,
    from_only,
    mend,
    on,
    only,
    page,
    row,
)
from tests.planted_topics import STEPS_OUT

MEETINGS = "/c/{circle}/meetings/"
COMING, PLANNED, BEEN = MEETINGS + "{coming}/", MEETINGS + "{planned}/", MEETINGS + "{been}/"
PLAN = {"title": "A walk", "why": "", "day": "{day}", "clock": "14:30", "place": "", "opening_question": ""}
ANOTHER_DAY = {"day": "{day}", "clock": "14:30"}
A_PART = {"kind": "talk", "title": "A look around", "minutes": "10", "detail": "", "touches_on": "stairs"}
A_QUESTION = {"title": "Which stairs", "detail": "", "touches_on": "lamps"}
# What a change after everyone was invited writes beside the change itself.
ANNOUNCED = ("PlanChange", "Entry", "Channel")
STAYS = "This meeting has been, so its plan stays as it is."
COME_IN_FIRST = "Come in first, then your words can be kept here."
NOT_IN_IT = "If you come in, people here see your name."

LIST_ROWS = [
    row(
        "meetings:list",
        "circle",
        get=for_members(
            page(planted.TITLE, "What makes a first visit feel safe"),
            Tom=page(planted.TITLE, "Being planned by you", planted.PLANNED),
        ),
    ),
    row(
        "meetings:new",
        "circle",
        get=for_members(page("Plan a meeting")),
        post=from_members(on(MEETINGS + "*/", "Meeting", "Part", "Scope")),
        send=PLAN,
    ),
    row(
        "meetings:plan",
        "circle",
        "coming",
        get=for_members(
            page(planted.TITLE, planted.PLACE, planted.PLACE_BEFORE, planted.QUESTION, planted.TOPIC, planted.A_NAME)
        ),
    ),
    row(
        "meetings:plan",
        "circle",
        "planned",
        get=only(Tom=page(planted.PLANNED, planted.PLANNED_WHY, planted.PLANNED_PLACE, planted.PLANNED_QUESTION)),
    ),
    row("meetings:plan", "circle", "been", get=for_members(page("This meeting has been."))),
    row(
        "meetings:answer",
        "circle",
        "coming",
        post=from_members(on(COMING, "Answer", "Commitment", "ScopeMember", "Channel")),
        send={"answer": "writing"},
    ),
    row("meetings:answer", "circle", "planned", post=from_only(Tom=on(PLANNED)), send={"answer": "coming"}),
    row("meetings:answer", "circle", "been", post=from_members(on(BEEN)), send={"answer": "coming"}),
    row(
        "meetings:like_this",
        "circle",
        "coming",
        get=for_members(page("Plan one like this", planted.TITLE)),
        post=from_members(
            on(MEETINGS + "*/", "Meeting", "Part", "Scope", "PartQuestion", "PartQuestion_topics"),
        ),
        send=ANOTHER_DAY,
    ),
    row(
        "meetings:like_this",
        "circle",
        "planned",
        get=only(Tom=page(planted.PLANNED)),
        post=from_only(),
        send=ANOTHER_DAY,
    ),
]

CHANGE_ROWS = [
    row(
        "meetings:details",
        "circle",
        "coming",
        get=for_members(page(planted.TITLE, planted.PLACE)),
        post=from_members(on(COMING, "Meeting", "Commitment", *ANNOUNCED)),
        send=PLAN,
    ),
    row(
        "meetings:details",
        "circle",
        "planned",
        get=only(Tom=page(planted.PLANNED_WHY)),
        post=from_only(Tom=on(PLANNED, "Meeting")),
        send=PLAN,
    ),
    row("meetings:details", "circle", "been", get=for_members(on(BEEN)), post=from_members(mend(STAYS)), send=PLAN),
    row("meetings:parts", "circle", "coming", get=for_members(page(planted.QUESTION, planted.TOPIC))),
    row("meetings:parts", "circle", "planned", get=only(Tom=page(planted.PLANNED_PART, planted.PLANNED_TOPIC))),
    row(
        "meetings:add_part",
        "circle",
        "coming",
        get=for_members(page("Add a part")),
        post=from_members(on(COMING + "parts/", "Part", "Part_topics", "Topic", "Commitment", *ANNOUNCED)),
        send=A_PART,
    ),
    row("meetings:add_part", "circle", "planned", get=only(Tom=page("Add a part")), post=from_only(), send=A_PART),
    row("meetings:add_part", "circle", "been", get=for_members(on(BEEN)), post=from_members(mend(STAYS)), send=A_PART),
    row(
        "meetings:part",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page(planted.QUESTION, planted.TOPIC)),
        post=from_members(on(COMING + "parts/", "Part", "Part_topics", "Topic", "Commitment", *ANNOUNCED)),
        send=A_PART,
    ),
    row(
        "meetings:part",
        "circle",
        "planned",
        "planned_part",
        get=only(Tom=page(planted.PLANNED_PART, planted.PLANNED_TOPIC, planted.PLANNED_ASKED)),
        post=from_only(),
        send=A_PART,
    ),
    row(
        "meetings:move_part",
        "circle",
        "coming",
        "coming_part",
        post=from_members(on(COMING + "parts/", "Part", *ANNOUNCED)),
        send={"way": "later"},
    ),
    row("meetings:move_part", "circle", "planned", "planned_part", post=from_only(), send={"way": "earlier"}),
    row(
        "meetings:remove_part",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page(planted.QUESTION)),
        post=from_members(
            on(
                COMING + "parts/",
                "Part",
                "Ahead",
                *STEPS_OUT,
                "PartQuestion",
                "PartQuestion_topics",
                "Paper",
                "Commitment",
                *ANNOUNCED,
            )
        ),
    ),
    row(
        "meetings:remove_part",
        "circle",
        "planned",
        "planned_part",
        get=only(Tom=page(planted.PLANNED_PART, planted.PLANNED_ASKED)),
        post=from_only(),
    ),
    row(
        "meetings:add_question",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page("Add a question")),
        post=from_members(
            on(COMING + "parts/{coming_part}/", "PartQuestion", "PartQuestion_topics", "Topic", *ANNOUNCED)
        ),
        send=A_QUESTION,
    ),
    row(
        "meetings:add_question",
        "circle",
        "planned",
        "planned_part",
        get=only(Tom=page(planted.PLANNED_PART)),
        post=from_only(),
        send=A_QUESTION,
    ),
    row(
        "meetings:remove_question",
        "circle",
        "coming",
        "coming_question",
        get=for_members(page(planted.QUESTION)),
        post=from_members(
            on(COMING + "parts/{coming_part}/", "PartQuestion", "PartQuestion_topics", *ANNOUNCED),
        ),
    ),
    row(
        "meetings:remove_question",
        "circle",
        "planned",
        "planned_question",
        get=only(Tom=page(planted.PLANNED_ASKED)),
        post=from_only(),
    ),
    row("meetings:pace", "circle", "coming", get=for_members(page("Nothing is left to look at."))),
    row("meetings:pace", "circle", "planned", get=only(Tom=page("Leave it as it is", planted.PLANNED_PART))),
    row(
        "meetings:answer_finding",
        "circle",
        "coming",
        post=from_members(on(COMING + "pace/")),
        send={"answer": "accept", "finding": "nothing"},
    ),
    row(
        "meetings:answer_finding",
        "circle",
        "planned",
        post=from_only(Tom=on(PLANNED + "pace/", "Meeting")),
        send={"answer": "leave", "finding": "{finding}"},
    ),
    row("meetings:invite", "circle", "coming", get=for_members(on(COMING)), post=from_members(on(COMING))),
    row(
        "meetings:invite",
        "circle",
        "planned",
        get=only(Tom=on(PLANNED + "pace/")),
        post=from_only(Tom=on(PLANNED + "pace/")),
    ),
]


def in_room(meeting: str, member: Answer, **others: Answer) -> Row:
    """The room of a meeting. Marcus sees that it is there, and nothing that is said in it."""
    return row("meetings:room", "circle", meeting, get=for_members(member, **{"Marcus": page(NOT_IN_IT), **others}))


def doing(what: str, meeting: str, *changes: str, send: dict[str, str] | None = None, **others: Changes) -> Row:
    """A button of the room: everybody is back in the room after it; `changes` is what it changes for Asha."""
    room = f"{MEETINGS}{{{meeting}}}/room/"
    answers = {name: on(room, *changed) for name, changed in others.items()}
    return row(
        "meetings:act", "circle", meeting, what, post=from_members(on(room, *changes), **answers), send=send or {}
    )


NOTHING_TO_READ = "There is nothing here that you can read."
CAME_IN = ("Attendance", "ScopeMember", "Channel")

ROOM_ROWS = [
    row("meetings:room", "circle", "coming", get=for_members(page("This meeting has not begun yet."))),
    row("meetings:room", "circle", "planned", get=only(Tom=page("This meeting has not begun yet."))),
    row("meetings:room", "circle", "been", get=for_members(on(BEEN + "summary/"))),
    in_room(
        "arriving",
        page(planted.SAID_ARRIVING, planted.HOW_I_AM_SHARED, "Tom holds this meeting."),
        Tom=page("You hold this meeting", planted.SAID_ARRIVING),
    ),
    in_room(
        "talking",
        page(planted.SAID, planted.SAID_BY_ASHA, planted.SAID_BY_NIA, "Raise my hand"),
        Dee=page(planted.SAID, planted.KEPT, planted.TAKEN_BACK),
    ),
    in_room("thinking", page(planted.IDEA_OF_ASHA), Dee=page(planted.IDEA), Tom=page("Open all ideas together")),
    in_room("turning", page("Write instead")),
    in_room("deciding", page(planted.OPENED, "Where do you stand?"), Dee=page(planted.OPENED, planted.CONCERN)),
    in_room("going", page(planted.PROMISED_IN_MEETING)),
    row(
        "meetings:said",
        "circle",
        "talking",
        "talk",
        get=for_members(
            page(planted.SAID, planted.SAID_BY_ASHA, planted.SAID_BY_NIA),
            Marcus=page(NOTHING_TO_READ),
            Dee=page(planted.SAID, planted.KEPT, planted.TAKEN_BACK),
        ),
    ),
    row(
        "meetings:cover_something",
        "circle",
        "talking",
        "talk",
        get=for_members(
            page("Anybody can, and at once.", planted.SAID, planted.SAID_BY_NIA),
            Marcus=page("There is nothing of others here that can be covered."),
        ),
    ),
    row(
        "meetings:cover_something",
        "circle",
        "arriving",
        "arrive",
        get=for_members(page(planted.HOW_I_AM_SHARED), Marcus=page("There is nothing of others here")),
    ),
    doing("begin", "coming", "Meeting", "Entry", "Commitment", *CAME_IN),
    row("meetings:act", "circle", "planned", "begin", post=from_only(Tom=on(PLANNED + "room/"))),
    doing("come-in", "talking", "Channel", Marcus=CAME_IN),
    doing("step-out", "talking", "Attendance", "Channel", Marcus=("Channel",)),
    doing(
        "hold",
        "talking",
        *("Meeting", "Entry", "Commitment", "Channel"),
        Marcus=("Meeting", "Entry", "Commitment", *CAME_IN),
        Tom=(),
    ),
    doing(
        "go-to",
        "talking",
        Tom=("Meeting", "Seat", "Together", "Channel"),
        Marcus=(),
        send={"leave": "{talk}", "part": "{talk_after}"},
    ),
    doing("close", "thinking", Marcus=(), Tom=("Meeting", "Part", "Words", "Entry", "Channel", "Between")),
    doing("end-turn", "turning", Marcus=(), Tom=("Seat", "Channel"), send={"whose": "{whose}"}),
    doing("pass", "turning", Marcus=(), Tom=("Seat", "Channel"), send={"whose": "{whose}"}),
    doing("raise-hand", "talking", "Hand", "Channel", Marcus=()),
    doing("raise-hand", "thinking", Marcus=()),
    doing("lower-hand", "talking", Marcus=()),
    doing("open-ideas", "thinking", Marcus=(), Tom=("Part", "Words", "Channel"), send={"part": "{ideas}"}),
    doing("take-up", "deciding", Marcus=(), send={"part": "{decide}", "proposal": "{proposed}"}),
    doing(
        "take-up",
        "deciding",
        Tom=("Proposal", "Part", "Question", "Channel"),
        send={"part": "{decide}", "proposal": "{waits}"},
    ),
    doing(
        "close-decision",
        "deciding",
        Marcus=(),
        Tom=("Proposal", "Position", "Words", "Entry", "Channel"),
        send={"proposal": "{opened}"},
    ),
    doing("nonsense", "talking", Marcus=()),
    row(
        "meetings:say",
        "circle",
        "talking",
        "talk",
        post=from_members(on(MEETINGS + "{talking}/room/", "Said", *WROTE), Marcus=mend(COME_IN_FIRST)),
        send={"body": WORDS},
    ),
    row("meetings:say", "circle", "planned", "planned_part", post=from_only(), send={"body": WORDS}),
    row(
        "meetings:how_i_am",
        "circle",
        "arriving",
        post=from_members(on(MEETINGS + "{arriving}/room/", "CheckIn", *WROTE), Marcus=mend(COME_IN_FIRST)),
        send={"how": WORDS, "who": "meeting"},
    ),
    row(
        "meetings:how_i_am",
        "circle",
        "arriving",
        post=from_members(on(MEETINGS + "{arriving}/room/", "CheckIn", *WROTE)),
        send={"how": WORDS, "who": "me"},
    ),
    row(
        "meetings:propose",
        "circle",
        "deciding",
        post=from_members(on(MEETINGS + "{deciding}/room/", "Proposal", *WROTE), Marcus=mend(COME_IN_FIRST)),
        send={"body": WORDS},
    ),
]

SUMMARY_ROWS = [
    row(
        "meetings:summary",
        "circle",
        "been",
        get=for_members(
            page(planted.LET_FURTHER, planted.NOT_LET_FURTHER, planted.DECIDED_IN_MEETING),
            Marcus=page(planted.LET_FURTHER, planted.DECIDED_IN_MEETING, "You see here what people let go beyond"),
        ),
    ),
    row(
        "meetings:summary",
        "circle",
        "talking",
        get=for_members(page(planted.SAID), Marcus=page("What came of a meeting"), Dee=page(planted.KEPT)),
    ),
    row("meetings:summary", "circle", "planned", get=only(Tom=page(planted.PLANNED))),
    row(
        "meetings:let_further",
        "circle",
        "been",
        "own_been",
        post=from_only(Asha=on(BEEN + "summary/", "Said", *WROTE)),
        send={"wider": "yes"},
    ),
    row(
        "meetings:let_further",
        "circle",
        "been",
        "stays",
        post=from_only(Dee=on(BEEN + "summary/", "Said", *WROTE)),
        send={"wider": "yes"},
    ),
    row("meetings:let_further", "circle", "talking", "said_by_nia", post=from_only(), send={"wider": "yes"}),
    row(
        "meetings:share_kept", "circle", "talking", "kept", post=from_only(Dee=on(MEETINGS + "{talking}/room/", *WROTE))
    ),
    row("meetings:share_kept", "circle", "talking", "kept_by_nia", post=from_only()),
    row(
        "meetings:share_kept", "circle", "thinking", "own_idea", post=from_only(Asha=on(MEETINGS + "{thinking}/room/"))
    ),
]

MEETING_ROWS = [*LIST_ROWS, *CHANGE_ROWS, *ROOM_ROWS, *SUMMARY_ROWS]
