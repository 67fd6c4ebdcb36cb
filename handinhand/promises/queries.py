"""Reads of promises: what is open, and what came of the rest, for somebody among the people it was said to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Person
from handinhand.ground.moments import goes_on
from handinhand.ground.paging import A_PAGE, earlier_than, first_page
from handinhand.ground.prepared import Prepared
from handinhand.ground.several import OneOf, several
from handinhand.people.queries.energy import rests_past
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import AskedAgain, CarriedOn, Promise
from handinhand.promises.rules import is_for_organisation, is_nobodys, is_past, why_not_ask_again, why_not_need_again
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.ui.apart import apart
from handinhand.words.choices import OF_ONE, ScopeKind, State
from handinhand.words.models import Scope, ScopeMember, Words, not_seen_by

MOST_SHOWN = 12


@dataclass(frozen=True)
class PromiseLine:
    """One promise as somebody may see it; `circle_id` and `public_id` are for addresses."""

    public_id: str
    circle_id: str
    circle_name: str
    member: Member | None
    who: str
    text: str
    is_taken_back: bool
    is_mine: bool
    words_id: str
    cover_id: str
    is_covered: bool
    by_when: date | None
    answer_kind: str
    answer: str
    answer_covered_until: datetime | None
    answered_at: datetime | None
    answered_by: str
    can_take_on: bool
    is_open_again: bool
    can_answer: bool
    scope_id: int
    words_pk: int
    thread_id: str
    made_at: datetime
    day_has_passed: bool
    waits_for_organisation: bool
    fold: str
    answer_fold: str
    note: Note | None

    @property
    def answer_note(self) -> Note | None:
        """What came of it touches on what it touches on."""
        return self.note.of_answer() if self.note and not goes_on(self.answer_covered_until) else None

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return self.answered_at is None

    @property
    def answer_sentence(self) -> str:
        """What came of it, in one piece; empty while it is open."""
        if not self.answer_kind:
            return ""
        if self.answer_kind == AnswerKind.DONE:
            return self.answer
        if self.answer_kind == AnswerKind.NOT_NEEDED:
            return str(AnswerKind.NOT_NEEDED.label)
        said = {"kind": AnswerKind(self.answer_kind).label, "words": apart(self.answer)}
        return _("%(kind)s: %(words)s") % said


def mine_open(*, person: Person, now: datetime) -> list[PromiseLine]:
    """What somebody said they would do, and has not answered yet; the earliest day first."""
    return _lines(person, _mine_open.rows(person=person.pk), now)


def came_of(*, person: Person, since: datetime, now: datetime) -> list[PromiseLine]:
    """What came of promises among the people somebody belongs to, the newest first."""
    return _lines(person, _came_of.rows(person=person.pk, since=since), now)


def for_scope(*, viewer: Member, scope: Scope, now: datetime) -> list[PromiseLine]:
    """What was promised among some people, the open ones first."""
    found = _for_scope.rows(person=viewer.person_id, scope=scope.pk, circle=viewer.circle_id)
    return _by_day(_lines(viewer.person, found, now))


def made_between(*, viewer: Member, start: datetime, end: datetime, now: datetime) -> list[PromiseLine]:
    """What was promised in the viewer's circle in a stretch of time, as far as it was said to them."""
    made = _made_between.rows(person=viewer.person_id, circle=viewer.circle_id, start=start, end=end)
    return _by_day(_lines(viewer.person, made, now))


def open_in_circle(*, viewer: Member, now: datetime) -> list[PromiseLine]:
    """What is still open in the viewer's circle, as far as it was said to them; the earliest day first."""
    return _by_day(_lines(viewer.person, _open_in_circle.rows(person=viewer.person_id, circle=viewer.circle_id), now))


def answered_in_circle(*, viewer: Member, now: datetime, before: str = "") -> tuple[list[PromiseLine], str]:
    """A page of what came of promises in the viewer's circle, the newest first, and where the earlier ones begin."""
    if before:
        every = _answered(viewer.person_id, viewer.circle_id)
        found = list(earlier_than(every, at="answered_at", before=before)[: A_PAGE + 1])
    else:
        found = _answered_in_circle.rows(person=viewer.person_id, circle=viewer.circle_id)
    shown, earlier = first_page(found)
    return _lines(viewer.person, shown, now), earlier


