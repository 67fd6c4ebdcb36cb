"""The Harbour Circle in the middle of its meetings, with planted words: each with the people who may read it."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone

from handinhand.calendars import actions as calendars
from handinhand.care import actions as care
from handinhand.circles import actions as circles
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedLine, Invitation, Member
from handinhand.days import actions as days
from handinhand.days.queries import mine as own_days
from handinhand.days.spans import Span
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind, ReactionKind
from handinhand.decisions.models import Position, Proposal
from handinhand.ground.models import Person, Row, new_public_id
from handinhand.home.actions import messages
from handinhand.meetings.actions import (
    ahead,
    answers,
    changing,
    friends,
    groups,
    papers,
    phones,
    planning,
    rooms,
    said,
    series,
)
from handinhand.meetings.choices import AnswerKind, MeetingState, OfferKind, PartKind, Wider
from handinhand.meetings.models import Meeting, Paper, Part, PartQuestion, Said, Split
from handinhand.people import actions as people
from handinhand.people.models import Address, Comfort, Passkey, SignInLetter, Unsent
from handinhand.people.queries import demonstration_link
from handinhand.people.rules import link_kept_as
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind as PromiseAnswer
from handinhand.promises.models import Promise
from handinhand.returning import actions as returning
from handinhand.returning.rules import stop_kept_as
from handinhand.times import actions as times
from handinhand.times.queries import offered_in
from handinhand.words import actions as words
from handinhand.words.choices import State
from handinhand.words.queries import own_scope, own_text_for
from tests import planted_care, planted_profiles
from tests.cast import NAMES, Group, add_member, make_group
from tests.meetings import plans
from tests.meetings.rooms import begin, fresh, go, part
from tests.planted_asks import plant_asks
from tests.planted_beside import plant_beside
from tests.planted_between import plant_between
from tests.planted_of_danger import plant_danger
from tests.planted_of_energy import plant_energy
from tests.planted_of_links import plant_links
from tests.planted_of_persons import plant_persons
from tests.planted_of_powers import plant_powers
from tests.planted_of_roles import plant_roles
from tests.planted_of_secret import plant_secret
from tests.planted_of_unnamed import plant_unnamed
from tests.planted_of_way import plant_way
from tests.planted_safe_contact import plant_safe_contact
from tests.planted_tea import plant_question, plant_tea
from tests.planted_texts import *
from tests.planted_topics import plant_topics


@dataclass
class World:
    """Two circles; `ids` are what addresses and forms are made of."""

    now: datetime
    harbour: Group
    hillside: Group
    ids: dict[str, str] = field(default_factory=dict)

    def name(self, **things: Row):
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
    world.name(circle=harbour.circle, hillside=hillside.circle, held=wilhelmina)
    for plant in (
        _ways_in,
        _agreed,
        _welcoming,
        _plans,
        _meetings,
        _papers,
        _decisions,
        _deciding_well,
        _promises,
        _led_on,
        _meeting_that_was,
        _by_another_hand,
        _together,
        _safety,
        _times,
        plant_asks,
        plant_energy,
        plant_topics,
        plant_persons,
        plant_between,
        plant_powers,
        plant_roles,
        plant_links,
        planted_profiles.plant,
        planted_care.plant,
        plant_safe_contact,
        plant_way,
        plant_unnamed,
        plant_secret,
    ):
        plant(world)
    world.name(
        passed_on=plant_danger(harbour, now),
        outside=AdoptedLine.objects.get(circle=harbour.circle, version__kind=Adopts.OUTSIDE),
    )
    world.name(drawn=plant_tea(harbour, now), question_of_dee=plant_question(harbour, now))
    coming = plans.fresh(Meeting.objects.get(public_id=world.ids["coming"]))
    world.name(beside=plant_beside(harbour.tom, harbour.dee, coming, now=now))
    # They began early: what is planned for next week comes before them in every list of what is coming.
    Meeting.objects.filter(state=MeetingState.OPEN).update(starts_at=now + timedelta(days=10))
    return world


def _safety(world: World) -> None:
    """Words of Dee's that Tom covered; a hold, one that waits for a second person, and one about Asha that waits."""
    given = {"circle": world.harbour.circle, "scope": world.harbour.scope, "by": world.person("Dee"), "now": world.now}
    covered = words.write(body=COVERED, state=State.SHARED, **given)
    circles.cover(words=covered, by=world.harbour.tom, now=world.now)
    world.name(covered_words=covered)
    held = Member.objects.select_related("circle", "person").get(
        circle=world.harbour.circle, public_id=world.ids["held"]
    )
    hold = circles.ask_hold(member=held, by=world.harbour.jo, now=world.now)
    circles.agree_to_hold(hold=hold, by=world.harbour.sam, now=world.now)
    circles.answer_hold(hold=hold, by=held, text=ANSWER_OF_HELD, now=world.now)
    asked = circles.ask_hold(member=world.harbour.sam, by=world.harbour.ravi, now=world.now)
    about_asha = circles.ask_hold(member=world.harbour.asha, by=world.harbour.ravi, now=world.now)
    world.name(
        access_hold=hold, asked_hold=asked, about_asha=about_asha, sam=world.harbour.sam, asha=world.harbour.asha
    )


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
    passkey = Passkey.objects.create(
        person=dee, name=PASSKEY, public_half="-", lookup=new_public_id(), counter=0, made_at=world.now
    )
    boxes = json.dumps([["/elsewhere/", "text", "", UNSENT]])
    world.name(unsent=Unsent.objects.create(person=dee, where="/elsewhere/", boxes=boxes, at=timezone.now()))
    invented = Person.objects.create(began_at=world.now, is_demonstration=True)
    Comfort.objects.create(person=invented)
    _ways_back_in(world, invitation, invented)
    chosen = messages.Chosen(kinds=["own"], days=["0"], from_hour=8, to_hour=18, time_zone="Europe/London")
    messages.switch_on(by=dee, chosen=chosen, language="en-gb", now=world.now)
    world.ids["off_token"] = address.message_wish.token
    world.ids |= {
        "passkey": passkey.public_id,
        "letter_link": LETTER_LINK,
        "no_link": "not-a-link",
        "card": (card := people.make_card(person=dee, now=world.now)),
        "scanned_card": card.replace(" ", ""),
        "demonstration": demonstration_link(invented).rsplit("/", 2)[-2],
        "demonstration_of_dee": demonstration_link(dee).rsplit("/", 2)[-2],
    }


