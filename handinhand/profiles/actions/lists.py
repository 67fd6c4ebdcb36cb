"""Lists of people whom somebody chose for something of their own: a line, a photograph, what helps them.

A list is a scope with its owner in it. Nobody is told who is on one, and it is forgotten when nothing is shown to it.
"""

from collections.abc import Sequence

from handinhand.circles.models import Member
from handinhand.words.actions import end_scopes, let_only_see, let_see, make_scope
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, Words

OF_ONES_OWN = (ScopeKind.CHOSEN, ScopeKind.COMPANY)


def new_list(*, by: Member, kind: ScopeKind) -> Scope:
    """A list with nobody on it but whose it is."""
    scope = make_scope(circle=by.circle, kind=kind)
    let_see(scope=scope, person=by.person)
    return scope


def chosen_list(*, by: Member, before: Scope | None) -> Scope:
    """The list of people chosen for one thing: `before`, if that is one, or a new one."""
    return before if before is not None and before.kind == ScopeKind.CHOSEN else new_list(by=by, kind=ScopeKind.CHOSEN)


def choose(*, scope: Scope, by: Member, member_ids: Sequence[str]) -> None:
    """Let these be on a list, of those who are here now, and nobody else."""
    here = Member.objects.filter(circle=by.circle_id, left_at__isnull=True, public_id__in=list(member_ids))
    let_only_see(scope=scope, people={by.person_id, *here.values_list("person", flat=True)})


def forget_list(scope: Scope, kinds: Sequence[ScopeKind] = (ScopeKind.CHOSEN,)) -> None:
    """Nothing says later who was chosen for what is shown to others now, or is gone."""
    if scope.kind in kinds and not Words.objects.filter(scope=scope).exists():
        end_scopes(scopes=[scope])