def of_words(*, viewer: Member, words: Iterable[int], now: datetime) -> list[PromiseLine]:
    """The promises with these words that were said to the viewer, and whose words still stand."""
    found = _with_words.rows(person=viewer.person_id, circle=viewer.circle_id, words=several(words))
    return [line for line in _lines(viewer.person, found, now) if not line.is_taken_back]


def asks_how_named(*, viewer: Member, onward: int) -> bool:
    """Whether some words came of the viewer's own, and they have not said yet how they are named there."""
    return _led_by_mine.first(person=viewer.person_id, onward=onward) is not None


@Prepared
def _led_by_mine(person: int, onward: int) -> QuerySet[CarriedOn]:
    readable = Words.objects.visible_to(person).filter(author=person, credit__isnull=True)
    mine = readable.exclude(state=State.TAKEN_BACK).filter(pk=OuterRef("source"))
    return CarriedOn.objects.filter(Exists(mine), onward=onward)[:1]


def waits_to_be_named(person: int) -> QuerySet[CarriedOn]:
    """In the circle of a row around it: one's own words that led to another's, and one has not said how to be named.

    Both are there to be read; folded into a read that is made anyway.
    """
    visible = Words.objects.visible_to(person).exclude(state=State.TAKEN_BACK)
    mine = visible.filter(author=person, credit__isnull=True, pk=OuterRef("source"))
    came = visible.exclude(author=person).filter(pk=OuterRef("onward"))
    of_mine = CarriedOn.objects.filter(circle=OuterRef("circle"), source__author=person)
    return of_mine.filter(Exists(mine), Exists(came)).order_by("pk")


def has_asked(*, viewer: Member, promise: Promise) -> bool:
    """Whether the viewer asked for what was promised: it came of their own words, or they asked again."""
    came_of_mine = _came_of_words.first(onward=promise.words_id, person=viewer.person_id) is not None
    return came_of_mine or any(each.by_id == viewer.pk for each in _asked_again.rows(promise=promise.pk))


@Prepared
def _came_of_words(onward: int, person: int) -> QuerySet[CarriedOn]:
    return CarriedOn.objects.filter(onward=onward, source__author=person)[:1]


@Prepared
def _asked_again(promise: int) -> QuerySet[AskedAgain]:
    return AskedAgain.objects.filter(promise=promise).order_by("-at", "-pk")


def is_open_again(promise: Promise) -> bool:
    """Whether whoever carries a promise rests past its day, so that somebody else can take it on."""
    return Promise.objects.filter(rests_past("by__person", "by_when"), pk=promise.pk, by_when__isnull=False).exists()


@dataclass(frozen=True)
class Asking:
    """What the viewer can ask about a promise, and when it was asked again; never by whom."""

    asked_at: list[datetime]
    can_ask_again: bool
    can_let_go: bool
    can_need_again: bool


def asking_of(*, viewer: Member, promise: Promise, now: datetime) -> Asking:
    """What can be asked about a promise that was found for the viewer."""
    asked = [each.at for each in _asked_again.rows(promise=promise.pk)]
    is_open, is_mine = promise.answered_at is None, promise.by_id == viewer.pk
    last = asked[0] if asked else None
    return Asking(
        asked_at=asked[:MOST_SHOWN],
        can_ask_again=why_not_ask_again(promise, by=viewer, last=last, now=now) is None,
        can_let_go=is_open and not is_mine and has_asked(viewer=viewer, promise=promise),
        can_need_again=why_not_need_again(promise, by=viewer) is None,
    )


def promise_for(*, viewer: Member, promise_id: str) -> Promise:
    """One promise that was said to the viewer among others; raises NotHere for anybody else."""
    found = _promise.first(person=viewer.person_id, circle=viewer.circle_id, promise_id=promise_id)
    if found is None:
        raise NotHere
    return found


