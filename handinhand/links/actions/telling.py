"""What leaves a circle: an update, in the words that enough of it agreed to, told over the links that they named."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from handinhand.circles.actions import AskNotNow, Overtaken, ask_power, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import WORDS_END, Member, PowerUse
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_text
from handinhand.links.actions.linking import LinkNotNow
from handinhand.links.models import Address, HeardUpdate, Link, Update
from handinhand.links.queries import heard_by
from handinhand.links.rules import why_not_tell
from handinhand.live.actions import tell
from handinhand.ui.apart import in_a_row
from handinhand.words.queries import circle_scope, covered_until


def hold_live_links(circle: Circle, _object_id: str) -> list[Link]:
    """The links of a circle that go on, held: cutting one and telling over it take turns."""
    mine = Q(circle=circle) | Q(other=circle)
    rows = Link.objects.select_for_update(of=("self",), no_key=True).select_related("circle", "other")
    return list(rows.filter(mine, linked_at__isnull=False, ended_at__isnull=True).order_by("pk"))


@transaction.atomic
def ask_to_tell(*, by: Member, text: str, to: Sequence[str], now: datetime, answers: Update | None = None) -> PowerUse:
    """Ask one's circle to tell these words to these linked circles (ids of links); raises LinkNotNow."""
    links = [each for each in hold_live_links(by.circle, "") if each.public_id in to]
    reason = why_not_tell(len(links))
    if reason is not None:
        raise LinkNotNow(reason)
    names = [each.public_id for each in links]
    whole = WORDS_END.join([text, what_telling_does(by=by, found=links, to=names)])
    details = {"to": names, "letters": len(text), "answers": answers.public_id if answers is not None else ""}
    try:
        return ask_power(power=Power.TELL_LINKED, by=by, now=now, text=whole, details=details)
    except AskNotNow as refused:
        raise LinkNotNow(str(refused)) from refused


def what_telling_does(*, by: Member, found: Sequence[Link], to: Sequence[str], **_more: Any) -> str:
    """To whom an update goes, exactly: what people agree to, after its own words."""
    circles = [each.reaches(by.circle) for each in found if each.public_id in to]
    names = in_a_row(each.name for each in circles if each is not None)
    return _(
        "These words go to %(names)s, in the name of our circle. Nobody else reads them. We can take them back; they"
        " may have read them by then."
    ) % {"names": names}


def tell_effect(
    *,
    circle: Circle,
    now: datetime,
    agreed_to: PowerUse,
    live: Sequence[Link],
    to: Sequence[str],
    letters: int,
    answers: str,
    **_more: Any,
) -> Update:
    """The words that were agreed to are told, over those of the named links that still go on."""
    links = [each for each in live if each.public_id in to]
    if not links:
        raise Overtaken
    update = Update.objects.create(
        circle=circle,
        text=own_text(agreed_to, "text")[:letters],
        text_covered_until=agreed_to.text_covered_until,
        answers=_answered(circle, answers),
        told_at=now,
    )
    let_stand(update, links)
    _tell_all(circle, links)
    return update


def _answered(circle: Circle, update_id: str) -> Update | None:
    """What is answered, if the circle still reads it."""
    heard = heard_by(circle).filter(address__update__public_id=update_id).first() if update_id else None
    return heard.address.update if heard is not None else None


def let_stand(update: Update, links: Sequence[Link]) -> None:
    """An update stands in each circle that it is told to; where the same text is covered there, it is covered."""
    text = own_text(update, "text")
    for link in links:
        address = Address.objects.create(circle=update.circle, update=update, link=link)
        reader = link.reaches(update.circle)
        if reader is not None:
            ends = covered_until(reader, text)
            HeardUpdate.objects.create(circle=reader, address=address, text=text, text_covered_until=ends)


@transaction.atomic
def take_back_update(*, update: Update, by: Member, now: datetime) -> None:
    """Take back what one's circle told: at once, by each of us. Doing it twice is doing it once."""
    held = Update.objects.select_for_update(no_key=True).filter(pk=update.pk, circle=by.circle)
    found = held.filter(taken_back_at__isnull=True).first()
    if found is not None:
        use_power(power=Power.TAKE_BACK_UPDATE, circle=by.circle, by=by, now=now, update=found)


def take_back_effect(*, circle: Circle, now: datetime, update: Update, **_more: Any) -> Update:
    """Nobody reads it any more but the circle that told it."""
    update.taken_back_at = now
    update.save(update_fields=["taken_back_at"])
    links = Link.objects.filter(pk__in=update.addresses.values("link"), ended_at__isnull=True)
    _tell_all(circle, list(links.select_related("circle", "other")))
    return update


def _tell_all(circle: Circle, links: Sequence[Link]) -> None:
    """Open pages hear that something changed. Always in one order, so that two at once take turns."""
    reached = {each.pk: each for each in [circle, *(link.reaches(circle) for link in links)] if each is not None}
    for _pk, each in sorted(reached.items()):
        tell(channel=circle_scope(each).public_id)
