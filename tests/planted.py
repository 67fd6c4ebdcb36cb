"""The Harbour Circle in the middle of its meetings, with planted words: each with the people who may read it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handinhand.care import actions as care
from handinhand.circles import actions as circles
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import Member
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Position, Proposal
from handinhand.ground.models import Circle, Person
from handinhand.home.actions import messages
from handinhand.meetings.actions import answers, planning, rooms, said
from handinhand.meetings.choices import AnswerKind, MeetingState, PartKind, Wider
from handinhand.meetings.models import Meeting, Part, PartQuestion, Said
from handinhand.people import actions as people
from handinhand.people.models import Address, Comfort, SignInLetter
from handinhand.people.queries import demonstration_link
from handinhand.people.rules import link_kept_as
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind as PromiseAnswer
from handinhand.promises.models import Promise
from handinhand.words import actions as words
from handinhand.words.models import Words
from handinhand.words.queries import own_scope
from tests.cast import NAMES, Group, add_member, make_group
from tests.meetings import plans
from tests.meetings.rooms import begin, fresh, go, part

# Tom holds the meetings and is planning one more. Dee wrote most of what is planted. Asha is the member of the table:
# she was in every meeting, and nothing of it is hers alone. Marcus was in none. Nia was in all of them and has left.
HERE = frozenset({"Tom", "Dee", "Asha", "Marcus"})
IN_THE_MEETING = frozenset({"Tom", "Dee", "Asha"})
DEE, TOM, ASHA, BO, NOBODY = frozenset({"Dee"}), frozenset({"Tom"}), frozenset({"Asha"}), frozenset({"Bo"}), frozenset()

A_NAME = "Wilhelmina"
AN_ORGANISATION = "Kestrel Rooms"
PURPOSE = "To mend the stairs of the old pilot house together."
LIMITS = "If a boat is sinking we tell the lifeboat, and we tell you first."
GOAL = "A landing stage with a bench on it."
AGREED = "Anyone may look out of the window."
AGREED_BEFORE = "Anyone may bring a kite."
TITLE = "Which lamp for the harbour wall"
PLACE_BEFORE = "The room above the chandlery"
PLACE = "The room behind the bakery"
QUESTION = "Which colour should the lamp be"
TOPIC = "dark evenings"
SAID = "A lantern in every window would do."
SAID_ARRIVING = "I came along the canal."
SAID_BY_ASHA = "I would like a painted door."
SAID_BY_NIA = "Let us ask the ferryman."
KEPT = "I am not sure about the ferryman."
KEPT_BY_NIA = "I keep thinking about the gulls."
TAKEN_BACK = "The old buoy should go."
IDEA = "A rope ladder down to the water."
IDEA_OF_ASHA = "A blackboard by the gate."
LET_FURTHER = "A green umbrella stand for everybody."
NOT_LET_FURTHER = "My sister used to work on the pier."
HOW_I_AM_ALONE = "Wide awake since four this morning."
HOW_I_AM_SHARED = "Glad about the sunshine on the quay."
HOW_ASHA_IS = "Slow and steady like the tide."
HOW_NIA_WAS = "Cold feet and a warm scarf."
PLANNED = "Walking the breakwater"
PLANNED_WHY = "To count the loose stones."
PLANNED_PLACE = "Meet by the anchor"
PLANNED_QUESTION = "When did you last skim a stone"
PLANNED_PART = "Counting the bollards"
PLANNED_TOPIC = "slippery steps"
PLANNED_ASKED = "Who carries the chalk"
PROPOSED = "We buy one brass bell."
ASKED_AND_TAKEN_BACK = "Would the bell rust in the rain"
CONCERN_TAKEN_BACK = "The wall belongs to my cousin."
PROPOSED_AND_TAKEN_BACK = "We sell the old oars."
PROMISED_AND_TAKEN_BACK = "I will climb the mast."
PROPOSED_IN_MEETING = "We whitewash the boathouse."
ASKED = "Would the bell wake the neighbours"
OPENED = "We sweep the slipway every spring."
CONCERN = "The slipway floods at new moon."
WAITS = "We keep the tide table on the wall."
CONCERN_OF_DEE = "The wall is damp in winter."
CONCERN_OF_ASHA = "The wall is hidden by the door."
DECIDED_IN_MEETING = "We name the rowing boat Petrel."
CONCERN_IN_MEETING = "Petrels bring storms, sailors say."
PROMISED = "I will oil the crane."
PROMISED_IN_MEETING = "I will lend my barometer."
PROMISED_BY_ASHA = "I will find a tin of varnish."
PROMISED_BY_NIA = "I will mend the fishing net."
ANSWERED = "I will ask for a wider gangway."
ANSWER = "The gangway is now two metres wide."
LED = "A swing on the old crane."
PROPOSED_FROM = "We hang one swing on the crane."
PROMISED_FROM = "I will find a long rope."
NOT_NEEDED = "I will look for a second swing."
OF_HILLSIDE = "We plant a walnut tree."
EMAIL = "dee@example.org"
LETTER_LINK = "a-letter-link-of-this-table"

SEEN_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys((A_NAME, AN_ORGANISATION, PURPOSE, LIMITS, GOAL, AGREED, AGREED_BEFORE), HERE),
    **dict.fromkeys((TITLE, PLACE_BEFORE, PLACE, QUESTION, TOPIC, LET_FURTHER, PROPOSED, ASKED, OPENED, WAITS), HERE),
    **dict.fromkeys((CONCERN_OF_DEE, CONCERN_OF_ASHA, DECIDED_IN_MEETING, PROMISED, PROMISED_BY_ASHA), HERE),
    **dict.fromkeys((PROMISED_BY_NIA, ANSWERED, ANSWER, PROPOSED_FROM, PROMISED_FROM, NOT_NEEDED), HERE),
    **dict.fromkeys((SAID, SAID_ARRIVING, SAID_BY_ASHA, SAID_BY_NIA, NOT_LET_FURTHER, HOW_I_AM_SHARED), IN_THE_MEETING),
    **dict.fromkeys((PROPOSED_IN_MEETING, CONCERN_IN_MEETING, PROMISED_IN_MEETING), IN_THE_MEETING),
    **dict.fromkeys((KEPT, TAKEN_BACK, IDEA, LED, HOW_I_AM_ALONE, CONCERN, EMAIL), DEE),
    **dict.fromkeys((PLANNED, PLANNED_WHY, PLANNED_PLACE, PLANNED_QUESTION), TOM),
    **dict.fromkeys((PLANNED_PART, PLANNED_TOPIC, PLANNED_ASKED), TOM),
    **dict.fromkeys((ASKED_AND_TAKEN_BACK, PROPOSED_AND_TAKEN_BACK, PROMISED_AND_TAKEN_BACK), DEE),
    **dict.fromkeys((IDEA_OF_ASHA, HOW_ASHA_IS), ASHA),
    **dict.fromkeys((KEPT_BY_NIA, HOW_NIA_WAS, CONCERN_TAKEN_BACK), NOBODY),
    OF_HILLSIDE: BO,
}


@dataclass
class World:
    """Two circles; `ids` are what addresses and forms are made of."""

    now: datetime
    harbour: Group
    hillside: Group
    ids: dict[str, str] = field(default_factory=dict)

    def name(self, **things: Circle | Meeting | Part | PartQuestion | Proposal | Position | Promise | Said | Words):
        """Remember rows by what they are called in the table."""
        self.ids |= {name: thing.public_id for name, thing in things.items()}

    def person(self, name: str) -> Person:
        """Whoever goes by a name in either circle."""
        return {**self.harbour.members, **self.hillside.members}[name].person


def make_world(*, now: datetime) -> World:
    """Everything that the table's addresses are about. Nia has not left yet."""
    harbour = make_group(name="Harbour Circle", now=now, people=NAMES)
    hillside = make_group(name="Hillside Circle", now=now, people=("Bo", "Kit"))
    for group, purpose, limits in ((harbour, PURPOSE, LIMITS), (hillside, "To plant trees.", "We say what we saw.")):
        group.circle.purpose, group.circle.limits = purpose, limits
        group.circle.save()
    wilhelmina = add_member(harbour, A_NAME, now=now)
    wilhelmina.standing, wilhelmina.organisation = "for_organisation", AN_ORGANISATION
    wilhelmina.save()
    world = World(now, harbour, hillside)
    world.name(circle=harbour.circle, hillside=hillside.circle)
    for plant in (_ways_in, _agreed, _plans, _meetings, _decisions, _promises, _led_on, _meeting_that_was):
        plant(world)
    # They began early: what is planned for next week comes before them in every list of what is coming.
    Meeting.objects.filter(state=MeetingState.OPEN).update(starts_at=now + timedelta(days=10))
    return world


