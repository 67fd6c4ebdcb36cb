"""Reads of promises: what is open, and what came of the rest, for somebody among the people it was said to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.promises.rules import is_nobodys
from handinhand.ui.apart import apart
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, ScopeMember, Words


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
    answered_at: datetime | None
    answered_by: str
    can_take_on: bool
    can_answer: bool
    scope_id: int

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
        said = {"kind": AnswerKind(self.answer_kind).label, "words": apart(self.answer)}
        return _("%(kind)s: %(words)s") % said


def mine_open(*, person: Person) -> list[PromiseLine]:
    """What somebody said they would do, in all their circles, and has not answered yet; the earliest day first."""
    return _lines(person, _mine_open.rows(person=person.pk))


def came_of(*, person: Person, since: datetime) -> list[PromiseLine]:
    """What came of promises among the people somebody belongs to, the newest first."""
    return _lines(person, _came_of.rows(person=person.pk, since=since))


def for_scope(*, viewer: Member, scope: Scope) -> list[PromiseLine]:
    """What was promised among some people, the open ones first."""
    return _lines(viewer.person, _for_scope.rows(person=viewer.person_id, scope=scope.pk, circle=viewer.circle_id))


def made_between(*, viewer: Member, start: datetime, end: datetime) -> list[PromiseLine]:
    """What was promised in the viewer's circle in a stretch of time, as far as it was said to them."""
    made = _in_sight(viewer.person_id).filter(circle=viewer.circle_id, made_at__gte=start, made_at__lte=end)
    return _lines(viewer.person, made)


def open_in_circle(*, viewer: Member) -> list[PromiseLine]:
    """What is still open in the viewer's circle, as far as it was said to them; the earliest day first."""
    return _lines(viewer.person, _open_in_circle.rows(person=viewer.person_id, circle=viewer.circle_id))


def answered_in_circle(*, viewer: Member) -> list[PromiseLine]:
    """What came of promises in the viewer's circle, the newest first."""
    return _lines(viewer.person, _answered_in_circle.rows(person=viewer.person_id, circle=viewer.circle_id))


def promise_for(*, viewer: Member, promise_id: str) -> Promise:
    """One promise that was said to the viewer among others; raises NotHere for anybody else."""
    found = _in_sight(viewer.person_id).filter(circle=viewer.circle_id, public_id=promise_id).first()
    if found is None:
        raise NotHere
    return found


def channels_of(*, viewer: Member, promise_id: str) -> list[str]:
    """What the page of a promise follows: the circle, and the people it was said to."""
    scope = _in_sight(viewer.person_id).filter(public_id=promise_id).values("scope")
    followed = Scope.objects.filter(Q(kind=ScopeKind.CIRCLE) | Q(pk__in=scope), circle=viewer.circle_id)
    return list(followed.values_list("public_id", flat=True))


def line_of(*, viewer: Member, promise: Promise) -> PromiseLine:
    """A promise that was found for the viewer, ready to be shown."""
    return _line(viewer.person, promise)


def changed_to(*, viewer: Member, promise: Promise) -> PromiseLine | None:
    """The promise that follows one which was changed, if the viewer may see it."""
    return next(iter(_lines(viewer.person, _in_sight(viewer.person_id).filter(follows=promise))), None)


def scope_for(*, viewer: Member, scope_id: str) -> Scope:
    """The people something is promised to: those of `scope_id` if the viewer is one of them, else the circle."""
    own = ScopeMember.objects.filter(person=viewer.person_id).values("scope")
    scopes = Scope.objects.filter(circle=viewer.circle_id, pk__in=own).exclude(kind=ScopeKind.ME)
    meant = scopes.filter(public_id=scope_id).first() if scope_id else None
    if scope_id and meant is None:
        raise NotHere
    return meant or scopes.get(kind=ScopeKind.CIRCLE)


def _in_sight(person: int) -> QuerySet[Promise]:
    """Promises among people of whom somebody is one; `is_readable` says whether the words show."""
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    readable = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words"))
    promises = Promise.objects.filter(Exists(among)).annotate(is_readable=Exists(readable))
    related = promises.select_related("circle", "scope", "words", "by", "answered_by")
    return related.order_by(F("answered_at").desc(nulls_first=True), F("by_when").asc(nulls_last=True), "pk")


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
    return _in_sight(person).filter(circle=circle, answered_at=None)


@Prepared
def _answered_in_circle(person: int, circle: int) -> QuerySet[Promise]:
    answered = _in_sight(person).filter(circle=circle, answered_at__isnull=False)
    return answered.order_by("-answered_at", "-pk")


def _lines(person: Person, promises: Iterable[Promise]) -> list[PromiseLine]:
    return [_line(person, promise) for promise in promises]


def _line(person: Person, promise: Promise) -> PromiseLine:
    words = promise.words if promise.is_readable else None  # type: ignore[attr-defined]
    is_open = promise.answered_at is None
    is_mine = promise.by is not None and promise.by.person_id == person.pk
    free = is_open and is_nobodys(promise)
    is_covered = words is None and promise.words.state == State.SHARED and promise.words.is_covered
    away = _("Something is covered here.") if is_covered else _("The words were taken back by who wrote them.")
    of_others = (words is not None or is_covered) and promise.words.author_id != person.pk
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
        by_when=promise.by_when,
        answer_kind=promise.answer_kind,
        answer=promise.answer or "",
        answered_at=promise.answered_at,
        answered_by=promise.answered_by.name if promise.answered_by is not None else "",
        can_take_on=free,
        can_answer=free or (is_open and is_mine),
        scope_id=promise.scope_id,
    )


def _who(promise: Promise, *, is_mine: bool) -> str:
    if is_mine:
        return _("You")
    is_open = promise.answered_at is None
    nobody = _("Asked, and nobody has taken it on yet") if is_open else _("Asked, and answered")
    return promise.by.name if promise.by is not None else nobody
