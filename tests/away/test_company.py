"""Somebody beside whoever is asked to step away: with a yes of their own, and never a way to whoever is afraid."""

import pytest
from django.utils import timezone

from handinhand.away import actions
from handinhand.away.choices import Says
from handinhand.away.models import Away, Company
from handinhand.away.rules import AwayNotNow
from handinhand.circles.actions import (
    AskNotNow,
    agree,
    agree_to_hold,
    ask_hold,
    choose_sight_of,
    leave,
    withdraw_asking,
)
from handinhand.circles.actions.holding import come_back_sooner
from handinhand.circles.choices import Power
from handinhand.circles.models import Hold, OwnRule, PowerUse
from handinhand.circles.queries import NotHere
from handinhand.people.models import Ask
from tests.away.test_away import DAYS, HAPPENED, asked, begun, fresh, page
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(group: Group, *rest: str) -> str:
    return "/".join([f"/c/{group.circle.public_id}/stepping-away", *rest, ""])


def choose(group: Group, name: str, by: str = "Tom"):
    return send(client_of(group.members[by]), at(group, "beside-me"), member=group.members[name].public_id)


def held_for_danger(group: Group) -> None:
    hold = ask_hold(member=fresh(group.tom), by=group.dee, now=timezone.now())
    agree_to_hold(hold=hold, by=group.nia, now=timezone.now())


@pytest.mark.parametrize("is_away", [False, True])
def test_who_is_held_for_a_danger_reaches_nobody_by_it(harbour: Group, is_away: bool) -> None:
    held_for_danger(harbour)
    away = begun(harbour) if is_away else asked(harbour, by="Sam")
    before = Ask.objects.count()
    assert choose(harbour, "Marcus").status_code == 404
    with pytest.raises(NotHere):
        actions.choose_company(away=away, by=fresh(harbour.tom), member=harbour.marcus, now=timezone.now())
    assert not Company.objects.exists()
    assert Ask.objects.count() == before
    seen = page(harbour, "Tom")
    for name in ("Marcus", "Ravi", "Jo"):
        assert f"{name}</" not in seen


def test_nobody_is_asked_once_it_is_over(harbour: Group) -> None:
    away = asked(harbour)
    long_ago = timezone.now() - 20 * DAYS
    PowerUse.objects.filter(pk=away.use_id).update(asked_at=long_ago, lapses_at=long_ago + 14 * DAYS)
    assert choose(harbour, "Marcus").status_code == 404
    assert not Company.objects.exists()


def test_who_would_not_see_them_never_hears_of_it(harbour: Group) -> None:
    asked(harbour)
    choose_sight_of(by=harbour.marcus, other=harbour.tom, see=False)
    choose(harbour, "Marcus")
    assert "They have not answered yet." in page(harbour, "Tom")
    assert "To be beside somebody" not in text_of(client_of(harbour.marcus).get("/"))
    company = Company.objects.get()
    assert client_of(harbour.marcus).get(at(harbour, "beside", company.public_id)).status_code == 404


@pytest.mark.parametrize("says", [Says.ASKED, Says.YES])
def test_who_looks_away_later_is_in_it_no_more(harbour: Group, says: Says) -> None:
    away = asked(harbour)
    given = {"member": harbour.marcus, "now": timezone.now()}
    company = actions.choose_company(away=away, by=harbour.tom, **given)
    if says == Says.YES:
        actions.answer_company(company=company, by=harbour.marcus, is_yes=True, now=timezone.now())
    choose_sight_of(by=harbour.marcus, other=harbour.tom, see=False)
    assert fresh(company).says == (Says.NO if says == Says.YES else Says.ASKED)
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at=None).exists()


