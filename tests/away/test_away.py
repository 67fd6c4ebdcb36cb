"""Asking somebody to step away: never alone, never unheard, never without an end, and nothing of theirs is lost."""

import random
import re
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.away import actions
from handinhand.away.actions import Draft
from handinhand.away.choices import Says, Until
from handinhand.away.models import Away, Company
from handinhand.away.queries import stays_mine
from handinhand.away.rules import AwayNotNow
from handinhand.circles.actions import (
    AskNotNow,
    HoldNotNow,
    Refused,
    agree,
    agree_to_hold,
    ask_hold,
    carry_out_due,
    leave,
    lift_hold,
    say_to_it,
    stop_agreed,
    take_back_yes,
    use_power,
    withdraw_asking,
)
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Hold, Member, PowerUse, PowerYes
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.people.models import Ask
from handinhand.promises import actions as promises
from handinhand.promises.actions import NotAmongThem
from handinhand.words import actions as words
from handinhand.words.models import Words
from handinhand.words.queries import circle_scope
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HAPPENED = "On Monday Tom shouted at Dee twice, and stood in the door."
DAYS = timedelta(days=1)


def draft(days: int = 40, **other) -> Draft:
    given = {"happened": HAPPENED, "kind": Until.END, "beside": "Marcus rings him on Fridays.", "stays": ""}
    given |= {"way_back": "Asha meets him first.", "until": (timezone.now() + days * DAYS).date()}
    return Draft(**{**given, **other})


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def asked(group: Group, by: str = "Dee", about: str = "Tom", **other) -> Away:
    given = {"by": fresh(group.members[by]), "member": fresh(group.members[about]), "now": timezone.now()}
    return actions.ask_to_step_away(draft=draft(**other), **given)


def agreed(group: Group, away: Away, *names: str) -> PowerUse:
    for name in names:
        agree(use=away.use, by=fresh(group.members[name]), now=timezone.now())
    return fresh(away.use)


def begun(group: Group) -> Away:
    """Three agreed, and the three days are over."""
    away = asked(group)
    use = agreed(group, away, "Asha", "Sam")
    Member.objects.filter(circle=group.circle).update(joined_at=use.asked_at - 5 * DAYS)
    PowerUse.objects.filter(pk=use.pk).update(
        asked_at=use.asked_at - 4 * DAYS, agreed_at=use.agreed_at - 4 * DAYS, happens_at=use.happens_at - 4 * DAYS
    )
    carry_out_due(use=fresh(use), now=timezone.now())
    return fresh(away)


