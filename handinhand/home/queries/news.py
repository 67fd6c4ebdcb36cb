"""What is new for somebody since they were last told, of what they wish to hear: kinds alone, and nobody's words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from handinhand.circles.models import Member
from handinhand.circles.queries.asking import waiting_for_yes
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.decisions.rules import is_reworded
from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import is_over
from handinhand.home.choices import Hear
from handinhand.home.models import MessageWish
from handinhand.home.queries.open import fits_me
from handinhand.home.rules import can_be_reached, comes_near
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Answer, Meeting, PlanChange
from handinhand.meetings.queries.costs import counted
from handinhand.people.queries.contact import Reached, ways_to
from handinhand.people.queries.energy import known, told
from handinhand.promises.models import Promise
from handinhand.promises.queries import mine_open
from handinhand.unnamed.models import Answered
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words


def something_to_tell(now: datetime) -> bool:
    """Whether it is time to look for anybody: one short read that keeps nobody waiting."""
    return MessageWish.objects.filter(is_on=True, next_at__lte=now).exists()


def wishes_of(wish: MessageWish) -> list[Hear]:
    """What somebody wishes to hear of."""
    chosen = {
        Hear.MEETINGS: wish.of_meetings,
        Hear.ANSWERS: wish.of_answers,
        Hear.POSITIONS: wish.of_positions,
        Hear.OWN: wish.of_own,
        Hear.ASKED: wish.of_asked,
    }
    return [kind for kind, wanted in chosen.items() if wanted]


def of_person(person: Person | int) -> Q:
    """The wishes of somebody, by whichever way."""
    return Q(address__person=person) | Q(number__person=person)


def news_for(wish: MessageWish, *, until: datetime, now: datetime) -> dict[Hear, set[int | None]]:
    """Of what somebody wishes to hear, the kinds of which there is something new that they may see now, and where.

    What is in no circle is nowhere.
    """
    person, since = wish.person.pk, wish.heard_until
    ask = {Hear.MEETINGS: _meetings, Hear.ANSWERS: _answers, Hear.POSITIONS: _positions}
    new: dict[Hear, set[int | None]] = {
        kind: {*find(person, since, until, now)} for kind, find in ask.items() if kind in wishes_of(wish)
    }
    if wish.of_own:
        new[Hear.OWN] = {*_own(wish, until, now)}
    if wish.of_asked:
        new[Hear.ASKED] = _asked(wish, until, now)
    return {kind: new[kind] for kind in Hear if new.get(kind)}


def circle_names(*, person: Person, circles: Collection[int]) -> list[str]:
    """The names of some circles that somebody is in."""
    mine = Member.objects.filter(person=person, left_at__isnull=True, circle__in=circles).select_related("circle")
    return [each.circle.name for each in mine.order_by("pk")]


def _meetings(person: int, since: datetime, until: datetime, now: datetime) -> set[int]:
    """Where a meeting is that others planned or changed, that is to come, and that fits if it asks."""
    mine = Member.objects.filter(person=person, left_at__isnull=True).values("circle")
    others = Q(by__isnull=True) | ~Q(by__person=person)
    changed = PlanChange.objects.filter(others, meeting=OuterRef("pk"), at__gt=since, at__lte=until)
    by_others = Q(planned_by__isnull=True) | ~Q(planned_by__person=person)
    new = Q(invited_at__gt=since, invited_at__lte=until) & by_others
    ahead = Meeting.objects.filter(circle__in=mine, state=MeetingState.INVITED, starts_at__gt=now)
    answered = Exists(Answer.objects.filter(meeting=OuterRef("pk"), member__person=person))
    told_of = ahead.filter(new | Exists(changed)).select_related("circle").order_by("starts_at", "pk")
    found = list(told_of.annotate(is_answered=answered, **counted()))
    if not found:
        return set()
    room, _told = known(persons=[person], now=now)[person].room()
    return {each.circle_id for each in found if each.is_answered or fits_me(room, each)}


def _answers(person: int, since: datetime, until: datetime, _now: datetime) -> set[int]:
    """Where a promise among somebody's people is that another answered, whose words still stand."""
    readable = Words.objects.visible_to(person).filter(pk=OuterRef("words"), state=State.SHARED)
    by_others = Q(answered_by__isnull=True) | ~Q(answered_by__person=person)
    answered = Promise.objects.filter(by_others, Exists(readable), answered_at__gt=since, answered_at__lte=until)
    return set(answered.values_list("circle", flat=True))


