"""What cannot stay private and how we decide are looked at again like any decision, and are never let go."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles.choices import NEVER_EMPTY, Adopts
from handinhand.circles.models import AdoptedLine
from handinhand.circles.queries import adopted
from handinhand.decisions import actions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WE_TELL = "If a child is in danger, we tell Miriam, and you first."
STAYS = "Our circle always has a sentence for this, so it cannot be let go."


def decided(group: Group, kind: Adopts) -> tuple[Proposal, AdoptedLine]:
    how = {"share_percent": 50, "at_least_for_themselves": 1} if kind == Adopts.HOW_WE_DECIDE else {}
    now = timezone.now() - timedelta(days=1)
    given = {"circle": group.circle, "scope": group.scope, "by": group.dee, "text": WE_TELL, "now": now}
    made = actions.propose(**given, adopts=kind, look_again_at=now + timedelta(hours=1), **how)
    close(group, agreed(group, made))
    return made, adopted(circle=group.circle, kind=kind)[-1]


def agreed(group: Group, made: Proposal) -> Proposal:
    actions.open_positions(proposal=made, by=group.tom, now=timezone.now())
    for each in (group.tom, group.dee, group.asha, group.marcus):
        actions.take_position(proposal=made, by=each, kind="agree", now=timezone.now())
    return made


def close(group: Group, made: Proposal) -> Proposal:
    return actions.close_positions(proposal=made, by=group.tom, now=timezone.now())


@pytest.mark.parametrize("kind", NEVER_EMPTY)
def test_no_page_offers_to_let_it_go_and_whoever_sends_it_reads_why_not(harbour: Group, kind: Adopts):
    made, line = decided(harbour, kind)
    dee, circle = client_of(harbour.dee), harbour.circle.public_id
    page = text_of(dee.get(reverse("decisions:look_again", args=[circle, made.public_id])))
    assert "Propose a change" in page
    assert "Propose to let it go" not in page
    form = {"adopts": kind, "replaces": line.public_id, "lets_go": "yes", "share": "50", "for_themselves": "1"}
    answer = send(dee, reverse("decisions:propose", args=[circle]), text="We let go of this line.", **form)
    assert answer.status_code == 422
    assert STAYS in text_of(answer)
    assert "We let go of this line." in text_of(answer)
    assert Proposal.objects.count() == 1


def test_a_line_beside_others_can_still_be_let_go(harbour: Group):
    made, line = decided(harbour, Adopts.AGREEMENT)
    dee, circle = client_of(harbour.dee), harbour.circle.public_id
    assert "Propose to let it go" in text_of(dee.get(reverse("decisions:look_again", args=[circle, made.public_id])))
    form = {"adopts": Adopts.AGREEMENT, "replaces": line.public_id, "lets_go": "yes"}
    send(dee, reverse("decisions:propose", args=[circle]), text="We let go of this line.", **form)
    close(harbour, agreed(harbour, Proposal.objects.latest("pk")))
    assert adopted(circle=harbour.circle, kind=Adopts.AGREEMENT) == []


def test_one_that_was_proposed_before_is_answered_in_words_and_leaves_the_sentence(harbour: Group):
    _made, line = decided(harbour, Adopts.LIMITS)
    given = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": timezone.now()}
    how = {"adopts": Adopts.LIMITS, "replaces": line.public_id}
    with pytest.raises(NotNow, match=STAYS):
        actions.propose(**given, text="No.", **how, lets_go=True)
    kept = actions.propose(**given, text="No.", **how)
    agreed(harbour, kept)
    Proposal.objects.filter(pk=kept.pk).update(lets_go=True)
    with pytest.raises(NotNow, match=STAYS):
        close(harbour, kept)
    Proposal.objects.filter(pk=kept.pk).update(state=ProposalState.PROPOSED)
    with pytest.raises(NotNow, match=STAYS):
        actions.open_positions(proposal=kept, by=harbour.tom, now=timezone.now())
    assert Position.objects.filter(proposal=kept).count() == 4
    harbour.circle.refresh_from_db()
    assert harbour.circle.limits == WE_TELL
