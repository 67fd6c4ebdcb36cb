"""Many of everything behind the planted pages: people, words, meetings, proposals, promises, and what was done."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from django.db.models import Max

from handinhand.care.models import CheckIn
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedLine, AdoptedVersion, Hello, Hold, HoldAnswer, Invitation, Member, Reading
from handinhand.days.models import CircleDay, DaysTold, OwnDays
from handinhand.days.spans import Span, written
from handinhand.decisions.choices import ConcernState, PositionKind, ProposalState
from handinhand.decisions.models import Offer, Position, Proposal, Question, Reaction, Touched
from handinhand.ground.models import Circle, Person, new_public_id
from handinhand.ledger.actions import record
from handinhand.meetings.choices import AnswerKind, Changed, MeetingState, PartKind
from handinhand.meetings.models import (
    Ahead,
    Answer,
    Attendance,
    Back,
    BreakAsked,
    DoneFor,
    Friend,
    GroupWords,
    Hand,
    InGroup,
    Meeting,
    OfferAnswer,
    OnPhone,
    Pace,
    Paper,
    PaperBefore,
    Part,
    PartQuestion,
    Pause,
    PlanChange,
    PlanOffer,
    Said,
    Seat,
    Split,
    TalkQuestions,
)
from handinhand.people.choices import AskKind
from handinhand.promises.choices import AnswerKind as PromiseAnswer
from handinhand.promises.models import AskedAgain, CarriedOn, Promise
from handinhand.times.models import Asking, OfferedTime, Reply
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, ScopeMember, Topic, Words
from handinhand.words.queries import own_scope
from handinhand.work.models import AskAnswer, AskOrOffer
from tests.filled_care import fill_care
from tests.filled_of_danger import fill_danger
from tests.filled_of_energy import fill_energy, tickets
from tests.filled_of_links import fill_links
from tests.filled_of_persons import fill_persons
from tests.filled_of_powers import fill_powers
from tests.filled_of_roles import fill_roles
from tests.filled_of_way import fill_way
from tests.filled_profiles import fill_profiles
from tests.filled_tea import fill_tea
from tests.filled_topics import fill_topics
from tests.planted import World

ROOMS = ("arriving", "talking", "thinking", "turning", "deciding", "going", "grouped")


class Filling:
    """A planted world that gets `many` more of everything a page can show."""

    def __init__(self, world: World, *, many: int) -> None:
        self.world, self.now = world, world.now
        self.circle, self.scope = world.harbour.circle, world.harbour.scope
        self.many, self.numbers = many, count()
        self.meetings = {name: Meeting.objects.get(public_id=world.ids[name]) for name in (*ROOMS, "been", "coming")}
        self.asha = world.harbour.asha
        self.members = self._people()

    def rows(self, model: type[Any], make: Callable[[int], dict[str, Any]]) -> list[Any]:
        """Many rows of one table in the circle."""
        return model._base_manager.bulk_create(model(circle=self.circle, **make(each)) for each in range(self.many))

    def write(self, scope: Scope, *, by: Member | None = None, state: State = State.SHARED) -> list[Words]:
        """Many words, by everybody in turn or by one member."""
        shared_at = self.now if state == State.SHARED else None
        authors: Iterator[Person] = (by or self.members[each % len(self.members)].person for each in range(self.many))
        return Words.objects.bulk_create(
            Words(
                circle=self.circle,
                scope=scope,
                author=author.person if isinstance(author, Member) else author,
                body=f"Words of number {next(self.numbers)}.",
                state=state,
                written_at=self.now,
                shared_at=shared_at,
            )
            for author in authors
        )

    def _people(self) -> list[Member]:
        people = Person.objects.bulk_create(Person(began_at=self.now) for _each in range(self.many))
        for scope in [self.scope, *(each.scope for each in self.meetings.values())]:
            ScopeMember.objects.bulk_create(
                ScopeMember(circle=self.circle, scope=scope, person=each) for each in people
            )
        return self.rows(Member, lambda each: {"person": people[each], "name": f"Member {each}", "joined_at": self.now})

    def everything(self) -> None:
        """Fill every page."""
        self.of_the_circle()
        self.of_arriving()
        self.of_rooms()
        self.of_plans()
        self.of_papers()
        self.of_decisions()
        self.of_promises()
        self.of_times()
        self.of_threads()
        self.of_asha()
        self.of_another_hand()
        self.of_together()
        self.of_asks()
        fill_energy(self)
        fill_persons(self)
        fill_powers(self)
        fill_roles(self)
        fill_links(self)
        fill_way(self)
        fill_profiles(self)
        fill_care(self)
        fill_tea(self)
        fill_danger(self)
        fill_topics(self)

    def of_the_circle(self) -> None:
        """Ways in, what was agreed, and what was done."""
        for each in range(self.many):
            record(circle=self.circle, by=self.members[each].person, power=Power.INVITE, object_id="", now=self.now)
        self.rows(
            Invitation,
            lambda each: {
                "by": self.members[each],
                "token": new_public_id() * 2,
                "code": new_public_id(),
                "made_at": self.now,
                "ends_at": self.now + timedelta(days=7),
            },
        )
        self.rows(
            Hold,
            lambda each: {
                "member": self.members[each],
                "asked_by": self.asha,
                "asked_at": self.now,
                "asks_until": self.now + timedelta(days=1),
            },
        )
        answers = self.write(self.scope, by=self.members[0])
        hold = Hold.objects.get(public_id=self.world.ids["access_hold"])
        self.rows(HoldAnswer, lambda each: {"hold": hold, "words": answers[each]})
        for kind in Adopts:
            shown = {"kind": kind, "adopted_at": self.now, "decision_id": self.world.ids["decided"]}
            versions = self.rows(AdoptedVersion, lambda each, shown=shown: {**shown, "number": 100 + each})
            self.rows(
                AdoptedLine, lambda each, kept=versions: {"version": kept[each], "position": 0, "text": "A line."}
            )
            newest = versions[-1]
            self.rows(AdoptedLine, lambda each, at=newest: {"version": at, "position": each + 1, "text": "One more."})

    def of_arriving(self) -> None:
        """Many versions of what newcomers read, many who offer a hello, and many who would like one of Asha."""
        texts = {"happens": "Tea.", "who": "People.", "not_asked": "Why."}
        self.rows(
            Reading, lambda each: {"by": self.members[each], "number": 100 + each, "written_at": self.now, **texts}
        )
        asks = tickets(self, AskKind.HELLO)
        self.rows(Hello, lambda each: {"to": self.asha, "by": self.members[each], "ask": asks[each]})
        Member.objects.filter(pk__in=[each.pk for each in self.members]).update(says_hello=True)

    def of_rooms(self) -> None:
        """Words, people, hands and turns in every meeting that is or was."""
        for name in (*ROOMS, "been"):
            meeting = self.meetings[name]
            here = meeting.current or meeting.parts.get(kind=PartKind.TALK)
            for words in (self.write(meeting.scope), self.write(meeting.scope, by=self.asha, state=State.DRAFT)):
                self.rows(
                    Said,
                    lambda each, at=(meeting, here, words): dict(
                        zip(("meeting", "part", "words"), (*at[:2], at[2][each]), strict=True)
                    ),
                )
            self.rows(
                Attendance,
                lambda each, at=meeting: {"meeting": at, "member": self.members[each], "came_in_at": self.now},
            )
            self._questions([here] * self.many)
        talk, round_ = self.meetings["talking"].current, self.meetings["turning"].current
        self.rows(Hand, lambda each: {"part": talk, "member": self.members[each], "raised_at": self.now})
        self.rows(Seat, lambda each: {"part": round_, "member": self.members[each], "order": 100 + each})
        shared = self.write(self.meetings["arriving"].scope)
        self.rows(CheckIn, lambda each: {"person": self.members[each].person, "words": shared[each], "at": self.now})

    def _questions(self, parts: list[Part]) -> None:
        """A question for each of some parts, with what it touches on."""
        topics = self._topics()
        place = PartQuestion.objects.filter(part__in=parts).aggregate(last=Max("position"))["last"] or 0
        asked = self.rows(
            PartQuestion,
            lambda each: {"part": parts[each], "position": place + 1 + each, "title": "A question", "detail": "More."},
        )
        through = PartQuestion.topics.through
        through.objects.bulk_create(
            through(partquestion=each, topic=topic) for each, topic in zip(asked, topics, strict=True)
        )

    def _topics(self) -> list[Topic]:
        return self.rows(Topic, lambda _each: {"name": f"topic {next(self.numbers)}"})

    def of_plans(self) -> None:
        """Long plans, many changes, many answers; and many meetings before and after."""
        for name in ("coming", "planned"):
            meeting = Meeting.objects.get(public_id=self.world.ids[name])
            shown = {"meeting": meeting, "kind": PartKind.TALK, "title": "A part", "detail": "More.", "minutes": 5}
            parts = self.rows(Part, lambda each, shown=shown: {**shown, "position": 100 + each})
            through = Part.topics.through
            through.objects.bulk_create(
                through(part=each, topic=topic) for each, topic in zip(parts, self._topics(), strict=True)
            )
            self._questions(parts)
            own = meeting.parts.get(public_id=self.world.ids[f"{name}_part"])
            self._questions([own] * self.many)
        coming = self.meetings["coming"]
        kinds = [AnswerKind.COMING, AnswerKind.PART, AnswerKind.WRITING]
        self.rows(
            Answer,
            lambda each: {"meeting": coming, "member": self.members[each], "kind": kinds[each % 3], "at": self.now},
        )
        ahead = self._meetings(MeetingState.INVITED, self.now + timedelta(days=2))
        self._meetings(MeetingState.CLOSED, self.now - timedelta(days=9))
        self._meetings(MeetingState.DRAFT, self.now + timedelta(days=20))
        for changed in (coming, *ahead[:3]):
            self.rows(
                PlanChange,
                lambda each, at=changed: {
                    "meeting": at,
                    "by": self.members[each],
                    "at": self.now,
                    "what": Changed.PLACE,
                    "before": "There",
                    "after": "Here",
                },
            )

    def of_papers(self) -> None:
        """Many papers for a meeting and for one of its parts, what one of them was before, and many ways to pace."""
        for name, part in (("coming", "coming_part"), ("talking", "talk"), ("planned", "")):
            meeting = Meeting.objects.get(public_id=self.world.ids[name])
            by = self.world.harbour.tom if name == "planned" else None
            state = State.DRAFT if name == "planned" else State.SHARED
            text, gist = self.write(self.scope, by=by, state=state), self.write(self.scope, by=by, state=state)
            for_part = Part.objects.get(public_id=self.world.ids[part]) if part else None
            shown = {"meeting": meeting, "title": "A paper", "source": "", "came_at": self.now}
            papers = self.rows(
                Paper,
                lambda each, at=(shown, text, gist, for_part): {
                    **at[0],
                    "words": at[1][each],
                    "gist": at[2][each],
                    "part": at[3] if each % 2 else None,
                },
            )
            through = Paper.topics.through
            through.objects.bulk_create(
                through(paper=each, topic=topic) for each, topic in zip(papers, self._topics(), strict=True)
            )
        paper = Paper.objects.get(public_id=self.world.ids["paper"])
        earlier, gists = self.write(self.scope), self.write(self.scope)
        self.rows(
            PaperBefore,
            lambda each: {
                "paper": paper,
                "words": earlier[each],
                "gist": gists[each],
                "title": "A paper",
                "source": "",
                "until": self.now,
            },
        )
        self.rows(
            Pace,
            lambda each: {"number": 10 + each, "longest_minutes": 200, "by": self.members[each], "at": self.now},
        )
        self.rows(
            TalkQuestions,
            lambda each: {"number": 10 + each, "first": "A", "second": "B", "by": self.members[each], "at": self.now},
        )
        newest = Pace.objects.order_by("-number")[0]
        newest.heavy_topics.set(self._topics())

    def _meetings(self, state: MeetingState, starts_at: Any) -> list[Meeting]:
        scopes = self.rows(Scope, lambda _each: {"kind": ScopeKind.MEETING})
        ScopeMember.objects.bulk_create(
            ScopeMember(circle=self.circle, scope=each, person=self.asha.person) for each in scopes
        )
        return self.rows(
            Meeting,
            lambda each: {
                "scope": scopes[each],
                "title": "A meeting",
                "why": "",
                "place": "",
                "opening_question": "",
                "starts_at": starts_at,
                "state": state,
                "planned_by": self.world.harbour.tom,
                "closed_at": starts_at if state == MeetingState.CLOSED else None,
            },
        )

    def of_decisions(self) -> None:
        """Many proposals; and many questions and positions on each that the table names."""
        for scope in (self.scope, self.meetings["deciding"].scope):
            waiting, decided = self.write(scope), self.write(scope)
            self.rows(Proposal, lambda each, of=(scope, waiting): self._proposal(of[0], of[1][each], each))
            adopted = {"state": ProposalState.ADOPTED, "adopted_at": self.now, "adopted_text": "We do."}
            adopted["closed_at"] = self.now + timedelta(seconds=1)
            self.rows(
                Proposal, lambda each, of=(scope, decided), a=adopted: {**self._proposal(of[0], of[1][each], each), **a}
            )
        touching = Proposal.objects.get(public_id=self.world.ids["touching"])
        first, other = self.write(self.scope), self.write(self.scope)
        of = {"proposal": touching}
        self.rows(
            Reaction,
            lambda each: {**of, "member": self.members[each], "kind": "change", "words": first[each], "said_of": "-"},
        )
        self.rows(Offer, lambda each: {**of, "words": other[each], "by": self.members[each]})
        self.rows(Touched, lambda each: {**of, "member": self.members[each], "told_at": self.now, "told_of": "-"})
        for name in ("proposed", "waits", "opened", "decided", "proposed_in_meeting"):
            proposal = Proposal.objects.get(public_id=self.world.ids[name])
            asked, concerns = self.write(proposal.scope), self.write(proposal.scope)
            self.rows(Question, lambda each, of=(proposal, asked): {"proposal": of[0], "words": of[1][each]})
            if name != "proposed":
                self.rows(Position, lambda each, of=(proposal, concerns): self._position(of[0], of[1][each], each))

    def _proposal(self, scope: Scope, words: Words, number: int) -> dict[str, Any]:
        return {"scope": scope, "words": words, "by": self.members[number], "made_at": self.now}

    def _position(self, proposal: Proposal, words: Words, number: int) -> dict[str, Any]:
        return {
            "proposal": proposal,
            "member": self.members[number],
            "kind": PositionKind.CONCERN,
            "words": words,
            "concern_state": ConcernState.STANDS,
            "taken_at": self.now,
            "counted_as": "for_myself",
        }

    def of_promises(self) -> None:
        """Many promises: open, answered, and in the meeting that is going home."""
        answered = {"answer_kind": PromiseAnswer.DONE, "answer": "It is done.", "answered_at": self.now}
        for scope in (self.scope, self.meetings["going"].scope, self.meetings["been"].scope):
            for more in ({}, answered):
                words = self.write(scope)
                self.rows(
                    Promise,
                    lambda each, of=(scope, words, more): {
                        "scope": of[0],
                        "words": of[1][each],
                        "by": self.members[each],
                        "made_at": self.now,
                        **of[2],
                    },
                )

    def of_times(self) -> None:
        """Many days, askings and answers."""
        day = Span(weekday=2)
        self.rows(CircleDay, lambda each: {"set_by": self.members[each], "day": written([day]), "set_at": self.now})
        OwnDays.objects.bulk_create(
            OwnDays(person=each.person, days=written([day]), is_told=True, told_at=self.now) for each in self.members
        )
        DaysTold.objects.create(circle=self.circle, days=written([day]), made_at=self.now)
        asked = Asking.objects.get(public_id=self.world.ids["asked"])
        self.rows(Reply, lambda each: {"asking": asked, "member": self.members[each], "said": "{}"})
        askings = self.rows(
            Asking, lambda each: {"asked_by": self.members[each], "title": "A time", "asked_at": self.now}
        )
        self.rows(OfferedTime, lambda each: {"asking": askings[each], "starts_at": self.now + timedelta(days=9)})

    def of_threads(self) -> None:
        """Much that led to much, and was asked about often."""
        proposal = Proposal.objects.get(words__public_id=self.world.ids["led_to_words"])
        owed = Promise.objects.get(public_id=self.world.ids["owed"])
        for promise in (owed, Promise.objects.get(public_id=self.world.ids["promised"])):
            self.rows(AskedAgain, lambda _each, of=promise: {"promise": of, "at": self.now - timedelta(days=30)})
        talk = self.meetings["talking"]
        said = self.write(talk.scope)
        self.rows(Said, lambda each: {"meeting": talk, "part": talk.current, "words": said[each]})
        self.rows(CarriedOn, lambda each: {"source": said[each], "onward": proposal.words, "at": self.now})
        for onto in (self.write(self.scope), self.write(self.scope)):
            self.rows(CarriedOn, lambda each, to=onto: {"source": proposal.words, "onward": to[each], "at": self.now})
            of = [self.asha] * self.many
            self.rows(
                Promise,
                lambda each, to=onto, by=of: {
                    "scope": self.scope,
                    "words": to[each],
                    "by": by[each],
                    "made_at": self.now,
                    "by_when": (self.now - timedelta(days=5)).date(),
                },
            )

    def of_asha(self) -> None:
        """Many circles, promises and lines about how she is: what her own pages show."""
        words = self.write(own_scope(self.circle, self.asha.person), by=self.asha)
        self.rows(CheckIn, lambda each: {"person": self.asha.person, "words": words[each], "at": self.now})
        promised = self.write(self.scope, by=self.asha)
        self.rows(
            Promise,
            lambda each: {"scope": self.scope, "words": promised[each], "by": self.asha, "made_at": self.now},
        )
        circles = Circle.objects.bulk_create(
            Circle(name="One more", purpose="", limits="We tell.", time_zone="Europe/London", began_at=self.now)
            for _each in range(self.many)
        )
        scopes = Scope.objects.bulk_create(Scope(circle=each, kind=ScopeKind.CIRCLE) for each in circles)
        for model, made in (
            (Member, {"name": "Asha", "joined_at": self.now - timedelta(days=1)}),
            (ScopeMember, {}),
        ):
            model._base_manager.bulk_create(
                model(
                    circle=circle, person=self.asha.person, **made, **({"scope": scope} if model is ScopeMember else {})
                )
                for circle, scope in zip(circles, scopes, strict=True)
            )

    def of_together(self) -> None:
        """Many in Asha's group, much written there, many who need a break, are back, or answer a change."""
        meeting = self.meetings["grouped"]
        split = Split.objects.get(meeting=meeting)
        group = InGroup.objects.get(split=split, member=self.asha).group
        self.rows(InGroup, lambda each: {"split": split, "group": group, "member": self.members[each]})
        written = self.write(group.scope)
        self.rows(GroupWords, lambda each: {"group": group, "words": written[each]})
        offer = PlanOffer.objects.get(meeting=meeting)
        self.rows(OfferAnswer, lambda each: {"offer": offer, "member": self.members[each], "is_yes": True})
        Pause.objects.create(circle=self.circle, meeting=meeting, is_on=True, somebody_was_told=True)
        self.rows(Back, lambda each: {"meeting": meeting, "member": self.members[each]})
        tom = self.world.harbour.tom
        self.rows(BreakAsked, lambda each: {"meeting": meeting, "member": self.members[each], "told": tom})

    def of_asks(self) -> None:
        """Many asks of everybody and of Asha, many who answered her and Dee, and much that she answered."""
        ends_at = self.now + timedelta(days=30)
        given = {"kind": "ask", "made_at": self.now, "ends_at": ends_at}
        words, own = self.write(self.scope), self.write(self.scope, by=self.asha)
        asks = self.rows(AskOrOffer, lambda each: {**given, "words": words[each], "by": self.members[each]})
        self.rows(AskOrOffer, lambda each: {**given, "words": own[each], "by": self.asha})
        for name in ("ask_of_dee", "ask_of_asha"):
            ask, answers = AskOrOffer.objects.get(public_id=self.world.ids[name]), self._between(ask_by=name)
            self.rows(
                AskAnswer,
                lambda each, of=(ask, answers): {
                    "of": of[0],
                    "words": of[1][each],
                    "by": self.members[each],
                    "at": self.now,
                },
            )
        hers = self.write(self.scope, by=self.asha)
        self.rows(AskAnswer, lambda each: {"of": asks[each], "words": hers[each], "by": self.asha, "at": self.now})

    def _between(self, *, ask_by: str) -> list[Words]:
        """Words in a scope that is named after who reads them: two people each."""
        scope = Scope.objects.create(circle=self.circle, kind=ScopeKind.PAIR)
        reader = self.world.person("Dee" if ask_by == "ask_of_dee" else "Asha")
        ScopeMember.objects.create(circle=self.circle, scope=scope, person=reader)
        return self.write(scope)

    def of_another_hand(self) -> None:
        """Much that Asha sent ahead, many for whom she writes, much that came into her name, many on the phone."""
        coming, talking = self.meetings["coming"], self.meetings["talking"]
        sent = self.write(own_scope(self.circle, self.asha.person), by=self.asha, state=State.DRAFT)
        planned = coming.parts.get(public_id=self.world.ids["coming_part"])
        self.rows(
            Ahead,
            lambda each: {
                "meeting": coming,
                "part": planned if each % 2 else None,
                "member": self.asha,
                "words": sent[each],
                "at": self.now,
            },
        )
        asks, to_asha = tickets(self, AskKind.FRIEND), {"friend": self.asha, "since": self.now}
        self.rows(
            Friend,
            lambda each: {"meeting": talking, "whose": self.members[each], "ask": asks[each], **to_asha},
        )
        done = self.write(talking.scope, by=self.asha)
        self.rows(
            DoneFor,
            lambda each: {
                "meeting": talking,
                "whose": self.asha,
                "way": "phone",
                "what": "words",
                "words": done[each],
                "at": self.now,
            },
        )
        self.rows(OnPhone, lambda each: {"meeting": talking, "member": self.members[each]})