def _ways_in(world: World) -> None:
    invitation = circles.invite(by=world.harbour.tom, now=world.now)
    other = circles.invite(by=world.hillside.bo, now=world.now)
    world.ids |= {"invitation": invitation.public_id, "token": invitation.token, "code": invitation.code}
    world.ids |= {"token_of_hillside": other.token, "no_token": "q" * 27}
    dee = world.harbour.dee.person
    address = Address.objects.create(person=dee, email=EMAIL, confirmed_at=world.now)
    SignInLetter.objects.create(
        address=address,
        link_hash=link_kept_as(LETTER_LINK),
        code_hash="-" * 64,
        made_at=world.now,
        ends_at=world.now + timedelta(minutes=30),
    )
    invented = Person.objects.create(began_at=world.now, is_demonstration=True)
    Comfort.objects.create(person=invented)
    chosen = messages.Chosen(kinds=["own"], days=["0"], from_hour=8, to_hour=18, time_zone="Europe/London")
    messages.switch_on(by=dee, chosen=chosen, language="en-gb", now=world.now)
    world.ids["off_token"] = address.message_wish.token
    world.ids |= {
        "link": LETTER_LINK,
        "no_link": "not-a-link",
        "card": people.make_card(person=dee, now=world.now),
        "demonstration": demonstration_link(invented).rsplit("/", 2)[-2],
        "demonstration_of_dee": demonstration_link(dee).rsplit("/", 2)[-2],
    }


