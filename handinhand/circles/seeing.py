"""Who the people of a scope or a circle are, for somebody among them: names where they are few, nothing where not."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.forms import BaseForm, Field
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from handinhand.circles.models import Member
from handinhand.circles.names import listed
from handinhand.circles.queries import MOST_NAMED
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared, PreparedTuples
from handinhand.ground.several import OneOf, several
from handinhand.words.models import ScopeMember


def names_in(viewer: Person, scopes: Iterable[int]) -> dict[int, str]:
    """Of each of these scopes with few people, the names of all but the viewer; two reads, however many there are.

    Whoever's access is held is named too: a hold ends, and then they see it. While the viewer's own is held, they see
    nothing of the circle, and so no names.
    """
    rows = _few.rows(person=viewer.pk, scopes=several(scopes))
    circles, people = several({row[1] for row in rows}), several({row[2] for row in rows})
    named: dict[int, list[str]] = {scope: [] for scope, _circle, _person in rows}
    within: dict[tuple[int, int], list[int]] = defaultdict(list)
    for scope, circle, person in rows:
        within[circle, person].append(scope)
    for member in _others.rows(person=viewer.pk, circles=circles, people=people):
        for scope in within[member.circle_id, member.person_id]:
            named[scope].append(member.name)
    return {scope: listed(names) for scope, names in named.items()}


@PreparedTuples
def _few(person: int, scopes: str) -> QuerySet[Any]:
    mine = ScopeMember.objects.filter(person=person, scope__in=OneOf(scopes)).values("scope")
    among = ScopeMember.even_held.filter(scope__in=mine).annotate(number=Window(Count("pk"), partition_by=F("scope")))
    return among.filter(number__lte=MOST_NAMED + 1).values_list("scope", "circle", "person")


@Prepared
def _others(person: int, circles: str, people: str) -> QuerySet[Member]:
    here = Member.objects.filter(circle__in=OneOf(circles), person__in=OneOf(people))
    return here.exclude(person=person).order_by("joined_at", "pk")


# What is said beside boxes of which the whole circle reads what stands in them, now or once something has happened.
EVERYONE = (
    _("Everyone in this circle can see this."),
    _("Everyone in this circle can see this, with your name. You can take it back later."),
    _("Everyone in this circle can see this, and the times."),
    _("Everyone in this circle sees this, beside your name. Nobody outside it does."),
    _("Everyone in this circle sees this, also beside what you shared before."),
    _("Everyone in this circle reads this, and everyone who is invited, before they join."),
    _("Your name stands in the list of what was done, not here. Everyone in this circle can read both."),
    _("Everyone in this circle reads it, with your name. So does anyone who joins later."),
    _("Everyone in this circle reads it, with your name. The other circle does not."),
    _("Everyone in this circle reads this, with your name, and the person first of all. It stays as it is."),
    _("Only you can see this, until you invite everyone. Then everyone in this circle can."),
)


def name_the_few(member: Member, forms: Iterable[BaseForm]) -> None:
    """Say beside each box that the whole circle reads who that is, where few are in it; one read, if there is one."""
    everyone = _everyone(get_language())
    boxes = [field for form in forms for field in form.fields.values() if str(_seen_by(field)) in everyone]
    others = [each for each in _first_here(member) if each.pk != member.pk] if boxes else []
    if not boxes or len(others) > MOST_NAMED:
        return
    names = {"names": listed([str(_("you")), *(each.name for each in others)])}
    today = str(_("Today that is %(names)s.")) % names if others else str(_("Today that is you alone."))
    for field in boxes:
        field.seen_by = f"{_seen_by(field)} {today}"  # type: ignore[attr-defined]


@lru_cache
def _everyone(_language: str | None) -> frozenset[str]:
    """The sentences in the reader's language, which is the one at work."""
    return frozenset(str(each) for each in EVERYONE)


def _seen_by(field: Field) -> str:
    return getattr(field, "seen_by", "")


def _first_here(member: Member) -> list[Member]:
    return _here.rows(circle=member.circle_id)


@Prepared
def _here(circle: int) -> QuerySet[Member]:
    here = Member.objects.filter(circle=circle, left_at__isnull=True)
    return here.order_by("joined_at", "pk")[: MOST_NAMED + 2]
