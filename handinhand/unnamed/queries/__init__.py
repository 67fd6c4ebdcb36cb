"""What one member may know of what is answered without names: never how many have, nor who."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.circles.choices import Adopts
from handinhand.circles.models import Member
from handinhand.circles.queries import adopted
from handinhand.fairness.small_numbers import Group, enough
from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import is_over
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Answered, Box
from handinhand.unnamed.queries.sealed import opened_with, unopened_with
from handinhand.unnamed.queries.tables import shown_of
from handinhand.unnamed.rules import can_take_a_name, is_asked, is_closed, is_covered
from handinhand.unnamed.rules.phrases import mark_of
from handinhand.words.choices import State
from handinhand.words.models import Scope, ScopeMember, Words, not_seen_by
from handinhand.words.queries import circle_scope, fold_of, is_covered_from

MOST_LISTED = 50
OVER = (BoxState.OPENED, BoxState.FEW, BoxState.OVER)


@dataclass(frozen=True)
class BoxSeen:
    """One box as a member meets it."""

    box: Box
    question: str
    fold: str
    is_asked: bool
    is_covered: bool
    has_answered: bool
    choices: list[str]
    words: list["WordsSeen"]
    table: tuple[Group, ...]

    @property
    def is_choice(self) -> bool:
        """Whether one answers by choosing."""
        return self.box.kind == Kind.CHOICE

    @property
    def can_answer(self) -> bool:
        """Whether the viewer can answer now."""
        return self.box.is_collecting and self.is_asked and not self.has_answered


@dataclass(frozen=True)
class WordsSeen:
    """Words of a box, and who put their name to them, if somebody did."""

    words: Words
    is_covered: bool
    author: Member | None


def is_allowed(circle: Circle) -> bool:
    """Whether a circle decided that its people can write without names here."""
    return bool(adopted(circle=circle, kind=Adopts.UNNAMED))


def are_enough(circle: Circle) -> bool:
    """Whether a circle has so many people that it can ever open: who comes to a meeting is not known before."""
    return enough(ScopeMember.objects.filter(scope=circle_scope(circle)).values_list("person", flat=True))


def boxes_for(*, viewer: Member) -> list[Box]:
    """What is asked, or was, of the people among whom somebody is, the newest first."""
    found = _boxes(viewer).exclude(kind=Kind.POSITIONS).order_by("-made_at", "-pk")
    return list(found[:MOST_LISTED])


def boxes_in(scope: Scope) -> list[Box]:
    """What is asked, or was, of the people of one scope, the first first; for whoever has seen that they are in it."""
    found = Box.objects.filter(circle=scope.circle_id, scope=scope).exclude(kind=Kind.POSITIONS).defer("sealed")
    return list(found.select_related("question", "scope", "circle").order_by("pk")[:MOST_LISTED])


def collecting_in(scope: Scope) -> list[Box]:
    """All in one scope that can still be answered, but for what another part asks there."""
    found = Box.objects.filter(circle=scope.circle_id, scope=scope, state=BoxState.COLLECTING)
    return list(found.exclude(kind=Kind.POSITIONS).order_by("pk"))


def box_for(*, viewer: Member, box_id: str) -> Box | None:
    """One box of which somebody is among the people."""
    return _boxes(viewer).filter(public_id=box_id).first()


def _boxes(viewer: Member) -> QuerySet[Box]:
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=viewer.person_id)
    found = Box.objects.filter(Exists(among), circle=viewer.circle_id)
    return found.select_related("question", "scope", "circle").defer("sealed")


def circles_that_ask(person: Person, *, now: datetime) -> set[int]:
    """The circles (row numbers) in which somebody is asked something that they have not answered; for them alone."""
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    done = Answered.objects.filter(box=OuterRef("pk"), person=person)
    asked = Box.objects.filter(Exists(among), ~Exists(done), is_over("question__covered_until"))
    asked = asked.filter(Q(opens_at=None) | Q(opens_at__gt=now), state=BoxState.COLLECTING)
    return set(asked.filter(question__state=State.SHARED).values_list("circle", flat=True))


def seen(*, viewer: Member, box: Box) -> BoxSeen:
    """A box with what the viewer may read in it, and whether they have answered: nobody else is told that."""
    found = seen_all(viewer=viewer, boxes=[box])[0]
    return found if box.is_collecting else replace(found, words=_words_in(viewer, box))


def seen_all(*, viewer: Member, boxes: Sequence[Box]) -> list[BoxSeen]:
    """The same of many, without the words that were opened in them; in two queries."""
    asked = [each.question_id for each in boxes if each.question_id is not None]
    readable = Words.objects.visible_to(viewer.person_id, with_unseen=True).annotate(
        is_unseen=not_seen_by(viewer.person_id)
    )
    questions = {each.pk: each for each in readable.filter(pk__in=asked)}
    answered = Answered.objects.filter(box__in=boxes, person=viewer.person_id).values_list("box", flat=True)
    has_answered = set(answered)
    return [
        BoxSeen(
            box=each,
            question=question.body if question is not None and question.state == State.SHARED else "",
            fold=fold_of(question) if question is not None else "",
            is_asked=is_asked(each) and not is_closed(each),
            is_covered=is_covered(each),
            has_answered=each.pk in has_answered,
            choices=(each.choices or "").splitlines(),
            words=[],
            table=shown_of(each).groups if each.is_shown else (),
        )
        for each in boxes
        for question in [questions.get(each.question_id or 0)]
    ]


def _words_in(viewer: Member, box: Box) -> list["WordsSeen"]:
    """What can be read, in the order in which it was shuffled; what is covered says only that."""
    found = Words.objects.visible_to_or_covered(viewer.person_id).filter(unnamed__box=box, state=State.SHARED)
    read = list(found.order_by("pk"))
    authors = [each.author_id for each in read if each.author_id is not None]
    members = Member.objects.filter(circle=viewer.circle_id, person__in=authors)
    by_person = {each.person_id: each for each in members}
    return [
        WordsSeen(words, is_covered_from(words, viewer.person_id), by_person.get(words.author_id or 0))
        for words in read
    ]


@dataclass(frozen=True)
class Found:
    """The words that somebody's phrase stands for, and what can be done with them."""

    text: str
    question: str
    is_choice: bool
    choices: list[str]
    is_opened: bool
    can_write_anew: bool
    can_take_a_name: bool
    scope: Scope