def _ways_back_in(world: World, invitation: Invitation, asker: Person) -> None:
    """Somebody asks to come back as Dee, and two say that they know them; Bo asks in the name of nobody."""
    before = world.now - timedelta(days=1)
    Member.objects.filter(circle=world.harbour.circle).update(joined_at=before)
    asked = returning.ask(person=asker, invitation=invitation, name="Dee", where="", now=world.now - timedelta(hours=1))
    for name in ("Tom", "Nia"):
        returning.say_i_know(by=_fresh(world.harbour.members[name]), asked=asked, now=world.now)
    asked.refresh_from_db()
    link = f"{STOP_LINK}-{asked.public_id}"
    asked.stop_hash = stop_kept_as(link)
    asked.save()
    of_bo = returning.ask(person=world.person("Bo"), invitation=invitation, name="Gull", where="", now=world.now)
    world.ids |= {"asks_back": asked.public_id, "asked_code": asked.code, "asked_by_bo": of_bo.public_id}
    world.ids |= {"stop": link, "own_place": world.harbour.dee.public_id}


def _fresh(member: Member) -> Member:
    return Member.objects.select_related("circle", "person").get(pk=member.pk)


def _agreed(world: World) -> None:
    given = {"power": Power.ADOPT, "circle": world.harbour.circle, "by": world.harbour.tom, "now": world.now}
    was = circles.use_power(**given, decided_by="d" * 12, kind=Adopts.GOAL, text=OWN_COVERED).lines.get()
    gone = circles.use_power(**given, decided_by="d" * 12, kind=Adopts.GOAL, text="", replaces=was.public_id)
    assert not gone.lines.exists()
    over = own_text_for(
        viewer=world.person("Tom"), circle=world.harbour.circle, kind="adoptedline-text", public_id=was.public_id
    )
    circles.cover(words=over, by=world.harbour.tom, now=world.now)
    for kind, text in ((Adopts.GOAL, GOAL), (Adopts.AGREEMENT, AGREED_BEFORE)):
        version = circles.use_power(**given, decided_by="b" * 12, kind=kind, text=text)
    line = version.lines.get()
    circles.use_power(**given, decided_by="c" * 12, kind=Adopts.AGREEMENT, text=AGREED, replaces=line.public_id)
    world.ids |= {"line": line.public_id, "own_kind": "adoptedline-text", "covered_line": was.public_id}


