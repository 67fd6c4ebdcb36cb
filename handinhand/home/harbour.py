"""The invented Harbour Circle: who is in it, and what its meetings say. Nobody in it is real."""

from dataclasses import dataclass

from handinhand.circles.choices import Colour, Shape
from handinhand.meetings.reading import LoadedPart, LoadedQuestion

NAME = "Harbour Circle"
PURPOSE = "To make the drop-in a place where people feel safe, together with those who run it."
TIME_ZONE = "Europe/London"


@dataclass(frozen=True)
class Invented:
    """Somebody in the demonstration; `organisation` is empty for those who come for themselves."""

    name: str
    shape: Shape
    colour: Colour
    organisation: str = ""


PEOPLE = (
    Invented("Tom", Shape.WAVE, Colour.CLAY),
    Invented("Dee", Shape.HILL, Colour.PLUM),
    Invented("Asha", Shape.SPROUT, Colour.LEAF, "Harbour Voices"),
    Invented("Marcus", Shape.SUN, Colour.SKY, "the council"),
    Invented("Sam", Shape.LEAF, Colour.LEAF),
    Invented("Nia", Shape.MOON, Colour.PLUM),
    Invented("Ravi", Shape.WATER, Colour.SKY),
    Invented("Kit", Shape.STAR, Colour.CLAY),
)


def _part(
    kind: str, title: str, minutes: int, *touches_on: str, questions: tuple[LoadedQuestion, ...] = ()
) -> LoadedPart:
    return LoadedPart(
        kind=kind, title=title, minutes=minutes, detail="", heard=(), questions=questions, touches_on=touches_on
    )


BREAK = _part("break", "Break", 15)
LAST_TIME = (
    "How we want to be together",
    (
        _part("arriving", "Getting to know each other, unhurried", 15),
        _part("talk", "Why the drop-in asked us", 15),
        BREAK,
        _part("decision", "How we are together", 25),
        _part("leaving", "Going home", 10),
    ),
)
# The shape of a real meeting: arriving unhurried, opening words, an update, a round, and ideas on some questions.
THIS_TIME = (
    "What makes a first visit feel safe",
    (
        _part("arriving", "Getting to know each other, unhurried", 10),
        _part("talk", "Opening words", 10),
        _part("talk", "Where the drop-in is now", 15),
        BREAK,
        _part("round", "What would make a first visit feel safe?", 20, "waiting rooms", "being searched"),
        _part(
            "ideas",
            "How would you mend one of two things?",
            20,
            questions=(
                LoadedQuestion(
                    "The wait at the door", "people leave before anybody has said hello", ("waiting rooms",)
                ),
                LoadedQuestion(
                    "Telling your story again", "every new worker asks from the start", ("telling your story",)
                ),
            ),
        ),
        BREAK,
        _part("decision", "What we ask for", 20),
        _part("leaving", "What happens next, and going home", 10),
    ),
)
NEXT_TIME = (
    "Shaping the new hours of the drop-in",
    (
        _part("arriving", "Tea, and how everyone is", 10),
        _part("talk", "What the council found out", 15),
        _part("round", "Which hours would work for you?", 20),
        BREAK,
        _part("decision", "The hours we ask for", 20),
        _part("leaving", "Going home", 10),
    ),
)
AGREED = "Everyone may pass, and nobody asks why."
GOAL = "A drop-in where somebody says hello before anybody asks a question."
KEPT = (
    "Marcus",
    "Find out if the drop-in can open in the evening.",
    "It can, on Tuesdays and Thursdays, from January.",
)
OPEN = (
    ("Asha", "Ask the housing team for one worker who stays with you through a move.", 18),
    ("Tom", "Write down what the first five minutes at the door are like.", 9),
)
# Takes part in writing, from somewhere else; the others came in.
IN_WRITING = "Ravi"
SAID_LAST_TIME = {
    "Tom": "People come once, and then we never see them again.",
    "Marcus": "I do not know yet why. That is what I came to hear.",
}
SAID = {
    IN_WRITING: "Let me bring my dog.",
    "Asha": "Someone at the door who has been through it, not a form.",
    "Kit": "A chair by the window, where you can see the way out.",
}
# Who says what on their page, and for whom where that is not the whole circle.
LINES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Tom", "matters", "To know the plan the day before.", ()),
    ("Tom", "good_at", "Seeing what is missing in a room.", ()),
    ("Tom", "hard_day", "A walk, and nobody asking how I am.", ("Asha", "Dee")),
    ("Dee", "learn", "How to say no without a long story.", ()),
    ("Dee", "work_with", "Send me the questions first. I think slowly and well.", ()),
    ("Asha", "good_at", "Keeping an eye on who has not had tea yet.", ()),
    ("Marcus", "matters", "That what I promise is what I can keep.", ()),
    ("Marcus", "work_with", "Tell me when I talk like a letter from the council.", ()),
    ("Sam", "good_at", "Fixing bikes, and waiting.", ()),
)
# From whom, to whom, which kind, what, and whether it was kept: the others still wait to be kept or let go.
WRITTEN_TO_EACH_OTHER = (
    ("Dee", "Tom", "strength", "You saw that Nia wanted to speak, and made room.", True),
    ("Sam", "Dee", "strength", "You asked the question that we all had.", False),
    ("Kit", "Marcus", "thanks", "Thank you for saying that you did not know.", True),
    ("Asha", "Tom", "thanks", "Thank you for carrying the chairs.", False),
)
ASKS_AND_OFFERS = (
    ("Dee", "ask", "Somebody to come with me to the housing office, one morning."),
    ("Nia", "ask", "A quiet table for an hour a week, to write."),
    ("Sam", "offer", "I can mend a bike on Saturdays."),
    ("Ravi", "offer", "I read letters aloud, and say what they want from you."),
)
# Which of these touches on what, and the gist for whoever would rather not read it.
TOUCHES_ON = (0, "housing offices", "Company, one morning.")
# Who answered which of these, and what.
ANSWERED = ("Asha", 0, "I could come on Thursday. We can go for tea after.")
WOULD_LIKE_TEA = {"Tom": "walking", "Dee": "any", "Asha": "any", "Marcus": "phone", "Sam": "in_person", "Nia": "any"}
MAY_WRITE = "We may write ideas and answers without our names. Nobody asks who wrote what."
ASKED_BEFORE = "What makes it hard to come in the first time?"
ANSWERED_BEFORE = (
    "That I do not know where the door leads.",
    "Forms before anybody has said hello.",
    "People who stand outside and look.",
    "I was sent away once, somewhere else.",
    "Not knowing whether I can go out again.",
    "The smell of disinfectant.",
)
ASKED_NOW = "What do we not talk about yet, and should?"
