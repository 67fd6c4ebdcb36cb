"""Reads of check-ins: one's own over time, and what others chose to say where one is among them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from handinhand.care.models import CheckIn
from handinhand.care.queries.near import Near, check_among, not_over
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.words.models import Scope, Words


def mine(*, person: Person) -> list[CheckIn]:
    """How somebody said they were, over time and in all their circles, the newest first."""
    return list(_readable(person).filter(person=person).order_by("-at", "-pk"))


def is_kept_elsewhere(*, person: Person) -> bool:
    """Whether somebody said how they were in circles that they left: it is shown to them no more, and still kept."""
    shown = _readable(person).values("pk")
    return CheckIn.objects.filter(person=person).exclude(pk__in=shown).exists()


def one_of_mine(*, person: Person, check_in_id: str) -> CheckIn:
    """One's own check-in; raises Http404 for anybody else's."""
    found = _readable(person).filter(person=person, public_id=check_in_id).first()
    if found is None:
        raise Http404
    return found


def going_on(*, viewer: Member, scope_id: str, now: datetime) -> Near | None:
    """The meeting of a scope, while it goes on; raises NotHere for whoever is not among its people."""
    check_among(viewer=viewer, scope_id=scope_id)
    ahead = not_over(circle=viewer.circle, person=viewer.person_id, now=now)
    return next((each for each in ahead if each.scope_id == scope_id and each.has_begun), None)


def in_scope(*, viewer: Person, scope: Scope) -> list[CheckIn]:
    """How people said they are to the people of a scope, in the order they said it."""
    return list(_readable(viewer).filter(words__scope=scope).order_by("at", "pk"))


def _readable(person: Person) -> QuerySet[CheckIn]:
    # One look for each check-in, by its words' row: PostgreSQL took minutes over a join of two sets it knew nothing of.
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    return CheckIn.objects.filter(Exists(visible)).select_related("circle", "words", "words__scope")
