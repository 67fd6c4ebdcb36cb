"""Who was asked to ask how somebody is, as each of the two may know of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.care.choices import Said
from handinhand.care.models import ForTomorrow
from handinhand.care.queries.near import Near, check_among, near
from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.ground.models import Person
from handinhand.words.models import ScopeMember, Words, not_seen_by


def meeting_near(*, viewer: Member, scope_id: str, now: datetime) -> Near | None:
    """The meeting of a scope that goes on or was over since yesterday; raises NotHere for whoever is not among it."""
    check_among(viewer=viewer, scope_id=scope_id)
    found = (each for each in near(circle=viewer.circle, now=now) if each.scope_id == scope_id)
    return next((each for each in found if each.has_begun), None)


def can_be_asked(*, viewer: Member, scope: int) -> QuerySet[Member]:
    """Those of a meeting whom the viewer can ask: who is here, and not whom they chose not to see."""
    within = ScopeMember.objects.filter(scope=scope, person=OuterRef("person"))
    here = Member.objects.filter(Exists(within), circle=viewer.circle_id, left_at__isnull=True)
    seen = here.exclude(pk=viewer.pk).exclude(not_seen_by(viewer.person_id, "person"))
    return seen.select_related("person").order_by("joined_at", "pk")


def asked_by(*, viewer: Member, scope_id: str) -> ForTomorrow | None:
    """What the viewer asked for after a meeting; nothing where they did not."""
    known = scope_id if is_public_id(scope_id) else ""
    return _with_both(ForTomorrow.objects.filter(by=viewer, among__public_id=known)).first()


def to_ask(*, viewer: Member, kept_id: str, now: datetime) -> ForTomorrow | None:
    """What the viewer was asked and may read from today on: nothing where it is called off, answered or over."""
    known = kept_id if is_public_id(kept_id) else ""
    visible = Words.objects.visible_to(viewer.person_id).filter(pk=OuterRef("words"))
    there = ForTomorrow.objects.filter(Exists(visible), to=viewer, public_id=known, by__left_at__isnull=True)
    waits = there.filter(ask__closed_at__isnull=True, begins_at__lte=now, ask__ends_at__gt=now)
    return _with_both(waits).first()


def was_asked(*, viewer: Member, kept_id: str) -> bool:
    """Whether this was ever asked of the viewer, so that a page can say that it is over."""
    return ForTomorrow.objects.filter(to=viewer, public_id=kept_id if is_public_id(kept_id) else "").exists()


@dataclass(frozen=True)
class Stands:
    """How it stands with what somebody asked for, as far as they learn of it."""

    kept: ForTomorrow
    is_waiting: bool
    was_done: bool
    cannot: bool


def stands(kept: ForTomorrow, *, now: datetime) -> Stands:
    """How it stands: until its end it waits, and looks the same whether it was read, or ever came to them."""
    ends_at = kept.ask.ends_at
    return Stands(
        kept=kept,
        is_waiting=not kept.said and kept.to.left_at is None and now < ends_at,
        was_done=kept.said == Said.ASKED,
        cannot=kept.said == Said.CANNOT,
    )


def mine_for_tomorrow(*, person: Person) -> list[ForTomorrow]:
    """What somebody asked for, in all their circles, the newest first."""
    asked = ForTomorrow.objects.filter(by__person=person, by__left_at__isnull=True)
    return list(_with_both(asked).order_by("-begins_at", "-pk"))


def _with_both(rows: QuerySet[ForTomorrow]) -> QuerySet[ForTomorrow]:
    return rows.select_related("ask__of", "words__scope", "by__person", "to__person", "among", "circle")
