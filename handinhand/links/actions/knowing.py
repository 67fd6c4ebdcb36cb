"""Whether further circles may know of us: said by each side of a link for itself, while the link goes on."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from handinhand.circles.actions import AskNotNow, Overtaken, ask_power, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, PowerUse
from handinhand.ground.models import Circle
from handinhand.links.actions.linking import LinkNotNow
from handinhand.links.models import Link
from handinhand.links.queries import live_links
from handinhand.live.actions import tell
from handinhand.ui.apart import apart
from handinhand.words.queries import circle_scope


def find_link(circle: Circle, link_id: str) -> Link | None:
    """A link of a circle that goes on, its row held: cutting it and this take turns."""
    rows = Link.objects.select_for_update(of=("self",), no_key=True).select_related("circle", "other")
    on = rows.filter(Q(circle=circle) | Q(other=circle), linked_at__isnull=False, ended_at__isnull=True)
    return on.filter(public_id=link_id).first()


@transaction.atomic
def ask_to_be_known(*, by: Member, link: Link, now: datetime) -> PowerUse:
    """Ask one's circle that the further links of another one can know of it; raises LinkNotNow."""
    try:
        return ask_power(power=Power.BE_KNOWN, by=by, now=now, object_id=link.public_id)
    except AskNotNow as reason:
        raise LinkNotNow(str(reason)) from reason


@transaction.atomic
def be_known_no_more(*, by: Member, link: Link, now: datetime) -> None:
    """Be known no further over a link: at once, by each of us. Doing it twice is doing it once."""
    found = find_link(by.circle, link.public_id)
    if found is not None and found.lets_know_of(by.circle):
        use_power(power=Power.BE_KNOWN_NO_MORE, circle=by.circle, by=by, now=now, link=found)


def what_being_known_does(*, by: Member, found: Link, **_more: Any) -> str:
    """Who will read what, exactly: what people agree to."""
    other = found.reaches(by.circle)
    return _(
        "Circles that are linked with %(name)s can read our name and what we are for, and nothing else. What"
        " %(name)s said for itself stays as it is. Each of us can end this at any moment."
    ) % {"name": apart(other.name if other is not None else "")}


def known_effect(*, circle: Circle, link: Link, **_more: Any) -> Link:
    """Circles that are linked with the other side can read that we exist."""
    return _set(circle, link, is_known=True)


def known_no_more_effect(*, circle: Circle, link: Link, **_more: Any) -> Link:
    """They do not read it any more; who did, did."""
    return _set(circle, link, is_known=False)


def _set(circle: Circle, link: Link, *, is_known: bool) -> Link:
    """Change our side of a link. Open pages hear of it here and where it shows; in one order, so two take turns."""
    if link.lets_know_of(circle) == is_known:
        raise Overtaken
    name = "circle_is_known" if circle.pk == link.circle_id else "other_is_known"
    setattr(link, name, is_known)
    link.save(update_fields=[name])
    other = link.reaches(circle)
    further = [each.reaches(other) for each in live_links(other)] if other is not None else []
    for _pk, each in sorted({each.pk: each for each in further if each is not None}.items()):
        tell(channel=circle_scope(each).public_id)
    return link
