"""Prepared reads of circles: what somebody finds on the way in, and on the pages that many look at."""

from datetime import datetime

from django.db.models import QuerySet

from handinhand.circles.models import AdoptedLine, AdoptedVersion, Invitation, Member, Reading
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import WITH_NOTE, chosen_in_note, in_sight


def places_of(person: int) -> QuerySet[Member]:
    """Somebody's places in all their circles, the newest first."""
    places = Member.objects.filter(person=person, left_at__isnull=True).select_related("circle")
    return places.order_by("-joined_at", "-pk")


@Prepared
def places(person: int) -> QuerySet[Member]:
    """The same, ready to be run."""
    return places_of(person)


@Prepared
def place(circle: int, person: int) -> QuerySet[Member]:
    """Somebody's own place in a circle, if they are in it now."""
    return Member.objects.filter(circle=circle, person=person, left_at__isnull=True)


@Prepared
def newest_lines(circle: int, kind: str) -> QuerySet[AdoptedLine]:
    """The lines of the newest version of what a circle adopted of one kind."""
    return _newest(circle, kind)


def _newest(circle: int, kind: str) -> QuerySet[AdoptedLine]:
    newest = AdoptedVersion.objects.filter(circle=circle, kind=kind).order_by("-number").values("pk")[:1]
    return AdoptedLine.objects.filter(circle=circle, version__in=newest).order_by("position")


@Prepared
def newest_lines_read(circle: int, kind: str, person: int) -> QuerySet[AdoptedLine]:
    """The same, with what the words that each came from touch on."""
    return with_what_they_came_from(_newest(circle, kind), person=person)


def with_what_they_came_from(lines: QuerySet[AdoptedLine], *, person: int) -> QuerySet[AdoptedLine]:
    """Lines, each with the words it came from, and whether those can be read by `person`, who may choose about them."""
    sight = in_sight(person, "text_covered_until", "came_from")
    found = lines.annotate(in_sight=sight, is_chosen=chosen_in_note(person, "came_from"))
    return found.select_related(f"came_from__{WITH_NOTE}")


@Prepared
def newest_reading(circle: int) -> QuerySet[Reading]:
    """What people read before they join, as it is now."""
    return Reading.objects.filter(circle=circle).order_by("-number")[:1]


@Prepared
def saying_hello(circle: int) -> QuerySet[Member]:
    """Who offered to say hello first, in the order they came to the circle."""
    offering = Member.objects.filter(circle=circle, left_at__isnull=True, says_hello=True)
    return offering.order_by("joined_at", "pk")


@Prepared
def invitation_by_token(fingerprint: str, now: datetime) -> QuerySet[Invitation]:
    """The invitation with this link, if it still lets people in."""
    return _open(now).filter(token_lookup=fingerprint)


@Prepared
def invitation_by_code(fingerprint: str, now: datetime) -> QuerySet[Invitation]:
    """The invitation with this code, if it still lets people in."""
    return _open(now).filter(code_lookup=fingerprint)


def _open(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(withdrawn_at__isnull=True, ends_at__gt=now).select_related("circle")
