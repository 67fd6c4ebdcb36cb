from datetime import datetime
from typing import Any

import pytest

from handinhand.circles.actions import NeverEmpty, Refused, use_power
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedVersion
from handinhand.circles.queries import adopted, rule_in_words, rule_of, versions
from handinhand.ground.models import Circle
from handinhand.ledger.models import Entry
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DECIDED = "bcdfghjkmnpq"


def adopt(group: Group, now: datetime, **request: Any) -> AdoptedVersion:
    return use_power(power=Power.ADOPT, circle=group.circle, by=group.tom, now=now, decided_by=DECIDED, **request)


def texts(group: Group, kind: Adopts = Adopts.AGREEMENT) -> list[str]:
    return [line.text for line in adopted(circle=group.circle, kind=kind)]


def test_lines_are_added_exchanged_and_removed_and_every_version_is_kept(harbour: Group, now: datetime) -> None:
    adopt(harbour, now, kind=Adopts.AGREEMENT, text="Anyone may pass.")
    adopt(harbour, now, kind=Adopts.AGREEMENT, text="Phones stay quiet.")
    first, second = adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)
    adopt(harbour, now, kind=Adopts.AGREEMENT, text="Anyone may pass, always.", replaces=first.public_id)
    assert texts(harbour) == ["Anyone may pass, always.", "Phones stay quiet."]
    adopt(harbour, now, kind=Adopts.AGREEMENT, text="", replaces=second.public_id)
    assert texts(harbour) == ["Anyone may pass, always."]
    kept = [[line.text for line in each.lines.all()] for each in versions(viewer=harbour.dee, kind=Adopts.AGREEMENT)]
    assert kept == [
        ["Anyone may pass, always."],
        ["Anyone may pass, always.", "Phones stay quiet."],
        ["Anyone may pass.", "Phones stay quiet."],
        ["Anyone may pass."],
    ]
    assert texts(harbour, Adopts.GOAL) == []


def test_a_line_that_changed_meanwhile_is_not_lost(harbour: Group, now: datetime) -> None:
    adopt(harbour, now, kind=Adopts.GOAL, text="A kind front door.")
    line = adopted(circle=harbour.circle, kind=Adopts.GOAL)[0]
    adopt(harbour, now, kind=Adopts.GOAL, text="A kind door.", replaces=line.public_id)
    adopt(harbour, now, kind=Adopts.GOAL, text="An open door.", replaces=line.public_id)
    assert texts(harbour, Adopts.GOAL) == ["A kind door.", "An open door."]


def test_nothing_is_adopted_without_a_decision(harbour: Group, now: datetime) -> None:
    with pytest.raises(Refused):
        use_power(
            power=Power.ADOPT, circle=harbour.circle, by=harbour.tom, now=now, kind=Adopts.GOAL, text="Mine alone."
        )
    assert not AdoptedVersion.objects.exists()
    assert not Entry.objects.exists()


def test_the_limits_of_privacy_change_and_are_never_empty(harbour: Group, now: datetime) -> None:
    before = harbour.circle.limits
    with pytest.raises(NeverEmpty):
        adopt(harbour, now, kind=Adopts.LIMITS, text="  ")
    adopt(harbour, now, kind=Adopts.LIMITS, text="We tell Asha, and you, and nobody else.")
    assert Circle.objects.get(pk=harbour.circle.pk).limits == "We tell Asha, and you, and nobody else."
    kept = [each.lines.get().text for each in versions(viewer=harbour.dee, kind=Adopts.LIMITS)]
    assert kept == ["We tell Asha, and you, and nobody else.", before]


def test_how_we_decide_is_what_holds_from_now_on(harbour: Group, now: datetime) -> None:
    assert rule_in_words(rule_of(harbour.circle)) == (
        "At least half of us take part. At least one of them comes for themselves."
    )
    for text, share in (("Two in three of us.", 67), ("All of us.", 100)):
        adopt(harbour, now, kind=Adopts.HOW_WE_DECIDE, text=text, share_percent=share, at_least_for_themselves=2)
    assert texts(harbour, Adopts.HOW_WE_DECIDE) == ["All of us."]
    assert rule_in_words(rule_of(harbour.circle)) == ("All of us take part. At least two of them come for themselves.")


def test_the_ledger_says_which_version_and_nothing_of_what_it_says(harbour: Group, now: datetime) -> None:
    version = adopt(harbour, now, kind=Adopts.GOAL, text="A kind front door.")
    entry = Entry.objects.get()
    assert (entry.power, entry.object_id, entry.by) == (Power.ADOPT, version.public_id, harbour.tom.person)
    assert version.decision_id == DECIDED