def _positions(person: int, since: datetime, until: datetime, _now: datetime) -> set[int]:
    """Where a proposal is that was opened, and on whose words somebody did not say yet where they stand.

    Without names only they themselves are told so, too.
    """
    readable = Words.objects.visible_to(person).filter(
        pk=OuterRef("words"), state=State.SHARED, scope=OuterRef("scope")
    )
    taken = Position.objects.filter(proposal=OuterRef("pk"), member__person=person, taken_at__gte=OuterRef("worded_at"))
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    opened = Proposal.objects.filter(state=ProposalState.OPEN, opened_at__gt=since, opened_at__lte=until)
    answered = Answered.objects.filter(box__positions_on__proposal=OuterRef("pk"), person=person)
    not_said = ~Exists(taken) & ~Exists(answered)
    waiting = opened.filter(not_said, Exists(readable), Exists(among)).select_related("words")
    return {proposal.circle_id for proposal in waiting if not is_reworded(proposal)}


def _own(wish: MessageWish, until: datetime, now: datetime) -> set[int]:
    """Where a promise of somebody's own is whose day came near."""
    zone = ZoneInfo(wish.time_zone)
    since, today = wish.heard_until.astimezone(zone).date(), until.astimezone(zone).date()
    mine = [line for line in mine_open(person=wish.person, now=now) if not line.is_taken_back]
    near = {
        line.circle_id
        for line in mine
        if line.by_when is not None
        and comes_near(line.by_when, made_on=line.made_at.astimezone(zone).date(), since=since, today=today)
    }
    return set(Circle.objects.filter(public_id__in=near).values_list("pk", flat=True)) if near else set()


def _asked(wish: MessageWish, until: datetime, now: datetime) -> set[int | None]:
    """Where something is asked of somebody, by name or for their yes, that still stands and that they are told."""
    fits = told(person=wish.person, now=now)
    by_name = {each.circle_id for each in fits if wish.heard_until < each.asked_at <= until}
    return by_name | _to_agree_to(wish, until, now)


def _to_agree_to(wish: MessageWish, until: datetime, now: datetime) -> set[int | None]:
    """Where something was asked that takes a yes of several, and that somebody can say yes to and did not so far."""
    here = Member.objects.filter(is_over("held_until"), person=wish.person, left_at__isnull=True).values("circle")
    asked = waiting_for_yes(wish.person.pk, now).filter(circle__in=here)
    return set(asked.filter(asked_at__gt=wish.heard_until, asked_at__lte=until).values_list("circle", flat=True))


@dataclass(frozen=True)
class MyMessages:
    """Somebody's own wish, for their eyes: where messages can go (empty without), and what they chose so far."""

    ways: list[Reached]
    wish: MessageWish | None
    comes_back: bool

    @property
    def email(self) -> str:
        """Their confirmed address."""
        return self.ways[0].to

    @property
    def goes_to(self) -> list[Reached]:
        """The ways for which they gave an address or a number."""
        return [each for each in self.ways if each.to]

    @property
    def way(self) -> Reached | None:
        """The way that messages go, or would go."""
        chosen = self.wish.way if self.wish is not None else None
        return next((each for each in self.goes_to if chosen in (None, each.way)), None)

    @property
    def is_on(self) -> bool:
        """Whether messages are switched on."""
        return self.wish is not None and self.wish.is_on

    def chosen(self) -> dict[str, object]:
        """What they chose so far, as the form shows it; nothing when they never did."""
        if self.wish is None:
            return {}
        hours = {"from_hour": self.wish.from_hour, "to_hour": self.wish.to_hour, "time_zone": self.wish.time_zone}
        given = {"kinds": wishes_of(self.wish), "days": list(self.wish.days), "way": self.wish.way}
        return {**given, **hours}


def my_messages(*, person: Person, now: datetime) -> MyMessages:
    """What somebody chose, and where a message would go."""
    wishes = MessageWish.objects.filter(of_person(person)).select_related("address", "number")
    wish = wishes.filter(Q(number__isnull=False) | Q(address__confirmed_at__isnull=False)).order_by("-is_on").first()
    comes_back = wish is not None and not can_be_reached(wish)
    return MyMessages(ways_to(person=person, now=now), wish, comes_back)
