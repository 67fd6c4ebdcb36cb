"""Opening: all at once, shuffled, at one moment; fewer than five stay closed. What tells who answered goes with it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from handinhand.fairness.small_numbers import ENOUGH, NOTHING, Shown, shown_of_unnamed
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.ground.moments import moment_of_acting, this_moment
from handinhand.live.actions import tell
from handinhand.unnamed.actions.holding import hold
from handinhand.unnamed.actions.sealing import keep, let_go, shuffled
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Box, Unnamed
from handinhand.unnamed.queries.sealed import Answer, answers_in
from handinhand.unnamed.queries.tables import as_kept, asked_before, can_be_compared, shown_of
from handinhand.unnamed.rules import FORGOTTEN_AFTER, STAYS_FOR, is_covered, is_gone
from handinhand.words.actions import write_unnamed
from handinhand.words.models import Words

ID_BYTES = 16


@dataclass(frozen=True)
class Opened:
    """What was in a box, in an order that says nothing, and who answered (row numbers of people, in order)."""

    answers: list[Answer]
    people: list[int]


@transaction.atomic
def open_box(*, box: Box, at: datetime) -> Opened | None:
    """Open what was answered, for whoever can see its scope; nothing where fewer than five answered.

    `at` is the moment of what it is opened for (a day, a meeting): nothing is kept of when it was done. While the
    question is covered it waits, and nobody answers it any more; `open_all_due` opens it when the cover is over.
    """
    held = hold(box)
    if not held.is_collecting:
        return None
    if is_covered(held):
        held.opens_at = min(held.opens_at or at, at)
        held.save(update_fields=["opens_at"])
        return None
    answers = shuffled(answers_in(held))
    people = sorted(held.answered.values_list("person", flat=True))
    held.answered.all().delete()
    held.opened_at = at
    if is_gone(held) or len(answers) < ENOUGH:
        _stay_closed(held, answers)
        return None
    held.state, held.opened_nth = BoxState.OPENED, _nth(held)
    let_go(held)
    if held.kind == Kind.WORDS:
        lay_out(held, answers, at)
    if held.kind == Kind.CHOICE:
        count(held, answers, people)
    held.save()
    tell(channel=held.scope.public_id)
    return Opened(answers, people)


def _nth(box: Box) -> int:
    """Which one of its circle's it is that is opened: two that open at once take turns."""
    Circle.objects.select_for_update(no_key=True).get(pk=box.circle_id)
    last = Box.objects.filter(circle=box.circle_id).aggregate(last=Max("opened_nth"))["last"]
    return (last or 0) + 1


def lay_out(box: Box, answers: list[Answer], at: datetime) -> list[Words]:
    """Let answers be words of nobody, each with the mark of its phrase."""
    written = write_unnamed(circle=box.circle, scope=box.scope, bodies=[each.text for each in answers], at=at)
    given = {"circle": box.circle, "box": box}
    Unnamed.objects.bulk_create(
        Unnamed(words=words, phrase=each.phrase, **given) for words, each in zip(written, answers, strict=True)
    )
    return written


def count(box: Box, answers: list[Answer], people: list[int]) -> None:
    """Keep what may be shown of choices, beside what was shown when the same was asked before.

    Whoever answered and was erased is somebody else each time: their answer counts, and nobody comes back as them.
    Who answered then is kept no longer. Where the same was asked with other answers to choose, nothing is shown.
    """
    erased = [secrets.token_hex(ID_BYTES) for _each in range(len(answers) - len(people))]
    earlier = asked_before(box)
    before = shown_of(earlier) if earlier is not None else NOTHING
    found = shown_of_unnamed(
        given=[each.choice for each in answers],
        people=[*map(str, people), *erased],
        choices=(box.choices or "").splitlines(),
        before=before,
        is_scale=box.is_scale,
    )
    is_comparable = earlier is None or can_be_compared(box, earlier)
    box.is_shown = is_comparable and bool(found.groups) and found.made == found.tried
    box.shown = as_kept(found if is_comparable else before)
    if earlier is not None:
        earlier.shown = as_kept(Shown(before.groups))
        earlier.save(update_fields=["shown"])


def _stay_closed(box: Box, answers: list[Answer]) -> None:
    """Words wait for their authors' phrases, also where there are none, as that would tell; nothing else is kept."""
    if box.kind == Kind.WORDS:
        day = moment_of_acting(box.opened_at or this_moment()).replace(hour=0, minute=0, second=0, microsecond=0)
        box.state, box.stays_until = BoxState.FEW, day + STAYS_FOR
        keep(box, answers)
        box.save()
    else:
        _end(box)
    tell(channel=box.scope.public_id)


def _end(box: Box) -> None:
    box.state = BoxState.OVER
    let_go(box)
    box.save()


@transaction.atomic
def leave_closed(*, box: Box, at: datetime) -> None:
    """What it was to be opened for does not happen: words wait for their authors' phrases, as where few answered."""
    held = hold(box)
    if held.is_collecting:
        held.answered.all().delete()
        held.opened_at = at
        _stay_closed(held, answers_in(held))


@transaction.atomic
def end_box(*, box: Box, at: datetime) -> None:
    """End a box unopened: all that was collected in it goes."""
    held = hold(box)
    if held.state in {BoxState.COLLECTING, BoxState.FEW}:
        held.answered.all().delete()
        held.opened_at = held.opened_at or at
        _end(held)
        tell(channel=held.scope.public_id)


def open_all_due(*, now: datetime) -> None:
    """Open what has come to its day, as of that day."""
    due = Box.objects.filter(state=BoxState.COLLECTING, opens_at__lte=now).order_by("pk")
    each_by_itself(lambda box: open_box(box=box, at=box.opens_at or now), due, waits="Opening waits")


def clear_old(*, now: datetime) -> None:
    """What stayed closed goes for good after a month, and so does what waited so long under a cover."""
    stayed_closed = Q(state=BoxState.FEW, stays_until__lte=now)
    waited = Q(state=BoxState.COLLECTING, opens_at__lt=now - STAYS_FOR, question__covered_until__gt=now)
    for box in Box.objects.filter(stayed_closed | waited).order_by("pk"):
        end_box(box=box, at=now)
    forgotten = Box.objects.filter(state=BoxState.COLLECTING, opens_at=None, made_at__lt=now - FORGOTTEN_AFTER)
    for box in forgotten.exclude(kind=Kind.POSITIONS).order_by("pk"):
        leave_closed(box=box, at=now.replace(hour=0, minute=0, second=0, microsecond=0))
