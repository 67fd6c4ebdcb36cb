"""What helps somebody: all of it for themselves, and for others what they may see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from handinhand.care.choices import About, Sees
from handinhand.care.choices.helping import during, with_those_of
from handinhand.care.models import AtHand, HelpLine
from handinhand.care.queries.near import not_over
from handinhand.circles.models import Member
from handinhand.circles.names import listed, number_word
from handinhand.circles.queries import MOST_NAMED, NotHere, is_public_id, who_can_see
from handinhand.ground.prepared import Prepared, PreparedTuples
from handinhand.ground.several import OneOf, several
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import circle_scope, is_in

MOST_PEOPLE = 60
MOST_OFFERED = 3


@dataclass(frozen=True)
class OwnLine:
    """A line of one's own and, in a sentence, who can see it now."""

    line: HelpLine
    seen_by: str


@dataclass(frozen=True)
class Section:
    """What a line can be about, with one's own lines."""

    about: About
    lines: list[OwnLine]


def plan_of(*, viewer: Member, now: datetime) -> list[Section]:
    """The viewer's own support plan; eight queries, however much there is."""
    lines = _own.rows(person=viewer.person_id, member=viewer.pk)
    said = _sentences_of(viewer, lines, now)
    return [
        Section(about, [OwnLine(each, said[each.pk]) for each in lines if each.about == about.value]) for about in About
    ]


def on_paper(*, viewer: Member) -> list[tuple[str, list[str]]]:
    """The viewer's own lines for a printed page: what is not taken back, under each heading that has some."""
    lines = list(_seen(viewer.person_id).filter(member=viewer, words__state=State.SHARED).order_by("pk"))
    sections = [(str(about.label), [each.words.body for each in lines if each.about == about.value]) for about in About]
    return [(heading, texts) for heading, texts in sections if texts]


def line_of(*, viewer: Member, line_id: str) -> HelpLine:
    """One's own line; raises NotHere for anybody else's."""
    known = line_id if is_public_id(line_id) else ""
    found = _one.first(person=viewer.person_id, member=viewer.pk, public_id=known)
    if found is None:
        raise NotHere
    return found


@Prepared
def _own(person: int, member: int) -> QuerySet[HelpLine]:
    return _seen(person).filter(member=member).order_by("pk")


@Prepared
def _one(person: int, member: int, public_id: str) -> QuerySet[HelpLine]:
    return _seen(person).filter(member=member, public_id=public_id)


def is_closed_to_me(viewer: Member) -> bool:
    """Whether somebody who came back has lines here that they do not see yet."""
    inside = ScopeMember.even_held.filter(scope=OuterRef("words__scope"), person=viewer.person_id)
    return HelpLine.objects.filter(~Exists(inside), member=viewer).exists()


def choices(viewer: Member, *, now: datetime) -> dict[str, str]:
    """Whom a line can be shown to, each in a sentence; five queries."""
    offered = not_over(circle=viewer.circle, person=viewer.person_id, now=now)[:MOST_OFFERED]
    return {
        Sees.ME.value: _("Only me"),
        Sees.CHOSEN.value: _("People I choose below"),
        **{
            key: sentence % {"meeting": each.says}
            for each in offered
            for key, sentence in (
                (during(each.scope_id), _("The people of this meeting until it is over: %(meeting)s")),
                (with_those_of(each.scope_id), _("The people of this meeting, also after it: %(meeting)s")),
            )
        },
        Sees.CIRCLE.value: _("Everyone in this circle"),
    }


def choice_of(viewer: Member, line: HelpLine) -> str:
    """Which of these choices a line has now; only me, where its meeting is over."""
    scope = line.words.scope
    if scope.kind == ScopeKind.MEETING:
        return with_those_of(scope.public_id)
    if scope.kind == ScopeKind.COMPANY:
        at_hand = AtHand.objects.filter(scope=scope).select_related("among").first()
        return during(at_hand.among.public_id) if at_hand is not None else Sees.ME.value
    return str(scope.kind)


def chosen_for(viewer: Member, line: HelpLine) -> list[str]:
    """Whom the viewer chose for a line, by the names they have in addresses."""
    if line.words.scope.kind != ScopeKind.CHOSEN:
        return []
    return [each.public_id for each in _people(viewer, [line.words.scope_id])[line.words.scope_id]]


