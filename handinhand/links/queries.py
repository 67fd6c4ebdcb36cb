"""Reads of links: with whom a circle is linked, what waits, what others told us and what we told them.

Everything is read as a circle, never as a person: whoever is in both circles is seen on no page of either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_in, is_public_id, plain_code, spoken_code
from handinhand.ground.models import Circle
from handinhand.links.models import Address, HeardUpdate, Link, Update
from handinhand.links.rules import no_such_code, why_not_link

UPDATES_SHOWN = 50
ENDED_SHOWN = 5
ENDED_IS_SAID_FOR = timedelta(days=90)


@dataclass(frozen=True)
class LinkSeen:
    """A link that goes on, as one of its two circles reads it; `further` are circles that like to be known of."""

    link: Link
    other: Circle
    since: str
    we_are_known: bool
    further: list[Circle]


@dataclass(frozen=True)
class Offer:
    """Our yes that waits for another circle's, with the code that is carried over."""

    link: Link
    code: str
    until: str
    known: bool


@dataclass(frozen=True)
class LinksPage:
    """All that a circle reads of its links."""

    links: list[LinkSeen]
    offers: list[Offer]
    ended: list[str]


@dataclass(frozen=True)
class Heard:
    """What a linked circle told us."""

    row: HeardUpdate
    update: Update
    by: str
    day: str
    answers: str


@dataclass(frozen=True)
class Said:
    """What we told, to whom of those we are linked with now, and whether it is taken back."""

    update: Update
    to: list[str]
    day: str
    taken_back: str
    answers: str


def live_links(circle: Circle) -> QuerySet[Link]:
    """The links of a circle that go on, the oldest first."""
    mine = Q(circle=circle) | Q(other=circle)
    on = Link.objects.filter(mine, linked_at__isnull=False, ended_at__isnull=True)
    return on.select_related("circle", "other").order_by("linked_at", "pk")


def are_linked(one: Circle, other: Circle) -> bool:
    """Whether two circles are linked now."""
    return live_links(one).filter(Q(circle=other) | Q(other=other)).exists()


def links_page(*, viewer: Member, now: datetime) -> LinksPage:
    """With whom the viewer's circle is linked, what waits, and which links ended."""
    circle = viewer.circle
    links = list(live_links(circle))
    others = [_other(each, circle) for each in links]
    further = _known_further(circle, others)
    seen = [
        LinkSeen(each, other, day_in(circle, each.linked_at or now, now), each.lets_know_of(circle), further[other.pk])
        for each, other in zip(links, others, strict=True)
    ]
    waiting = Link.objects.filter(circle=circle, linked_at__isnull=True, ended_at__isnull=True, ends_at__gt=now)
    offers = [
        Offer(each, spoken_code(each.code), day_in(circle, each.ends_at, now), each.circle_is_known)
        for each in waiting.order_by("offered_at", "pk")
    ]
    return LinksPage(seen, offers, _ended(circle, now))


def _other(link: Link, circle: Circle) -> Circle:
    other = link.reaches(circle)
    if other is None:
        raise NotHere
    return other


def _known_further(circle: Circle, others: Sequence[Circle]) -> dict[int, list[Circle]]:
    """For each linked circle: those linked with it in turn that like to be known of, and are not linked with us."""
    ours = {circle.pk, *(each.pk for each in others)}
    found: dict[int, list[Circle]] = {each.pk: [] for each in others}
    between = Q(circle__in=found, other_is_known=True) | Q(other__in=found, circle_is_known=True)
    links = Link.objects.filter(between, linked_at__isnull=False, ended_at__isnull=True)
    for link in links.select_related("circle", "other").order_by("linked_at", "pk"):
        for side in (link.circle, link.other):
            far = link.reaches(side) if side is not None else None
            if (
                side is not None
                and far is not None
                and side.pk in found
                and far.pk not in ours
                and link.lets_know_of(far)
            ):
                found[side.pk].append(far)
    return found


def _ended(circle: Circle, now: datetime) -> list[str]:
    """That a link ended, when, and by which side. A circle that cut it is not named to the other any more."""
    mine = Q(circle=circle) | Q(other=circle)
    since = now - ENDED_IS_SAID_FOR
    links = Link.objects.filter(mine, linked_at__isnull=False, ended_at__gte=since).order_by("-ended_at", "-pk")
    by_us = _("We cut a link: %(day)s. What we told each other over it is gone from sight.")
    by_them = _("Another circle ended its link with us: %(day)s. What we told each other over it is gone from sight.")
    return [
        (by_us if each.ended_by_id == circle.pk else by_them) % {"day": day_in(circle, each.ended_at or now, now)}
        for each in links[:ENDED_SHOWN]
    ]


