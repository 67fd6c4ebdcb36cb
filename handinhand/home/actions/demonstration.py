"""Makes the demonstration: the invented Harbour Circle, in the middle of the round of a meeting."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from handinhand.circles.actions import join
from handinhand.circles.choices import Adopts, Standing
from handinhand.circles.models import Invitation, Member
from handinhand.decisions.actions import close_positions, propose, take_position
from handinhand.decisions.choices import PositionKind
from handinhand.ground.models import Circle, KeyCheck, Person
from handinhand.home import harbour
from handinhand.home.actions.getting_to_know import get_to_know
from handinhand.home.actions.unnamed import write_without_names
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.load import START, load
from handinhand.meetings.actions.rooms import begin, close, come_in, go_to
from handinhand.meetings.actions.said import say, take_up
from handinhand.meetings.actions.turns import end_turn, pass_turn
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.choices import PartKind as Kind
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.turns import round_turn
from handinhand.meetings.reading import LoadedFile, LoadedMeeting
from handinhand.people.actions import begin_person
from handinhand.promises.actions import answer as answer_promise
from handinhand.promises.actions import make
from handinhand.promises.choices import AnswerKind as PromiseAnswer
from handinhand.promises.models import Promise
from handinhand.words.queries import circle_scope

LAST, NEXT = timedelta(days=21), timedelta(days=9)
# What stands before the round in the plan, and the minutes to which its beginning is rounded.
UP_TO_THE_ROUND, ROUNDED_TO = timedelta(minutes=50), 5
# Nobody who looks round for an afternoon finds it changed; whoever comes back the next day finds it as new.
LASTS = timedelta(hours=12)
THIS_TIME = ", this time"
TURNS_TAKEN = 3


@transaction.atomic
def ensure_demonstration(*, now: datetime) -> list[Member]:
    """The people of the demonstration; made when it is not there yet, and anew when its meeting is long past."""
    # One row that is always there, so that of two commands one makes it and the other finds it.
    KeyCheck.objects.select_for_update().first()
    lately = Meeting.objects.filter(circle__is_demonstration=True, opened_at__gt=now - LASTS).order_by("-opened_at")
    meeting = next((each for each in lately if (each.loaded_from or "").endswith(THIS_TIME)), None)
    there = Member.objects.filter(circle=meeting.circle_id if meeting else None, left_at__isnull=True)
    return list(there.select_related("person").order_by("pk")) or _make(now)


def _make(now: datetime) -> list[Member]:
    zone = ZoneInfo(harbour.TIME_ZONE)
    clock = (now - UP_TO_THE_ROUND).astimezone(zone)
    clock = clock.replace(minute=clock.minute // ROUNDED_TO * ROUNDED_TO, second=0, microsecond=0)
    day, began = clock.date(), clock.astimezone(UTC)
    then = datetime.combine(day - LAST, START, tzinfo=zone).astimezone(UTC)
    this_one = f"demonstration {now.isoformat()}"
    before = LoadedMeeting(day - LAST, *harbour.LAST_TIME, (), f"{this_one}, last time")
    today = LoadedMeeting(day, *harbour.THIS_TIME, (), f"{this_one}{THIS_TIME}")
    ahead = LoadedMeeting(day + NEXT, *harbour.NEXT_TIME, (), f"{this_one}, next time")
    first = load(loaded=_file(before), now=then)[0]
    Circle.objects.filter(pk=first.circle.pk).update(is_demonstration=True)
    people = dict(_join(first.circle, now=then))
    kept = _meet_last_time(first.meeting, people, now=then)
    done, words = PromiseAnswer.DONE, harbour.KEPT[2]
    answer_promise(promise=kept, by=people[harbour.KEPT[0]], kind=done, text=words, now=began - LAST / 2)
    _be_in_the_round(load(loaded=_file(before, today), now=began, start=clock.time())[1].meeting, people, now=began)
    next_meeting = load(loaded=_file(before, ahead), now=began)[1].meeting
    for name in ("Tom", "Asha", "Sam", "Marcus"):
        answer(meeting=_again(next_meeting), by=people[name], kind=AnswerKind.COMING, now=began)
    get_to_know(people, then=then, now=now)
    write_without_names(people, then=then, now=now)
    return list(people.values())


def _file(*meetings: LoadedMeeting) -> LoadedFile:
    return LoadedFile(harbour.NAME, harbour.PURPOSE, meetings, [])


def _join(circle: Circle, *, now: datetime) -> Iterator[tuple[str, Member]]:
    """Eight people join, two of them for organisations."""
    invitation = Invitation.objects.select_related("circle").get(circle=circle)
    for each in harbour.PEOPLE:
        person = begin_person(now=now)
        Person.objects.filter(pk=person.pk).update(is_demonstration=True)
        person.is_demonstration = True
        member = join(
            person=person,
            invitation=invitation,
            name=each.name,
            shape=each.shape,
            colour=each.colour,
            standing=Standing.FOR_ORGANISATION if each.organisation else Standing.FOR_MYSELF,
            organisation=each.organisation,
            now=now,
        )
        yield each.name, member


def _again(meeting: Meeting) -> Meeting:
    """The meeting as it is now."""
    return Meeting.objects.select_related("scope", "circle", "holder", "current", "current__proposal").get(
        pk=meeting.pk
    )


def _go(meeting: Meeting, kind: Kind, by: Member, now: datetime) -> Meeting:
    """On to the next part of a kind."""
    meeting = _again(meeting)
    here = meeting.current
    if here is not None:
        part = meeting.parts.filter(kind=kind, position__gt=here.position).order_by("position")[0]
        go_to(meeting=meeting, by=by, now=now, leave=here.public_id, part=part)
    return _again(meeting)


def _meet_last_time(meeting: Meeting, people: dict[str, Member], *, now: datetime) -> Promise:
    """A meeting three weeks ago: what the circle agreed, and what was promised; the promise that was kept since."""
    asha = people["Asha"]
    for member in people.values():
        answer(meeting=_again(meeting), by=member, kind=AnswerKind.COMING, now=now)
    begin(meeting=_again(meeting), by=asha, now=now)
    for member in people.values():
        come_in(meeting=_again(meeting), by=member, now=now)
    _say(_go(meeting, Kind.TALK, asha, now), people, harbour.SAID_LAST_TIME, now=now)
    own = ((Adopts.GOAL, harbour.GOAL), (Adopts.AGREEMENT, harbour.AGREED), (Adopts.UNNAMED, harbour.MAY_WRITE))
    for adopts, text in own:
        _decide(meeting, people, adopts=adopts, text=text, now=now)
    for name, text, days in harbour.OPEN:
        _promise(people[name], text, now=now, days=days + LAST.days)
    name, text, _answer = harbour.KEPT
    kept = _promise(people[name], text, now=now, days=14)
    close(meeting=_again(meeting), by=asha, now=now + timedelta(minutes=80))
    return kept


def _decide(meeting: Meeting, people: dict[str, Member], *, adopts: Adopts, text: str, now: datetime) -> None:
    asha = people["Asha"]
    meeting = _again(meeting)
    if meeting.current is not None and meeting.current.kind != Kind.DECISION:
        meeting = _go(meeting, Kind.DECISION, asha, now)
    proposal = propose(
        circle=meeting.circle, scope=circle_scope(meeting.circle), by=people["Dee"], text=text, adopts=adopts, now=now
    )
    part = _again(meeting).current
    if part is not None:
        take_up(meeting=_again(meeting), part=part, proposal=proposal, by=asha, now=now)
    for name, kind in (("Tom", PositionKind.AGREE), ("Dee", PositionKind.AGREE), ("Asha", PositionKind.AGREE)):
        take_position(proposal=proposal, by=people[name], kind=kind, now=now)
    take_position(proposal=proposal, by=people["Marcus"], kind=PositionKind.LIVE_WITH, now=now)
    close_positions(proposal=proposal, by=asha, now=now)


def _promise(by: Member, text: str, *, now: datetime, days: int) -> Promise:
    scope, by_when = circle_scope(by.circle), (now + timedelta(days=days)).date()
    return make(circle=by.circle, scope=scope, by=by, text=text, by_when=by_when, now=now)


def _say(meeting: Meeting, people: dict[str, Member], said: dict[str, str], *, now: datetime) -> None:
    """Some of them say something in the part that is going on."""
    part = meeting.current
    if part is None:
        return
    for name, text in said.items():
        say(meeting=_again(meeting), part=part, by=people[name], body=text, keep=False, now=now, question=None)


def _be_in_the_round(meeting: Meeting, people: dict[str, Member], *, now: datetime) -> None:
    """A meeting that is happening: seven came in, three turns are taken, somebody passed."""
    sam = people["Sam"]
    for name, member in people.items():
        kind = AnswerKind.WRITING if name == harbour.IN_WRITING else AnswerKind.COMING
        answer(meeting=_again(meeting), by=member, kind=kind, now=now)
    begin(meeting=_again(meeting), by=sam, now=now)
    for name, member in people.items():
        if name != harbour.IN_WRITING:
            come_in(meeting=_again(meeting), by=member, now=now)
    now += UP_TO_THE_ROUND
    meeting = _go(meeting, Kind.ROUND, sam, now)
    part = meeting.current
    if part is None:
        return
    _say(meeting, people, harbour.SAID, now=now)
    by_id = {member.public_id: member for member in people.values()}
    for number in range(TURNS_TAKEN):
        turn = round_turn(part)
        if turn is not None:
            take = pass_turn if number == 1 else end_turn
            take(meeting=_again(meeting), by=by_id[turn.who], now=now, whose=turn.who)