def channels_of(*, viewer: Member, promise_id: str) -> list[str]:
    """What the page of a promise follows: the circle, and the people it was said to."""
    followed = _followed.rows(person=viewer.person_id, circle=viewer.circle_id, promise_id=promise_id)
    return [each.public_id for each in followed]


@Prepared
def _followed(person: int, circle: int, promise_id: str) -> QuerySet[Scope]:
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    scope = Promise.objects.filter(Exists(among), public_id=promise_id).values("scope")
    return Scope.objects.filter(Q(kind=ScopeKind.CIRCLE) | Q(pk__in=scope), circle=circle)


def line_of(*, viewer: Member, promise: Promise, now: datetime) -> PromiseLine:
    """A promise that was found for the viewer, ready to be shown."""
    return _line(viewer.person, promise, now)


def changed_to(*, viewer: Member, promise: Promise, now: datetime) -> PromiseLine | None:
    """The promise that follows one which was changed, if the viewer may see it."""
    return next(iter(_lines(viewer.person, _following.rows(person=viewer.person_id, promise=promise.pk), now)), None)


def scope_for(*, viewer: Member, scope_id: str) -> Scope:
    """The people something is promised to: those of `scope_id` if the viewer is one of them, else the circle."""
    of = {"person": viewer.person_id, "circle": viewer.circle_id}
    found = _scope_named.first(**of, scope_id=scope_id) if scope_id else _whole_circle.first(**of)
    if found is None:
        raise NotHere
    return found


@Prepared
def _scope_named(person: int, circle: int, scope_id: str) -> QuerySet[Scope]:
    return _scopes(person, circle).filter(public_id=scope_id)


@Prepared
def _whole_circle(person: int, circle: int) -> QuerySet[Scope]:
    return _scopes(person, circle).filter(kind=ScopeKind.CIRCLE)


def _scopes(person: int, circle: int) -> QuerySet[Scope]:
    own = ScopeMember.objects.filter(person=person).values("scope")
    return Scope.objects.filter(circle=circle, pk__in=own).exclude(kind__in=OF_ONE)


def _in_sight(person: int) -> QuerySet[Promise]:
    """Promises among people of whom somebody is one; `is_readable` says whether the words show."""
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    readable = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words"))
    promises = Promise.objects.filter(Exists(among)).annotate(
        is_readable=Exists(readable),
        is_unseen=not_seen_by(person, "words__author"),
        is_answer_unseen=not_seen_by(person, "answered_by__person"),
        is_chosen=chosen_in_note(person),
    )
    promises = promises.select_related("circle", "scope", OF_WORDS, "by", "answered_by")
    return promises.order_by(F("answered_at").desc(nulls_first=True), F("by_when").asc(nulls_last=True), "pk")


@Prepared
def _promise(person: int, circle: int, promise_id: str) -> QuerySet[Promise]:
    found = _in_sight(person).filter(circle=circle, public_id=promise_id)
    return found.annotate(by_rests=rests_past("by__person", "by_when"))


@Prepared
def _following(person: int, promise: int) -> QuerySet[Promise]:
    return _in_sight(person).filter(follows=promise)


@Prepared
def _with_words(person: int, circle: int, words: str) -> QuerySet[Promise]:
    return _in_sight(person).filter(circle=circle, words__in=OneOf(words))


@Prepared
def _made_between(person: int, circle: int, start: datetime, end: datetime) -> QuerySet[Promise]:
    return _in_sight(person).filter(circle=circle, made_at__gte=start, made_at__lte=end)


@Prepared
def _mine_open(person: int) -> QuerySet[Promise]:
    return _in_sight(person).filter(by__person=person, by__left_at__isnull=True, answered_at=None)


@Prepared
def _came_of(person: int, since: datetime) -> QuerySet[Promise]:
    return _in_sight(person).filter(answered_at__gte=since).order_by("-answered_at", "-pk")


@Prepared
def _for_scope(person: int, scope: int, circle: int) -> QuerySet[Promise]:
    return _in_sight(person).filter(scope=scope, circle=circle)


