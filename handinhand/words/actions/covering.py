"""Covers over words and over a circle's own texts: at once, for two days, and for good where others agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import FOR_GOOD, moment_of_acting
from handinhand.ground.own_text import ToldElsewhere, fingerprint_in
from handinhand.ground.sealed import SealedText
from handinhand.live.actions import tell
from handinhand.words.choices import State
from handinhand.words.models import Cover, CoverYes, ScopeMember, Words
from handinhand.words.queries import OwnHere, alike, circle_scope, covers_over, is_in, own_rows, sources
from handinhand.words.rules import (
    COVER_LASTS,
    OTHERS_AGREE,
    CoverNotNow,
    why_not_agree,
    why_not_cover,
    why_not_cover_own_text,
    why_not_take_off,
)


@dataclass(frozen=True)
class Held:
    """What a cover lies over and the cover, held until the change is through: two take turns."""

    over: Words | OwnHere
    cover: Cover | None
    scope_id: int
    authors: frozenset[int]
    is_there: bool


@transaction.atomic
def put_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> Cover:
    """Cover words for everybody but their author, or a text of the circle's own for all, for two days.

    Raises CoverNotNow.
    """
    held, now = hold_cover(words, by=by), moment_of_acting(now)
    if isinstance(held.over, Words):
        _check_cover(why_not_cover(held.over, held.cover, by, now=now))
        given: dict[str, Any] = {"words": held.over, "wording": held.over.wording}
    else:
        _check_cover(why_not_cover_own_text(held.cover, is_there=held.is_there, now=now))
        given = {"own_text": held.over.fingerprint}
    lapses_at = now + COVER_LASTS
    cover = Cover.objects.create(circle_id=held.over.circle.pk, by=by, covered_at=now, lapses_at=lapses_at, **given)
    _cover_until(held.over, lapses_at)
    return cover


@transaction.atomic
def say_yes_to_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> bool:
    """Agree to a cover; whether with that enough others who are here now agree. Twice is once. Raises CoverNotNow."""
    held, now = hold_cover(words, by=by), moment_of_acting(now)
    _check_cover(why_not_agree(held.authors, held.cover, by, is_there=held.is_there, now=now))
    CoverYes.objects.get_or_create(cover=held.cover, person=by, defaults={"circle_id": held.over.circle.pk})
    here = ScopeMember.objects.filter(scope=held.scope_id, person=OuterRef("person"))
    agreed = CoverYes.objects.filter(Exists(here), cover=held.cover).exclude(person__in=held.authors)
    return agreed.count() >= OTHERS_AGREE


@transaction.atomic
def keep_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> None:
    """Let a cover stay, now that others agreed."""
    held = hold_cover(words, by=by)
    if held.cover is not None:
        held.cover.confirmed_at = now
        held.cover.save(update_fields=["confirmed_at"])
        _cover_until(held.over, FOR_GOOD)


@transaction.atomic
def take_cover_off(*, words: Words | OwnHere, by: Person, now: datetime) -> None:
    """Let words be read again, as whoever covered them says; raises CoverNotNow."""
    held, now = hold_cover(words, by=by), moment_of_acting(now)
    _check_cover(why_not_take_off(held.cover, by, now=now))
    if held.cover is not None:
        held.cover.taken_off_at = now
        held.cover.save(update_fields=["taken_off_at"])
        _cover_until(held.over, None)


def hold_cover(words: Words | OwnHere, *, by: Person) -> Held:
    """Words as they are now and the cover over this wording, or a text of the circle's own and the cover over it."""
    if isinstance(words, Words):
        held = Words.objects.select_for_update(no_key=True).get(pk=words.pk)
        authors = frozenset() if held.author_id is None else frozenset({held.author_id})
        cover = Cover.objects.filter(words=held, wording=held.wording).first()
        return Held(held, cover, held.scope_id, authors, is_there=held.state == State.SHARED)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=words.circle.pk)
    row = own_rows(circle.pk, words.field).filter(pk=words.row.pk).first()
    same = row is not None and OwnHere(circle, words.field, row).fingerprint == words.fingerprint
    cover = Cover.objects.filter(circle=circle, own_text=words.fingerprint).first()
    among = circle_scope(circle).pk
    authors = sources(alike(circle, words.fingerprint))
    return Held(words, cover, among, authors, is_there=same and is_in(among, by) and is_in(words.scope.pk, by))


def _check_cover(reason: str | None) -> None:
    if reason is not None:
        raise CoverNotNow(reason)


def _cover_until(over: Words | OwnHere, until: datetime | None) -> None:
    if isinstance(over, OwnHere):
        _cover_alike(over, until)
        return
    over.covered_until = until
    over.save(update_fields=["covered_until"])
    tell(channel=over.scope.public_id)


def carry_covers(*, circle: Circle, rows: Iterable[Model]) -> None:
    """Let covers go on over own texts of rows that are then saved: the same text, written again, is covered again."""
    for row, until, ends in covers_over(circle, rows):
        setattr(row, until, ends)


def _cover_alike(over: OwnHere, until: datetime | None) -> None:
    """Cover a text of the circle's own, or uncover it, wherever it stands, and the words that it was copied from.

    Where a cover of their own lies over such words, it holds as long as it would have.
    """
    channels = {circle_scope(over.circle).public_id}
    for place in alike(over.circle, over.fingerprint):
        for row in own_rows(over.circle.pk, place.field).filter(pk=place.row):
            carry_covers(circle=over.circle, rows=[row])
            row.save(update_fields=[place.field.until])
            channels.add(OwnHere(over.circle, place.field, row).scope.public_id)
            if isinstance(row, ToldElsewhere):
                channels.update(circle_scope(each).public_id for each in row.read_in())
    same = Words.objects.filter(pk__in=_words_alike(over.circle, over.fingerprint))
    for words in same.select_for_update(no_key=True, of=("self",)).select_related("scope").order_by("pk"):
        own = Cover.objects.filter(words=words, wording=words.wording, taken_off_at__isnull=True).first()
        ends = [own.ends_at] if own is not None else []
        words.covered_until = max([*ends, *([until] if until else [])], default=None)
        words.save(update_fields=["covered_until"])
        channels.add(words.scope.public_id)
    for channel in sorted(channels):
        tell(channel=channel)


def _words_alike(circle: Circle, fingerprint: str) -> list[int]:
    """Shared words of a circle that say the same as a text of its own, by row number: it was made of some of them."""
    body: SealedText = Words._meta.get_field("body")
    rows = Words.objects.filter(circle=circle, state=State.SHARED).values_list("pk", "public_id", "body")
    return [
        number
        for number, public_id, sealed in rows.iterator(chunk_size=2000)
        if fingerprint_in(circle, body.opened(sealed, public_id=public_id)) == fingerprint
    ]