def plain(text: str) -> str:
    """A page without what is random in every answer."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|data-ticket="[^"]*"', "", text)


def page(group: Group, name: str, where: str = "stepping-away/") -> str:
    return text_of(client_of(group.members[name]).get(f"/c/{group.circle.public_id}/{where}"))


def test_they_are_told_first_and_nothing_happens_for_three_days(harbour: Group) -> None:
    away = asked(harbour)
    assert Ask.objects.get(pk=away.ask_id).of == harbour.tom.person
    assert HAPPENED in page(harbour, "Tom")
    assert "Nothing has happened yet." in page(harbour, "Tom")
    use = agreed(harbour, away, "Asha", "Sam")
    assert use.state == UseState.AGREED
    carry_out_due(use=use, now=timezone.now() + 2 * DAYS)
    assert not Hold.objects.exists()
    assert not Entry.objects.filter(power=Power.ASK_TO_STEP_AWAY).exists()
    carry_out_due(use=fresh(use), now=timezone.now() + 3 * DAYS + timedelta(minutes=1))
    assert fresh(harbour.tom).is_held
    entry = Entry.objects.get(power=Power.ASK_TO_STEP_AWAY)
    assert (entry.by, entry.object_id) == (harbour.dee.person, away.public_id)
    ledger = page(harbour, "Nia", "done/")
    assert "Dee asked somebody to step away for a while" in ledger
    assert "shouted" not in ledger


def test_what_they_answer_stands_beside_it_and_a_yes_can_go_again(harbour: Group) -> None:
    away = asked(harbour)
    use = agreed(harbour, away, "Asha", "Sam")
    send(client_of(harbour.tom), f"/c/{harbour.circle.public_id}/stepping-away/", text="I was afraid. I am sorry.")
    for name in ("Asha", "Nia"):
        assert "I was afraid. I am sorry." in page(harbour, name, f"agreeing/{use.public_id}/")
    take_back_yes(use=use, by=harbour.asha, now=timezone.now())
    carry_out_due(use=fresh(use), now=timezone.now() + 9 * DAYS)
    assert not fresh(harbour.tom).is_held
    assert fresh(use).state == UseState.ASKED


def test_neither_they_nor_one_friend_agrees_or_stops_it(harbour: Group) -> None:
    away = asked(harbour)
    with pytest.raises(AskNotNow, match="This is about you"):
        agree(use=away.use, by=harbour.tom, now=timezone.now())
    use = agreed(harbour, away, "Asha", "Sam")
    for name in ("Tom", "Nia"):
        with pytest.raises(AskNotNow, match="nobody stops it alone"):
            stop_agreed(use=use, by=harbour.members[name], now=timezone.now())
        assert 'id="stop"' not in page(harbour, name, f"agreeing/{use.public_id}/")
    with pytest.raises(NotHere):
        say_to_it(use=use, by=harbour.nia, text="Let him.", now=timezone.now())


def test_it_is_no_power_of_one_nor_without_the_asking(harbour: Group) -> None:
    away, given = asked(harbour), {"circle": harbour.circle, "by": harbour.dee, "now": timezone.now()}
    with pytest.raises(Refused):
        use_power(power=Power.ASK_TO_STEP_AWAY, away=away, **given)
    with pytest.raises(Refused):
        use_power(power=Power.ASK_TO_STEP_AWAY, away=away, agreed_to=away.use, **given)
    assert not fresh(harbour.tom).is_held


@pytest.mark.parametrize("people", [("Tom", "Dee"), ("Tom", "Asha", "Marcus")])
def test_a_circle_too_small_is_told_what_it_can_do(people, now) -> None:
    group = make_group(name="Quay", now=now, people=people)
    with pytest.raises(AwayNotNow, match="too small"):
        asked(group, by=people[1])
    assert "Our circle is too small for it now." in page(group, people[1], f"stepping-away/ask/{group.tom.public_id}/")


def test_with_two_others_it_takes_both_and_never_one(now) -> None:
    group = make_group(name="Quay", now=now, people=("Tom", "Dee", "Asha"))
    away = asked(group)
    assert fresh(away.use).state == UseState.ASKED
    use = agreed(group, away, "Asha")
    assert use.state == UseState.AGREED
    # The second leaves: one is not enough, however small the circle is by then.
    PowerYes.objects.filter(use=use, member=group.asha).delete()
    Member.objects.filter(pk=group.asha.pk).update(left_at=timezone.now())
    carry_out_due(use=fresh(use), now=timezone.now() + 5 * DAYS)
    assert not fresh(group.tom).is_held
    assert not Entry.objects.filter(power=Power.ASK_TO_STEP_AWAY).exists()


def test_what_stays_theirs_while_they_are_away(harbour: Group) -> None:
    given = {"circle": harbour.circle, "scope": circle_scope(harbour.circle), "state": "shared", "now": timezone.now()}
    own = words.write(by=harbour.tom.person, body="The kettle is mine.", **given)
    other = words.write(by=harbour.dee.person, body="Only for us.", **given)
    away = begun(harbour)
    client = client_of(harbour.tom)
    assert "Your access to this circle pauses now." in page(harbour, "Tom")
    assert HAPPENED in page(harbour, "Tom")
    assert list(Words.objects.visible_to(harbour.tom.person)) == [own]
    held = text_of(client.get(f"/c/{harbour.circle.public_id}/"))
    assert "Several of us agreed to ask you to step away for a while." in held
    assert other.body not in held
    words.take_back(words=own, by=harbour.tom.person)
    assert not Words.objects.visible_to(harbour.dee.person).filter(pk=own.pk).exists()
    send(client, f"/c/{harbour.circle.public_id}/stepping-away/", text="I would like to come back.")
    assert "I would like to come back." in page(harbour, "Nia", f"agreeing/{away.use.public_id}/")
    leave(by=fresh(harbour.tom), now=timezone.now())
    assert fresh(harbour.tom).left_at is not None


def test_it_ends_by_itself_on_its_day(harbour: Group) -> None:
    away = begun(harbour)
    assert fresh(harbour.tom).held_until == away.hold.ends_at == actions.day_begins(away.until, harbour.circle)
    Hold.objects.update(began_at=timezone.now() - 40 * DAYS, ends_at=timezone.now() - DAYS)
    Member.objects.filter(pk=harbour.tom.pk).update(held_until=timezone.now() - DAYS)
    assert not fresh(harbour.tom).is_held
    assert "You are in this circle as before." in page(harbour, "Tom")


def test_they_ask_to_come_back_sooner_and_several_let_them(harbour: Group) -> None:
    away = begun(harbour)
    at = f"/c/{harbour.circle.public_id}/stepping-away/"
    send(client_of(harbour.tom), f"{at}sooner/")
    assert "asks to come back sooner." in page(harbour, "Nia", f"stepping-away/{away.use.public_id}/")
    address = send(client_of(harbour.nia), f"{at}{away.use.public_id}/").headers["Location"]
    for name in ("Ravi", "Asha"):
        assert fresh(harbour.tom).is_held
        send(client_of(harbour.members[name]), f"{address}yes/")
    assert not fresh(harbour.tom).is_held
    assert Entry.objects.filter(power=Power.END_STEPPING_AWAY, by=harbour.nia.person).count() == 1
    assert "They are in this circle as before." in page(harbour, "Dee", f"stepping-away/{away.use.public_id}/")


def test_a_hold_that_ends_leaves_it_and_nobody_ends_it_as_a_hold(harbour: Group) -> None:
    now = timezone.now()
    hold = ask_hold(member=harbour.tom, by=harbour.nia, now=now)
    agree_to_hold(hold=hold, by=harbour.ravi, now=now)
    away = begun(harbour)
    lift_hold(hold=fresh(hold), by=harbour.nia, now=timezone.now())
    assert fresh(harbour.tom).held_until == away.hold.ends_at
    with pytest.raises(HoldNotNow, match="several of us end it sooner"):
        lift_hold(hold=away.hold, by=harbour.dee, now=timezone.now())
    seen = page(harbour, "Dee", f"holds/{away.hold.public_id}/")
    assert "Several of us agreed to ask them to step away" in seen
    assert "Propose to keep it" not in seen


def test_it_is_not_asked_again_and_again(harbour: Group) -> None:
    away = asked(harbour)
    assert asked(harbour, by="Sam").pk == away.pk
    withdraw_asking(use=away.use, by=harbour.dee)
    assert "nothing came of it" in page(harbour, "Tom")
    for days in (0, 31):
        Away.objects.update(asked_at=timezone.now() - days * DAYS)
        with pytest.raises(AwayNotNow, match="less than 90 days ago"):
            asked(harbour)
    Away.objects.update(asked_at=timezone.now())
    assert asked(harbour, by="Sam").pk != away.pk, "whoever asks and takes it back shields nobody"


def test_nobody_asks_again_soon_after_they_came_back(harbour: Group) -> None:
    away = begun(harbour)
    began = timezone.now() - 60 * DAYS
    ended = {"asked_at": began, "asks_until": began + DAYS, "began_at": began, "ends_at": timezone.now() - DAYS}
    Hold.objects.filter(pk=away.hold.pk).update(**ended)
    Member.objects.filter(pk=harbour.tom.pk).update(held_until=timezone.now() - DAYS)
    for name in ("Nia", "Ravi"):
        with pytest.raises(AwayNotNow, match="They came back less than 30 days ago"):
            asked(harbour, by=name)
    Hold.objects.filter(pk=away.hold.pk).update(ends_at=timezone.now() - 31 * DAYS)
    assert asked(harbour, by="Nia").pk != away.pk


def test_two_do_not_ask_it_of_each_other(harbour: Group) -> None:
    asked(harbour)
    with pytest.raises(AwayNotNow, match="You are being asked to step away yourself"):
        asked(harbour, by="Tom", about="Dee")
    with pytest.raises(AwayNotNow, match="Nobody asks themselves"):
        asked(harbour, by="Sam", about="Sam")


@pytest.mark.parametrize(("days", "sentence"), [(0, "a later day"), (3, "a later day"), (91, "90 days at most")])
def test_it_always_has_an_end(harbour: Group, days: int, sentence: str) -> None:
    at = f"/c/{harbour.circle.public_id}/stepping-away/ask/{harbour.tom.public_id}/"
    given = {"happened": HAPPENED, "kind": "end", "beside": "Asha.", "way_back": "By the door.", "stays": ""}
    answer = send(client_of(harbour.dee), at, until=str((timezone.now() + days * DAYS).date()), **given)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert HAPPENED in text_of(answer)
    nothing = send(client_of(harbour.dee), at, until="", **given)
    assert "Please choose a day." in text_of(nothing)
    assert not Away.objects.exists()


def test_somebody_beside_them_is_known_to_these_two(harbour: Group) -> None:
    asked(harbour)
    at = f"/c/{harbour.circle.public_id}/stepping-away/"
    before = plain(page(harbour, "Nia", ""))
    # Not by whoever asks it of them.
    send(client_of(harbour.tom), f"{at}beside-me/", member=harbour.dee.public_id)
    assert not Company.objects.exists()
    send(client_of(harbour.tom), f"{at}beside-me/", member=harbour.marcus.public_id)
    company = Company.objects.get()
    send(client_of(harbour.marcus), f"{at}beside/{company.public_id}/", says="yes")
    assert fresh(company).says == Says.YES
    assert "said yes, and is beside you in this." in page(harbour, "Tom")
    assert plain(page(harbour, "Nia", "")) == before
    for name in ("Nia", "Dee", "Tom"):
        assert client_of(harbour.members[name]).get(f"{at}beside/{company.public_id}/").status_code == 404


def test_somebody_who_left_is_asked_nothing_more(harbour: Group) -> None:
    away = asked(harbour)
    use = agreed(harbour, away, "Asha", "Sam")
    leave(by=harbour.tom, now=timezone.now())
    carry_out_due(use=use, now=timezone.now() + 5 * DAYS)
    assert fresh(use).state == UseState.ENDED
    assert not Hold.objects.exists()


NAMES = ("Tom", "Dee", "Asha", "Sam", "Nia")


class Walk:
    """Ask, agree, take back, hold, leave, let days pass and go back, twice each, in any order: the rule holds."""

    def __init__(self, seed: int) -> None:
        self.dice, self.now = random.Random(seed), timezone.now()
        self.group = make_group(name=f"Quay {seed}", now=self.now, people=NAMES)

    def anybody(self) -> Member:
        return fresh(self.group.members[self.dice.choice(NAMES)])

    def any_use(self) -> PowerUse:
        return self.dice.choice(list(PowerUse.objects.filter(circle=self.group.circle)) or [None])

    def asks(self) -> None:
        lasts = draft(self.dice.choice((5, 40, 89)))
        actions.ask_to_step_away(member=self.anybody(), by=self.anybody(), draft=lasts, now=self.now)

    def agrees(self) -> None:
        if (use := self.any_use()) is not None:
            agree(use=use, by=self.anybody(), now=self.now)

    def takes_back(self) -> None:
        if (use := self.any_use()) is not None:
            take_back_yes(use=use, by=self.anybody(), now=self.now)

    def holds(self) -> None:
        hold = ask_hold(member=self.anybody(), by=self.anybody(), now=self.now)
        agree_to_hold(hold=hold, by=self.anybody(), now=self.now)

    def ends(self) -> None:
        for away in Away.objects.filter(circle=self.group.circle, hold__ends_at__gt=self.now):
            actions.ask_to_end(away=away, by=self.anybody(), now=self.now)

    def is_due(self) -> None:
        for use in PowerUse.objects.filter(circle=self.group.circle, state=UseState.AGREED):
            carry_out_due(use=use, now=self.now)

    def leaves(self) -> None:
        leave(by=self.anybody(), now=self.now)

    def promises(self) -> None:
        """Somebody promises something, sometimes because another said something."""
        given = {"circle": self.group.circle, "scope": self.group.scope, "now": self.now}
        source, by = self.anybody(), self.anybody()
        said = words.write(by=source.person, body=f"said by {source.name}.", state="shared", **given)
        with suppress(NotAmongThem):
            promises.make(by=by, text=f"promise by {by.name} to {source.name}.", by_when=None, came_from=said, **given)

    def step(self, number: int) -> None:
        self.now += self.dice.choice((timedelta(), timedelta(hours=5), 2 * DAYS, -DAYS))
        usual = (self.asks, self.holds, self.ends, self.is_due, *[self.agrees] * 4, self.takes_back, self.promises)
        do = self.dice.choice(usual) if number % 23 else self.leaves
        for _twice in range(self.dice.choice((1, 2))):
            with suppress(AwayNotNow, AskNotNow, HoldNotNow, NotHere, Refused):
                do()
        check(self.group)
        check_what_stays(self.group, self.now)


def check_what_stays(group: Group, now: datetime) -> None:
    """Only who is away has such a page, and what is on it is theirs."""
    for name in NAMES:
        stays = stays_mine(viewer=fresh(group.members[name]), now=now)
        if stays is None:
            continue
        away_now = Hold.objects.filter(member=group.members[name], agreed_to__power=Power.ASK_TO_STEP_AWAY)
        assert any(each.goes_on(now) for each in away_now)
        assert all(each.text.startswith(f"promise by {name} ") for each in stays.by_me)
        assert all(each.text.endswith(f" to {name}.") for each in stays.to_me)
        assert all(each.author_id == group.members[name].person_id for each in stays.own)


def check(group: Group) -> None:
    done = PowerUse.objects.filter(circle=group.circle, power=Power.ASK_TO_STEP_AWAY, state=UseState.DONE)
    lines = Entry.objects.filter(circle=group.circle, power=Power.ASK_TO_STEP_AWAY)
    assert lines.count() == done.count() == Hold.objects.filter(circle=group.circle, agreed_to__in=done).count()
    for hold in Hold.objects.filter(circle=group.circle, agreed_to__isnull=False).select_related("agreed_to"):
        use = hold.agreed_to
        # Ended sooner on a clock that went back behind its beginning, it is over as if it had paused nothing.
        assert hold.began_at >= use.agreed_at + 3 * DAYS or hold.began_at == hold.ends_at
        assert hold.ends_at <= use.asked_at + 91 * DAYS
        assert hold.member_id not in {hold.asked_by_id, hold.agreed_by_id}
        assert not PowerYes.objects.filter(use=use, member=hold.member_id).exists()
    open_now = PowerUse.objects.filter(circle=group.circle, power=Power.ASK_TO_STEP_AWAY)
    open_now = open_now.filter(state__in=[UseState.ASKED, UseState.AGREED])
    for one in open_now:
        mutual = open_now.filter(asked_by=one.about_id, about=one.asked_by_id)
        assert not mutual.filter(asked_at__lt=one.lapses_at, lapses_at__gt=one.asked_at).exists()


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_the_rule_holds(seed: int) -> None:
    walk = Walk(seed)
    for number in range(1, 60):
        walk.step(number)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 60))
def test_in_any_order_the_rule_holds_for_long(seed: int) -> None:
    walk = Walk(seed)
    for number in range(1, 200):
        walk.step(number)