def _agreed(world: World) -> None:
    given = {"power": Power.ADOPT, "circle": world.harbour.circle, "by": world.harbour.tom, "now": world.now}
    for kind, text in ((Adopts.GOAL, GOAL), (Adopts.AGREEMENT, AGREED_BEFORE)):
        version = circles.use_power(**given, decided_by="b" * 12, kind=kind, text=text)
    line = version.lines.get()
    circles.use_power(**given, decided_by="c" * 12, kind=Adopts.AGREEMENT, text=AGREED, replaces=line.public_id)
    world.ids["line"] = line.public_id


def _plans(world: World) -> None:
    """One plan that everybody is invited to, and was changed since; one that Tom is still planning."""
    tom, now = world.harbour.tom, world.now
    coming = plans.draft(world.harbour, now=now, by=tom)
    coming = _described(coming, tom, now, title=TITLE, place=PLACE_BEFORE)
    round_ = plans.fresh(coming).parts.get(kind=PartKind.ROUND)
    planning.add_question(part=_in(coming, round_), by=tom, title=QUESTION, detail="", touches_on=[TOPIC], now=now)
    for finding in planning.plans.findings(coming):
        planning.leave_finding(meeting=coming, key=finding.key, by=tom, now=now)
    planning.invite(meeting=plans.fresh(coming), by=tom, now=now)
    coming = _described(coming, tom, now, title=TITLE, place=PLACE)
    planned = plans.draft(world.harbour, now=now, by=tom)
    planned = _described(
        planned, tom, now, title=PLANNED, why=PLANNED_WHY, place=PLANNED_PLACE, opening_question=PLANNED_QUESTION
    )
    details = {"detail": "", "touches_on": [PLANNED_TOPIC], "now": now, "by": tom}
    planning.add_part(meeting=planned, kind=PartKind.TALK, title=PLANNED_PART, minutes=60, **details)
    own = plans.named(planned, PLANNED_PART)
    planning.add_question(part=_in(planned, own), title=PLANNED_ASKED, **details)
    world.name(coming=coming, coming_part=round_, coming_question=PartQuestion.objects.get(part=round_))
    world.name(planned=planned, planned_part=own, planned_question=PartQuestion.objects.get(part=own))
    world.ids["finding"] = planning.plans.findings(planned)[0].key
    answers.answer(meeting=coming, by=world.harbour.members[A_NAME], kind=AnswerKind.COMING, now=now)


