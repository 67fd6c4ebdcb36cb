"""Reads of whom somebody turns to: for whoever chose, and for whoever was chosen. Nobody else has any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from handinhand.care.choices.persons import Looks, Place, Said
from handinhand.care.models import SupportPerson, TurnedTo
from handinhand.care.rules.persons import Between, Stands, is_asked, is_waiting_long, stands
from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.people.models import Rest
from handinhand.words.models import NotSeeing, ScopeMember, Words
from handinhand.words.queries import visible

MOST_SHOWN = 50
MOST_TO_CHOOSE = 200


@dataclass(frozen=True)
class Turned:
    """What somebody sent to their person and what came back, as one of the two may see it."""

    row: TurnedTo
    text: str
    answer_text: str
    waits_long: bool


@dataclass(frozen=True)
class Mine:
    """Somebody I chose: how it stands, when they usually look, and what I sent them if I did."""

    support: SupportPerson
    stands: Stands
    name: str
    looks: str
    looks_words: str
    turned: Turned | None

    @property
    def is_there(self) -> bool:
        """Whether I can turn to them now."""
        return self.stands.can_read

    @property
    def is_at_home(self) -> bool:
        """Whether they are there, and neither away nor at rest as far as they let it be seen."""
        return self.stands is Stands.THERE


@dataclass(frozen=True)
class MyPeople:
    """My person and my second, where I chose them."""

    first: Mine | None
    second: Mine | None

    @property
    def those(self) -> list[Mine]:
        """Both, the first before the second."""
        return [each for each in (self.first, self.second) if each is not None]

    @property
    def to_turn_to(self) -> list[Mine]:
        """Whom I can turn to now: whoever is there comes before whoever is away."""
        return sorted((each for each in self.those if each.is_there), key=lambda each: not each.is_at_home)

    @property
    def turned(self) -> list[Mine]:
        """Those to whom I turned and of whom it still stands."""
        return [each for each in self.those if each.turned is not None and each.stands is not Stands.OVER]


@dataclass(frozen=True)
class ForSomebody:
    """Somebody who chose me, or asks me to be their person."""

    support: SupportPerson
    name: str
    is_asked: bool
    looks: str
    looks_words: str
    turned: Turned | None


def between(rows: QuerySet[SupportPerson]) -> QuerySet[SupportPerson]:
    """Rows with what is known of the two, read with them."""
    among = ScopeMember.even_held.filter(scope=OuterRef("scope"))
    return rows.annotate(
        chooser_here=_chooser_is_here(),
        chooser_among=Exists(among.filter(person=OuterRef("of"))),
        other_among=Exists(among.filter(person=OuterRef("member__person"))),
        chooser_looks_away=_chooser_looks_away(),
        other_looks_away=_other_looks_away(),
    ).select_related("circle", "member__person", "of", "scope", "ask", "turned__ask")


def _chooser_is_here() -> Exists:
    """Whether whoever chose is in the circle now."""
    return Exists(Member.objects.filter(circle=OuterRef("circle"), person=OuterRef("of"), left_at__isnull=True))


def _chooser_looks_away() -> Exists:
    """Whether whoever chose would not see the other's words, in any circle."""
    return Exists(NotSeeing.objects.filter(by=OuterRef("of"), about=OuterRef("member__person")))


def _other_looks_away() -> Exists:
    """Whether whoever was chosen would not see the chooser's words, in any circle."""
    return Exists(NotSeeing.objects.filter(by=OuterRef("member__person"), about=OuterRef("of")))


def how(row: SupportPerson, *, now: datetime, rests: bool = False) -> Stands:
    """How it stands between two people, from a row of `between`."""
    given = row.__dict__
    return stands(
        Between(
            said=Said(row.said),
            is_asked_still=is_asked(row, now),
            both_here=row.member.left_at is None and given["chooser_here"],
            both_among=given["chooser_among"] and given["other_among"],
            is_held=row.member.is_held,
            chooser_looks_away=given["chooser_looks_away"],
            other_looks_away=given["other_looks_away"],
            is_away=row.is_away,
            rests_in_view=rests,
        )
    )


def my_people(*, person: Person, now: datetime) -> MyPeople:
    """My person and my second, with what I sent them; as many queries however it stands with them."""
    rows = _of_mine.rows(person=person.pk, now=now)
    texts = _texts(person, rows)
    found = {row.place: _mine(row, how(row, now=now, rests=row.__dict__["rests"]), texts, now) for row in rows}
    return MyPeople(found.get(Place.FIRST), found.get(Place.SECOND))


@Prepared
def _of_mine(person: int, now: datetime) -> QuerySet[SupportPerson]:
    resting = Rest.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), person=OuterRef("member__person"), is_shown=True
    ).filter(begins_at__lte=now)
    return between(SupportPerson.objects.filter(of=person)).annotate(rests=Exists(resting))


def _mine(row: SupportPerson, how_it_stands: Stands, texts: dict[int, Words], now: datetime) -> Mine:
    is_among = how_it_stands.can_read
    return Mine(
        support=row,
        stands=how_it_stands,
        name=row.member.name,
        looks=_say_looks(row) if is_among else "",
        looks_words=_body(row.looks_words_id, texts) if is_among else "",
        turned=_turned(row, texts, now),
    )


