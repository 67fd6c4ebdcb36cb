"""The visitor table's rows of what is answered without names, and of a phrase, which nobody has to sign in for."""

from tests import planted_of_unnamed as planted
from tests.answers import WORDS, Answer, everybody, for_members, from_members, mend, on, page, row

HERE = "/c/{circle}/without-names/"
ASKED = on(HERE + "*/", "Box", "Words", "Channel")
HOLDS_IT = on(HERE + "{question_box}/")
EMPTY = mend("Please write something here.")
KEPT = Answer(200, shows=("It is kept, without your name", "acorn acorn"), changes=("Box", "Answered"))
QUESTION = {"question": "What would you change?", "how": "words", "choices": "", "opens_on": "{in_forty_days}"}

UNNAMED_ROWS = [
    row("unnamed:here", "circle", get=for_members(page(planted.WHAT_WOULD_HELP, planted.WHAT_HELPED))),
    row(
        "unnamed:ask",
        "circle",
        get=for_members(page("What would you like to ask?")),
        post=from_members(on(HERE + "*/", "Box", "Words", "Channel")),
        send=QUESTION,
    ),
    row("unnamed:ask", "circle", post=from_members(mend("Please choose a day")), send={**QUESTION, "opens_on": ""}),
    row(
        "unnamed:box",
        "circle",
        "question_box",
        get=for_members(page("Send it without my name"), Dee=page("You have answered this")),
        post=from_members(KEPT, Dee=mend("You have answered this before.")),
        send={"text": WORDS, "phrase": "0,0,0,0,0,0"},
    ),
    row(
        "unnamed:box",
        "circle",
        "question_box",
        post=from_members(mend("Please write something here.")),
        send={"text": ""},
    ),
    row("unnamed:box", "circle", "opened_box", get=for_members(page(*planted.WITHOUT_NAMES))),
    row("unnamed:phrase", get=everybody(page("Type the phrase you wrote down."))),
    row(
        "unnamed:phrase",
        post=everybody(page(planted.UNOPENED)),
        send={"phrase": "{phrase}"},
        reveals=(planted.UNOPENED, planted.WHAT_WOULD_HELP),
    ),
    row(
        "meetings:without_names",
        "circle",
        "talking",
        get=for_members(page("Whoever holds the meeting opens all answers together")),
        post=from_members(ASKED, Marcus=mend("This is for the people of a meeting")),
        send={"question": "What would you change?", "how": "words", "choices": ""},
    ),
    row("meetings:open_box", "circle", "talking", "question_box", post=from_members(HOLDS_IT)),
]
