"""What is proposed about a hold while the house is brought to this version does what it says, and nothing else."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from handinhand.circles import actions as circles
from handinhand.circles.models import HoldProposal
from handinhand.circles.queries.asking import why_not_carried_out
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import Proposal
from handinhand.ground.own_text import fingerprint_in
from tests.cast import make_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both, pytest.mark.soak]


def bring_to(*state: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(state) or executor.loader.graph.leaf_nodes())


def test_it_is_carried_over_where_its_words_are_the_same(now: datetime) -> None:
    group = make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha", "Sam"))
    with time_machine.travel(now, tick=False):
        hold = circles.agree_to_hold(
            hold=circles.ask_hold(member=group.dee, by=group.tom, now=now), by=group.asha, now=now
        )
        made = [decisions.propose_about_hold(hold=hold, by=group.sam, days=days, now=now) for days in (7, 0, 3)]
    proposals = [Proposal.objects.select_related("words").get(pk=each.pk) for each in made]
    texts = [each.words.body for each in proposals]
    kept = (fingerprint_in(group.circle, texts[0]), fingerprint_in(group.circle, "Other words."), "")
    bring_to(("circles", "0014_asked_was_changed"))
    try:
        with connection.cursor() as cursor:
            for proposal, says in zip(proposals, kept, strict=True):
                row = [says, proposal.public_id]
                cursor.execute("UPDATE circles_holdproposal SET says = %s WHERE proposal_id = %s", row)
    finally:
        bring_to()
    same, others, nothing_kept = ((each.public_id, text) for each, text in zip(proposals, texts, strict=True))
    assert why_not_carried_out(*same, now=now) is None
    assert why_not_carried_out(same[0], "Other words.", now=now) is not None
    assert why_not_carried_out(*others, now=now) is not None
    assert why_not_carried_out(others[0], "Other words.", now=now) is not None
    assert why_not_carried_out(*nothing_kept, now=now) is None
    assert len(set(HoldProposal.objects.values_list("public_id", flat=True))) == 3