def _welcoming(world: World) -> None:
    """What newcomers read; Dee shows her pronouns and offers a hello, and Tom would like one."""
    harbour = world.harbour
    texts = {"happens": READING, "who": "", "not_asked": ""}
    circles.change_reading(by=harbour.jo, instead_of=0, now=world.now, **texts)
    circles.come_with(by=harbour.dee, pronouns=PRONOUNS, say_name="")
    circles.offer_hello(by=harbour.dee, offers=True)
    hello = circles.ask_for_hello(to=harbour.dee.public_id, by=harbour.tom, now=world.now)
    world.ids |= {"dee": harbour.dee.public_id, "hello": hello.public_id}


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


def _papers(world: World) -> None:
    """A paper that was changed, one for a meeting's people, one taken back, one of a plan nobody else sees yet."""
    dee = world.harbour.dee
    of_coming = {"meeting": "coming", "part": "coming_part", "to_meeting": False}
    lamps = papers.Written(PAPER_TITLE, PAPER_SOURCE, PAPER_GIST, PAPER_BEFORE, "en-gb", [TOPIC])
    paper = _paper(world, dee, lamps, **of_coming)
    papers.change_paper(paper=paper, by=dee, part=paper.part, written=replace(lamps, body=PAPER), now=world.now)
    gone = _paper(world, dee, _of(PAPER_TAKEN_BACK), **of_coming)
    papers.take_paper_back(paper=gone, by=dee, now=world.now)
    wilhelmina = world.harbour.members[A_NAME]
    hers = _paper(world, wilhelmina, _of(PAPER_OF_WILHELMINA), meeting="coming", part="", to_meeting=True)
    in_meeting = _paper(world, dee, _of(PAPER_IN_MEETING), meeting="talking", part="talk", to_meeting=True)
    planned = _paper(world, world.harbour.tom, _of(PAPER_PLANNED), meeting="planned", part="", to_meeting=False)
    world.name(paper=paper, paper_gone=gone, paper_of_wilhelmina=hers, paper_in_meeting=in_meeting)
    world.name(paper_planned=planned)


def _of(text: str) -> papers.Written:
    """A paper that says the same in its name, its gist and its text."""
    return papers.Written(text, "", text, text)


def _paper(world: World, by: Member, written: papers.Written, *, meeting: str, part: str, to_meeting: bool) -> Paper:
    for_part = Part.objects.get(public_id=world.ids[part]) if part else None
    there = Meeting.objects.get(public_id=world.ids[meeting])
    return papers.attach(meeting=there, by=by, part=for_part, to_meeting=to_meeting, written=written, now=world.now)


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


def _deciding_well(world: World) -> None:
    """One that touches Dee, with a first thought and other words; one that would be given to her, and one that was."""
    harbour, now = world.harbour, world.now
    touching, giving, given = (_propose(world, "Tom", text) for text in (TOUCHING, GIVING, GIVEN))
    decisions.say_it_touches(proposal=touching, by=harbour.tom, whom=harbour.dee.public_id, now=now)
    decisions.react(proposal=touching, by=harbour.dee, kind=ReactionKind.CHANGE, text=CHANGE, now=now)
    offer = decisions.offer(proposal=touching, by=harbour.dee, text=OFFERED, now=now)
    for each in (giving, given):
        decisions.give(proposal=each, by=harbour.tom, to=harbour.dee.public_id, now=now)
    decisions.answer_given(proposal=given, by=harbour.dee, yes=True, now=now)
    decisions.open_positions(proposal=given, by=harbour.tom, now=now)
    for each in harbour.members.values():
        decisions.take_position(proposal=given, by=each, kind=PositionKind.AGREE, now=now)
    decisions.close_positions(proposal=given, by=harbour.tom, now=now)
    world.name(touching=touching, giving=giving, given=given, offer=offer)


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
    world.name(stays_words=stays.words, own_been_words=own.words)


