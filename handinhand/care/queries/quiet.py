"""Reads of plans for when somebody goes quiet: always one person's own, or one that the viewer was named in.

Nothing here reads where more than one plan stands; that is sealed, so that no read could sort or search by it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from handinhand.care.choices.quiet import QuietWay, Said
from handinhand.care.models.quiet import QuietAsker, QuietPlan
from handinhand.circles.apart import chosen_apart_by
from handinhand.circles.models import Member
from handinhand.circles.queries import present_members
from handinhand.ground.models import Person
from handinhand.people.choices import ContactWay
from handinhand.people.queries.contact import Reached, way_to
from handinhand.words.choices import State
from handinhand.words.models import NotSeeing


@dataclass(frozen=True)
class MyPlan:
    """Somebody's own plan, and those they named, the first one first."""

    plan: QuietPlan
    askers: list[QuietAsker]
    reached: Reached | None

    @property
    def is_safe(self) -> bool:
        """Whether the way that was chosen can be used now."""
        return self.reached is None or _can_be_used(self.reached)

    @property
    def can_begin_again(self) -> bool:
        """Whether it was asked of anybody, so that the owner can let it begin as it was."""
        return not self.plan.is_waiting or any(each.has_passed for each in self.askers)

    @property
    def comes_back(self) -> bool:
        """Whether nothing can arrive by the way that was chosen."""
        return self.reached is not None and self.reached.is_on and self.reached.is_refused

    @property
    def told(self) -> QuietAsker | None:
        """Who was asked to ask, if anybody was."""
        return next((each for each in self.askers if each.is_told), None)


@dataclass(frozen=True)
class ToAsk:
    """What somebody reads whom a plan asks now: the words, and the way that is safe at this moment, if it is."""

    asker: QuietAsker
    body: str
    reached: Reached | None

    @property
    def name(self) -> str:
        """Who would like to be asked."""
        name: str = self.asker.plan.member.name
        return name


def mine(*, viewer: Member, now: datetime) -> MyPlan | None:
    """A member's own plan, and whether the way they chose for it is safe now."""
    plan = QuietPlan.objects.select_related("words").filter(member=viewer).first()
    if plan is None:
        return None
    askers = list(plan.askers.select_related("member", "ask").order_by("place"))
    return MyPlan(plan, askers, _way(plan, viewer.person, now))


def _way(plan: QuietPlan, owner: Person, now: datetime) -> Reached | None:
    """The way that somebody chose to be asked by; nothing where it is no way of this place."""
    return None if plan.way == QuietWay.MEET else way_to(person=owner, way=ContactWay(plan.way), now=now)


def _can_be_used(reached: Reached) -> bool:
    """Whether they say that it is safe now, and it can arrive."""
    return reached.is_on and bool(reached.to) and not reached.is_refused


def can_be_named(*, viewer: Member) -> list[Member]:
    """Whom a member can name: everybody who is here but themselves and those they would rather not meet or see."""
    apart = chosen_apart_by(viewer)
    return [each for each in present_members(viewer.circle) if each.pk != viewer.pk and each.pk not in apart]


def named_me(*, person: Person) -> list[QuietAsker]:
    """In whose plans somebody said yes to be named; of the plans themselves nothing is read."""
    found = QuietAsker.objects.filter(
        member__person=person, said=Said.YES, member__left_at__isnull=True, plan__member__left_at__isnull=True
    )
    owner, circle = "plan__member", "plan__member__circle"
    read = ["public_id", "plan", owner, f"{owner}__public_id", f"{owner}__name", circle]
    read += [f"{circle}__public_id", f"{circle}__name"]
    return list(found.select_related(circle).only(*read).order_by("pk"))


def naming(*, viewer: Member, asker_id: str) -> QuietAsker:
    """How a plan names the viewer; raises Http404 for anybody else's, and for one whose owner has left."""
    found = QuietAsker.objects.select_related("plan__member__person", "plan__words", "member__person", "ask")
    asker = found.filter(public_id=asker_id, member=viewer, plan__member__left_at__isnull=True).first()
    if asker is None or asker.ask.asked_at < viewer.joined_at:
        raise Http404
    return asker


def to_ask(*, viewer: Member, asker_id: str, now: datetime) -> ToAsk:
    """What the viewer is asked to do now, in the words that were written for it; raises Http404 before its time."""
    asker = naming(viewer=viewer, asker_id=asker_id)
    if not asker.is_told:
        raise Http404
    way = _way(asker.plan, asker.plan.member.person, now)
    return ToAsk(asker, _words_for(viewer, asker.plan), way if way is not None and _can_be_used(way) else None)


def _words_for(viewer: Member, plan: QuietPlan) -> str:
    """The words, for whoever is asked now; empty where they were taken back, or the viewer would not see them.

    Being asked is what lets them be read. If they were shared or had another reader, whoever counts could list who is
    quiet, so they stay a draft.
    """
    is_unseen = NotSeeing.objects.filter(circle=viewer.circle_id, by=viewer.person_id, about=plan.member.person_id)
    if viewer.is_held or plan.words.state == State.TAKEN_BACK or is_unseen.exists():
        return ""
    return str(plan.words.body)


def plans() -> list[int]:
    """The row numbers of all plans, in the order they were made: where they stand is read one by one."""
    return list(QuietPlan.objects.order_by("pk").values_list("pk", flat=True))
