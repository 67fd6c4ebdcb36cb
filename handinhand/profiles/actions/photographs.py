"""One's own photograph: there only if one wants it."""

import base64
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.people.actions.tries import within
from handinhand.profiles.actions.lines import present_profile, scope_for, show
from handinhand.profiles.actions.lists import forget_list
from handinhand.profiles.models import Photograph
from handinhand.profiles.pictures import Moves, NotAPhotograph, TooLarge, made_small
from handinhand.profiles.rules import PHOTOGRAPHS
from handinhand.words.actions import remove, write
from handinhand.words.choices import State
from handinhand.words.models import Scope


class PhotographStays(Exception):
    """A file cannot become a photograph here; the text says why, in plain words."""


def small(sent: bytes) -> bytes:
    """What was sent, made small; raises PhotographStays with a sentence for everything that is no photograph."""
    try:
        return made_small(sent)
    except TooLarge as reason:
        raise PhotographStays(_("That picture is very large. Please choose one of 5 MB or less.")) from reason
    except Moves as reason:
        raise PhotographStays(_("That picture moves. Please choose one that stands still.")) from reason
    except NotAPhotograph as reason:
        raise PhotographStays(
            _("We could not read a picture in that file. A photograph from a phone (JPEG, PNG or WebP) works.")
        ) from reason


@transaction.atomic
def put_photograph(*, by: Member, sent: bytes, sees: str, now: datetime) -> Photograph:
    """Let a photograph be one's own here, in the place of the one before; raises PhotographStays."""
    profile = present_profile(by=by)
    if not within(limit=PHOTOGRAPHS, what=f"photograph {by.public_id}", now=now):
        raise PhotographStays(_("You changed your photograph many times just now. Please try again in an hour."))
    picture = base64.b64encode(small(sent)).decode()
    before = _without(by)
    scope = scope_for(profile=profile, by=by, sees=sees, now=now, before=before)
    if before is not None and before != scope:
        forget_list(before)
    body = _("My photograph")
    words = write(circle=by.circle, scope=scope, by=by.person, body=body, state=State.SHARED, now=now)
    return Photograph.objects.create(circle=by.circle, member=by, words=words, picture=picture)


@transaction.atomic
def show_photograph_to(*, by: Member, sees: str, now: datetime) -> None:
    """Change who can see one's photograph; raises NotHere where there is none."""
    profile = present_profile(by=by)
    found = Photograph.objects.filter(member=by).select_related("words__scope").first()
    if found is None:
        raise NotHere
    show(profile=profile, words=found.words, by=by, sees=sees, now=now)


@transaction.atomic
def take_photograph_away(*, by: Member) -> None:
    """Delete one's photograph for good; doing it twice is doing it once."""
    present_profile(by=by)
    before = _without(by)
    if before is not None:
        forget_list(before)


def _without(by: Member) -> Scope | None:
    """Remove the photograph; who could see it, for the one that may come in its place."""
    found = Photograph.objects.filter(member=by).select_related("words__scope").first()
    if found is None:
        return None
    remove(words=found.words, by=by.person)
    return found.words.scope
