"""The invented Harbour Circle: who is in it, and what its meetings say. Nobody in it is real."""

from dataclasses import dataclass

from handinhand.circles.choices import Colour, Shape

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

# The shape of a real meeting: arriving unhurried, words from the chair, an update, a round of drawing, ideas in groups.
LAST_TIME = {
    "title": "How we want to be together",
    "parts": [
        {"kind": "arriving", "title": "Getting to know each other, unhurried", "minutes": 15},
        {"kind": "talk", "title": "Why the drop-in asked us", "minutes": 15},
        {"kind": "break", "title": "Break", "minutes": 15},
        {"kind": "decision", "title": "How we are together", "minutes": 25},
        {"kind": "leaving", "title": "Going home", "minutes": 10},
    ],
}
NOW = {
    "title": "What makes a first visit feel safe",
    "parts": [
        {"kind": "arriving", "title": "Getting to know each other, unhurried", "minutes": 10},
        {"kind": "talk", "title": "Opening words", "minutes": 10},
        {"kind": "talk", "title": "Where the drop-in is now", "minutes": 15},
        {"kind": "break", "title": "Break", "minutes": 15},
        {
            "kind": "round",
            "title": "What would make a first visit feel safe?",
            "minutes": 20,
            "touches_on": ["waiting rooms", "being searched"],
        },
        {
            "kind": "ideas",
            "title": "How would you mend one of two things?",
            "minutes": 20,
            "topics": [
                {
                    "title": "The wait at the door",
                    "detail": "people leave before anybody has said hello",
                    "touches_on": ["waiting rooms"],
                },
                {
                    "title": "Telling your story again",
                    "detail": "every new worker asks from the start",
                    "touches_on": ["telling your story"],
                },
            ],
        },
        {"kind": "break", "title": "Break", "minutes": 15},
        {"kind": "decision", "title": "What we ask for", "minutes": 20},
        {"kind": "leaving", "title": "What happens next, and going home", "minutes": 10},
    ],
}
NEXT_TIME = {
    "title": "Shaping the drop-in's new hours",
    "parts": [
        {"kind": "arriving", "title": "Tea, and how everyone is", "minutes": 10},
        {"kind": "talk", "title": "What the council found out", "minutes": 15},
        {"kind": "round", "title": "Which hours would work for you?", "minutes": 20},
        {"kind": "break", "title": "Break", "minutes": 15},
        {"kind": "decision", "title": "The hours we ask for", "minutes": 20},
        {"kind": "leaving", "title": "Going home", "minutes": 10},
    ],
}
AGREED = "Everyone may pass, and nobody asks why."
GOAL = "A drop-in where somebody says hello before anybody asks a question."
KEPT = ("Marcus", "Find out if the drop-in can open in the evening.", "It can, on Tuesdays and Thursdays, from January.")
OPEN = (
    ("Asha", "Ask the housing team for one worker who stays with you through a move.", 18),
    ("Tom", "Write down what the first five minutes at the door are like.", 9),
)
SAID = {
    "Asha": "Someone at the door who has been through it, not a form.",
    "Kit": "A chair by the window, where you can see the way out.",
}
SENT = "Let me bring my dog."
