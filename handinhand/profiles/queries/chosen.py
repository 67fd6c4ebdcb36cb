"""Whom somebody chose for each line of their page and for their photograph; for themselves alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.prepared import Prepared
from handinhand.profiles.models import Line, Photograph, Profile
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember, Words

# The lists that are offered to be used again: the newest ones.
MOST_OFFERED = 3


@dataclass(frozen=True)
class Chosen:
    """Whom somebody chose for one thing: the words it is, the line if it is one, and the others who see it."""

    words: Words
    line: Line | None
    people: list[Member]


def chosen_words(viewer: Member) -> list[Words]:
    """What of the viewer's own page is shown to people they chose, the newest first."""
    return _chosen_words.rows(person=viewer.person_id, member=viewer.pk)


@Prepared
def _chosen_words(person: int, member: int) -> QuerySet[Words]:
    found = _own(person, member).filter(scope__kind=ScopeKind.CHOSEN)
    return found.select_related("profile_line").order_by("-pk")


def people_in(viewer: Member, scopes: Iterable[int | None]) -> dict[int, list[Member]]:
    """The others who see each of these lists of the viewer's page, and are in the circle now, in the order they came.

    Two queries, which read all these lists of the viewer's.
    """
    wanted = [each for each in scopes if each is not None]
    if not wanted:
        return {}
    pairs = {(each.scope_id, each.person_id) for each in _listed.rows(member=viewer.pk)}
    members = _others_listed.rows(member=viewer.pk, circle=viewer.circle_id)
    return {scope: [each for each in members if (scope, each.person_id) in pairs] for scope in wanted}


@Prepared
def _listed(member: int) -> QuerySet[ScopeMember]:
    return _on_lists_of(member)


@Prepared
def _others_listed(member: int, circle: int) -> QuerySet[Member]:
    listed = _on_lists_of(member).values("person")
    here = Member.objects.filter(circle=circle, left_at__isnull=True, person__in=listed)
    return here.exclude(pk=member).order_by("joined_at", "pk")


def _on_lists_of(member: int) -> QuerySet[ScopeMember]:
    """Who is on the lists of somebody's lines and photograph, and on the one of those who meet them."""
    lines = Line.objects.filter(member=member).values("words__scope")
    pictures = Photograph.objects.filter(member=member).values("words__scope")
    company = Profile.objects.filter(member=member, company__isnull=False).values("company")
    theirs = Q(scope__in=lines) | Q(scope__in=pictures) | Q(scope__in=company)
    return ScopeMember.even_held.filter(theirs, scope__kind__in=[ScopeKind.CHOSEN, ScopeKind.COMPANY])


def lists_of(found: Iterable[Words], people: Mapping[int, list[Member]]) -> list[Chosen]:
    """Whom somebody chose for each of these."""
    return [Chosen(words, line_in(words), people[words.scope_id]) for words in found]


def offered_again(lists: Iterable[Chosen], *, but: Words | None = None) -> list[Chosen]:
    """Of these lists, the few that somebody may want again: each once, none that is empty, and not what it is now."""
    kept: list[Chosen] = []
    seen = [{each.pk for each in one.people} for one in lists if but is not None and one.words == but]
    for one in lists:
        people = {each.pk for each in one.people}
        if people and people not in seen:
            seen.append(people)
            kept.append(one)
    return kept[:MOST_OFFERED]


def line_in(words: Words) -> Line | None:
    """The line that words are; nothing for a photograph."""
    found: Line | None = getattr(words, "profile_line", None)
    return found


def own_words_of(*, viewer: Member, words_id: str) -> Words:
    """The words of one's own line or photograph; raises NotHere for anything else."""
    named = words_id if is_public_id(words_id) else ""
    found = _own_words.first(person=viewer.person_id, member=viewer.pk, public_id=named)
    if found is None:
        raise NotHere
    return found


@Prepared
def _own_words(person: int, member: int, public_id: str) -> QuerySet[Words]:
    return _own(person, member).filter(public_id=public_id).select_related("scope", "profile_line")


def people_chosen_for(viewer: Member, words: Words) -> list[str]:
    """Whom the viewer chose for one thing, by the names they have in addresses."""
    if words.scope.kind != ScopeKind.CHOSEN:
        return []
    return [each.public_id for each in people_in(viewer, [words.scope_id])[words.scope_id]]


def chosen_for(*, viewer: Member, words_id: str) -> set[int]:
    """The row numbers of the people whom somebody chose for something of their own; nobody, where it is gone."""
    own = _own(viewer.person_id, viewer.pk).filter(public_id=words_id, scope__kind=ScopeKind.CHOSEN)
    return set(ScopeMember.even_held.filter(scope__in=own.values("scope")).values_list("person", flat=True))


def lists_closed_to(owner: Member) -> list[Scope]:
    """The lists of somebody who came back, for what they themselves do not see yet."""
    inside = ScopeMember.even_held.filter(scope=OuterRef("pk"), person=owner.person_id)
    lines = Line.objects.filter(member=owner).values("words__scope")
    pictures = Photograph.objects.filter(member=owner).values("words__scope")
    own = Scope.objects.filter(Q(pk__in=lines) | Q(pk__in=pictures), kind=ScopeKind.CHOSEN)
    return list(own.filter(~Exists(inside)).order_by("pk"))


def _own(person: int, member: int) -> QuerySet[Words]:
    on_page = Q(profile_line__member=member) | Q(photograph__member=member)
    return Words.objects.visible_to(person).filter(on_page, author=person)
