"""What touches a person is not decided before they have heard of it: saying whom it touches, and hearing it.

`refresh` sees how many have still to hear, and the database refuses open positions while there are any.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.decisions.actions import secret
from handinhand.decisions.actions.held import NotAmongThem, NotNow, check, check_among, hold
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal, Touched
from handinhand.decisions.queries.hearing import hearings
from handinhand.decisions.rules import fingerprint, is_taken_back, why_not_touch
from handinhand.fairness.consent import has_heard
from handinhand.live.actions import tell


@transaction.atomic
def say_it_touches(*, proposal: Proposal, by: Member, whom: str, now: datetime) -> Touched:
    """Say that a proposal touches a member (their public id): they hear of it before anybody says where they stand.

    Positions that are open or closed wait again. Once said it stays; who said it is not kept.
    """
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_touch(held))
    member = Member.objects.filter(circle=held.circle_id, public_id=whom, left_at__isnull=True).first()
    if member is None:
        raise NotAmongThem
    given = {"circle": held.circle, "told_at": now, "told_of": fingerprint(held.words.body)}
    touched = Touched.objects.get_or_create(proposal=held, member=member, defaults=given)[0]
    _settle_who_heard(held, now)
    tell(channel=held.scope.public_id)
    tell(channel=member.person.public_id)
    return touched


@transaction.atomic
def carry_over(*, proposal: Proposal, now: datetime) -> None:
    """Whom a proposal touches, the one that follows it touches too; of that one they have not heard yet."""
    before = Touched.objects.filter(proposal=proposal.follows_id).values_list("member", flat=True)
    read = fingerprint(proposal.words.body)
    for member in before:
        Touched.objects.create(circle=proposal.circle, proposal=proposal, member_id=member, told_at=now, told_of=read)
    if before:
        refresh(proposal=proposal, now=now)


@transaction.atomic
def hear(*, proposal: Proposal, by: Member, begins: bool, now: datetime) -> Touched:
    """Say that one has read what touches oneself, and whether one would like to speak first in its rounds."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    touched = Touched.objects.filter(proposal=held, member=by).first()
    if touched is None or is_taken_back(held):
        raise NotNow(_("There is nothing here that you need to read first."))
    touched.told_of, touched.heard_at, touched.begins = fingerprint(held.words.body), now, begins
    touched.save(update_fields=["told_of", "heard_at", "begins"])
    _settle_who_heard(held, now)
    tell(channel=held.scope.public_id)
    return touched


@transaction.atomic
def refresh(*, proposal: Proposal, now: datetime) -> Proposal:
    """See anew who has still to hear of a proposal: of other words than before nobody has heard, and they are told."""
    held = hold(proposal)
    if held.state != ProposalState.ADOPTED:
        _settle_who_heard(held, now)
    return held


def _settle_who_heard(held: Proposal, now: datetime) -> None:
    read = fingerprint(held.words.body)
    for touched in Touched.objects.filter(proposal=held):
        if touched.told_of != read:
            touched.told_of, touched.told_at, touched.heard_at = read, now, None
            touched.save(update_fields=["told_of", "told_at", "heard_at"])
    held.still_to_hear = sum(not has_heard(each, now=now) for each in hearings(held))
    if held.still_to_hear:
        secret.end(held, now=now)
        if held.state in {ProposalState.OPEN, ProposalState.WAITS}:
            held.state, held.closes_at = ProposalState.PROPOSED, None
    held.save(update_fields=["still_to_hear", "state", "closes_at"])
