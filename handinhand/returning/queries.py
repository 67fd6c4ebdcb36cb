"""Reads of asks: for who asks, for who knows them, and for the person in whose name it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.names import listed, same_name
from handinhand.circles.queries import NotHere, day_in, is_public_id, present_members
from handinhand.circles.queries.at_once import AtOnce
from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.returning.models import Asked, Known, Wish
from handinhand.returning.rules import KNOWN_BY, WAITS, NoSuchAsk, is_open, stop_kept_as
from handinhand.ui.apart import apart


@dataclass(frozen=True)
class Ask:
    """An ask as the person who made it sees it. Who said that they know them is for the circle, not for strangers."""

    asked: Asked
    is_open: bool
    is_ready: bool

    @property
    def waits(self) -> bool:
        """Whether two people have said so, and the two days run."""
        return self.is_open and self.asked.waits_until is not None and not self.is_ready


@dataclass(frozen=True)
class InMyName:
    """Somebody who comes back, or came back, in somebody's name, as that person is told."""

    asked: Asked
    by: str


def place_called(*, circle: Circle, name: str) -> Member | None:
    """The place of whoever goes by a name now, unless it is held, or they wished not to be let back in so."""
    found = next((each for each in present_members(circle) if same_name(each.name, name)), None)
    if found is None or found.is_held or Wish.objects.filter(member=found, switched_off=True).exists():
        return None
    return found


def asks_of(*, person: Person, now: datetime) -> list[Ask]:
    """Somebody's own asks, the newest first."""
    found = Asked.objects.filter(asker=person, ended_at__isnull=True).select_related("circle", "of", "member")
    return [Ask(each, is_still_open(each, now), is_ready(each, now)) for each in found.order_by("-made_at", "-pk")[:20]]


def is_still_open(asked: Asked, now: datetime) -> bool:
    """Whether who asked may go on waiting. For a name that nobody has it looks the same: nothing is told by it."""
    return is_open(asked, now) or (asked.of_id is None and asked.ends_at > now)


def is_ready(asked: Asked, now: datetime) -> bool:
    """Whether somebody can come in by an ask now."""
    waited = asked.waits_until is not None and asked.waits_until <= now
    return is_open(asked, now) and waited and known_by_present(asked) >= KNOWN_BY


def known_by_present(asked: Asked) -> int:
    """How many who are in the circle now say that they know who asks."""
    return Known.objects.filter(asked=asked, by__left_at__isnull=True).count()


def ask_with_code(*, member: Member, code: str, now: datetime) -> Asked:
    """The open ask of a member's circle with this code; raises NoSuchAsk."""
    kept = Asked._meta.get_field("code_lookup").fingerprint(code)
    found = Asked.objects.filter(circle=member.circle_id, code_lookup=kept).select_related("of").first()
    if found is None or not is_open(found, now):
        raise NoSuchAsk
    return found


def ask_of_circle(*, member: Member, asked_id: str) -> Asked:
    """One ask of a member's circle, for a place that somebody has; raises NotHere."""
    if not is_public_id(asked_id):
        raise NotHere
    asked = _of_circle.first(circle=member.circle_id, asked_id=asked_id)
    if asked is None:
        raise NotHere
    return asked


@Prepared
def _of_circle(circle: int, asked_id: str) -> QuerySet[Asked]:
    found = Asked.objects.filter(circle=circle, public_id=asked_id, of__isnull=False)
    return found.select_related("of", "circle", "member")


def who_know(asked: Asked) -> list[Known]:
    """Who said that they know the person who asks."""
    return _knowing.rows(asked=asked.pk)


def saying_i_know(asked: Asked, *, member: Member, now: datetime) -> AtOnce:
    """What the yes of one more member does: nothing yet, or the two days begin."""
    name = apart(asked.of.name) if asked.of is not None else ""
    begins = known_by_present(asked) + 1 >= KNOWN_BY
    if not begins:
        what = _("Nobody comes in by your yes alone. One more of us has to know them, too.")
        hears = _("Everyone here can read that you said so.")
    else:
        what = _(
            "Yours is the second yes. From %(day)s on they can come in, to a new place. They see what the circle sees,"
            " and nothing that is for %(name)s alone."
        ) % {"day": day_in(member.circle, now + WAITS, now), "name": name}
        hears = _(
            "Everyone here can read that you said so, and when they come in. %(name)s is told on Today, and in every"
            " way they said is safe."
        ) % {"name": name}
    undone = _("You cannot take this yes back. %(name)s can stop it at any time, also when they are in.")
    return AtOnce(what, hears, undone % {"name": name})


@Prepared
def _knowing(asked: int) -> QuerySet[Known]:
    return Known.objects.filter(asked=asked).select_related("by")


def ask_about(*, person: Person, asked_id: str) -> Asked | None:
    """One ask that somebody made, or that is in their name."""
    if not is_public_id(asked_id):
        return None
    found = Asked.objects.filter(Q(asker=person) | Q(of__person=person), public_id=asked_id)
    return found.select_related("circle", "of").first()


def ask_to_stop(*, token: str) -> Asked | None:
    """The ask that a letter's link is about."""
    return Asked.objects.filter(stop_hash=stop_kept_as(token)).select_related("of").first()


@Prepared
def _in_name_of(person: int) -> QuerySet[Asked]:
    mine = Asked.objects.filter(
        of__person=person, waits_until__isnull=False, stopped_at__isnull=True, ended_at__isnull=True
    )
    return mine.select_related("circle").order_by("-waits_until", "-pk")[:5]


def in_my_name(*, person: Person, now: datetime) -> list[InMyName]:
    """Who comes back or came back in somebody's name, and who said that they know them: for their own Today."""
    found = [each for each in _in_name_of.rows(person=person.pk) if each.let_in_at or each.ends_at > now]
    prefetch_related_objects(found, "known_by__by")
    return [InMyName(each, known_names(each.known_by.all())) for each in found]


def known_names(known: Iterable[Known]) -> str:
    """The names of those who said that they know the person who asks."""
    return listed([each.by.name for each in known])


def wish_of(member: Member) -> Wish:
    """What a member wished for beforehand; as usual, if nothing."""
    return Wish.objects.filter(member=member).first() or Wish(circle=member.circle, member=member)


def is_opener(*, member: Member, asked: Asked) -> bool:
    """Whether the person in whose name it is named this member, to open what is theirs alone."""
    return asked.of_id is not None and _opening.first(of=asked.of_id, opener=member.pk) is not None


@Prepared
def _opening(of: int, opener: int) -> QuerySet[Wish]:
    return Wish.objects.filter(member=of, opener=opener)[:1]
