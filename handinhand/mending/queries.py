"""Reads of what is in the way: for the two, and whoever is beside the one who said it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from handinhand.care.queries.danger import Outside, what_we_do
from handinhand.care.queries.holders import care_in
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine, Member
from handinhand.circles.queries import NotHere, adopted, day_in, day_of, is_public_id, present_members
from handinhand.ground.own_text import shown_text
from handinhand.mending.choices import Beside, Way
from handinhand.mending.models import InTheWay
from handinhand.mending.rules import both_like, can_like, may_see, why_not_write
from handinhand.words.choices import State
from handinhand.words.models import Words, not_seen_by

MOST_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One in a list, with the name of the other."""

    row: InTheWay
    name: str
    day: str
    is_mine: bool
    is_beside: bool


@dataclass(frozen=True)
class Agreed:
    """Words that were put to the other: the viewer's own or not, as far as they can still be read."""

    words: Words | None
    is_mine: bool
    look_on: str


@dataclass(frozen=True)
class Exchange:
    """One, as one of the two sees it, or whoever is beside."""

    row: InTheWay
    said: list[Words]
    need: Words | None
    agreed: Agreed | None
    earlier: list[Agreed]
    waiting: list[Agreed]
    can_like: list[Way]
    both_like: list[Way]
    i_like: list[str]
    other: Member
    is_mine: bool
    is_beside: bool
    why_not_write: str | None

    @property
    def is_only_asked(self) -> bool:
        """Whether the viewer is asked to be beside the author, and reads nothing before a yes."""
        return self.is_beside and self.row.beside_says != Beside.YES

    @property
    def is_for_tea(self) -> bool:
        """Whether they write only to arrange their cup of tea."""
        return Way.WRITING not in self.both_like

    @property
    def names(self) -> list[str]:
        """The others who can read it."""
        row = self.row
        beside = [row.beside] if row.beside is not None and row.beside_says == Beside.YES else []
        mine = row.by if self.is_mine else row.beside if self.is_beside else row.to
        return [each.name for each in (row.by, row.to, *beside) if mine is None or each.pk != mine.pk]


@dataclass(frozen=True)
class ToTurnTo:
    """Whom it can be said to: members, the one who looks after care marked, and those outside."""

    members: list[Member]
    care: set[int]
    outside: list[Outside]


def to_turn_to(*, viewer: Member, about: set[str]) -> ToTurnTo:
    """Whom it can be said to when it is about some members: never one of these, whatever they hold."""
    others = [each for each in present_members(viewer.circle) if each.pk != viewer.pk and not each.is_held]
    care = care_in(viewer=viewer)
    return ToTurnTo(
        members=[each for each in others if each.public_id not in about],
        care={each.pk for each in (care.holder, care.second) if each is not None},
        outside=what_we_do(viewer.circle).outside,
    )


def harm_people(viewer: Member) -> list[AdoptedLine]:
    """Whom the circle named for when harm was done because of who somebody is."""
    found = adopted(circle=viewer.circle, kind=Adopts.HARM_PEOPLE)
    return [each for each in found if shown_text(each, "text").strip()]


def mine(*, viewer: Member, now: datetime) -> list[Line]:
    """What the viewer said, what was said to them, and whom they are asked to be beside; the newest first.

    Of somebody whom the viewer chose not to see, it never reached them.
    """
    is_beside = Q(beside=viewer, beside_says__in=[Beside.ASKED, Beside.YES])
    rows = InTheWay.objects.filter(Q(by=viewer) | Q(to=viewer, to_left_at=None) | is_beside, circle=viewer.circle_id)
    rows = rows.exclude(not_seen_by(viewer.person_id, "by__person"))
    return [
        Line(
            row=each,
            name=each.to.name if each.by_id == viewer.pk else each.by.name,
            day=day_in(viewer.circle, each.said_at, now),
            is_mine=each.by_id == viewer.pk,
            is_beside=each.beside_id == viewer.pk,
        )
        for each in rows.select_related("by", "to").order_by("-said_at", "-pk")[:MOST_SHOWN]
    ]


def one(*, viewer: Member, row_id: str) -> InTheWay:
    """One that the viewer may see; raises NotHere for everybody else, and for whoever would not see its author."""
    rows = InTheWay.objects.select_related("circle", "by__person", "to__person", "beside__person", "scope", "ask")
    rows = rows.exclude(not_seen_by(viewer.person_id, "by__person"))
    found = rows.filter(circle=viewer.circle_id, public_id=row_id if is_public_id(row_id) else "").first()
    if found is None or not may_see(found, viewer.pk):
        raise NotHere
    return found


def exchange(*, viewer: Member, row: InTheWay, now: datetime) -> Exchange:
    """All there is to read about one. Words come by the one rule of sight."""
    seen = Words.objects.visible_to(viewer.person).filter(scope=row.scope_id).order_by("shared_at", "pk")
    words = {each.pk: each for each in seen.select_related("author")}
    said = [words[pk] for pk in row.said.order_by("pk").values_list("words", flat=True) if pk in words]
    is_mine = row.by_id == viewer.pk
    stands, waiting = _agreements(viewer, row, words, now)
    return Exchange(
        row=row,
        said=said[-MOST_SHOWN:],
        need=words.get(row.words_id or 0),
        agreed=stands[-1] if stands else None,
        earlier=stands[-2::-1],
        waiting=waiting,
        can_like=can_like(row),
        both_like=both_like(row),
        i_like=row.by_likes if is_mine else row.to_likes,
        other=row.by if row.to_id == viewer.pk else row.to,
        is_mine=is_mine,
        is_beside=row.beside_id == viewer.pk,
        why_not_write=why_not_write(row),
    )


def _agreements(
    viewer: Member, row: InTheWay, words: Mapping[int, Words], now: datetime
) -> tuple[list[Agreed], list[Agreed]]:
    """What both said yes to, the last one at the end; and what waits for a yes."""
    stands: list[Agreed] = []
    waiting: list[Agreed] = []
    for each in row.agreements.order_by("agreed_at", "pk"):
        read = words.get(each.words_id or 0)
        is_mine = read is not None and read.author_id == viewer.person_id
        line = Agreed(words=read, is_mine=is_mine, look_on=day_of(each.look_on, now.date()))
        if each.agreed_at is not None:
            stands.append(line)
        elif read is not None and read.state == State.SHARED:
            waiting.append(line)
    return stands[-MOST_SHOWN:], waiting


def who_could_be_beside(*, viewer: Member, row: InTheWay) -> list[Member]:
    """Whom the author can ask to be beside them: neither of the two, nor whoever said no last."""
    never = {row.by_id, row.to_id, row.beside_id}
    return [each for each in present_members(viewer.circle) if each.pk not in never and not each.is_held]
