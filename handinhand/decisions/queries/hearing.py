"""Whom a proposal touches, and whether they have heard of it."""

from django.db.models import Exists, OuterRef

from handinhand.decisions.models import Proposal, Touched
from handinhand.decisions.rules import fingerprint
from handinhand.fairness.consent import Hearing
from handinhand.words.models import ScopeMember


def hearings(proposal: Proposal) -> list[Hearing]:
    """Of everybody a proposal touches: since when they know, whether they read these words, and can read them at all.

    Whoever has left can read nothing here any more; they were told before, and have the same seven days.
    """
    read = fingerprint(proposal.words.body)
    among = ScopeMember.objects.filter(scope=proposal.scope_id, person=OuterRef("member__person"))
    touched = Touched.objects.filter(proposal=proposal).annotate(is_among=Exists(among)).select_related("member")
    return [
        Hearing(
            told_at=each.told_at,
            heard=each.heard_at is not None and each.told_of == read,
            can_read=each.is_among or each.member.left_at is not None,
        )
        for each in touched
    ]