def _described(meeting: Meeting, by: Member, now: datetime, **details: str) -> Meeting:
    given = {**plans.DETAILS, "starts_at": meeting.starts_at, **details}
    planning.change_details(meeting=plans.fresh(meeting), by=by, now=now, **given)
    return plans.fresh(meeting)


def _in(meeting: Meeting, a_part: Part) -> Part:
    a_part.meeting = plans.fresh(meeting)
    return a_part


def _open_at(world: World, kind: PartKind) -> Meeting:
    """A meeting that is happening, at a part of one kind."""
    meeting = begin(world.harbour, now=world.now, come=("Tom", "Dee", "Asha", "Nia"))
    return meeting if kind == PartKind.ARRIVING else go(meeting, kind, by=world.harbour.tom, now=world.now)


def _say(world: World, meeting: Meeting, who: str, body: str, *, keep: bool = False) -> Said:
    meeting = fresh(meeting)
    current = meeting.current
    assert current is not None
    by = world.harbour.members[who]
    return said.say(meeting=meeting, part=current, by=by, body=body, keep=keep, now=world.now, question=None)


def _meetings(world: World) -> None:
    """A meeting at each kind of part that people write in."""
    arriving = _open_at(world, PartKind.ARRIVING)
    _say(world, arriving, "Dee", SAID_ARRIVING)
    said.say_how_i_am(
        meeting=fresh(arriving), by=world.harbour.dee, body=HOW_I_AM_SHARED, to_meeting=True, now=world.now
    )
    for who, body in (("Dee", HOW_I_AM_ALONE), ("Asha", HOW_ASHA_IS), ("Nia", HOW_NIA_WAS)):
        person = world.person(who)
        scope = own_scope(world.harbour.circle, person)
        kept = care.check_in(circle=world.harbour.circle, scope=scope, by=person, body=body, now=world.now)
        world.ids[f"how_{who.lower()}"] = kept.public_id
    talking = _open_at(world, PartKind.TALK)
    kept = {
        "said": _say(world, talking, "Dee", SAID),
        "own_said": _say(world, talking, "Asha", SAID_BY_ASHA),
        "said_by_nia": _say(world, talking, "Nia", SAID_BY_NIA),
        "kept": _say(world, talking, "Dee", KEPT, keep=True),
        "kept_by_nia": _say(world, talking, "Nia", KEPT_BY_NIA, keep=True),
        "taken_back": _say(world, talking, "Dee", TAKEN_BACK),
    }
    words.take_back(words=kept["taken_back"].words, by=world.person("Dee"))
    thinking = _open_at(world, PartKind.IDEAS)
    kept["idea"] = _say(world, thinking, "Dee", IDEA)
    kept["own_idea"] = _say(world, thinking, "Asha", IDEA_OF_ASHA)
    turning = _open_at(world, PartKind.ROUND)
    world.name(arriving=arriving, talking=talking, thinking=thinking, turning=turning)
    world.name(talk=part(talking, PartKind.TALK), ideas=part(thinking, PartKind.IDEAS))
    world.name(arrive=part(arriving, PartKind.ARRIVING), talk_after=part(talking, PartKind.ROUND))
    world.name(**kept)
    world.name(**{f"{name}_words": each.words for name, each in kept.items()})
    _let_dee_begin(turning.current)
    world.ids["whose"] = world.harbour.dee.public_id


