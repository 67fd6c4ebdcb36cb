"""Asking the circle to agree: nothing happens before enough have, it happens once, and only as the rule says."""

from datetime import datetime, timedelta

import pytest

from handinhand.circles.actions import (
    AskNotNow,
    Refused,
    agree,
    ask_power,
    invite,
    leave,
    take_back_yes,
    use_power,
    withdraw_asking,
)
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Invitation, OwnRule, PowerUse, PowerYes
from handinhand.ledger.models import Entry
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BUS = "We pay 40 pounds for the bus to the meeting in Leith."


def ask(group: Group, who: str, now: datetime, power: Power = Power.SPEND, text: str = BUS) -> PowerUse:
    return ask_power(power=power, by=group.members[who], text=text, now=now)


def fresh(use: PowerUse) -> PowerUse:
    return PowerUse.objects.get(pk=use.pk)


def spent(group: Group) -> int:
    return Entry.objects.filter(circle=group.circle, power=Power.SPEND).count()


def test_it_happens_with_the_last_yes_and_is_one_line(harbour: Group, now: datetime) -> None:
    use = ask(harbour, "Tom", now)
    agree(use=use, by=harbour.dee, now=now)
    agree(use=use, by=harbour.dee, now=now)
    agree(use=use, by=harbour.sam, now=now)
    # Three, and none of them for an organisation.
    assert fresh(use).state == UseState.ASKED
    assert spent(harbour) == 0
    agree(use=use, by=harbour.asha, now=now)
    assert fresh(use).state == UseState.DONE
    assert fresh(use).text == BUS
    assert spent(harbour) == 1
    entry = Entry.objects.get(circle=harbour.circle, power=Power.SPEND)
    assert (entry.by, entry.object_id) == (harbour.tom.person, use.public_id)
    with pytest.raises(AskNotNow, match="it is done"):
        agree(use=use, by=harbour.nia, now=now)
    assert spent(harbour) == 1


def test_there_is_no_way_past_the_asking(harbour: Group, now: datetime) -> None:
    with pytest.raises(Refused):
        use_power(power=Power.SPEND, circle=harbour.circle, by=harbour.tom, now=now)
    use = ask(harbour, "Tom", now)
    with pytest.raises(Refused):
        use_power(power=Power.SPEND, circle=harbour.circle, by=harbour.tom, now=now, agreed_to=use)
    with pytest.raises(Refused):
        use_power(power=Power.CLOSE_CIRCLE, circle=harbour.circle, by=harbour.tom, now=now, agreed_to=use)
    assert not Entry.objects.filter(circle=harbour.circle).exists()


def test_who_leaves_no_longer_counts_nor_when_they_come_back(harbour: Group, now: datetime) -> None:
    use = ask(harbour, "Tom", now)
    agree(use=use, by=harbour.asha, now=now)
    leave(by=harbour.asha, now=now)
    assert not PowerYes.objects.filter(member=harbour.asha).exists()
    agree(use=use, by=harbour.dee, now=now)
    assert fresh(use).state == UseState.ASKED


def test_a_yes_is_taken_back_and_an_asking_too(harbour: Group, now: datetime) -> None:
    use = ask(harbour, "Tom", now)
    agree(use=use, by=harbour.dee, now=now)
    take_back_yes(use=use, by=harbour.dee, now=now)
    agree(use=use, by=harbour.asha, now=now)
    assert fresh(use).state == UseState.ASKED
    with pytest.raises(AskNotNow):
        withdraw_asking(use=use, by=harbour.asha)
    withdraw_asking(use=use, by=harbour.tom)
    assert not PowerUse.objects.exists()
    with pytest.raises(AskNotNow, match="took it back"):
        agree(use=use, by=harbour.dee, now=now)


def test_it_lapses(harbour: Group, now: datetime) -> None:
    use = ask(harbour, "Tom", now)
    agree(use=use, by=harbour.dee, now=now)
    with pytest.raises(AskNotNow, match="in time"):
        agree(use=use, by=harbour.asha, now=now + timedelta(days=14))
    assert spent(harbour) == 0


@pytest.mark.parametrize(("people", "asked_more"), [(("Tom",), 0), (("Tom", "Dee"), 1), (("Tom", "Asha"), 1)])
def test_small_circles_work(now: datetime, people: tuple[str, ...], asked_more: int) -> None:
    group = make_group(name="Small", now=now, people=people)
    use = ask(group, "Tom", now)
    assert (fresh(use).state == UseState.DONE) is (asked_more == 0)
    for name in people[1:]:
        agree(use=use, by=group.members[name], now=now)
    assert fresh(use).state == UseState.DONE
    assert spent(group) == 1


def test_a_circle_asks_for_more_and_then_inviting_is_asked_too(harbour: Group, now: datetime) -> None:
    invite(by=harbour.tom, now=now)
    OwnRule.objects.create(
        circle=harbour.circle,
        power=Power.INVITE,
        agree=2,
        for_themselves=0,
        for_organisations=0,
        notice_days=0,
        decision_id="bcdfghjkmnpq",
        since=now,
    )
    with pytest.raises(Refused):
        invite(by=harbour.tom, now=now)
    assert Invitation.objects.count() == 1
    use = ask_power(power=Power.INVITE, by=harbour.tom, now=now)
    agree(use=use, by=harbour.dee, now=now)
    assert Invitation.objects.count() == 2
    assert Invitation.objects.latest("pk").by == harbour.tom


def test_the_stricter_of_two_rules_counts(harbour: Group, now: datetime) -> None:
    given = {"for_themselves": 0, "for_organisations": 0, "notice_days": 0, "decision_id": "bcdfghjkmnpq", "since": now}
    use = ask(harbour, "Tom", now)
    # Below the floor: as if it were not there.
    rule = OwnRule.objects.create(circle=harbour.circle, power=Power.SPEND, agree=1, **given)
    agree(use=use, by=harbour.dee, now=now)
    assert fresh(use).state == UseState.ASKED
    rule.agree = 5
    rule.save()
    for name in ("Asha", "Sam"):
        agree(use=use, by=harbour.members[name], now=now)
    assert fresh(use).state == UseState.ASKED
    agree(use=use, by=harbour.nia, now=now)
    assert fresh(use).state == UseState.DONE
