"""Who may answer a promise, and when: each rule returns why not, in plain words, or nothing."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise


def is_nobodys(promise: Promise) -> bool:
    """Whether nobody who is here carries a promise: it was only asked, or whoever made it has left."""
    return promise.by is None or promise.by.left_at is not None


def why_not_by(by_when: date | None, *, circle: Circle, now: datetime) -> str | None:
    """A promise is for today or later, where the circle is."""
    if by_when is not None and by_when < now.astimezone(ZoneInfo(circle.time_zone)).date():
        return _("That day has passed. Choose today or a later day, or leave it empty.")
    return None


def why_not_take_on(promise: Promise) -> str | None:
    """What nobody carries can be taken on."""
    if promise.answered_at is not None:
        return _("This has an answer already.")
    return None if is_nobodys(promise) else _("Somebody has taken this on already.")


def why_not_answer(promise: Promise, *, by: Member | None, kind: str, text: str) -> str | None:
    """Who promised answers, once; what nobody carries can be answered by anybody who sees it."""
    if promise.answered_at is not None:
        return _("This has an answer already. You can promise something new.")
    if not is_nobodys(promise) and (by is None or promise.by_id != by.pk):
        return _("Whoever promised this says what came of it.")
    if kind == AnswerKind.NOT_POSSIBLE and not text.strip():
        return _("Please say why it is not possible, so that people know.")
    if kind == AnswerKind.CHANGED and not text.strip():
        return _("Please say what you will do instead.")
    return None
