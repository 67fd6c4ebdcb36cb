"""A circle in which everything that is written is a marker, and a model of who may read which.

Every change is sent to an address, as a browser does, by somebody who may or may not; the model says what comes of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.test import Client
from django.urls import reverse

from handinhand.circles import actions as circles
from handinhand.circles.models import Hold, Invitation
from handinhand.decisions.choices import ConcernState, ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.ground.models import Circle, Person
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part, Said
from handinhand.meetings.queries.plans import findings
from handinhand.promises.models import Promise
from handinhand.words.models import Words
from tests.cast import Group, make_group
from tests.meetings.rooms import make_meeting
from tests.people.visitors import send, signed_in

PEOPLE = ("Tomasin", "Deeann", "Ashanti")
ELSEWHERE = "Bo"
KINDS = (PartKind.IDEAS, PartKind.DECISION, PartKind.TALK, PartKind.ARRIVING)
HELD = 403
MARKER = re.compile(r"marker\d{3,}end")
CIRCLE, SHARED, DRAFT, TAKEN_BACK = "circle", "shared", "draft", "taken back"


@dataclass
class Text:
    """One marker: whose it is, among whom it is, and how far it has gone; without an author it is the circle's own."""

    marker: str
    author: str
    where: str
    state: str
    words: Words | None = None
    was_shared: bool = False
    is_covered: bool = False
    has_page: bool = True

    def become(self, state: str) -> None:
        """Go further, or come back."""
        self.state = state
        self.was_shared = self.was_shared or state == SHARED


@dataclass
class Gathering:
    """A meeting as the model has it."""

    row: Meeting
    parts: list[Part]
    state: str
    planner: str = ""
    holder: str = ""
    current: Part | None = None
    inside: set[str] = field(default_factory=set)
    came_in: set[str] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        """Whether it is happening."""
        return self.state == MeetingState.OPEN