def _by_another_hand(world: World) -> None:
    """What Dee sent ahead; Asha, who writes for Dee; and Tom, whose phone is the room's, with Dee on it."""
    dee, now = world.harbour.dee, world.now
    coming, talking = (Meeting.objects.get(public_id=world.ids[name]) for name in ("coming", "talking"))
    for each in (coming, talking):
        each.circle = world.harbour.circle
    planned = Part.objects.get(public_id=world.ids["coming_part"])
    sent = ahead.send(meeting=coming, part=planned, by=dee, body=SENT_AHEAD, now=now)
    proposal = Proposal.objects.select_related("words", "scope").get(public_id=world.ids["proposed"])
    stands = ahead.send_position(meeting=coming, proposal=proposal, by=dee, kind="agree", concern="", now=now)
    other = coming.parts.exclude(pk=planned.pk).exclude(kind=PartKind.BREAK).first()
    yes = friends.ask(meeting=talking, by=dee, friend=world.harbour.asha, now=now)
    friends.will_write(yes=yes, by=world.harbour.asha, now=now)
    friends.say_for(yes=yes, by=world.harbour.asha, part=part(talking, PartKind.TALK), body=SAID_FOR_DEE, now=now)
    phones.carry(meeting=talking, by=world.harbour.tom, now=now)
    phones.put_on(meeting=talking, by=world.harbour.tom, who=dee, now=now)
    world.name(ahead_of_dee=sent, position_of_dee=stands, coming_other=other, yes=yes)


def _together(world: World) -> None:
    """A meeting in small groups, Dee with Tom and Asha with Nia, in which Tom asks for one more part."""
    harbour, now = world.harbour, world.now
    meeting = _open_at(world, PartKind.TALK)
    split = Split.objects.create(circle=harbour.circle, meeting=meeting, part=meeting.current, question=GROUPS_ASK)
    for names in (("Dee", "Tom"), ("Asha", "Nia")):
        groups.make_group(meeting, split, [harbour.members[name] for name in names])
    groups.say_in_group(meeting=meeting, by=harbour.dee, body=IN_A_GROUP, now=now)
    asked = {"kind": OfferKind.ADD, "after": meeting.current, "part_kind": "talk", "title": OFFERED_PART, "minutes": 10}
    offer = changing.offer(meeting=meeting, by=harbour.tom, now=now, **asked)
    yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)
    friends.will_write(yes=yes, by=harbour.asha, now=now)
    here = {"grouped": meeting, "grouped_part": meeting.current, "room_offer": offer}
    world.name(**here, holds=harbour.tom, yes_grouped=yes)


def _let_a_third_decide(world: World) -> None:
    """A third of the circle is enough to decide, so that four people in a meeting can."""
    rule = world.harbour.circle.decision_rule
    rule.share_percent = 33
    rule.save()


def _times(world: World) -> None:
    """Days that do not suit, times that are asked about and one that is found, a meeting called off, a calendar."""
    harbour, now = world.harbour, world.now
    dee = harbour.dee.person
    days.add_own_day(by=dee, span=Span(day=(now + timedelta(days=60)).date(), note=NOTE_ON_A_DAY), now=now)
    world.ids["own_day"] = own_days(person=dee).days[0].ident
    far = Span(day=(now + timedelta(days=61)).date(), note=CIRCLE_DAY)
    world.ids["circle_day"] = days.set_circle_day(by=harbour.tom, span=far, now=now).public_id
    asked, found = (
        times.ask(by=harbour.tom, title=title, moments=[now + timedelta(days=day + each) for each in (0, 1)], now=now)
        for title, day in ((ASKED_TIMES, 30), (FOUND_TIMES, 40))
    )
    first, _second = offered_in(found)
    for name in ("Tom", "Dee", "Marcus", "Jo", "Sam"):
        times.answer(asking=found, by=harbour.members[name], said={first.public_id: "can"})
    times.answer(asking=asked, by=harbour.dee, said={offered_in(asked)[0].public_id: "cannot"})
    times.close(asking=found, by=harbour.tom, now=now)
    world.ids |= {"asked": asked.public_id, "found": found.public_id, "found_time": first.public_id}
    off = _described(plans.draft(harbour, now=now, by=harbour.tom), harbour.tom, now, title=CALLED_OFF)
    planning.invite(meeting=off, by=harbour.tom, now=now)
    series.call_off(meeting=plans.fresh(off), by=harbour.tom, and_later=False, now=now)
    world.name(called_off=off)
    world.ids |= {"secret": calendars.make_address(by=dee, now=now), "no_secret": "q" * 27}


def _whole(said_: Said) -> Said:
    return Said.objects.select_related("words__scope", "meeting__circle", "meeting__scope").get(pk=said_.pk)
