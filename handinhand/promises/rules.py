"""Who may answer a promise, and when: each rule returns why not, in plain words, or nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise

# Anybody may ask again, and all together not more often than this.
ASKING_RESTS = timedelta(days=14)
# What keeping a promise takes, as far as nobody said otherwise, and what saying what came of it takes.
PROMISE_TAKES = Cost(minutes=60)
ANSWERING_TAKES = Cost(minutes=5)


def is_nobodys(promise: Promise) -> bool:
    """Whether nobody who is here carries a promise: it was only asked, or whoever made it has left."""
    return promise.by is None or promise.by.left_at is not None


def why_not_by(by_when: date | None, *, circle: Circle, now: datetime) -> str | None:
    """A promise is for today or later, where the circle is."""
    if is_past(by_when, circle=circle, now=now):
        return _("That day has passed. Choose today or a later day, or leave it empty.")
    return None


def why_not_take_on(promise: Promise, *, is_open_again: bool) -> str | None:
    """What nobody carries can be taken on, and what is open again while whoever carries it rests."""
    if promise.answered_at is not None:
        return _("This has an answer already.")
    return None if is_nobodys(promise) or is_open_again else _("Somebody has taken this on already.")


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


def why_not_ask_again(promise: Promise, *, by: Member, last: datetime | None, now: datetime) -> str | None:
    """What is open can be asked about again, by anybody but who promised it, and once in a while by all together.

    The day somebody named plays no part: who may ask tells nobody whether it has passed.
    """
    if promise.answered_at is not None:
        return _("This has an answer already.")
    if promise.by_id == by.pk:
        return _("This is yours. You can say what came of it, or what you will do instead.")
    if now < (last or promise.made_at) + ASKING_RESTS:
        return _("It was asked not long ago. Two weeks later you can ask again, and in a meeting whenever you like.")
    return None


def why_not_let_go(promise: Promise, *, by: Member, has_asked: bool) -> str | None:
    """Whoever asked for something says that it is no longer needed, while it is open."""
    if promise.answered_at is not None:
        return _("This has an answer already.")
    if promise.by_id == by.pk or not has_asked:
        return _("Whoever asked for this says that it is no longer needed.")
    return None


def why_not_need_again(promise: Promise, *, by: Member) -> str | None:
    """That something is no longer needed, anybody can undo who needs it, so that nobody ends it for others alone."""
    if promise.answer_kind != AnswerKind.NOT_NEEDED:
        return _("This is open, or it has another answer by now.")
    return _("You promised this. Others say whether they need it.") if promise.by_id == by.pk else None


def is_past(by_when: date | None, *, circle: Circle, now: datetime) -> bool:
    """Whether the day somebody named is over, where the circle is."""
    return by_when is not None and by_when < now.astimezone(ZoneInfo(circle.time_zone)).date()


def is_for_organisation(promise: Promise) -> bool:
    """Whether whoever carries a promise comes for an organisation."""
    return promise.by is not None and promise.by.standing == Standing.FOR_ORGANISATION