def choosable(*, person: Person) -> list[Member]:
    """Whom I could ask, in all my circles, by circle: others who are here, but for those I chose not to see."""
    mine = Member.objects.filter(person=person, left_at__isnull=True, circle=OuterRef("circle"))
    unseen = NotSeeing.objects.filter(by=person, about=OuterRef("person"))
    others = Member.objects.filter(Exists(mine), ~Exists(unseen), left_at__isnull=True).exclude(person=person)
    found = others.select_related("circle", "person").order_by("circle", "joined_at", "pk")[:MOST_TO_CHOOSE]
    return [each for each in found if not each.is_held]


def for_others(*, person: Person, now: datetime) -> list[ForSomebody]:
    """Those whose person I am, and those who ask me, but whom I would not see: then nothing was ever asked."""
    rows = _all_of_others.rows(person=person.pk)
    return _for_somebody(person, rows, now)


def for_one(*, person: Person, support_id: str, now: datetime) -> ForSomebody:
    """One of them; raises Http404 for anybody else, and once it has ended."""
    if not is_public_id(support_id):
        raise Http404
    shown = _for_somebody(person, _one_of_others.rows(person=person.pk, support_id=support_id), now)
    if not shown:
        raise Http404
    return shown[0]


def turned_to_me(*, person: Person, turned_id: str, now: datetime) -> ForSomebody:
    """Somebody who turned to me; raises Http404 once it is taken back or has ended."""
    if not is_public_id(turned_id):
        raise Http404
    shown = _for_somebody(person, _one_who_turned.rows(person=person.pk, turned_id=turned_id), now)
    if not shown or shown[0].is_asked:
        raise Http404
    return shown[0]


def own_support(*, person: Person, support_id: str) -> SupportPerson:
    """Somebody I chose; raises Http404 for anybody else's."""
    found = None
    if is_public_id(support_id):
        found = SupportPerson.objects.filter(of=person, public_id=support_id).select_related("circle").first()
    if found is None:
        raise Http404
    return found


@Prepared
def _all_of_others(person: int) -> QuerySet[SupportPerson]:
    return _of_others(person)[:MOST_SHOWN]


@Prepared
def _one_of_others(person: int, support_id: str) -> QuerySet[SupportPerson]:
    return _of_others(person).filter(public_id=support_id)


@Prepared
def _one_who_turned(person: int, turned_id: str) -> QuerySet[SupportPerson]:
    return _of_others(person).filter(turned__public_id=turned_id)


def _of_others(person: int) -> QuerySet[SupportPerson]:
    mine = SupportPerson.objects.filter(
        member__person=person, member__left_at__isnull=True, said__in=(Said.ASKED, Said.YES)
    )
    never_heard = Q(_other_looks_away(), said=Said.ASKED)
    return between(mine.filter(_chooser_is_here(), ~_chooser_looks_away(), ~never_heard)).order_by(
        F("said").asc(), "pk"
    )


def _for_somebody(person: Person, rows: Sequence[SupportPerson], now: datetime) -> list[ForSomebody]:
    asked = [row for row in rows if is_asked(row, now)]
    standing = [row for row in rows if how(row, now=now) in {Stands.THERE, Stands.AWAY}]
    shown = [row for row in rows if row in asked or row in standing]
    names = _names(shown)
    texts = _texts(person, standing)
    return [
        ForSomebody(
            support=row,
            name=names.get((row.circle_id, row.of_id), ""),
            is_asked=row in asked,
            looks=_say_looks(row),
            looks_words=_body(row.looks_words_id, texts),
            turned=_turned(row, texts, now),
        )
        for row in shown
    ]


def _names(rows: Iterable[SupportPerson]) -> dict[tuple[int, int], str]:
    """The names that those who chose me go by, each in the circle we share."""
    rows = list(rows)
    people = Member.objects.filter(
        circle__in={row.circle_id for row in rows}, person__in={row.of_id for row in rows}, left_at__isnull=True
    )
    return {(each.circle_id, each.person_id): each.name for each in people}


def _texts(person: Person, rows: Iterable[SupportPerson]) -> dict[int, Words]:
    """What was written between the two, as far as one of them may see it."""
    ids: list[int] = []
    for row in rows:
        turned = _turned_row(row)
        ids += [each for each in (row.looks_words_id, *_words_of(turned)) if each is not None]
    return visible(viewer=person, ids=ids)


def _words_of(turned: TurnedTo | None) -> tuple[int | None, ...]:
    return () if turned is None else (turned.words_id, turned.answer_words_id)


def _turned_row(row: SupportPerson) -> TurnedTo | None:
    return getattr(row, "turned", None)


def _turned(row: SupportPerson, texts: dict[int, Words], now: datetime) -> Turned | None:
    turned = _turned_row(row)
    if turned is None:
        return None
    return Turned(
        row=turned,
        text=_body(turned.words_id, texts),
        answer_text=_body(turned.answer_words_id, texts),
        waits_long=is_waiting_long(turned, now),
    )


def _body(words_id: int | None, texts: dict[int, Words]) -> str:
    words = texts.get(words_id) if words_id is not None else None
    return words.body if words is not None else ""


def _say_looks(row: SupportPerson) -> str:
    return str(Looks(row.looks).label) if row.looks else ""
