"""The visitor table's rows of what happened between us, and of the questions beside it."""

from tests import planted_texts_of_between as planted
from tests.answers import WORDS, for_members, from_members, mend, on, page, row

QUESTIONS = "/c/{circle}/meetings/questions/"

BETWEEN_ROWS = [
    row(
        "meetings:between",
        "circle",
        "been",
        get=for_members(page("not enough to show without pointing at somebody", planted.ASKED_BETWEEN)),
    ),
    row(
        "meetings:talk_questions",
        "circle",
        get=for_members(page(planted.ASKED_BETWEEN, planted.ASKED_BEFORE)),
        post=from_members(on(QUESTIONS, "TalkQuestions", "Entry", "Channel")),
        send={"first": WORDS, "second": WORDS, "instead_of": "2"},
    ),
    row(
        "meetings:talk_questions",
        "circle",
        post=from_members(mend("Somebody changed this while you wrote.")),
        send={"first": WORDS, "second": WORDS, "instead_of": "1"},
    ),
]
