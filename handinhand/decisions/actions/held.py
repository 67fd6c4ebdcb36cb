"""What every change to a proposal begins with: holding it, so that two people at once take turns, and who may."""

from django.db.models import QuerySet
from django.http import Http404

from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.ground.prepared import Prepared
from handinhand.words.models import ScopeMember


class NotNow(Exception):
    """Something cannot be done as things stand; its text says why, in plain words."""


class NotAmongThem(Http404):
    """Somebody who does not see a proposal tried to do something with it."""


class NotYourPosition(Http404):
    """Somebody tried to say what became of another's concern."""


def check(reason: str | None) -> None:
    """Raise NotNow with a reason, if there is one."""
    if reason is not None:
        raise NotNow(reason)


def hold(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held until the transaction ends; its words are read after the wait, never before."""
    held = _held.rows(number=proposal.pk)[0]
    held.circle, held.scope = proposal.circle, proposal.scope
    return held


@Prepared
def _held(number: int) -> QuerySet[Proposal]:
    return Proposal.objects.select_for_update(no_key=True).filter(pk=number)


def check_among(scope_id: int, member: Member) -> None:
    """Raise NotAmongThem unless this member is here now and sees the scope."""
    if _among.first(scope=scope_id, member=member.pk) is None:
        raise NotAmongThem


@Prepared
def _among(scope: int, member: int) -> QuerySet[ScopeMember]:
    present = ScopeMember.objects.filter(scope=scope)
    return present.filter(person__memberships=member, person__memberships__left_at__isnull=True)
