"""Who is not put together in a circle, whatever draws: seats, small groups, a cup of tea. None of it is ever shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from handinhand.circles.models import Member, NotTogether
from handinhand.fairness.keeping_apart import SMALLEST_CIRCLE
from handinhand.fairness.keeping_apart import kept_apart as with_lot
from handinhand.fairness.seating import stand_ins
from handinhand.ground.keys import keyring
from handinhand.ground.models import Circle
from handinhand.words.models import NotSeeing

Pairs = frozenset[frozenset[int]]
SECRET = "circles.apart"  # noqa: S105 - what the key is for, not the key


@dataclass(frozen=True)
class Apart:
    """Pairs of members (by row number) that asked, and those that the lot keeps apart beside them.

    `giving_way` is the same lot for a ring and small groups, where a pair of the lot gives way before anybody is alone;
    so there a circle that is too small for the other lot has some, too.
    """

    asked: Pairs
    by_lot: Pairs
    giving_way: Pairs


def kept_apart(circle: Circle) -> Pairs:
    """Pairs of members (by row number) of whom one asked not to be put together, or not to see the other's words.

    It says of neither that it was they who chose it.
    """
    numbers = dict(Member.objects.filter(circle=circle).values_list("person", "pk"))
    return _asked(circle, numbers)


def apart_by_lot(circle: Circle, *, now: datetime) -> Apart:
    """The same, and as many more as the lot keeps apart now; it is the same lot for everything that draws.

    If each draw had a lot of its own, who is apart in all of them would be who asked.
    """
    people = list(Member.objects.filter(circle=circle).values_list("pk", "person", "person__public_id", "left_at"))
    ids = {number: public_id for number, _person, public_id, _left in people}
    numbers = {public_id: number for number, public_id in ids.items()}
    asked = _asked(circle, {person: number for number, person, _id, _left in people})
    here = sorted(public_id for _number, _person, public_id, left in people if left is None)
    secret, day = keyring().lookup(circle.public_id, purpose=SECRET), now.date().toordinal()
    whole = with_lot(here, asked=[frozenset(ids[each] for each in pair) for pair in asked], secret=secret, day=day)
    of_few = stand_ins(here, secret=secret, day=day) if len(here) < SMALLEST_CIRCLE else ()
    by_lot, few = (frozenset(frozenset(numbers[each] for each in pair) for pair in pairs) for pairs in (whole, of_few))
    return Apart(asked, by_lot - asked, (by_lot | few) - asked)


def _asked(circle: Circle, numbers: dict[int, int]) -> Pairs:
    unseen = NotSeeing.objects.filter(circle=circle).values_list("by", "about")
    rather_not = NotTogether.objects.filter(by__circle=circle).values_list("by", "about")
    pairs = [frozenset(numbers[each] for each in pair) for pair in unseen if set(pair) <= numbers.keys()]
    return frozenset([*pairs, *map(frozenset, rather_not)])


def chosen_apart_by(member: Member) -> set[int]:
    """The row numbers of those whom a member chose not to meet, or not to see: for that member's eyes alone."""
    rather_not = NotTogether.objects.filter(by=member).values("about")
    unseen = NotSeeing.objects.filter(circle=member.circle_id, by=member.person_id).values("about")
    apart = Member.objects.filter(Q(pk__in=rather_not) | Q(person__in=unseen), circle=member.circle_id)
    return set(apart.values_list("pk", flat=True))
