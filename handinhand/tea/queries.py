"""Reads of tea: one's own wish, with whom one is drawn now, and how often a circle draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from handinhand.circles.models import Member, NotTogether
from handinhand.circles.queries import NotHere, day_of, is_public_id, present_members, who_can_see
from handinhand.fairness.energy import Cost
from handinhand.fairness.reasons import Reason
from handinhand.ground.models import Circle
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.people.queries.energy import may_be_drawn
from handinhand.tea.choices import QUESTIONS, REASONS, Every, Opening, Stands, Way
from handinhand.tea.models import Alone, Drawn, Question, Rhythm, Wish
from handinhand.tea.rules import cost_of, never_too_far, today_in
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import NotSeeing, Words
from handinhand.words.queries import circle_scope


@dataclass(frozen=True)
class Cup:
    """A cup of tea as one of those who were drawn sees it: `others` are in it, `away` said not this time, or left."""

    drawn: Drawn
    others: list[Drawn]
    away: list[Drawn]

    @property
    def why(self) -> Reason:
        """Why these were put together."""
        return REASONS[self.drawn.group.why]

    @property
    def question(self) -> str:
        """A question to begin with, for whoever would like one: one of their circle's, or one of ours."""
        if self.drawn.opening != Opening.YES:
            return ""
        own = self._own
        return str(QUESTIONS[self.drawn.group.question]) if own is None else str(own.body)

    @property
    def note(self) -> Note | None:
        """What that question touches on, where whoever wrote it said so."""
        own, drawn = self._own, self.drawn
        return None if own is None else note_on(own, person=drawn.member.person_id, is_chosen=drawn.is_chosen)  # type: ignore[attr-defined]

    @property
    def _own(self) -> Words | None:
        """The words of the circle's own question, if one was drawn and whoever looks sees it."""
        own = self.drawn.group.own
        return own.words if own is not None and self.drawn.is_own_seen else None  # type: ignore[attr-defined]

    @property
    def is_declined(self) -> bool:
        """Whether whoever looks said not this time."""
        return self.drawn.stands == Stands.NOT_THIS_TIME

    @property
    def is_alone(self) -> bool:
        """Whether nobody else is in it any more."""
        return not self.others

    @property
    def is_taken_on(self) -> bool:
        """Whether whoever looks said that it is fine; the others never see that."""
        return self.drawn.ask.closed_at is not None and not self.is_alone and not self.is_declined


@dataclass(frozen=True)
class Mine:
    """Everything of tea that one member sees: their wish, their cup, whether they were left over, and the rhythm."""

    wish: Wish | None
    cup: Cup | None
    alone: Alone | None
    every: Every
    next_on: str
    is_due: bool
    is_paused: bool

    @property
    def is_on(self) -> bool:
        """Whether tea is drawn in this circle at all."""
        return self.every != Every.OFF


def mine(*, viewer: Member, now: datetime) -> Mine:
    """What a member sees of tea in their circle; four queries."""
    today = today_in(viewer.circle, now)
    rhythm = _rhythm.first(circle=viewer.circle_id)
    every = Every(rhythm.every) if rhythm is not None else Every.OFF
    next_on = rhythm.next_on if rhythm is not None else None
    day = never_too_far(next_on, every, today=today) if next_on is not None else None
    wish = wish_of(viewer)
    return Mine(
        wish=wish,
        cup=cup_of(viewer=viewer, now=now),
        alone=_alone.first(member=viewer.pk, today=today),
        every=every,
        next_on=day_of(day, today) if day is not None else "",
        is_due=day is not None and day <= today,
        is_paused=wish is not None and wish.paused_until is not None and wish.paused_until > now,
    )


def wish_of(member: Member) -> Wish | None:
    """A member's own wish, if they said one since they came."""
    return _wish.first(member=member.pk, since=member.joined_at)


@Prepared
def _rhythm(circle: int) -> QuerySet[Rhythm]:
    return Rhythm.objects.filter(circle=circle)


@Prepared
def _alone(member: int, today: date) -> QuerySet[Alone]:
    return Alone.objects.filter(member=member, draw__until__gt=today).order_by("pk")[:1]


@Prepared
def _wish(member: int, since: datetime) -> QuerySet[Wish]:
    return Wish.objects.filter(member=member, said_at__gte=since).order_by("pk")[:1]


def cup_of(*, viewer: Member, now: datetime) -> Cup | None:
    """With whom a member is drawn now, in one query; nobody else's group is ever read for them."""
    rows = _drawn_with.rows(
        person=viewer.person_id, member=viewer.pk, today=today_in(viewer.circle, now), since=viewer.joined_at
    )
    drawn = next((each for each in rows if each.member_id == viewer.pk), None)
    if drawn is None:
        return None
    others = [each for each in rows if each.pk != drawn.pk]
    here = [each for each in others if is_in(each)]
    return Cup(drawn, here, [each for each in others if each not in here])


