"""A circle and half of another in which care happens in any order, and a model of who may read which words of it.

The model knows nothing of scopes: who belongs, what was shown to whom, and what ended is written down by hand. After
every step it is held to what the database lets each person see, and now and then to the pages that they open.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import time_machine
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import HelpStays, NotAskedFor, NothingSaid
from handinhand.care.rules.danger import NotPassedOn
from handinhand.care.rules.persons import NotNow
from handinhand.care.rules.quiet import QuietStays
from handinhand.circles.actions import HoldNotNow, InvitationClosed
from handinhand.circles.choices import Adopts
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Person
from handinhand.ground.prepared import PreparedTuples
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.meetings.actions.answers import TooLate, answer
from handinhand.meetings.actions.rooms import NotNow as NotInMeeting
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Unsent
from handinhand.people.rules.energy import AskIsOver, EnergyStays
from handinhand.words.models import ScopeMember, Words
from handinhand.words.rules import CoverNotNow
from tests.adopting import adopt
from tests.cast import Group, add_member, make_group
from tests.meetings.rooms import fresh, make_meeting
from tests.people.visitors import send, signed_in

HERE, THERE = "Harbour Circle", "Hillside Circle"
PEOPLE = ("Tom", "Dee", "Asha", "Marcus", "Nia")
# Dee is in both circles; Bo is in the other one alone.
EVERYBODY = (*PEOPLE, "Bo")
SENT_TWICE, COME_AT_FIRST = 0.15, 3
T = TypeVar("T")
MARKER = re.compile(r"marker\d+end")
# A world that changed a moment ago answers with a sentence. Anything else that is raised is a page that breaks.
SAYS_NO = (
    AskIsOver,
    CoverNotNow,
    EnergyStays,
    HelpStays,
    HoldNotNow,
    Http404,
    InvitationClosed,
    NotAskedFor,
    NotInMeeting,
    NotNow,
    NotPassedOn,
    NothingSaid,
    QuietStays,
    TooLate,
)


@dataclass(eq=False)
class Among:
    """Some people who can read together; `since` is from when, where it is not at once. `kind` is for steps."""

    where: str
    people: set[str]
    kind: str = ""
    since: dict[str, datetime] = field(default_factory=dict)


@dataclass(eq=False)
class Text:
    """Words that were kept: whose they are, who may read them, and how far they have gone."""

    marker: str
    by: str
    among: Among
    row: Words
    about: str
    is_shared: bool = True
    was_shared: bool = True
    is_taken_back: bool = False
    covered_until: datetime | None = None
    was_covered: bool = False


@dataclass(eq=False)
class Gathering:
    """A meeting, its people, and what its people have at hand: each author with the others who may read it."""

    row: Meeting
    among: Among
    at_hand: dict[str, Among] = field(default_factory=dict)
    came: set[str] = field(default_factory=set)
    is_over: bool = False


class Life:
    """Everything that was done so far, and what has to be true of it."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.trace: list[str] = []
        now = timezone.now()
        harbour = make_group(name=HERE, now=now, people=PEOPLE)
        hillside = make_group(name=THERE, now=now, people=("Bo",))
        add_member(hillside, "Dee", now=now, person=harbour.dee.person)
        self.groups: dict[str, Group] = {HERE: harbour, THERE: hillside}
        adopt(harbour, kind=Adopts.OUTSIDE, text="Miriam at the town hall, 0117 496 0000", now=now)
        self.people: dict[str, Person] = {name: harbour.members[name].person for name in PEOPLE}
        self.people["Bo"] = hillside.bo.person
        self.browsers: dict[str, Client] = {name: signed_in(each) for name, each in self.people.items()}
        self.circle = {HERE: Among(HERE, set(PEOPLE)), THERE: Among(THERE, {"Bo", "Dee"})}
        self.own = {
            (each.where, name): Among(each.where, {name}) for each in self.circle.values() for name in each.people
        }
        self.amongs = [*self.circle.values(), *self.own.values()]
        self.held: dict[str, datetime] = {}
        self.unseen: set[tuple[str, str, str]] = set()
        self.texts: list[Text] = []
        self.gone: set[str] = set()
        self.unsent: dict[str, tuple[str, datetime]] = {}
        # What steps keep for later steps of their kind, each under a name of its own.
        self.kept: dict[str, list] = {}
        self.made = 0
        self.meeting = self.new_meeting()
        self.may_hear: set[str] = set()
        # Set by a step that nothing may stand in the way of.
        self.has_to_work = False
        self.taken: Counter[str] = Counter()
        self.clock: time_machine.Coordinates

    # Who is where.

    @property
    def now(self) -> datetime:
        """The moment of all that is done."""
        return timezone.now()

    def member(self, where: str, name: str) -> Member:
        """Somebody's place in a circle, as it is now."""
        rows = Member.objects.select_related("circle", "person")
        found = rows.filter(circle=self.groups[where].circle, person=self.people[name]).first()
        if found is None:
            raise NotHere
        return found

    def somewhere(self, name: str) -> str:
        """A circle that somebody is in, or was."""
        return THERE if name == "Bo" or (name == "Dee" and self.rng.random() < 0.3) else HERE

    def another(self, where: str, name: str) -> str:
        """Somebody else who is in a circle now, or nobody."""
        return self.one(sorted(self.circle[where].people - {name})) or ""

    def one(self, among: list):
        """One of these, or nothing."""
        return self.rng.choice(among) if among else None

    def is_held(self, where: str, name: str) -> bool:
        """Whether somebody's access is held at this moment; only the Harbour Circle holds anybody's."""
        return where == HERE and name in self.held and self.held[name] > self.now

    def new_meeting(self) -> Gathering:
        """A meeting of the Harbour Circle that everybody is invited to."""
        row = make_meeting(self.groups[HERE], now=self.now)
        self.meeting = Gathering(row, self.new_among(HERE, set()))
        here = sorted(name for name in self.circle[HERE].people if not self.is_held(HERE, name))
        for name in self.rng.sample(here, min(len(here), COME_AT_FIRST)):
            answer(meeting=fresh(row), by=self.member(HERE, name), kind=AnswerKind.COMING, now=self.now)
            self.meeting.among.people.add(name)
        return self.meeting

    def meeting_row(self) -> Meeting:
        """The meeting as it is now."""
        return fresh(self.meeting.row)

    def new_among(self, where: str, people: set[str], kind: str = "") -> Among:
        """Some more people who can read together: those of them who are in the circle."""
        made = Among(where, people & self.circle[where].people, kind)
        self.amongs.append(made)
        return made

    def has_left(self, where: str, name: str) -> None:
        """All sight of somebody in a circle ends."""
        for each in self.amongs:
            if each.where == where:
                each.people.discard(name)

    def has_come(self, where: str, name: str) -> None:
        """Somebody who comes back sees what the circle sees, and what is theirs alone; nothing else opens by itself."""
        self.circle[where].people.add(name)
        self.own[where, name].people.add(name)

    def gathers(self) -> None:
        """Who has something at hand in the meeting lets its people read it while it goes on and they belong to it."""
        meeting = self.meeting
        for name, among in meeting.at_hand.items():
            stays = set() if meeting.is_over or name not in meeting.among.people else set(meeting.among.people)
            among.people = stays | ({name} if name in self.circle[HERE].people else set())
        if meeting.is_over:
            meeting.at_hand.clear()

    def twice(self, do: Callable[[], T]) -> T:
        """Do something, and now and then the very same a second time: that changes nothing, or is answered in words."""
        first = do()
        if self.rng.random() < SENT_TWICE:
            with suppress(*SAYS_NO):
                do()
        return first

    # Words.

    def marker(self) -> str:
        """Words that nobody wrote before."""
        self.made += 1
        return f"marker{self.made:05}end"

    def keep(self, marker: str, by: str, among: Among, row: Words, about: str) -> Text:
        """Remember what was written. Whoever is told of it may hear that there is something new."""
        made = Text(marker, by, among, row, about)
        self.texts.append(made)
        self.hear(among)
        return made

    def hear(self, among: Among) -> None:
        """The people of a circle or a meeting may hear that something changed there."""
        if among in self.circle.values():
            self.may_hear.add(self.groups[among.where].scope.public_id)
        if among is self.meeting.among:
            self.may_hear.add(self.meeting.row.scope.public_id)

    def told(self, *names: str) -> None:
        """These people's own pages may hear that something changed."""
        self.may_hear |= {self.people[name].public_id for name in names}

    def remove(self, text: Text) -> None:
        """It is gone for good."""
        self.texts.remove(text)
        self.gone.add(text.marker)
        self.hear(text.among)

    def give_back(self, text: Text) -> None:
        """It is its author's alone again."""
        text.is_shared, text.was_shared = False, text.is_taken_back and text.was_shared
        text.among = self.own[text.among.where, text.by]

    def may_read(self, text: Text, name: str) -> bool:
        """The one rule of sight."""
        where = text.among.where
        if name not in text.among.people or text.among.since.get(name, self.now) > self.now:
            return False
        if name == text.by:
            return True
        covered = text.covered_until is not None and text.covered_until > self.now
        shown = text.is_shared and not text.is_taken_back and not covered
        return shown and not self.is_held(where, name) and (where, name, text.by) not in self.unseen

    # What has to be true.

    @contextmanager
    def private(self) -> Iterator[None]:
        """Something that is nobody else's: no line in the ledger, and no page hears of it but those it is meant for."""
        before, lines = self._channels(), Entry.objects.count()
        self.may_hear.clear()
        yield
        assert Entry.objects.count() == lines, "a line in the ledger"
        changed = {key for key, version in self._channels().items() if before.get(key, 0) != version}
        assert changed <= self.may_hear, f"{len(changed - self.may_hear)} others heard of it"

    def _channels(self) -> dict[str, int]:
        keys = [each.scope.public_id for each in self.groups.values()] + [self.meeting.row.scope.public_id]
        for person in self.people.values():
            keys += [person.public_id, f"end-{person.public_id}"]
        return dict(Channel.objects.filter(key__in=keys).values_list("key", "version"))

    def check_sight(self) -> None:
        """Everybody sees exactly what they may; nothing is lost, and nothing is there twice."""
        by_row = {text.row.pk: text for text in self.texts}
        assert len(by_row) == len(self.texts)
        there = set(Words.objects.values_list("pk", flat=True))
        assert there == by_row.keys(), f"lost: {self._named(by_row.keys() - there)}, left: {len(there - by_row.keys())}"
        for name, person in self.people.items():
            seen = {pk for (pk,) in _seen_by.rows(person=person.pk)}
            may = {pk for pk, text in by_row.items() if self.may_read(text, name)}
            assert not seen - may, f"{name} sees {self._named(seen - may)}"
            assert not may - seen, f"{name} does not see {self._named(may - seen)}"

    def _named(self, rows: set[int]) -> list[str]:
        return [f"{each.about} of {each.by} ({each.marker})" for each in self.texts if each.row.pk in rows]

    def check_what_ended(self) -> None:
        """Nobody who left is asked anything there, or is in any scope; nothing that is gone stands in any row."""
        for where, group in self.groups.items():
            left = [person for name, person in self.people.items() if name not in self.circle[where].people]
            asked = Ask.objects.filter(circle=group.circle, of__in=left, closed_at__isnull=True)
            assert not asked, f"{[each.kind for each in asked]} of somebody who left"
            inside = ScopeMember.even_held.filter(circle=group.circle, person__in=left).select_related("scope")
            assert not inside, f"{[each.scope.kind for each in inside]} of somebody who left"
        bodies, kept = {each.body for each in Words.objects.all()}, {each.marker for each in self.texts}
        assert bodies == kept, f"there and not kept: {bodies - kept}, kept and not there: {kept - bodies}"
        assert not bodies & self.gone
        unsent = {marker for each in Unsent.objects.all() for marker in MARKER.findall(each.boxes)}
        assert unsent == {marker for marker, _at in self.unsent.values()}, "words that were not sent"

    def check_asks(self) -> None:
        """Of care nothing is asked of anybody but those whom it was meant for, as long as it stands."""
        asks = Ask.objects.filter(kind__in=OF_CARE, closed_at__isnull=True, ends_at__gt=self.now)
        names = {person.pk: name for name, person in self.people.items()}
        stand = {(each.kind, names[each.of_id], each.ref) for each in asks}
        expected = {each for expect in EXPECTED for each in expect(self)}
        assert stand <= expected, f"asked of somebody it was not meant for: {stand - expected}"

    def look(self, name: str, pages: int) -> None:
        """Somebody opens some pages: no words stand there that they may not read, and none that are gone."""
        may = {text.marker for text in self.texts if self.may_read(text, name)} | {self.unsent.get(name, ("",))[0]}
        addresses = self.addresses()
        find = reverse("home:find", args=[self.groups[self.somewhere(name)].circle.public_id])
        for address in [find, *self.rng.sample(addresses, pages)]:
            browser = self.browsers[name]
            answer = send(browser, address, looked_for="marker") if address == find else browser.get(address)
            assert answer.status_code in {200, 302, 403, 404}, (name, address, answer.status_code)
            found = set(MARKER.findall(answer.content.decode() + str(answer.headers)))
            own = {text.marker for text in self.texts if text.by == name}
            # Whoever is held, or left, may still be shown their own words to take them back.
            assert not found - may - own, f"{name} reads {sorted(found - may - own)} at {address}"

    def addresses(self) -> list[str]:
        """Where words of care, and of the circle, stand or could stand."""
        ids = {where: group.circle.public_id for where, group in self.groups.items()}
        found = [reverse(name) for name in ALONE]
        found += [reverse(name, args=[each]) for name in OF_A_CIRCLE for each in ids.values()]
        scope = self.meeting.row.scope.public_id
        found += [reverse(name, args=[ids[HERE], scope]) for name in OF_A_MEETING]
        found += [reverse(f"meetings:{name}", args=[ids[HERE], self.meeting.row.public_id]) for name in ROOMS]
        for name, rows in self.kept.items():
            if name in OF_ROWS:
                found += [address for each in rows for address in OF_ROWS[name](self, each)]
        return found + [reverse("words:own", args=[each.row.public_id]) for each in self.texts[-5:]]