def test_who_said_no_is_not_asked_again(harbour: Group) -> None:
    away = asked(harbour)
    choose(harbour, "Marcus")
    company = Company.objects.get()
    client, beside = client_of(harbour.marcus), at(harbour, "beside", company.public_id)
    send(client, beside, says="no")
    seen = page(harbour, "Tom")
    assert "Not this time, they said." in seen
    assert harbour.marcus.public_id not in seen
    assert harbour.ravi.public_id in seen
    choose(harbour, "Marcus")
    with pytest.raises(AwayNotNow):
        actions.choose_company(away=away, by=harbour.tom, member=harbour.marcus, now=timezone.now())
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at=None).exists()
    choose(harbour, "Ravi")
    assert Company.objects.exclude(says=Says.NO).get().member == harbour.ravi
    # There is one at a time, so a second tab is told that nobody else was asked.
    tom = client_of(harbour.tom)
    send(tom, at(harbour, "beside-me"), member=harbour.jo.public_id)
    seen = text_of(tom.get(at(harbour)))
    assert "You asked somebody else already." in seen
    assert "They are asked." not in seen
    # And a no of before cannot become a yes beside another's.
    send(client, beside, says="yes")
    assert "They asked somebody else by now." in text_of(client.get(beside))
    assert fresh(company).says == Says.NO


@pytest.mark.parametrize("says", [None, True])
def test_when_they_leave_there_is_nobody_and_somebody_else_can_be_asked(harbour: Group, says: bool | None) -> None:
    away = asked(harbour)
    given = {"member": harbour.marcus, "now": timezone.now()}
    company = actions.choose_company(away=away, by=harbour.tom, **given)
    if says:
        actions.answer_company(company=company, by=harbour.marcus, is_yes=True, now=timezone.now())
    leave(by=harbour.marcus, now=timezone.now())
    assert not Company.objects.exists()
    seen = page(harbour, "Tom")
    assert "said yes, and is beside you" not in seen
    choose(harbour, "Ravi")
    assert Company.objects.get().member == harbour.ravi


def test_what_was_asked_and_taken_back_stays_theirs_to_read_and_to_answer(harbour: Group) -> None:
    away = asked(harbour)
    send(client_of(harbour.tom), at(harbour), text="That is not how it was.")
    withdraw_asking(use=away.use, by=harbour.dee)
    seen = page(harbour, "Tom")
    assert HAPPENED in seen
    assert "That is not how it was." in seen
    assert "You are in this circle as before." in seen
    seen = page(harbour, "Nia", f"agreeing/{away.use.public_id}/")
    assert "Whoever asked took it back, so nothing happened." in seen
    assert "That is not how it was." in seen
    with pytest.raises(AskNotNow, match="took it back"):
        agree(use=away.use, by=harbour.nia, now=timezone.now())
    assert choose(harbour, "Marcus").status_code == 404


def test_who_is_asked_to_step_away_and_leaves_asks_nobody_more(harbour: Group) -> None:
    asked(harbour)
    choose(harbour, "Marcus")
    leave(by=harbour.tom, now=timezone.now())
    assert not Company.objects.exists()
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at=None).exists()


def test_what_was_asked_is_taken_back_while_it_waits(harbour: Group) -> None:
    asked(harbour)
    choose(harbour, "Marcus")
    assert "I ask them no longer" in page(harbour, "Tom")
    send(client_of(harbour.tom), at(harbour, "beside-me", "nobody"))
    assert not Company.objects.exists()
    assert not Ask.objects.filter(of=harbour.marcus.person, closed_at=None).exists()
    assert Hold.objects.count() == 0
    assert Away.objects.count() == 1


def said_yes(group: Group, name: str) -> Company:
    choose(group, name)
    actions.answer_company(company=Company.objects.get(), by=group.members[name], is_yes=True, now=timezone.now())
    return Company.objects.get()


@pytest.mark.parametrize("is_away", [False, True])
def test_whoever_it_is_about_goes_on_without_whoever_said_yes(harbour: Group, is_away: bool) -> None:
    begun(harbour) if is_away else asked(harbour)
    company, tom, ravi = said_yes(harbour, "Ravi"), client_of(harbour.tom), client_of(harbour.ravi)
    assert "I go on without them" in page(harbour, "Tom")
    for _twice in range(2):
        seen = text_of(tom.get(send(tom, at(harbour, "beside-me", "nobody"))["Location"]))
        assert "You go on without them." in seen
        assert "is beside you in this" not in seen
    # The one who was beside them reads nothing of it any more, answers nothing, and is told no reason.
    beside = at(harbour, "beside", company.public_id)
    gone = ravi.get(beside)
    assert gone.status_code == 404
    assert "Tom" not in text_of(gone)
    assert send(ravi, beside, says="yes").status_code == 404
    assert not is_told(harbour, "Ravi")
    assert "To be beside somebody" not in text_of(ravi.get("/"))
    assert said_yes(harbour, "Marcus").says == Says.YES