@dataclass(frozen=True)
class Here:
    """What helps people who are together in a meeting or a circle, as far as the viewer may read it."""

    people: list[tuple[Member, list[HelpLine]]]
    scope: Scope


def here(*, viewer: Member, scope_id: str) -> Here:
    """What those of a scope let the viewer read; raises NotHere for anybody who is not among them. Three queries."""
    known = scope_id if is_public_id(scope_id) else ""
    kinds = (ScopeKind.MEETING, ScopeKind.CIRCLE)
    scope = Scope.objects.filter(circle=viewer.circle_id, public_id=known, kind__in=kinds).first()
    if scope is None or not is_in(scope.pk, viewer.person):
        raise NotHere
    within = ScopeMember.objects.filter(scope=scope, person=OuterRef("member__person"))
    lines = _seen(viewer.person_id).filter(Exists(within), circle=viewer.circle_id, member__left_at__isnull=True)
    shown: dict[Member, list[HelpLine]] = {}
    others = lines.exclude(member=viewer).select_related("member", "words")
    for line in others.order_by("member__joined_at", "member", "pk"):
        shown.setdefault(line.member, []).append(line)
    return Here(list(shown.items())[:MOST_PEOPLE], scope)


def _seen(person: int) -> QuerySet[HelpLine]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    return HelpLine.objects.filter(Exists(visible)).select_related("words__scope")


def _people(viewer: Member, scopes: list[int]) -> dict[int, list[Member]]:
    """The others in each of these scopes who are in the circle now, in the order they came; two queries."""
    pairs = set(_inside.rows(scopes=several(scopes)))
    people = several({person for _scope, person in pairs})
    members = _here_now.rows(circle=viewer.circle_id, viewer=viewer.pk, people=people)
    return {scope: [each for each in members if (scope, each.person_id) in pairs] for scope in scopes}


@PreparedTuples
def _inside(scopes: str) -> QuerySet[Any]:
    return ScopeMember.even_held.filter(scope__in=OneOf(scopes)).values_list("scope", "person")


@Prepared
def _here_now(circle: int, viewer: int, people: str) -> QuerySet[Member]:
    here = Member.objects.filter(circle=circle, left_at__isnull=True, person__in=OneOf(people))
    return here.exclude(pk=viewer).order_by("joined_at", "pk")


def _sentences_of(viewer: Member, lines: list[HelpLine], now: datetime) -> dict[int, str]:
    """Who can see each of one's own lines."""
    scopes = sorted({each.words.scope_id for each in lines})
    people = _people(viewer, scopes) if scopes else {}
    at_hand = set(AtHand.objects.filter(member=viewer).values_list("scope", flat=True)) if scopes else set()
    in_circle = who_can_see(circle_scope(viewer.circle), viewer) if scopes else ""
    return {each.pk: _seen_by(each.words, people, at_hand, in_circle) for each in lines}


def _seen_by(words: Words, people: Mapping[int, list[Member]], at_hand: set[int], in_circle: str) -> str:
    """Who can see some words of one's own at this moment."""
    if words.state == State.TAKEN_BACK:
        return _("You took this back. Only you can see it now.")
    if words.is_covered:
        return _("This is covered. Only you can see it.")
    if words.scope.kind == ScopeKind.CIRCLE:
        return in_circle
    return _seen_by_few(words, people.get(words.scope_id, []), at_hand)


def _seen_by_few(words: Words, others: list[Member], at_hand: set[int]) -> str:
    """Who can see words that are not for the whole circle, with names where they are few."""
    kind = words.scope.kind
    if kind == ScopeKind.COMPANY and words.scope_id not in at_hand:
        return _("It was for a meeting that is over. Only you can see it now; who has read it, has read it.")
    if kind == ScopeKind.ME or not others:
        return _("Only you can see this.")
    names = {"names": _named(others)}
    if kind == ScopeKind.CHOSEN:
        return _("Only you and those you chose can see this: %(names)s.") % names
    if kind == ScopeKind.COMPANY:
        return _("Until the meeting is over, its people can see this: %(names)s.") % names
    return _("The people of a meeting can see this, also after it: %(names)s.") % names


def _named(people: list[Member]) -> str:
    if len(people) <= MOST_NAMED:
        return listed([each.name for each in people])
    return _("%(number)s people") % {"number": number_word(len(people))}
