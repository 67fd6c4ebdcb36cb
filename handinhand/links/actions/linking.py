"""Linking two circles by a yes of both, and cutting a link by either.

Whoever changes a link holds its row first, before any member's: a last yes here and a yes taken back there take turns.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from handinhand.circles.actions import AskNotNow, Overtaken, ask_power, use_power, write_in_other
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries import CODE_LETTERS
from handinhand.ground.models import ALPHABET, Circle
from handinhand.links.models import Link
from handinhand.links.queries import are_linked, live_links
from handinhand.links.rules import CODE_LASTS, MOST_LINKS, MOST_OFFERS, why_not_link
from handinhand.live.actions import tell
from handinhand.ui.apart import apart
from handinhand.words.queries import circle_scope


class LinkNotNow(Exception):
    """A link cannot be made as things stand; the text says why, in plain words."""


@dataclass(frozen=True)
class Wish:
    """What a circle is asked to say yes to: the link that another circle offers, held, or a new one that is ours."""

    link: Link | None = None


def find_wish(circle: Circle, link_id: str) -> Wish | None:
    """The offer of another circle as it is now, its row held; a wish of our own needs none."""
    if not link_id:
        return Wish()
    held = Link.objects.select_for_update(of=("self",), no_key=True).select_related("circle")
    link = held.filter(public_id=link_id, linked_at__isnull=True, ended_at__isnull=True).first()
    return Wish(link) if link is not None else None


@transaction.atomic
def offer_link(*, by: Member, whom: str, is_known: bool, now: datetime) -> PowerUse:
    """Ask one's circle for a link with another one, which is said in words; raises LinkNotNow."""
    waiting = Link.objects.filter(circle=by.circle, linked_at__isnull=True, ended_at__isnull=True, ends_at__gt=now)
    if waiting.count() >= MOST_OFFERS or live_links(by.circle).count() >= MOST_LINKS:
        raise LinkNotNow(_("There are many links or codes already. Take one back first, if you like."))
    text = _("We say yes to a link with: %(whom)s. %(what)s") % {
        "whom": apart(whom),
        "what": what_linking_does(by=by, found=Wish(), is_known=is_known),
    }
    return _ask(by, text=text, now=now, details={"is_known": is_known})


@transaction.atomic
def accept_link(*, by: Member, link: Link, is_known: bool, now: datetime) -> PowerUse:
    """Ask one's circle to say yes to a link that another circle said yes to; raises LinkNotNow."""
    reason = why_not_link(link, by.circle, linked_already=are_linked(by.circle, link.circle), now=now)
    if reason is not None:
        raise LinkNotNow(reason)
    return _ask(by, object_id=link.public_id, now=now, details={"is_known": is_known})


def _ask(by: Member, **given: Any) -> PowerUse:
    try:
        return ask_power(power=Power.LINK, by=by, **given)
    except AskNotNow as reason:
        raise LinkNotNow(str(reason)) from reason


def what_linking_does(*, by: Member, found: Wish, is_known: bool, **_more: Any) -> str:
    """What a link is, exactly: what people agree to."""
    equal = _(
        "No circle is above the other. Each reads the name of the other, what it is for, and the updates that the other"
        " sends to it. It reads nothing else, and no names of people. Each can cut the link at any moment."
    )
    known = (
        _("Circles that are linked with the other one can read our name and what we are for too.")
        if is_known
        else _("Circles that are linked with the other one do not learn from here that we exist.")
    )
    if found.link is None:
        first = _(
            "We get a code for one circle, for 28 days. Somebody carries it over. Whoever types it in for their circle"
            " reads our name and what we are for. The link begins when that circle says yes too."
        )
    else:
        first = _("We are linked with %(name)s, which said yes already.") % {"name": apart(found.link.circle.name)}
    return f"{first} {equal} {known}"


def link_effect(*, circle: Circle, now: datetime, wish: Wish, is_known: bool, **_more: Any) -> Link:
    """Our yes: the first gives a code to carry over, the second links the two circles."""
    if wish.link is None:
        link = Link.objects.create(
            circle=circle,
            code="".join(secrets.choice(ALPHABET) for _each in range(CODE_LETTERS)),
            circle_is_known=is_known,
            offered_at=now,
            ends_at=now + CODE_LASTS,
        )
    else:
        link = wish.link
        linked = are_linked(circle, link.circle)
        if why_not_link(link, circle, linked_already=linked, now=now) is not None:
            raise Overtaken
        link.other, link.other_is_known, link.linked_at = circle, is_known, now
        try:
            with transaction.atomic():
                link.save(update_fields=["other", "other_is_known", "linked_at"])
        except IntegrityError as at_once:
            # The two circles were linked by another code in this very moment.
            raise Overtaken from at_once
    _tell_both([link])
    return link


@transaction.atomic
def cut_link(*, link: Link, by: Member, now: datetime) -> None:
    """Cut a link, or take our yes to one back. Doing it twice is doing it once."""
    # The other side is looked up after: while this waits for the row, it can come to be.
    held = Link.objects.select_for_update(of=("self",), no_key=True).select_related("circle")
    mine = Q(circle=by.circle) | Q(other=by.circle)
    found = held.filter(mine, pk=link.pk, ended_at__isnull=True).first()
    if found is not None:
        use_power(power=Power.CUT_LINK, circle=by.circle, by=by, now=now, link=found)


def cut_effect(*, circle: Circle, now: datetime, link: Link, **_more: Any) -> Link:
    """From this moment neither reads anything of the other."""
    _end([link], circle, now)
    return link


def hold_links(*, circle: Circle) -> None:
    """The links of a circle, and its codes, in order."""
    list(_of(circle).select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def end_links(*, circle: Circle, now: datetime) -> None:
    """A circle that closes is linked with nobody any more; each circle that was linked with it has a line of that."""
    ending = list(_of(circle).select_related("circle", "other").order_by("pk"))
    others = [each.reaches(circle) for each in ending if each.goes_on]
    _end(ending, circle, now)
    for other in others:
        if other is not None:
            write_in_other(circle=other, power=Power.CUT_LINK, now=now)


def _of(circle: Circle) -> Any:
    return Link.objects.filter(Q(circle=circle) | Q(other=circle), ended_at__isnull=True)


def _end(links: Iterable[Link], by: Circle, now: datetime) -> None:
    ended = list(links)
    for link in ended:
        link.ended_at, link.ended_by = now, by
        link.save(update_fields=["ended_at", "ended_by"])
    _tell_both(ended)


def _tell_both(links: Iterable[Link]) -> None:
    """Open pages of both circles hear that something changed. Always in one order, so that two at once take turns."""
    circles = {side.pk: side for link in links for side in (link.circle, link.other) if side is not None}
    for _pk, circle in sorted(circles.items()):
        tell(channel=circle_scope(circle).public_id)
