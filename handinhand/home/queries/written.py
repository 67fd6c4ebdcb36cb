"""Everything somebody has written, for themselves alone: where it stands, who can see it, what they can do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.ground.models import Person
from handinhand.ground.paging import A_PAGE, first_page
from handinhand.ground.prepared import Prepared
from handinhand.ground.several import OneOf, several
from handinhand.home.queries.places import RELATED, Place, place_of, proposals_of
from handinhand.home.rules import can_go_for_good, can_go_further
from handinhand.meetings.times import say_day
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.who import Names, names_for, who_sees


@dataclass(frozen=True)
class Written:
    """One thing somebody wrote: what it is, who can see it, and the pages on which it is changed, shown or deleted."""

    words: Words
    place: Place
    sees: str
    day: str
    shown_at: str
    gone_at: str

    @property
    def is_taken_back(self) -> bool:
        """Whether only its author sees it, because they took it back."""
        return self.words.state == State.TAKEN_BACK


@dataclass(frozen=True)
class InCircle:
    """What somebody wrote in one circle, as far as it is on this page."""

    member: Member
    written: list[Written]


@dataclass(frozen=True)
class Everything:
    """A page of what somebody wrote in all their circles, and after which row the earlier ones begin."""

    circles: list[InCircle]
    earlier: str
    is_first: bool


def written_by(*, person: Person, places: Sequence[Member], before: str = "") -> Everything:
    """A page of everything somebody wrote: circle by circle, the newest first; as many reads for much as for little."""
    order = {each.circle_id: number for number, each in enumerate(places)}
    found = _own(person, order)
    last = found.filter(public_id=before).first() if is_public_id(before) else None
    if last is not None:
        earlier = Q(written_at__lt=last.written_at) | Q(written_at=last.written_at, pk__lt=last.pk)
        later_circles = [circle for circle, number in order.items() if number > order[last.circle_id]]
        found = found.filter(Q(circle__in=later_circles) | (Q(circle=last.circle_id) & earlier))
    # What stands around each is read for one page alone, however much there is.
    numbers = list(found.values_list("pk", flat=True)[: A_PAGE + 1])
    whole = {each.pk: each for each in _whole.rows(person=person.pk, numbers=several(numbers))}
    rows, more = first_page([whole[number] for number in numbers if number in whole])
    lines = _lines(person, rows)
    circles = [InCircle(each, [one for one in lines if one.words.circle_id == each.circle_id]) for each in places]
    return Everything([each for each in circles if each.written or last is None], more, is_first=last is None)


def one_of_mine(*, person: Person, words_id: str) -> Written:
    """One thing somebody wrote, while they can see it; for anybody else there is no page."""
    words = _one.first(person=person.pk, public_id=words_id) if is_public_id(words_id) else None
    if words is None:
        raise Http404
    return _lines(person, [words])[0]


@Prepared
def _whole(person: int, numbers: str) -> QuerySet[Words]:
    own = Words.objects.visible_to(person).filter(author=person, pk__in=OneOf(numbers))
    return own.select_related(*RELATED)


@Prepared
def _one(person: int, public_id: str) -> QuerySet[Words]:
    return Words.objects.visible_to(person).filter(author=person, public_id=public_id).select_related(*RELATED)


def _own(person: Person, order: dict[int, int]) -> QuerySet[Words]:
    """What somebody wrote and can still see, in the order of the page."""
    whens = [When(circle=circle, then=Value(number)) for circle, number in order.items()]
    nth = Case(*whens, default=Value(len(order)), output_field=IntegerField())
    own = Words.objects.visible_to(person).filter(author=person, circle__in=list(order))
    return own.annotate(nth=nth).order_by("nth", "-written_at", "-pk")


def _lines(person: Person, rows: Sequence[Words]) -> list[Written]:
    about = proposals_of(each.pk for each in rows)
    names = names_for(viewer=person, words=rows)
    return [_line(each, place_of(each, about), names) for each in rows]


def _line(words: Words, place: Place, names: Names) -> Written:
    return Written(
        words=words,
        place=place,
        sees=who_sees(words, names),
        day=say_day(words.written_at, words.circle.time_zone),
        shown_at=_shown_at(words),
        gone_at=_gone_at(words),
    )


def _shown_at(words: Words) -> str:
    """Where its author lets others see it, of those it can be shown to; empty where that follows from what it is."""
    if hasattr(words, "profile_line"):
        return reverse("profiles:line", args=[words.circle.public_id, words.profile_line.public_id])
    if hasattr(words, "photograph"):
        return reverse("profiles:photograph", args=[words.circle.public_id])
    return reverse("home:shown_to", args=[words.public_id]) if can_go_further(words) else ""


def _gone_at(words: Words) -> str:
    """Where its author deletes it for good; empty where others built on it or it belongs to what was decided."""
    if hasattr(words, "check_in"):
        return reverse("care:delete", args=[words.check_in.public_id])
    if hasattr(words, "passed_on"):
        return reverse("care:danger_forget", args=[words.circle.public_id, words.passed_on.public_id])
    if hasattr(words, "photograph"):
        return reverse("profiles:photograph", args=[words.circle.public_id])
    return reverse("home:gone", args=[words.public_id]) if can_go_for_good(words) else ""
