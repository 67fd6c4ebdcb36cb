"""The main job of the house, walked by one person in any browser while seven others take part at very old phones.

Whoever's turn is next in the demonstration's round comes into the meeting, says how they are, passes and writes, adds
an idea, proposes, says where they stand, decides with the others, promises, ends the meeting, reads what it came to,
and answers what came of it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.http_walker import HttpWalker
from tests.journeys.the_round import TURN
from tests.servers import Server

HOLDER, ALL = "Sam", ("Tom", "Dee", "Asha", "Marcus", "Sam", "Nia", "Kit")
HOW = "A little tired, and glad to be here."
IN_THE_ROUND = "A door that opens before I have knocked."
IDEA, HER_IDEA = "A bench inside, out of the rain.", "One page about me that I wrote myself."
PROPOSAL = "Somebody says hello to each person at the door."
PROMISE = "I ask who could stand at the door on Mondays."
ANSWER = "Nia and Kit will, from next week."
ADOPTED = "So it is adopted"

Look = Callable[[BrowserWalker, str], None]


def no_look(_walker: BrowserWalker, _name: str) -> None:
    """Nothing more is asked of a page than that the job goes on."""


@dataclass
class Job:
    """Who walks, who else is there, and what is looked at on each page on the way."""

    server: Server
    me: BrowserWalker
    look: Look = no_look
    name: str = ""
    people: dict[str, HttpWalker] = field(default_factory=dict)
    sign_in: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = json.loads(self.server.command("demo", "--json").stdout)
        self.sign_in = {each["name"]: each["sign_in"] for each in told["people"]}
        for name in ALL:
            walker = self.people[name] = HttpWalker(self.server.url)
            walker.open(self.sign_in[name])
            walker.follow("Go to the meeting")
        if self.whose_turn() == HOLDER:
            self.other(HOLDER).do("/do/end-turn/")
        self.name = self.whose_turn()
        del self.people[self.name]

    def see(self, name: str) -> None:
        """Look at the page where the job has come to."""
        self.look(self.me, name)

    def other(self, name: str) -> HttpWalker:
        """Somebody else, after asking what is new."""
        self.people[name].again()
        return self.people[name]

    def whose_turn(self) -> str:
        """Who has the turn, on the page of whoever holds the meeting; there it may be “You”."""
        found = TURN.search(self.other(HOLDER).page.html)
        return "" if found is None else HOLDER if found[1] == "You" else found[1]

    def somebody(self) -> HttpWalker:
        """One of the others who does not hold the meeting, after asking what is new."""
        return self.other(next(name for name in self.people if name != HOLDER))


def whole(job: Job) -> None:
    """From the first page to what came of it."""
    come_in(job)
    say_how_i_am(job)
    take_part_in_the_round(job)
    add_an_idea(job)
    decide(job)
    promise_and_end(job)
    say_how_far_words_go(job)
    see_what_came_of_it(job)


def come_in(job: Job) -> None:
    """By a link to Today, and from there into the meeting."""
    me = job.me
    me.open(job.sign_in[job.name].removeprefix(job.server.url))
    me.sees(f"Hello {job.name}")
    job.see("today")
    me.go("/room/")
    me.sees("You have the turn")
    job.see("round")


def say_how_i_am(job: Job) -> None:
    """A line for this meeting, kept over time for oneself alone; then back to the room."""
    me = job.me
    me.go("/how-i-am/in/")
    job.see("how-i-am")
    me.write("/how-i-am/in/", how=HOW, who="meeting")
    me.do("/how-i-am/in/")
    me.sees(HOW)
    job.see("how-i-was")
    to_the_room(me)


def to_today(me: BrowserWalker) -> None:
    """By the link that stands at the bottom of every page."""
    with me.page.expect_navigation():
        me.follow("Today")
    me.fits()


def to_the_room(me: BrowserWalker) -> None:
    """By Today, as anybody comes back who went somewhere else."""
    to_today(me)
    me.sees("Happening now")
    me.go("/room/")


def take_part_in_the_round(job: Job) -> None:
    """One passes, is asked again when everybody else was, and then writes."""
    me = job.me
    me.do("/do/pass/")
    while (name := job.whose_turn()) != job.name:
        assert name, "the round was over before whoever passed was asked again"
        job.other(name).do("/do/end-turn/")
    me.again()
    me.sees("You are asked again. You may pass again.")
    job.see("asked-again")
    me.write("/say/", body=IN_THE_ROUND)
    me.do("/say/", do="share")
    me.sees("Everyone who is here has been asked.")
    me.sees(IN_THE_ROUND)
    job.somebody().sees(IN_THE_ROUND)


def add_an_idea(job: Job) -> None:
    """Out for a moment, and back; an idea written alone; then one picks up holding, and opens all ideas together."""
    me = job.me
    job.other(HOLDER).do("/do/go-to/")
    me.again()
    me.sees("How would you mend one of two things?")
    me.do("/do/step-out/")
    me.sees("You have stepped out. Nobody is told.")
    me.do("/do/come-in/")
    me.can("/say/")
    job.see("ideas")
    me.write("/say/", question="The wait at the door", body=IDEA)
    me.do("/say/", do="share")
    me.sees(IDEA)
    other = job.somebody()
    other.write("/say/", question="Telling your story again", body=HER_IDEA)
    other.do("/say/", do="share")
    me.do("/do/hold/")
    me.do("/do/open-ideas/")
    me.sees(HER_IDEA)
    job.see("ideas-open")
    job.somebody().sees(IDEA)


def decide(job: Job) -> None:
    """A break, and then the decision: a proposal, where one stands, where others stand, and what became of it."""
    me = job.me
    me.do("/do/go-to/")
    me.sees("Time to rest, move, or have some tea.")
    job.see("break")
    me.do("/do/ask-on/")
    me.do("/do/go-to/")
    me.write("/room/propose/", body=PROPOSAL)
    me.do("/room/propose/")
    me.sees(PROPOSAL)
    job.see("proposals")
    me.do("/do/take-up/")
    me.write("/position/", kind="agree")
    job.see("where-i-stand")
    me.do("/position/")
    for name, kind in zip(job.people, ("agree", "live_with", "agree", "stand_aside"), strict=False):
        other = job.other(name)
        other.sees(PROPOSAL)
        other.write("/position/", kind=kind)
        other.do("/position/")
    me.do("/do/close-decision/")
    me.sees(ADOPTED)
    job.see("decided")
    job.somebody().sees(ADOPTED)


def promise_and_end(job: Job) -> None:
    """A promise with a day; then the meeting is closed, and the page goes on to what it came to."""
    me = job.me
    me.do("/do/go-to/")
    me.sees("We read back what was promised.")
    job.see("leaving")
    me.go("/promises/?room=")
    job.see("promising")
    me.write("/promises/make/", text=PROMISE, by_when=f"{date.today() + timedelta(days=9):%Y-%m-%d}")  # noqa: DTZ011
    me.do("/promises/make/")
    me.sees(PROMISE)
    job.see("promised")
    to_the_room(me)
    me.sees(PROMISE)
    me.do("/do/close/")
    me.sees("May the circle read your words?")


def say_how_far_words_go(job: Job) -> None:
    """The summary: what was decided and promised; one is asked about own words alone, and lets them go further."""
    me = job.me
    for words in (PROPOSAL, PROMISE, IN_THE_ROUND, IDEA):
        me.sees(words)
    job.see("summary")
    me.do("/further/", wider="yes")
    me.sees("The circle can read it")
    other = job.somebody()
    other.open(me.path)
    for words in (PROPOSAL, PROMISE, IN_THE_ROUND, IDEA):
        other.sees(words)


def see_what_came_of_it(job: Job) -> None:
    """From Today to the promise, its answer, and somebody else who reads it on their own first page."""
    me = job.me
    to_today(me)
    me.sees(PROMISE)
    job.see("today-promised")
    me.go_beside(PROMISE, "/promises/")
    job.see("promise")
    me.write("/answer/", kind="done", text=ANSWER)
    me.do("/answer/")
    me.sees(ANSWER)
    job.see("answered")
    other = job.somebody()
    other.open("/")
    for words in (PROMISE, ANSWER):
        other.sees(words)


@contextmanager
def walking(me: BrowserWalker) -> Iterator[BrowserWalker]:
    """A browser that is closed at the end, and that asked nobody but the house."""
    try:
        yield me
        assert me.elsewhere == []
    finally:
        me.context.close()
