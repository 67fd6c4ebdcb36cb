"""Who will be at a meeting with somebody: kept up with whenever that changes, for those who show a line to them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.profiles.models import Profile
from handinhand.words.actions import let_only_see

WhoMeets = Callable[..., Mapping[int, set[int]]]
KNOWN: dict[str, WhoMeets] = {}


def hand_over_who_meets(who_meets: WhoMeets) -> None:
    """Take what tells who will be at a meeting with whom from those who know meetings (by row numbers of people)."""
    KNOWN["who"] = who_meets


@transaction.atomic
def keep_company(*, circle: Circle, now: datetime) -> None:
    """Let each member's company be those who will be at a meeting with them now, and nobody else."""
    showing = Profile.objects.filter(circle=circle, company__isnull=False)
    keep_company_of(profiles=showing.select_for_update(of=("self",)).order_by("pk"), circle=circle, now=now)


@transaction.atomic
def keep_all_company(*, now: datetime) -> None:
    """The same in every circle: a meeting that nobody opened is over by itself."""
    showing = Profile.objects.filter(company__isnull=False).values("circle")
    circles = Circle.objects.filter(pk__in=showing).order_by("pk")
    each_by_itself(lambda circle: keep_company(circle=circle, now=now), circles, waits="Who meets whom stays")


def keep_company_of(*, profiles: Iterable[Profile], circle: Circle, now: datetime) -> None:
    """Let the company of some members be what it is now."""
    found = list(profiles)
    meet = KNOWN["who"](circle=circle, now=now) if found else {}
    for each in found:
        person = each.member.person_id
        if each.company is not None:
            let_only_see(scope=each.company, people={person, *meet.get(person, ())})