class Markers:
    """The circle, everybody's browser, and the model."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.group: Group = make_group(name="Harbour Circle", now=now, people=PEOPLE)
        hillside = make_group(name="Hillside Circle", now=now, people=(ELSEWHERE,))
        self.circle: Circle = self.group.circle
        self.people: dict[str, Person] = {name: self.group.members[name].person for name in PEOPLE}
        self.people[ELSEWHERE] = hillside.bo.person
        self.browsers: dict[str, Client] = {name: signed_in(person) for name, person in self.people.items()}
        self.invitation: Invitation = circles.invite(by=self.group.members[PEOPLE[0]], now=now)
        self.present: set[str] = set(PEOPLE)
        self.meetings: list[Gathering] = []
        self.texts: list[Text] = []
        self.gone: list[str] = []
        self.proposals: list[tuple[Proposal, Text]] = []
        self.promises: list[tuple[Promise, Text]] = []
        self.adopted: set[int] = set()
        self.covered: set[tuple[int, str]] = set()
        self.concerns: dict[tuple[int, str], Text] = {}
        for _each in range(2):
            self._add_meeting()

    def _add_meeting(self) -> None:
        row = make_meeting(self.group, now=self.now, kinds=KINDS)
        self.meetings.append(Gathering(row, list(row.parts.order_by("position")), MeetingState.INVITED))

    # Who may read what.

    def among(self, where: str) -> set[str]:
        """The people of a scope."""
        kind, _space, which = where.partition(" ")
        if kind == "meeting":
            return self.meetings[int(which)].inside
        if kind == "me":
            return self.present & {which}
        if kind == "plan":
            return self.present & {self.meetings[int(which)].planner}
        return self.present

    def may_read(self, text: Text, who: str) -> bool:
        """The one rule of sight."""
        return who in self.among(text.where) and (text.author == who or (text.state == SHARED and not text.is_covered))

    def new_marker(self) -> str:
        """Words that nobody wrote before."""
        return f"marker{len(self.texts) + len(self.gone):03}end"

    def somebody(self, who: str, among: set[str], number: int) -> str:
        """Mostly one of those who may; sometimes somebody else tries."""
        inside = sorted(among)
        return inside[number % len(inside)] if inside and number % 4 else who

    # What people do. Each takes who does it and two numbers that choose among what there is.

    def do(self, what: str, who: str, one: int, two: int) -> None:
        """One step; whoever is not in the circle may try as well."""
        step: Callable[[str, int, int], None] = getattr(self, what.replace(" ", "_"))
        step(who, one, two)
        for proposal, text in self.proposals:
            proposal.refresh_from_db()
            if proposal.state == ProposalState.ADOPTED and proposal.pk not in self.adopted:
                self.adopted.add(proposal.pk)
                assert proposal.adopted_text == text.marker
                self.add(text.marker, "", CIRCLE, SHARED)

    def post(self, who: str, name: str, /, *args: str, **fields: str) -> int:
        """Send a form of the circle; the status of the answer."""
        return self.sent(who, reverse(name, args=[self.circle.public_id, *args]), **fields)

    def sent(self, who: str, address: str, /, **fields: str) -> int:
        """Send a form anywhere."""
        return send(self.browsers[who], address, **fields).status_code

    def write(self, text: Text, form: Callable[[], int], *, will: bool) -> bool:
        """Send a form with a marker: if it `will` be kept it is newly there, else nothing is."""
        before = Words.objects.count()
        form()
        assert Words.objects.count() == before + will, text
        if will:
            text.words, text.was_shared = Words.objects.latest("pk"), text.state == SHARED
            self.texts.append(text)
        else:
            self.gone.append(text.marker)
        return will

    def add(self, marker: str, who: str, where: str, state: str, words: Words | None = None) -> Text:
        """Remember a marker."""
        text = Text(marker, who, where, state, words, was_shared=state == SHARED)
        self.texts.append(text)
        return text

    def join(self, who: str, one: int, two: int) -> None:
        """Join, or come back."""
        self.sent(who, reverse("circles:join", args=[self.invitation.token]), my_name=who)
        self.present.add(who)

    def leave(self, who: str, one: int, two: int) -> None:
        """Leave: all sight ends, and what somebody held is open again."""
        self.post(who, "circles:leave")
        self.present.discard(who)
        for meeting in self.meetings:
            meeting.inside.discard(who)
            meeting.holder = "" if meeting.holder == who else meeting.holder

    def a_meeting(self, number: int) -> tuple[int, Gathering]:
        """One of the meetings."""
        place = number % len(self.meetings)
        return place, self.meetings[place]

    def answer(self, who: str, one: int, two: int) -> None:
        """Say that one comes, or not this time."""
        _place, meeting = self.a_meeting(one)
        kind = ("coming", "not_this_time")[two % 2]
        self.post(who, "meetings:answer", meeting.row.public_id, answer=kind)
        if who not in self.present or meeting.state in {MeetingState.CLOSED, MeetingState.DRAFT}:
            return
        if kind == "coming":
            meeting.inside.add(who)
        elif who not in meeting.came_in:
            meeting.inside.discard(who)

    def act(self, who: str, meeting: Gathering, name: str, **fields: str) -> None:
        """Press a button of the room."""
        self.post(who, "meetings:act", meeting.row.public_id, name, **fields)

    def come_in(self, who: str, one: int, two: int) -> None:
        """Come in, beginning the meeting if it has not begun."""
        _place, meeting = self.a_meeting(one)
        begins = meeting.state == MeetingState.INVITED
        self.act(who, meeting, "begin" if begins else "come-in")
        if who not in self.present or meeting.state not in {MeetingState.INVITED, MeetingState.OPEN}:
            return
        if begins:
            meeting.state, meeting.holder, meeting.current = MeetingState.OPEN, who, meeting.parts[0]
        meeting.inside.add(who)
        meeting.came_in.add(who)

    def step_out(self, who: str, one: int, two: int) -> None:
        """Step out: nothing is lost by it."""
        self.act(who, self.a_meeting(one)[1], "step-out")

    def hold(self, who: str, one: int, two: int) -> None:
        """Pick up holding a meeting."""
        _place, meeting = self.a_meeting(one)
        self.act(who, meeting, "hold")
        if who in self.present and meeting.is_open and meeting.holder != who:
            meeting.holder = who
            meeting.inside.add(who)
            meeting.came_in.add(who)

    def holds(self, who: str, meeting: Gathering) -> bool:
        """Whether somebody holds a meeting that is happening."""
        return who in self.present and meeting.is_open and meeting.holder == who

    def a_holder(self, who: str, meeting: Gathering, number: int) -> str:
        """Mostly whoever holds the meeting; sometimes somebody else tries."""
        return meeting.holder if meeting.holder and number % 4 else who

    def open_part(self, meeting: Gathering, part: Part) -> None:
        """The ideas of a part are opened."""
        if part.kind == PartKind.IDEAS and part.pk not in meeting.opened:
            meeting.opened.add(part.pk)
            ids = set(Said.objects.filter(part=part).values_list("words_id", flat=True))
            for text in self.texts:
                if text.words is not None and text.words.pk in ids and text.state == DRAFT:
                    text.become(SHARED)

    def open_ideas(self, who: str, one: int, two: int) -> None:
        """Open all ideas together."""
        _place, meeting = self.a_meeting(one)
        who = self.a_holder(who, meeting, two)
        self.act(who, meeting, "open-ideas", part=meeting.parts[0].public_id)
        if self.holds(who, meeting):
            self.open_part(meeting, meeting.parts[0])

    def go_on(self, who: str, one: int, two: int) -> None:
        """Go to another part; leaving the ideas opens them."""
        _place, meeting = self.a_meeting(one)
        self.move(self.a_holder(who, meeting, two), meeting, meeting.parts[two % len(meeting.parts)])

    def move(self, who: str, meeting: Gathering, part: Part) -> None:
        """Go to one part."""
        here = meeting.current.public_id if meeting.current else ""
        self.act(who, meeting, "go-to", leave=here, part=part.public_id)
        if self.holds(who, meeting) and meeting.current not in {None, part}:
            self.open_part(meeting, meeting.current)
            meeting.current = part

    def close(self, who: str, one: int, two: int) -> None:
        """Close a meeting. One is always left that has not been closed."""
        place, meeting = self.a_meeting(one)
        if place == 0:
            return
        who = self.a_holder(who, meeting, two)
        self.act(who, meeting, "close")
        if self.holds(who, meeting):
            self.open_part(meeting, meeting.current)
            meeting.state, meeting.current = MeetingState.CLOSED, None

    def say(self, who: str, one: int, two: int) -> None:
        """Say something in a part, or keep it; what comes too late is kept for who wrote it."""
        place, meeting = self.a_meeting(one)
        part, keep = meeting.parts[two % len(meeting.parts)], two % 3 == 0
        ids, marker = [meeting.row.public_id, part.public_id], self.new_marker()
        was = meeting.state == MeetingState.CLOSED
        state = DRAFT if keep or was or part.kind == PartKind.IDEAS else SHARED
        who = self.somebody(who, meeting.inside, one)
        will = (meeting.is_open or was) and who in meeting.inside
        form = partial(self.post, who, "meetings:say", *ids, body=marker, do="keep" if keep else "share")
        self.write(Text(marker, who, f"meeting {place}", state), form, will=will)

    def say_how_i_am(self, who: str, one: int, two: int) -> None:
        """How I am: to me alone, or to a meeting."""
        place, meeting = self.a_meeting(one)
        to, marker = ("me", "meeting")[two % 2], self.new_marker()
        who = self.somebody(who, meeting.inside, one)
        where = f"me {who}" if to == "me" else f"meeting {place}"
        is_there = meeting.state != MeetingState.DRAFT or meeting.planner == who
        will = who in self.among(where) and (meeting.is_open or (to == "me" and is_there))
        form = partial(self.post, who, "meetings:how_i_am", meeting.row.public_id, how=marker, who=to)
        self.write(Text(marker, who, where, SHARED, has_page=False), form, will=will)

    # What is one's own.

    def a_text(self, who: str, one: int, two: int) -> tuple[str, Text] | None:
        """Something that was written, and mostly its author; sometimes somebody else tries."""
        own = [text for text in self.texts if text.words is not None and text.author]
        if not own:
            return None
        text = own[one % len(own)]
        return (text.author if two % 4 else who), text

    def is_own(self, who: str, text: Text) -> bool:
        """Whether somebody wrote this and can still see it."""
        return text.author == who and who in self.among(text.where)

    def take_back(self, who: str, one: int, two: int) -> None:
        """Take something back."""
        if chosen := self.a_text(who, one, two):
            who, text = chosen
            self.sent(who, reverse("words:take_back", args=[text.words.public_id]))
            if self.is_own(who, text):
                text.become(TAKEN_BACK)

    def put_back(self, who: str, one: int, two: int) -> None:
        """Put something back."""
        if chosen := self.a_text(who, one, two):
            who, text = chosen
            self.sent(who, reverse("words:put_back", args=[text.words.public_id]))
            if self.is_own(who, text) and text.state == TAKEN_BACK:
                text.become(SHARED if text.was_shared else DRAFT)

    def change(self, who: str, one: int, two: int) -> None:
        """Write something anew: the words of before are nowhere any more."""
        if chosen := self.a_text(who, one, two):
            who, text = chosen
            marker = self.new_marker()
            if text.words.pk in {proposal.words_id for proposal, _text in self.proposals}:
                return
            self.sent(who, reverse("words:own", args=[text.words.public_id]), body=marker)
            if self.is_own(who, text):
                self.gone.append(text.marker)
                text.marker = marker
            else:
                self.gone.append(marker)

    def cover(self, who: str, one: int, two: int) -> None:
        """Cover somebody's words. Proposals are left out: what rests while they are covered is told elsewhere."""
        if chosen := self.a_text(who, one, two):
            text = chosen[1]
            by = self.somebody(who, self.among(text.where), two)
            if text.words.pk not in {proposal.words_id for proposal, _text in self.proposals}:
                self.post(by, "circles:cover", text.words.public_id)
                can = self.may_read(text, by) and text.author != by and text.state == SHARED
                text.is_covered = text.is_covered or (can and (text.words.pk, text.marker) not in self.covered)
                self.covered.add((text.words.pk, text.marker))

    def hold_access(self, who: str, one: int, two: int) -> None:
        """Two hold the access of a third, who then reads nothing on any page but what they wrote; then it is ended."""
        if len(self.present) != len(PEOPLE):
            return
        held, first, second = (PEOPLE[(one + each) % len(PEOPLE)] for each in range(3))
        self.post(first, "circles:ask_hold", self.group.members[held].public_id)
        hold = Hold.objects.latest("pk")
        self.post(second, "circles:agree_hold", hold.public_id)
        own = {text.marker for text in self.texts if text.author == held}
        for address in self.where_words_stand():
            answer = self.browsers[held].get(address)
            assert answer.status_code == HELD, address
            assert set(MARKER.findall(answer.content.decode())) <= own, address
        assert set(MARKER.findall(self.browsers[held].get("/").content.decode())) <= own
        self.post(second, "circles:end_hold", hold.public_id)
        # So that the next step can try again: after a hold there is a day without one.
        hold.delete()

    def where_words_stand(self) -> list[str]:
        """Pages on which there is much to read."""
        names = ("home:circle", "decisions:list", "promises:list", "circles:members", "circles:ledger", "home:find")
        pages = [reverse(name, args=[self.circle.public_id]) for name in names]
        for meeting in self.meetings:
            ids = [self.circle.public_id, meeting.row.public_id]
            pages += [reverse(name, args=ids) for name in ("meetings:plan", "meetings:room", "meetings:summary")]
        return pages

    def a_said(self, who: str, one: int, two: int) -> tuple[str, Text, Said, Gathering] | None:
        """Something that was said in a meeting, and mostly its author."""
        said = {each.words_id: each for each in Said.objects.filter(circle=self.circle)}
        there = [text for text in self.texts if text.words is not None and text.words.pk in said]
        if not there:
            return None
        text = there[one % len(there)]
        found = said[text.words.pk]
        meeting = next(each for each in self.meetings if each.row.pk == found.meeting_id)
        return (text.author if two % 4 else who), text, found, meeting

    def share_kept(self, who: str, one: int, two: int) -> None:
        """Share what was kept; ideas wait until they are opened."""
        if chosen := self.a_said(who, one, two):
            who, text, said, meeting = chosen
            self.post(who, "meetings:share_kept", meeting.row.public_id, said.public_id)
            part = next(each for each in meeting.parts if each.pk == said.part_id)
            waits = part.kind == PartKind.IDEAS and part.pk not in meeting.opened and meeting.is_open
            if self.is_own(who, text) and text.state == DRAFT and not waits:
                text.become(SHARED)

    def let_further(self, who: str, one: int, two: int) -> None:
        """Let words go beyond their meeting, or not."""
        if chosen := self.a_said(who, one, two):
            who, text, said, meeting = chosen
            wider = ("yes", "no")[two % 2]
            self.post(who, "meetings:let_further", meeting.row.public_id, said.public_id, wider=wider)
            if self.is_own(who, text):
                text.where = CIRCLE if wider == "yes" else f"meeting {self.meetings.index(meeting)}"

    # Proposals and promises.

    def propose(self, who: str, one: int, two: int) -> None:
        """Propose something to the circle, or in a meeting."""
        place, meeting = self.a_meeting(one)
        marker, in_meeting = self.new_marker(), bool(two % 2)
        where = f"meeting {place}" if in_meeting else CIRCLE
        who = self.somebody(who, self.among(where), one)
        will = who in self.among(where) and (meeting.is_open or not in_meeting)
        text = Text(marker, who, where, SHARED)
        if in_meeting:
            form = partial(self.post, who, "meetings:propose", meeting.row.public_id, body=marker)
        else:
            form = partial(self.post, who, "decisions:propose", text=marker)
        if self.write(text, form, will=will):
            self.proposals.append((Proposal.objects.latest("pk"), text))

    def a_proposal(self, number: int) -> tuple[Proposal, Text]:
        """One of the proposals, mostly one on which positions can be taken."""
        opened = [each for each in self.proposals if each[0].state == ProposalState.OPEN]
        among = opened if opened and number % 3 else self.proposals
        return among[number % len(among)]

    def ask(self, who: str, one: int, two: int) -> None:
        """Ask something about a proposal."""
        if not self.proposals:
            return
        proposal, about = self.a_proposal(one)
        who, marker = self.somebody(who, self.among(about.where), two), self.new_marker()
        will = proposal.state != ProposalState.ADOPTED and about.state == SHARED and who in self.among(about.where)
        form = partial(self.post, who, "decisions:ask", proposal.public_id, text=marker)
        self.write(Text(marker, who, about.where, SHARED), form, will=will)

    def take_up(self, who: str, one: int, two: int) -> None:
        """Take up a proposal where decisions are taken; nothing is seen by more people for that."""
        if not self.proposals:
            return
        _place, meeting = self.a_meeting(two)
        by, part = self.a_holder(who, meeting, one), meeting.parts[1]
        if two % 5:
            self.move(by, meeting, part)
        proposal = self.a_proposal(one)[0]
        self.act(by, meeting, "take-up", part=part.public_id, proposal=proposal.public_id)

    def take_position(self, who: str, one: int, two: int) -> None:
        """Say where one stands; a concern is one's own until positions close."""
        if not self.proposals:
            return
        proposal, about = self.a_proposal(one)
        kind, marker = ("agree", "agree", "concern")[one % 3], self.new_marker()
        who = self.somebody(who, self.among(about.where), two)
        will = proposal.state == ProposalState.OPEN and about.state == SHARED and who in self.among(about.where)
        self.post(who, "decisions:position", proposal.public_id, kind=kind, concern=marker)
        before = self.concerns.get((proposal.pk, who))
        if will and before is not None and not before.was_shared:
            self.texts.remove(before)
            self.gone.append(before.marker)
        if will and kind == "concern":
            if before is None or before.marker != marker:
                words = Position.objects.get(proposal=proposal, member__person=self.people[who]).words
                self.concerns[proposal.pk, who] = self.add(marker, who, about.where, DRAFT, words)
                self.concerns[proposal.pk, who].has_page = False
        else:
            self.gone.append(marker)
        if will and kind != "concern":
            self.concerns.pop((proposal.pk, who), None)

    def close_positions(self, who: str, one: int, two: int) -> None:
        """Close positions: the concerns of all who are there now are opened together."""
        for meeting in self.meetings:
            row = Meeting.objects.select_related("current__proposal").get(pk=meeting.row.pk)
            proposal = row.current.proposal if row.current else None
            if proposal is None:
                continue
            about = next(text for each, text in self.proposals if each.pk == proposal.pk)
            by = self.a_holder(who, meeting, two)
            self.act(by, meeting, "close-decision", proposal=proposal.public_id)
            will = proposal.state == ProposalState.OPEN and about.state == SHARED and by in self.among(about.where)
            if will and self.holds(by, meeting):
                for (which, author), concern in self.concerns.items():
                    if which == proposal.pk and author in self.among(about.where) and concern.state == DRAFT:
                        concern.become(SHARED)

    def settle(self, who: str, one: int, two: int) -> None:
        """Say that a concern is answered, or keep it beside the decision in new words."""
        for which, author in list(self.concerns):
            proposal, about = next(each for each in self.proposals if each[0].pk == which)
            position = Position.objects.get(proposal=proposal, member__person=self.people[author])
            by, marker = (author if two % 4 else who), self.new_marker()
            waits = proposal.state == ProposalState.WAITS and position.concern_state == ConcernState.STANDS
            will = waits and by == author and by in self.among(about.where)
            ids = [proposal.public_id, position.public_id]
            if one % 2:
                self.post(by, "decisions:answered", *ids)
                continue
            form = partial(self.post, by, "decisions:keep", *ids, text=marker)
            self.write(Text(marker, by, about.where, SHARED), form, will=will)

    def promise(self, who: str, one: int, two: int) -> None:
        """Promise something to the circle, or to the people of a meeting."""
        place, meeting = self.a_meeting(one)
        where, marker = (CIRCLE, f"meeting {place}")[two % 2], self.new_marker()
        among = {"among": meeting.row.scope.public_id} if two % 2 else {}
        who = self.somebody(who, self.among(where), one)
        will = who in self.among(where)
        text = Text(marker, who, where, SHARED)
        if self.write(text, partial(self.post, who, "promises:make", text=marker, **among), will=will):
            self.promises.append((Promise.objects.latest("pk"), text))

    def answer_promise(self, who: str, one: int, two: int) -> None:
        """Say what came of a promise: the same people can read it, and nobody takes that back."""
        if not self.promises:
            return
        place = one % len(self.promises)
        promise, about = self.promises[place]
        who, marker = (about.author if two % 4 else who), self.new_marker()
        among = self.among(f"meeting {self._meeting_of(promise)}") if self._is_of_meeting(promise) else self.present
        promise.refresh_from_db()
        may = who in among and promise.answered_at is None and (who == about.author or about.author not in self.present)
        self.post(who, "promises:answer", promise.public_id, kind="done", text=marker)
        promise.refresh_from_db()
        assert (promise.answer == marker) == may
        if may:
            self.add(marker, "", about.where, SHARED)
        else:
            self.gone.append(marker)

    def _is_of_meeting(self, promise: Promise) -> bool:
        return promise.scope_id in {each.row.scope_id for each in self.meetings}

    def _meeting_of(self, promise: Promise) -> int:
        return next(place for place, each in enumerate(self.meetings) if each.row.scope_id == promise.scope_id)

    # Plans.

    def plan(self, who: str, one: int, two: int) -> None:
        """Plan a meeting, of which nobody else knows yet."""
        marker, before = self.new_marker(), Meeting.objects.count()
        if len(self.meetings) > 2:
            return
        day = (self.now + timedelta(days=9)).date().isoformat()
        self.post(who, "meetings:new", title=marker, day=day, clock="14:30")
        if who not in self.present:
            assert Meeting.objects.count() == before
            self.gone.append(marker)
            return
        row = Meeting.objects.select_related("scope").latest("pk")
        parts = list(row.parts.order_by("position"))
        self.meetings.append(Gathering(row, parts, MeetingState.DRAFT, planner=who))
        self.add(marker, "", f"plan {len(self.meetings) - 1}", SHARED)

    def invite(self, who: str, one: int, two: int) -> None:
        """Invite everyone to a plan, after leaving what reading for pace found as it is."""
        for place, meeting in enumerate(self.meetings):
            if meeting.state != MeetingState.DRAFT:
                continue
            who = meeting.planner if two % 3 else who
            row = Meeting.objects.get(pk=meeting.row.pk)
            for each in findings(row):
                self.post(who, "meetings:answer_finding", row.public_id, answer="leave", finding=each.key)
            self.post(who, "meetings:invite", row.public_id)
            if who == meeting.planner and who in self.present:
                meeting.state = MeetingState.INVITED
                for text in self.texts:
                    text.where = CIRCLE if text.where == f"plan {place}" else text.where


STEPS = (
    ["say"] * 8
    + ["take position"] * 6
    + ["come in", "propose", "take up"] * 4
    + ["say how i am", "share kept", "let further", "take back", "put back", "promise", "change"] * 3
    + ["ask", "close positions", "settle", "answer promise", "plan", "invite", "join", "leave", "answer"] * 2
    + ["cover", "cover", "cover", "hold access"]
    + ["step out", "hold", "open ideas", "go on", "close"]
)