@Prepared
def _open_in_circle(person: int, circle: int) -> QuerySet[Promise]:
    found = _in_sight(person).filter(circle=circle, answered_at=None)
    return found.annotate(by_rests=rests_past("by__person", "by_when"))


def _answered(person: int, circle: int) -> QuerySet[Promise]:
    answered = _in_sight(person).filter(circle=circle, answered_at__isnull=False)
    return answered.order_by("-answered_at", "-pk")


@Prepared
def _answered_in_circle(person: int, circle: int) -> QuerySet[Promise]:
    return _answered(person, circle)[: A_PAGE + 1]


def _lines(person: Person, promises: Iterable[Promise], now: datetime) -> list[PromiseLine]:
    return [_line(person, promise, now) for promise in promises]


def _by_day(lines: list[PromiseLine]) -> list[PromiseLine]:
    """The open ones first, by the day that is shown: one that is hidden places nothing."""
    waiting = [line for line in lines if line.is_open]
    waiting.sort(key=lambda line: (line.by_when or date.max, line.words_pk))
    return waiting + [line for line in lines if not line.is_open]


def _day_shown(promise: Promise, now: datetime, *, is_mine: bool) -> date | None:
    """The day somebody named. Once it is over, that of a member who comes for themselves shows to them alone."""
    own = promise.by is not None and not is_mine and not is_for_organisation(promise)
    if own and is_past(promise.by_when, circle=promise.circle, now=now):
        return None
    return promise.by_when


def _line(person: Person, promise: Promise, now: datetime) -> PromiseLine:
    words = promise.words if promise.is_readable else None  # type: ignore[attr-defined]
    is_open = promise.answered_at is None
    is_mine = promise.by is not None and promise.by.person_id == person.pk
    free = is_open and is_nobodys(promise)
    open_again = is_open and not is_mine and promise.by_when is not None and getattr(promise, "by_rests", False)
    is_covered = words is None and promise.words.state == State.SHARED and promise.words.is_covered
    away = _("Something is covered here.") if is_covered else _("The words were taken back by who wrote them.")
    of_others = (words is not None or is_covered) and promise.words.author_id != person.pk
    day = _day_shown(promise, now, is_mine=is_mine)
    has_passed = is_open and is_past(day, circle=promise.circle, now=now)
    return PromiseLine(
        public_id=promise.public_id,
        circle_id=promise.circle.public_id,
        circle_name=promise.circle.name,
        member=promise.by,
        who=_who(promise, is_mine=is_mine),
        text=words.body if words is not None else away,
        is_taken_back=(words is None and not is_covered) or promise.words.state == State.TAKEN_BACK,
        is_mine=is_mine,
        words_id=words.public_id if words is not None and words.author_id == person.pk else "",
        cover_id=promise.words.public_id if of_others else "",
        is_covered=is_covered or (is_mine and promise.words.is_covered),
        by_when=day,
        answer_kind=promise.answer_kind,
        answer=promise.answer or "",
        answer_covered_until=promise.answer_covered_until,
        answered_at=promise.answered_at,
        answered_by=promise.answered_by.name if promise.answered_by is not None else "",
        can_take_on=free or open_again,
        is_open_again=open_again and not free,
        can_answer=free or (is_open and is_mine),
        scope_id=promise.scope_id,
        words_pk=promise.words_id,
        thread_id=promise.words.public_id,
        made_at=promise.made_at,
        day_has_passed=has_passed,
        waits_for_organisation=has_passed and not free and is_for_organisation(promise),
        fold=promise.public_id if words is not None and promise.is_unseen else "",  # type: ignore[attr-defined]
        answer_fold=f"{promise.public_id}-answer" if promise.is_answer_unseen else "",  # type: ignore[attr-defined]
        note=note_on(words, person=person.pk, is_chosen=promise.is_chosen) if words else None,  # type: ignore[attr-defined]
    )


def _who(promise: Promise, *, is_mine: bool) -> str:
    if is_mine:
        return _("You")
    is_open = promise.answered_at is None
    nobody = _("Asked, and nobody has taken it on yet") if is_open else _("Asked, and answered")
    return promise.by.name if promise.by is not None else nobody
