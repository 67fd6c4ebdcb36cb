"""Two or more circles that are linked, each with a rule that one yes satisfies, and what they tell."""

from collections.abc import Sequence
from datetime import datetime

from handinhand.circles.actions import agree
from handinhand.circles.choices import UseState
from handinhand.circles.models import Member, PowerUse
from handinhand.links.actions import accept_link, ask_to_tell, offer_link
from handinhand.links.models import Link, Update
from handinhand.links.queries import heard_by
from tests.cast import Group


def all_agree(group: Group, use: PowerUse, now: datetime) -> PowerUse:
    """Everybody says yes, one after the other, until it is done."""
    for member in group.members.values():
        if PowerUse.objects.get(pk=use.pk).state == UseState.ASKED:
            agree(use=use, by=member, now=now)
    return PowerUse.objects.get(pk=use.pk)


def first(group: Group) -> Member:
    """The first of a circle who is there."""
    return next(each for each in group.members.values() if Member.objects.get(pk=each.pk).left_at is None)


def offer(group: Group, now: datetime, *, is_known: bool = False) -> Link:
    """A circle says yes first, and has a code."""
    use = offer_link(by=first(group), whom="The other one", is_known=is_known, now=now)
    all_agree(group, use, now)
    return Link.objects.filter(circle=group.circle, linked_at=None, ended_at=None).latest("pk")


def link(one: Group, other: Group, now: datetime, *, known: tuple[bool, bool] = (False, False)) -> Link:
    """Two circles that said yes to each other."""
    waiting = offer(one, now, is_known=known[0])
    use = accept_link(by=first(other), link=waiting, is_known=known[1], now=now)
    all_agree(other, use, now)
    return Link.objects.select_related("circle", "other").get(pk=waiting.pk)


def tell(group: Group, text: str, links: Sequence[Link], now: datetime, *, answers: Update | None = None) -> Update:
    """A circle tells something over some links."""
    to = [each.public_id for each in links]
    all_agree(group, ask_to_tell(by=first(group), text=text, to=to, answers=answers, now=now), now)
    return Update.objects.filter(circle=group.circle).latest("pk")


def reads(group: Group) -> list[str]:
    """All that a circle reads of others, in order."""
    heard = heard_by(group.circle).order_by("address__update__told_at", "address__update")
    return [each.says for each in heard]