def link_of(*, viewer: Member, link_id: str) -> Link:
    """A link of the viewer's circle that goes on, or its yes that waits; raises NotHere."""
    if not is_public_id(link_id):
        raise NotHere
    mine = Q(circle=viewer.circle_id) | Q(other=viewer.circle_id)
    links = Link.objects.filter(mine, public_id=link_id).select_related("circle", "other")
    found = links.first()
    if found is None:
        raise NotHere
    return found


def offered_under(*, viewer: Member, code: str, now: datetime) -> tuple[Link | None, str]:
    """The link that waits under a code, and why the viewer's circle cannot say yes to it (empty: it can)."""
    plain = plain_code(code)
    field = Link._meta.get_field("code_lookup")
    links = Link.objects.filter(code_lookup=field.fingerprint(plain)) if plain else Link.objects.none()
    link = links.select_related("circle", "other").first()
    if link is None:
        return None, no_such_code()
    linked = are_linked(viewer.circle, link.circle)
    reason = why_not_link(link, viewer.circle, linked_already=linked, now=now)
    return (link, "") if reason is None else (None, reason)


def heard_by(circle: Circle) -> QuerySet[HeardUpdate]:
    """What a circle reads of others: told to it over a link that goes on now, and not taken back. There is no more."""
    return HeardUpdate.objects.filter(HeardUpdate.reached(), circle=circle).select_related("address__update__circle")


def updates_page(*, viewer: Member, now: datetime) -> tuple[list[Heard], list[Said]]:
    """What linked circles told us, and what we told them, the newest first."""
    circle = viewer.circle
    heard = heard_by(circle).select_related("address__update__answers")
    heard = heard.order_by("-address__update__told_at", "-address__update")[:UPDATES_SHOWN]
    live = Address.objects.filter(link__linked_at__isnull=False, link__ended_at__isnull=True)
    to = Prefetch("addresses", live.select_related("link__circle", "link__other").order_by("pk"), to_attr="to_now")
    said = Update.objects.filter(circle=circle).prefetch_related(to)
    said_rows = list(said.order_by("-told_at", "-pk")[:UPDATES_SHOWN])
    answered = heard_by(circle).filter(address__update__in=[each.answers_id for each in said_rows if each.answers_id])
    texts = {each.address.update_id: each.says for each in answered}
    return [_heard(each, circle, now) for each in heard], [_said(each, circle, texts, now) for each in said_rows]


def _heard(row: HeardUpdate, circle: Circle, now: datetime) -> Heard:
    """An answer says what it answers only where that is ours: what others were told besides is theirs."""
    update = row.address.update
    ours = update.answers if update.answers is not None and update.answers.circle_id == circle.pk else None
    return Heard(row, update, update.circle.name, day_in(circle, update.told_at, now), ours.text if ours else "")


def _said(update: Update, circle: Circle, texts: dict[int, str], now: datetime) -> Said:
    to = [_other(each.link, circle).name for each in update.to_now]  # type: ignore[attr-defined]
    taken = day_in(circle, update.taken_back_at, now) if update.taken_back_at is not None else ""
    return Said(update, to, day_in(circle, update.told_at, now), taken, texts.get(update.answers_id or 0, ""))


def update_heard(*, viewer: Member, update_id: str) -> HeardUpdate | None:
    """An update that the viewer's circle reads now, to answer it."""
    if not is_public_id(update_id):
        return None
    return heard_by(viewer.circle).filter(address__update__public_id=update_id).first()


def update_told(*, viewer: Member, update_id: str) -> Update:
    """Something that the viewer's circle told; raises NotHere."""
    found = Update.objects.filter(circle=viewer.circle_id, public_id=update_id) if is_public_id(update_id) else None
    update = found.first() if found is not None else None
    if update is None:
        raise NotHere
    return update


def to_whom(*, viewer: Member) -> list[tuple[Link, Circle]]:
    """The links over which the viewer's circle can tell something, each with the circle on its other side."""
    return [(each, _other(each, viewer.circle)) for each in live_links(viewer.circle)]