def _let_dee_begin(a_round: Part) -> None:
    """Dee has the turn: who begins is drawn, and the table says what happens when it is not Asha's turn."""
    seats = sorted(a_round.seats.select_related("member"), key=lambda seat: seat.member.name != "Dee")
    for begins_at in (len(seats), 0):
        for place, seat in enumerate(seats, start=begins_at):
            seat.order = place
            seat.save(update_fields=["order"])


def _propose(world: World, who: str, text: str, meeting: Meeting | None = None) -> Proposal:
    scope = world.harbour.scope if meeting is None else meeting.scope
    by, circle = world.harbour.members[who], world.harbour.circle
    return decisions.propose(circle=circle, scope=scope, by=by, text=text, now=world.now)


def _take_up(world: World, meeting: Meeting, proposal: Proposal, **positions: str) -> None:
    """Take a proposal up; `positions` are a concern by name, or nothing for those who agree."""
    by, here = world.harbour.tom, part(meeting, PartKind.DECISION)
    said.take_up(meeting=fresh(meeting), part=here, proposal=proposal, by=by, now=world.now)
    for name, concern in positions.items():
        kind = PositionKind.CONCERN if concern else PositionKind.AGREE
        decisions.take_position(
            proposal=proposal, by=world.harbour.members[name.capitalize()], kind=kind, concern=concern, now=world.now
        )


def _decisions(world: World) -> None:
    """One proposal that waits, one that is open, one whose concerns are to be settled, one for a meeting alone."""
    deciding = _open_at(world, PartKind.DECISION)
    proposed = _propose(world, "Dee", PROPOSED)
    decisions.ask(proposal=proposed, by=world.harbour.dee, text=ASKED, now=world.now)
    asked = decisions.ask(proposal=proposed, by=world.harbour.dee, text=ASKED_AND_TAKEN_BACK, now=world.now)
    gone = _propose(world, "Dee", PROPOSED_AND_TAKEN_BACK)
    waits = _propose(world, "Dee", WAITS)
    concerns = {"dee": CONCERN_OF_DEE, "asha": CONCERN_OF_ASHA, "ravi": CONCERN_TAKEN_BACK}
    _take_up(world, deciding, waits, tom="", nia="", sam="", **concerns)
    decisions.close_positions(proposal=waits, by=world.harbour.tom, now=world.now)
    of_ravi = Position.objects.select_related("words__scope").get(proposal=waits, member=world.harbour.ravi)
    words.take_back(words=of_ravi.words, by=world.person("Ravi"))
    for each in (asked, gone):
        words.take_back(words=each.words, by=world.person("Dee"))
    world.name(proposed_and_taken_back=gone)
    opened = _propose(world, "Tom", OPENED)
    _take_up(world, deciding, opened, tom="", dee=CONCERN)
    in_meeting = _propose(world, "Tom", PROPOSED_IN_MEETING, deciding)
    own = {name: Position.objects.get(proposal=waits, member=world.harbour.members[name]) for name in ("Dee", "Asha")}
    world.name(deciding=deciding, proposed=proposed, waits=waits, opened=opened, proposed_in_meeting=in_meeting)
    world.name(decide=part(deciding, PartKind.DECISION), concern_of_dee=own["Dee"], concern_of_asha=own["Asha"])
    concern = Position.objects.select_related("words").get(proposal=opened, member=world.harbour.dee)
    world.name(concern_words=concern.words)


