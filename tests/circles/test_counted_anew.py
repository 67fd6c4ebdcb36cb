"""What is asked is counted anew when people leave; taking a yes back lets nothing happen; what is over stays over."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import AskNotNow, agree, ask_power, carry_out_all_due, cover, leave, take_back_yes
from handinhand.circles.actions.powers import EFFECTS
from handinhand.circles.choices import Power, UseState
from handinhand.circles.done import done_in
from handinhand.circles.models import Hold, Member, PowerUse
from handinhand.circles.rules.holding import NOBODY_AGAIN_FOR
from handinhand.decisions import actions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.models import Proposal
from handinhand.ledger.models import Entry
from handinhand.live.models import Channel
from handinhand.ui.apart import apart
from handinhand.words import actions as words_actions
from handinhand.words.queries import OwnHere
from tests.browsing import client_of, text_of
from tests.cast import Group, make_group
from tests.circles.test_no_way_round_a_rule import newcomer, state, takes
from tests.decisions.test_own_rules import decide

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
BUS = "We pay 40 pounds for the bus to the meeting in Leith."
DAY = timedelta(days=1)


@pytest.fixture
def three(now: datetime) -> Group:
    return make_group(name="A small circle", now=now, people=("Tom", "Dee", "Asha"))


def asked(group: Group, now: datetime, *who: str, power: Power = Power.SPEND) -> PowerUse:
    use = ask_power(power=power, by=group.tom, text=BUS, now=now)
    for name in who:
        agree(use=use, by=group.members[name], now=now)
    return use


def test_nobody_lets_what_lapsed_happen_by_taking_back_a_yes() -> None:
    later = timezone.now()
    three = make_group(name="A small circle", now=later - 20 * DAY, people=("Tom", "Dee", "Asha"))
    use = asked(three, later - 15 * DAY, "Asha")
    leave(by=three.dee, now=later)
    for who in (newcomer(three, later, "Yuki"), three.asha):
        take_back_yes(use=use, by=who, now=later)
    carry_out_all_due(now=later)
    assert state(use) == UseState.ASKED
    assert not Entry.objects.filter(power=Power.SPEND).exists()
    page = text_of(client_of(three.tom).get(f"/c/{three.circle.public_id}/agreeing/{use.public_id}/"))
    assert "Not enough of us agreed in time, so nothing happened." in page
    assert "Take my yes back" not in page


def test_nobody_lets_what_is_covered_happen_by_taking_back_a_yes(harbour: Group) -> None:
    now = timezone.now()
    use = asked(harbour, now, "Asha")
    Member.objects.filter(pk=harbour.asha.pk).update(held_until=now + DAY)
    agree(use=use, by=harbour.dee, now=now)
    cover(words=OwnHere(harbour.circle, PowerUse._meta.get_field("text"), use), by=harbour.sam, now=now)
    Member.objects.filter(pk=harbour.asha.pk).update(held_until=now)
    take_back_yes(use=use, by=harbour.nia, now=timezone.now())
    assert state(use) == UseState.ASKED


def test_when_all_who_are_left_agreed_it_happens_soon(three: Group, now: datetime) -> None:
    use = asked(three, now, "Asha")
    leave(by=three.dee, now=now)
    assert state(use) == UseState.ASKED
    carry_out_all_due(now=now)
    assert state(use) == UseState.DONE


def test_when_one_who_agreed_leaves_it_is_asked_again_at_once(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.SPEND, 3, now, notice_days=3)
    use = asked(harbour, now, "Asha", "Dee")
    assert state(use) == UseState.AGREED
    carry_out_all_due(now=now + DAY)
    assert state(use) == UseState.AGREED
    leave(by=harbour.dee, now=now + DAY)
    carry_out_all_due(now=now + DAY)
    assert state(use) == UseState.ASKED
    agree(use=use, by=harbour.nia, now=now + DAY)
    assert PowerUse.objects.get(pk=use.pk).happens_at == now + 4 * DAY


def test_open_pages_are_told_once_that_it_is_asked_again(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.SPEND, 3, now, notice_days=3)
    use = asked(harbour, now, "Asha", "Dee")
    told = _told()
    carry_out_all_due(now=now + DAY)
    assert _told() == told
    leave(by=harbour.dee, now=now + DAY)
    told = _told()
    carry_out_all_due(now=now + DAY)
    assert _told() != told
    told = _told()
    carry_out_all_due(now=now + DAY)
    assert (_told(), state(use)) == (told, UseState.ASKED)


def _told() -> set[tuple[str, int]]:
    return set(Channel.objects.values_list("key", "version"))


def test_the_list_names_who_asked_also_when_their_access_is_held(harbour: Group, now: datetime) -> None:
    takes(harbour, Power.SPEND, 2, now, notice_days=3)
    use = asked(harbour, now, "Dee")
    Member.objects.filter(pk=harbour.tom.pk).update(held_until=timezone.now() + DAY)
    carry_out_all_due(now=now + 4 * DAY)
    assert state(use) == UseState.DONE
    assert Entry.objects.latest("pk").by == harbour.tom.person
    lines, _more = done_in(member=harbour.nia, now=now + 4 * DAY)
    assert lines[0].sentence == f"{apart('Tom')} asked to spend money, and enough of us agreed, 28 November"


def test_what_the_circle_decided_happens_also_when_whoever_asked_left(harbour: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=harbour.tom, now=now, text="We close.")
    decide(harbour, actions.propose_use(use=use, by=harbour.dee, now=now), now)
    assert state(use) == UseState.AGREED
    leave(by=harbour.tom, now=now + DAY)
    carry_out_all_due(now=now + 15 * DAY)
    assert state(use) == UseState.DONE
    assert Entry.objects.latest("pk").power == Power.CLOSE_CIRCLE


def to_decide(group: Group, now: datetime) -> tuple[PowerUse, Proposal]:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=group.tom, now=now, text="We close.")
    return use, actions.propose_use(use=use, by=group.dee, now=now)


def test_a_circle_has_some_meetings_to_decide_and_not_for_ever(harbour: Group, now: datetime) -> None:
    use, proposal = to_decide(harbour, now)
    decide(harbour, proposal, now + 60 * DAY)
    assert state(use) == UseState.AGREED


def test_a_decision_does_nothing_about_what_is_long_over(harbour: Group, now: datetime) -> None:
    use, proposal = to_decide(harbour, now)
    with pytest.raises(NotNow, match="asked a long time ago"):
        decide(harbour, proposal, now + 91 * DAY)
    assert state(use) == UseState.ASKED


def test_a_proposal_that_was_taken_back_is_in_nobodys_way(harbour: Group, now: datetime) -> None:
    use, proposal = to_decide(harbour, now)
    page = f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/"
    assert "I ask for it no longer" not in text_of(client_of(harbour.tom).get(page))
    words_actions.take_back(words=proposal.words, by=harbour.dee.person)
    seen = text_of(client_of(harbour.tom).get(page))
    assert "I ask for it no longer" in seen
    assert "Let the circle decide it" in seen
    words_actions.put_back(words=proposal.words, by=harbour.dee.person)
    assert "Let the circle decide it" not in text_of(client_of(harbour.tom).get(page))
    decide(harbour, Proposal.objects.get(pk=proposal.pk), now)
    assert state(use) == UseState.AGREED


def test_it_is_put_to_the_circle_once(harbour: Group, now: datetime) -> None:
    use, proposal = to_decide(harbour, now)
    with pytest.raises(AskNotNow, match="deciding this already"):
        actions.propose_use(use=use, by=harbour.asha, now=now)
    assert PowerUse.objects.get(pk=use.pk).proposal_id == proposal.public_id
    assert Proposal.objects.count() == 1


def test_ending_a_hold_that_is_over_begins_no_new_days_without_one(harbour: Group, now: datetime) -> None:
    ended = now - 3 * DAY
    hold = Hold.objects.create(
        circle=harbour.circle,
        member=harbour.sam,
        asked_by=harbour.nia,
        agreed_by=harbour.ravi,
        asked_at=ended - DAY,
        asks_until=ended,
        began_at=ended - DAY,
        ends_at=ended,
    )
    decide(harbour, actions.propose_about_hold(hold=hold, by=harbour.tom, days=0, now=now), now)
    hold.refresh_from_db(fields=["ends_at"])
    assert now - hold.ends_at > NOBODY_AGAIN_FOR


def test_what_cannot_be_done_keeps_nothing_else_waiting(
    harbour: Group, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes(harbour, Power.SPEND, 2, now, notice_days=1)
    first, second = (asked(harbour, now, "Dee") for _each in range(2))

    def breaks(*, agreed_to: PowerUse, **_more: object) -> PowerUse:
        if agreed_to.pk == first.pk:
            raise RuntimeError
        return agreed_to

    monkeypatch.setitem(EFFECTS, Power.SPEND, breaks)
    carry_out_all_due(now=now + 2 * DAY)
    assert (state(first), state(second)) == (UseState.AGREED, UseState.DONE)


def test_the_same_words_said_elsewhere_decide_nothing(harbour: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=harbour.tom, now=now, text="We close.")
    alike = proposed_alike(harbour, "We close.", now)
    words_actions.take_back(words=alike.words, by=harbour.dee.person)
    words_actions.put_back(words=alike.words, by=harbour.dee.person)
    assert not PowerUse.objects.get(pk=use.pk).is_being_decided
    decide(harbour, Proposal.objects.get(pk=alike.pk), now)
    assert state(use) == UseState.ASKED


def proposed_alike(group: Group, text: str, now: datetime) -> Proposal:
    return actions.propose(circle=group.circle, scope=group.scope, by=group.dee, text=text, now=now)