@Prepared
def _drawn_with(person: int, member: int, today: date, since: datetime) -> QuerySet[Drawn]:
    own = Drawn.objects.filter(member=member, group__draw__until__gt=today)
    own = own.filter(ask__asked_at__gte=since)
    group = own.exclude(stands=Stands.OVER).order_by("-group").values("group")[:1]
    seen = Words.objects.visible_to(person).filter(pk=OuterRef("group__own__words"), state=State.SHARED)
    is_chosen = chosen_in_note(person, "group__own__words")
    found = Drawn.objects.filter(group__in=group).annotate(is_own_seen=Exists(seen), is_chosen=is_chosen).order_by("pk")
    return found.select_related("group__draw", f"group__own__{OF_WORDS}", "member", "ask")


def is_in(drawn: Drawn) -> bool:
    """Whether somebody is still part of what was drawn. Who leaves and comes back is not."""
    member = drawn.member
    stayed = member.left_at is None and member.joined_at <= drawn.ask.asked_at
    return drawn.stands == Stands.OPEN and stayed and not member.is_held


def wishers(*, circle: Circle, now: datetime) -> list[Wish]:
    """Who may be drawn now: they wish it, are here, and it pushes none of them past what they have. For draws alone."""
    here = said(circle).filter(Q(paused_until__isnull=True) | Q(paused_until__lte=now))
    return within_energy([each for each in here if not each.member.is_held], now=now)


def said(circle: Circle) -> QuerySet[Wish]:
    """The wishes of those who are in a circle, said since they came."""
    here = Wish.objects.filter(member__circle=circle, member__left_at__isnull=True)
    return here.filter(said_at__gte=F("member__joined_at")).select_related("member__person").order_by("pk")


def within_energy(wishes: Sequence[Wish], *, now: datetime) -> list[Wish]:
    """Those whom a cup of tea does not push past what they said they have."""
    by_cost: dict[Cost, list[Wish]] = {}
    for wish in wishes:
        by_cost.setdefault(cost_of(Way(wish.way)), []).append(wish)
    within: list[Wish] = []
    for cost, of_it in by_cost.items():
        persons = [each.member.person for each in of_it]
        free = {each.pk for each in may_be_drawn(persons=persons, cost=cost, when=None, now=now)}
        within += [each for each in of_it if each.member.person_id in free]
    return within


@dataclass(frozen=True)
class Beside:
    """Another member, and what the viewer chose about being put together with them."""

    member: Member
    is_apart: bool
    is_unseen: bool


def beside(*, viewer: Member) -> list[Beside]:
    """Everybody else in the circle, for the viewer's own choice of whom they would rather not be put together with."""
    apart = set(NotTogether.objects.filter(by=viewer.pk).values_list("about", flat=True))
    unseen = NotSeeing.objects.filter(circle=viewer.circle_id, by=viewer.person_id)
    unseen_people = set(unseen.values_list("about", flat=True))
    others = [each for each in present_members(viewer.circle) if each.pk != viewer.pk]
    return [Beside(each, each.pk in apart, each.person_id in unseen_people) for each in others]


def questions(*, viewer: Member) -> list[Question]:
    """The opening questions of a circle's own that the viewer may see, the oldest first."""
    found = _every_question.rows(person=viewer.person_id, circle=viewer.circle_id)
    for each in found:
        is_chosen = each.is_chosen  # type: ignore[attr-defined]
        each.note = note_on(each.words, person=viewer.person_id, is_chosen=is_chosen)  # type: ignore[attr-defined]
    return found


@Prepared
def _every_question(person: int, circle: int) -> QuerySet[Question]:
    return _questions(person, circle).order_by("pk")


def own_question(*, viewer: Member, question_id: str) -> Question:
    """One that the viewer added; raises NotHere for anybody else's."""
    wanted = question_id if is_public_id(question_id) else ""
    found = _questions(viewer.person_id, viewer.circle_id).filter(by=viewer, public_id=wanted).first()
    if found is None:
        raise NotHere
    return found


def _questions(person: int, circle: int) -> QuerySet[Question]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    found = Question.objects.filter(Exists(visible), circle=circle).annotate(is_chosen=chosen_in_note(person))
    return found.select_related("by", "words__scope", "words__circle", OF_WORDS)


def questions_for(*, circle: Circle, people: Sequence[int]) -> list[Question]:
    """The questions of a circle's own that each of these people sees. For draws alone."""
    found = Question.objects.filter(circle=circle)
    for person in people:
        visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"), state=State.SHARED)
        found = found.filter(Exists(visible.filter(is_over("covered_until"))))
    return list(found.order_by("pk"))


def who_sees_questions(viewer: Member) -> str:
    """Who can see a question that the viewer adds."""
    return who_can_see(circle_scope(viewer.circle), viewer)