def _promises(world: World) -> None:
    """Promises to the circle and to a meeting: open, answered, asked of anybody, and one of who has left."""
    going = _open_at(world, PartKind.LEAVING)

    def make(who: str | None, text: str, meeting: Meeting | None = None) -> Promise:
        scope = world.harbour.scope if meeting is None else meeting.scope
        by = world.harbour.members[who] if who else None
        day = (world.now + timedelta(days=9)).date()
        return promises.make(circle=world.harbour.circle, scope=scope, by=by, text=text, by_when=day, now=world.now)

    answered = make("Dee", ANSWERED)
    promises.answer(promise=answered, by=world.harbour.dee, kind=PromiseAnswer.DONE, text=ANSWER, now=world.now)
    world.name(going=going, promised=make("Dee", PROMISED), promised_by_asha=make("Asha", PROMISED_BY_ASHA))
    world.name(promised_in_meeting=make("Dee", PROMISED_IN_MEETING, going), answered=answered)
    world.name(promised_by_nia=make("Nia", PROMISED_BY_NIA), among=going.scope)
    gone = make("Dee", PROMISED_AND_TAKEN_BACK)
    words.take_back(words=gone.words, by=world.person("Dee"))
    world.name(promised_and_taken_back=gone)
    bo, hillside = world.hillside.bo, world.hillside
    promises.make(circle=hillside.circle, scope=hillside.scope, by=bo, text=OF_HILLSIDE, by_when=None, now=world.now)


def _led_on(world: World) -> None:
    """What Dee kept to herself in a meeting led to a proposal, and that to a promise of an organisation, long ago."""
    thinking = Meeting.objects.get(public_id=world.ids["talking"])
    led = _say(world, thinking, "Dee", LED, keep=True)
    long_ago, circle, scope = world.now - timedelta(days=30), world.harbour.circle, world.harbour.scope
    given = {"circle": circle, "scope": scope, "now": long_ago}
    proposed = decisions.propose(**given, by=world.harbour.dee, text=PROPOSED_FROM, came_from=led.words)
    marcus, day = world.harbour.marcus, (world.now - timedelta(days=9)).date()
    promised = {"by": marcus, "came_from": proposed.words}
    owed = promises.make(**given, **promised, text=PROMISED_FROM, by_when=day)
    not_needed = promises.make(**given, **promised, text=NOT_NEEDED, by_when=None)
    promises.let_go(promise=not_needed, by=world.harbour.dee, now=world.now)
    world.name(led_words=led.words, led_to_words=proposed.words, owed=owed, not_needed=not_needed)


def _meeting_that_was(world: World) -> None:
    """A meeting that has been: some words went beyond it, some did not, and something was decided in it."""
    been = _open_at(world, PartKind.TALK)
    further = _say(world, been, "Dee", LET_FURTHER)
    said.let_further(said=_whole(further), by=world.harbour.dee, wider=Wider.YES)
    stays = _say(world, been, "Dee", NOT_LET_FURTHER)
    own = _say(world, been, "Asha", "A bench that faces west.")
    been = go(been, PartKind.DECISION, by=world.harbour.tom, now=world.now)
    proposal = _propose(world, "Tom", DECIDED_IN_MEETING, been)
    _take_up(world, been, proposal, tom="", dee=CONCERN_IN_MEETING, asha="", nia="")
    position = Position.objects.select_related(
        "proposal", "proposal__circle", "proposal__scope", "proposal__words"
    ).get(proposal=proposal, member=world.harbour.dee)
    _let_a_third_decide(world)
    decisions.close_positions(proposal=proposal, by=world.harbour.tom, now=world.now)
    position.refresh_from_db(fields=["concern_state"])
    decisions.leave_as_minority(position=position, by=world.harbour.dee, text=CONCERN_IN_MEETING, now=world.now)
    rooms.close(meeting=fresh(been), by=world.harbour.tom, now=world.now)
    world.name(been=been, further=further, stays=stays, own_been=own, decided=proposal)


def _let_a_third_decide(world: World) -> None:
    """A third of the circle is enough to decide, so that four people in a meeting can."""
    rule = world.harbour.circle.decision_rule
    rule.share_percent = 33
    rule.save()


def _whole(said_: Said) -> Said:
    return Said.objects.select_related("words__scope", "meeting__circle", "meeting__scope").get(pk=said_.pk)