def test_a_no_stays_a_no_and_what_is_over_offers_nobody_else(harbour: Group) -> None:
    away = asked(harbour)
    choose(harbour, "Ravi")
    company = Company.objects.get()
    actions.answer_company(company=company, by=harbour.ravi, is_yes=False, now=timezone.now())
    send(client_of(harbour.tom), at(harbour, "beside-me", "nobody"))
    assert fresh(company).says == Says.NO
    choose(harbour, "Marcus")
    withdraw_asking(use=away.use, by=harbour.dee)
    tom = client_of(harbour.tom)
    seen = text_of(tom.get(send(tom, at(harbour, "beside-me", "nobody"))["Location"]))
    assert "You go on without them." in seen
    assert "You can choose somebody else, or nobody." not in seen
    assert Company.objects.get() == company


def is_told(group: Group, name: str) -> bool:
    return Ask.objects.filter(of=group.members[name].person, closed_at=None, ends_at__gt=timezone.now()).exists()


def test_what_was_read_can_be_taken_off_today(harbour: Group) -> None:
    asked(harbour)
    assert "To read something that is about you" in text_of(client_of(harbour.tom).get("/"))
    assert 'id="looked"' in page(harbour, "Tom")
    send(client_of(harbour.tom), at(harbour, "looked"))
    assert "To read something that is about you" not in text_of(client_of(harbour.tom).get("/"))
    assert HAPPENED in page(harbour, "Tom")
    send(client_of(harbour.tom), at(harbour, "looked"))


@pytest.mark.parametrize("how", ["taken back", "lapsed", "ended"])
def test_nobody_is_asked_about_what_is_over(harbour: Group, how: str) -> None:
    away = begun(harbour) if how == "ended" else asked(harbour)
    choose(harbour, "Marcus")
    company = Company.objects.get()
    assert is_told(harbour, "Tom")
    assert is_told(harbour, "Marcus")
    actions.close_what_is_over(now=timezone.now())
    assert is_told(harbour, "Tom")
    assert is_told(harbour, "Marcus")
    if how == "taken back":
        withdraw_asking(use=away.use, by=harbour.dee)
    elif how == "lapsed":
        long_ago = timezone.now() - 20 * DAYS
        PowerUse.objects.filter(pk=away.use_id).update(asked_at=long_ago, lapses_at=long_ago + 14 * DAYS)
    else:
        come_back_sooner(hold=away.hold, now=timezone.now())
    actions.close_what_is_over(now=timezone.now())
    assert not is_told(harbour, "Tom")
    assert not is_told(harbour, "Marcus")
    seen = text_of(client_of(harbour.marcus).get(at(harbour, "beside", company.public_id)))
    assert "It is over." in seen
    assert "company-yes" not in seen


def test_coming_back_sooner_closes_what_both_were_asked(harbour: Group) -> None:
    away = begun(harbour)
    choose(harbour, "Marcus")
    use = actions.ask_to_end(away=away, by=harbour.nia, now=timezone.now())
    for name in ("Ravi", "Asha"):
        agree(use=use, by=fresh(harbour.members[name]), now=timezone.now())
    assert not is_told(harbour, "Tom")
    assert not is_told(harbour, "Marcus")


@pytest.mark.parametrize(("notice", "days", "sentence"), [(30, 30, "30 days pass"), (30, 118, "90 days at most")])
def test_its_last_day_follows_how_long_the_circle_waits(harbour: Group, notice, days, sentence) -> None:
    given = {"for_themselves": 1, "for_organisations": 0, "decision_id": "decided", "since": timezone.now()}
    power = Power.ASK_TO_STEP_AWAY
    OwnRule.objects.create(circle=harbour.circle, power=power, agree=3, notice_days=notice, **given)
    with pytest.raises(AwayNotNow, match=sentence):
        asked(harbour, until=(timezone.now() + days * DAYS).date())
    assert asked(harbour, until=(timezone.now() + 117 * DAYS).date())
