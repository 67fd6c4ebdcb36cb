"""The visitor table's rows of papers, of looking round, and of a circle's own pace."""

from tests import planted
from tests.answers import NOT_HERE, WROTE, for_members, from_members, from_only, mend, on, only, page, row
from tests.visitors_of_meetings import BEEN, COMING, MEETINGS, PLANNED

A_PAPER = {"title": "A map of the quay", "source": "", "gist": "", "body": "Steps, then water.", "part": "all"}
FOR_ALL = {**A_PAPER, "touches_on": "", "language": "", "who": "circle"}
FOR_MEETING = {**FOR_ALL, "who": "meeting"}
ATTACHED = ("Paper", "PlanChange", *WROTE)
READ_IT_ALL = (planted.PAPER, planted.PAPER_TITLE, planted.PAPER_GIST, planted.PAPER_SOURCE, planted.PAPER_BEFORE)
HAS_BEEN = "nothing new is attached to it"

PAPER_ROWS = [
    row(
        "meetings:agreed_pace",
        "circle",
        get=for_members(page("How long we meet, and what is heavy here")),
        post=from_members(on(MEETINGS + "pace/", "Pace", "Pace_heavy_topics", "Topic", "Entry", "Channel")),
        send={"longest": "90", "heavy": "the drowned bell"},
    ),
    row(
        "meetings:agreed_pace",
        "circle",
        post=from_members(mend("Please write a whole number from 30 to 600.")),
        send={"longest": "7"},
    ),
    row(
        "meetings:add_paper",
        "circle",
        "coming",
        get=for_members(page("Add a paper to read", "first say that you will take part")),
        post=from_members(on(COMING + "papers/*/", *ATTACHED)),
        send=FOR_ALL,
    ),
    # None of them said that they would come to this meeting: what is for its people alone goes to nobody else.
    row("meetings:add_paper", "circle", "coming", post=from_members(mend("Steps, then water.")), send=FOR_MEETING),
    row(
        "meetings:add_paper",
        "circle",
        "talking",
        post=from_members(
            on(MEETINGS + "{talking}/papers/*/", "Commitment", *ATTACHED),
            Marcus=mend("You are not among the people of this meeting"),
        ),
        send=FOR_MEETING,
    ),
    row(
        "meetings:add_paper",
        "circle",
        "planned",
        get=only(Tom=page("Only you can see this, until you invite everyone.")),
        post=from_only(Tom=on(PLANNED + "papers/*/", "Paper", "Words")),
        send=FOR_ALL,
    ),
    row(
        "meetings:add_paper",
        "circle",
        "been",
        get=for_members(on(BEEN)),
        post=from_members(mend(HAS_BEEN)),
        send=FOR_ALL,
    ),
    row(
        "meetings:paper_from_file",
        "circle",
        "coming",
        get=for_members(page("Read the words in from a file")),
        post=from_members(mend("Please choose a file first.")),
    ),
    row(
        "meetings:paper_from_file",
        "circle",
        "planned",
        get=only(Tom=page("Read the words in from a file")),
        post=from_only(Tom=mend("Please choose a file first.")),
    ),
    row(
        "meetings:paper",
        "circle",
        "coming",
        "paper",
        get=for_members(page(*READ_IT_ALL, "Dee brought it"), Dee=page(*READ_IT_ALL, "This paper is yours")),
    ),
    row("meetings:paper", "circle", "talking", "paper", get=for_members(NOT_HERE)),
    row("meetings:paper", "circle", "coming", "paper_of_wilhelmina", get=for_members(NOT_HERE)),
    row("meetings:paper", "circle", "coming", "paper_gone", get=only(Dee=page(planted.PAPER_TAKEN_BACK))),
    row(
        "meetings:paper",
        "circle",
        "talking",
        "paper_in_meeting",
        get=for_members(page(planted.PAPER_IN_MEETING), Marcus=NOT_HERE),
    ),
    row("meetings:paper", "circle", "planned", "paper_planned", get=only(Tom=page(planted.PAPER_PLANNED))),
    row(
        "meetings:change_paper",
        "circle",
        "coming",
        "paper",
        get=only(Dee=page(planted.PAPER, "Change this paper")),
        post=from_only(
            Dee=on(COMING + "papers/{paper}/", "Paper", "Paper_topics", "PaperBefore", "PlanChange", *WROTE)
        ),
        send=FOR_ALL,
    ),
    row("meetings:change_paper", "circle", "coming", "paper_of_wilhelmina", get=only(), post=from_only(), send=FOR_ALL),
    row(
        "meetings:take_paper_back",
        "circle",
        "coming",
        "paper",
        post=from_only(Dee=on(COMING + "papers/{paper}/", "PlanChange", *WROTE)),
        send={"way": "take"},
    ),
    row(
        "meetings:take_paper_back",
        "circle",
        "coming",
        "paper_gone",
        post=from_only(Dee=on(COMING + "papers/{paper_gone}/", "Paper", "PlanChange", *WROTE)),
        send={"way": "put"},
    ),
    row(
        "meetings:look_round",
        "circle",
        "coming",
        get=for_members(page("Look round before the day", planted.PLACE, planted.TOPIC, planted.QUESTION)),
    ),
    row("meetings:look_round", "circle", "planned", get=only(Tom=page(planted.PLANNED_PART))),
    row("meetings:look_round", "circle", "talking", get=for_members(page("Look round before the day"))),
    row("meetings:look_round", "circle", "been", get=for_members(on(BEEN))),
    row(
        "meetings:look_at",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page("You are looking round", planted.QUESTION, planted.TOPIC, "Pass for now")),
    ),
    # Whoever looks round a meeting that is happening sees the empty room, and nothing that is said in it.
    row(
        "meetings:look_at", "circle", "talking", "talk", get=for_members(page("You are looking round", "Raise my hand"))
    ),
    row("meetings:look_at", "circle", "planned", "planned_part", get=only(Tom=page(planted.PLANNED_PART))),
    row("meetings:look_at", "circle", "coming", "planned_part", get=for_members(NOT_HERE)),
]
