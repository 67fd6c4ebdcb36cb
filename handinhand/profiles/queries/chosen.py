"""Whom somebody chose for each line of their page and for their photograph; for themselves alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.profiles.models import Line, Photograph
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
    found = _own(viewer).filter(scope__kind=ScopeKind.CHOSEN)
    return list(found.select_related("profile_line").order_by("-pk"))


def people_in(viewer: Member, scopes: Iterable[int | None]) -> dict[int, list[Member]]:
    """The others who see each of these, and are in the circle now, in the order they came; two queries."""
    wanted = [each for each in scopes if each is not None]
    if not wanted:
        return {}
    seeing = ScopeMember.even_held.filter(scope__in=wanted)
    pairs = set(seeing.values_list("scope", "person"))
    here = Member.objects.filter(circle=viewer.circle_id, left_at__isnull=True, person__in=seeing.values("person"))
    members = list(here.exclude(pk=viewer.pk).order_by("joined_at", "pk"))
    return {scope: [each for each in members if (scope, each.person_id) in pairs] for scope in wanted}


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
    own = _own(viewer).filter(public_id=words_id if is_public_id(words_id) else "")
    found = own.select_related("scope", "profile_line").first()
    if found is None:
        raise NotHere
    return found


def people_chosen_for(viewer: Member, words: Words) -> list[str]:
    """Whom the viewer chose for one thing, by the names they have in addresses."""
    if words.scope.kind != ScopeKind.CHOSEN:
        return []
    return [each.public_id for each in people_in(viewer, [words.scope_id])[words.scope_id]]


def chosen_for(*, viewer: Member, words_id: str) -> set[int]:
    """The row numbers of the people whom somebody chose for something of their own; nobody, where it is gone."""
    own = _own(viewer).filter(public_id=words_id, scope__kind=ScopeKind.CHOSEN)
    return set(ScopeMember.even_held.filter(scope__in=own.values("scope")).values_list("person", flat=True))


def lists_closed_to(owner: Member) -> list[Scope]:
    """The lists of somebody who came back, for what they themselves do not see yet."""
    inside = ScopeMember.even_held.filter(scope=OuterRef("pk"), person=owner.person_id)
    lines = Line.objects.filter(member=owner).values("words__scope")
    pictures = Photograph.objects.filter(member=owner).values("words__scope")
    own = Scope.objects.filter(Q(pk__in=lines) | Q(pk__in=pictures), kind=ScopeKind.CHOSEN)
    return list(own.filter(~Exists(inside)).order_by("pk"))


def _own(viewer: Member) -> QuerySet[Words]:
    return Words.objects.visible_to(viewer.person_id).filter(_on_page(viewer), author=viewer.person_id)


def _on_page(member: Member) -> Q:
    return Q(profile_line__member=member) | Q(photograph__member=member)