def found_by(*, phrase: str) -> Found | None:
    """What a phrase stands for; it says nothing of whose it is, and needs nobody to be signed in.

    What is opened is looked for last: what opens at this very moment is found there.
    """
    mark = mark_of(phrase)
    unopened = unopened_with(mark)
    if unopened is not None:
        box, own = unopened
        # Another part names the positions that can be chosen; the page of a phrase says only that there is one.
        chosen = str(Kind.POSITIONS.label) if box.kind == Kind.POSITIONS else own.choice
        return _found(box, own.text or chosen, is_opened=False)
    opened = opened_with(mark)
    return _found(opened.box, opened.words.body, is_opened=True) if opened is not None else None


def _found(box: Box, text: str, *, is_opened: bool) -> Found:
    asked = box.question is not None and is_asked(box)
    return Found(
        text=text,
        question=box.question.body if box.question is not None and asked else "",
        is_choice=box.kind == Kind.CHOICE,
        choices=(box.choices or "").splitlines(),
        is_opened=is_opened,
        can_write_anew=box.is_collecting and asked and not is_closed(box),
        can_take_a_name=not is_opened and can_take_a_name(box),
        scope=box.scope,
    )


def was_written(*, phrase: str) -> bool:
    """Whether an answer lies unopened under a phrase: a form that is sent twice is answered as it was."""
    return unopened_with(mark_of(phrase)) is not None