ALONE = (
    "home:today",
    "home:open_to_me",
    "people:me",
    "people:unsent",
    "care:mine",
    "care:my_person",
    "care:support",
    "care:quiet",
    "home:topics",
)
OF_A_CIRCLE = (
    "home:circle",
    "circles:members",
    "circles:ledger",
    "care:of_circle",
    "care:danger",
    "care:danger_mine",
    "care:danger_about_me",
    "care:helps",
    "care:help_printed",
)
OF_A_MEETING = ("care:help_here", "care:tomorrow", "care:say_in")
ROOMS = ("plan", "room", "summary")
OF_CARE = (AskKind.SUPPORT_PERSON, AskKind.SUPPORT, AskKind.HOW_THEY_ARE, AskKind.PASSED_ON, AskKind.ASK_AFTER)
# What can be asked at a moment, as those who know each kind of step tell it: its kind, of whom, and of which row.
Asked = tuple[str, str, str]
EXPECTED: list[Callable[[Life], Iterator[Asked]]] = []
# Pages of what steps keep: under its name, how the addresses of one such thing are made.
OF_ROWS: dict[str, Callable[[Life, object], list[str]]] = {}


@PreparedTuples
def _seen_by(person: int) -> QuerySet[Words]:
    return Words.objects.visible_to(person).order_by("pk").values_list("pk")


@contextmanager
def a_life(seed: int) -> Iterator[Life]:
    """A life that is over when its test is."""
    with transaction.atomic():
        yield Life(seed)
        transaction.set_rollback(True)
