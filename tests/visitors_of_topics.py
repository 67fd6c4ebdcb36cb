"""The visitor table's rows of topics: Dee has a list, words of hers with a note, and Tom fetches her; all is theirs."""

from tests import planted
from tests.answers import (
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
from tests.visitors_of_meetings import COMING

LIST = "/me/topics/"
OUT = COMING + "parts/{coming_part}/stepping-out/"

TOPIC_ROWS = [
    row(
        "home:topics",
        get=signed_in(page("Topics I would rather choose about"), Dee=page(planted.OWN_TOPIC)),
        post=from_signed_in(on(LIST, "OwnTopic")),
        send={"names": "the flooded cellar"},
    ),
    row("home:topics", post=from_signed_in(mend("A topic has at most 60 letters here.")), send={"names": "o" * 61}),
    row("home:topic_out", "own_topic", post=from_signed_in(on(LIST), Dee=on(LIST, "OwnTopic"))),
    row(
        "care:touches",
        "said_words",
        get=only(Dee=page("What it touches on")),
        post=from_only(Dee=on("/", "TopicNote", "TopicNote_topics", "Topic", "Words", "Channel")),
        send={"topics": "the flooded cellar", "gist": "Water came."},
    ),
    row(
        "care:touches",
        "said_words",
        post=from_only(Dee=mend("A note has room for 12 topics.")),
        send={"topics": ",".join("abcdefghijklm"), "gist": ""},
    ),
    row("care:let_it_be", "said_words", post=from_only(Dee=on("/"))),
    row(
        "care:ask_note",
        "said_words",
        get=only(Tom=page("Ask what this touches on?"), Asha=page("Who asked is not kept")),
        post=from_only(Tom=on("/", "NoteAsked", "Ask"), Asha=on("/", "NoteAsked", "Ask"), Dee=on("/")),
    ),
    row(
        "meetings:stepping_out",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page("I step out of this part"), Dee=page(planted.HOW_TO_FETCH, "They have not answered yet.")),
        post=from_members(on(OUT, "SteppingOut", "Words", "Channel"), Dee=on(OUT, "Channel", *STEPS_OUT)),
        send={"fetcher": "myself", "how": "About three."},
    ),
    row(
        "meetings:stepping_out",
        "circle",
        "coming",
        "coming_part",
        post=from_members(mend("Please choose one of these.")),
        send={"fetcher": "nobody", "how": "About three."},
    ),
    row(
        "meetings:stay",
        "circle",
        "coming",
        "coming_part",
        post=from_members(on(OUT), Dee=on(OUT, *STEPS_OUT)),
    ),
    row(
        "meetings:fetching",
        "circle",
        "coming",
        get=for_members(page("Nobody asks you to fetch them here."), Tom=page(planted.HOW_TO_FETCH)),
    ),
    row(
        "meetings:fetch",
        "circle",
        "coming",
        "stepping",
        post=from_only(Tom=on(COMING + "fetching/", "Ask", "Commitment")),
        send={"fetch": "yes"},
    ),
    row(
        "meetings:fetch",
        "circle",
        "coming",
        "stepping",
        post=from_only(Tom=on(COMING + "fetching/", "Ask", "Fetching", "Words", "Scope", "ScopeMember")),
        send={"fetch": "no"},
    ),
]
