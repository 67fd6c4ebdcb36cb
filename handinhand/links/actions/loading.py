"""A circle of its own that a file tells of, linked with the circle of that file; nobody is invented for it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handinhand.circles.actions import begin_circle
from handinhand.circles.queries import CODE_LETTERS
from handinhand.ground.models import ALPHABET, Circle
from handinhand.links.actions.telling import let_stand
from handinhand.links.models import Link, Update
from handinhand.links.rules import CODE_LASTS
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope


@dataclass(frozen=True)
class LoadedLink:
    """What became of one circle of the file: `is_new` says whether anything of it was not here before."""

    circle: Circle
    is_new: bool


@transaction.atomic
def load_linked(
    *, circle: Circle, name: str, purpose: str, limits: str, update: str, digest: str, now: datetime
) -> LoadedLink:
    """Load a circle by its name, linked with `circle`, and what it told. What was loaded or cut before stays so."""
    link, began = _link(circle, name=name, purpose=purpose, limits=limits, now=now)
    own = link.other
    if own is None:
        raise LookupError
    field = Update._meta.get_field("loaded_lookup")
    known = Update.objects.filter(loaded_lookup=field.fingerprint(digest)).exists()
    is_told = bool(update) and not known and link.goes_on
    if is_told:
        told = Update.objects.create(circle=own, text=update, told_at=now, loaded_from=digest)
        let_stand(told, [link])
    if began or is_told:
        for _pk, each in sorted({circle.pk: circle, own.pk: own}.items()):
            tell(channel=circle_scope(each).public_id)
    return LoadedLink(own, is_new=began or is_told)


def _link(circle: Circle, *, name: str, purpose: str, limits: str, now: datetime) -> tuple[Link, bool]:
    """The link that was loaded for a circle of this name, or a new one with a new circle on its other side."""
    loaded_from = f"{circle.public_id} {name}"
    field = Link._meta.get_field("loaded_lookup")
    found = Link.objects.filter(loaded_lookup=field.fingerprint(loaded_from)).select_related("other").first()
    if found is not None:
        return found, False
    own = begin_circle(name=name, purpose=purpose, limits=limits, time_zone=circle.time_zone, now=now)
    link = Link.objects.create(
        circle=circle,
        other=own,
        code="".join(secrets.choice(ALPHABET) for _each in range(CODE_LETTERS)),
        offered_at=now,
        ends_at=now + CODE_LASTS,
        linked_at=now,
        loaded_from=loaded_from,
    )
    return link, True
