"""What the people of scopes are called, for somebody among them: names where they are few, and nothing where not."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, Window

from handinhand.circles.models import Member
from handinhand.circles.names import listed
from handinhand.circles.queries import MOST_NAMED
from handinhand.ground.models import Person
from handinhand.words.models import ScopeMember


def names_in(viewer: Person, scopes: Iterable[int]) -> dict[int, str]:
    """Of each of these scopes with few people, the names of all but the viewer; two reads, however many there are.

    Whoever's access is held is named too: a hold ends, and then they see it. While the viewer's own is held, they see
    nothing of the circle, and so no names.
    """
    mine = ScopeMember.objects.filter(person=viewer, scope__in=list(scopes)).values("scope")
    among = ScopeMember.even_held.filter(scope__in=mine).annotate(number=Window(Count("pk"), partition_by=F("scope")))
    rows = list(among.filter(number__lte=MOST_NAMED + 1).values_list("scope", "circle", "person"))
    here = Member.objects.filter(circle__in={row[1] for row in rows}, person__in={row[2] for row in rows})
    named: dict[int, list[str]] = {scope: [] for scope, _circle, _person in rows}
    within: dict[tuple[int, int], list[int]] = defaultdict(list)
    for scope, circle, person in rows:
        within[circle, person].append(scope)
    for member in here.exclude(person=viewer).order_by("joined_at", "pk"):
        for scope in within[member.circle_id, member.person_id]:
            named[scope].append(member.name)
    return {scope: listed(names) for scope, names in named.items()}
