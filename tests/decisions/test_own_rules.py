"""A circle changes its own rules: by a decision, never below the floor, and one change at a time."""

from dataclasses import asdict
from datetime import datetime, timedelta
from html import unescape

import pytest

from handinhand.circles.actions import AskNotNow, agree, ask_power, carry_out_all_due, stop_agreed
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Invitation, OwnRule, PowerUse
from handinhand.circles.queries.asking import rule_in_force
from handinhand.circles.queries.rules_in_words import rule_as_proposed
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import why_not_set
from handinhand.decisions import actions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.fairness.agreeing import EVERYONE, Takes
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import series
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries import plans
from handinhand.words import actions as words_actions
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import draft, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TWO = Takes(agree=2)


def decide(group: Group, proposal: Proposal, now: datetime) -> Proposal:
    """Everybody agrees."""
    actions.open_positions(proposal=proposal, by=group.tom, now=now)
    for member in group.members.values():
        actions.take_position(proposal=proposal, by=member, kind="agree", now=now)
    return actions.close_positions(proposal=proposal, by=group.tom, now=now)


def propose(group: Group, now: datetime, takes: Takes = TWO, changes: Power = Power.INVITE) -> Proposal:
    return actions.propose_rule(changes=changes, takes=takes, by=group.tom, now=now)


def test_a_rule_changes_by_a_decision_and_not_before(harbour: Group, now: datetime) -> None:
    made = propose(harbour, now)
    assert rule_in_force(harbour.circle, Power.INVITE) == Takes()
    assert "“Invite people”. It takes a yes of two of us." in made.words.body
    assert decide(harbour, made, now).state == ProposalState.ADOPTED
    assert rule_in_force(harbour.circle, Power.INVITE) == TWO
    assert OwnRule.objects.get().decision_id == made.public_id
    assert Entry.objects.filter(power=Power.CHANGE_RULE).count() == 1
    # Now the way in takes two, and its page asks for the second.
    tom, circle = client_of(harbour.tom), harbour.circle.public_id
    answer = send(tom, f"/c/{circle}/invite/")
    assert Invitation.objects.count() == 0
    page = text_of(tom.get(answer.headers["Location"]))
    assert "Tom makes an invitation" in page
    assert "This needs one more person." in page
    send(client_of(harbour.dee), answer.headers["Location"] + "yes/")
    assert Invitation.objects.get().by == harbour.tom


@pytest.mark.parametrize("power", list(Power))
def test_never_below_the_floor(power: Power) -> None:
    floor = RULES[power].floor
    assert floor is None or (why_not_set(power, RULES[power].takes) is None)
    if floor is None:
        assert why_not_set(power, Takes(agree=3)) is not None
    if floor is not None and floor.agree > 1:
        assert why_not_set(power, Takes(agree=floor.agree - 1, notice_days=30)) is not None


def test_below_the_floor_nothing_is_proposed(harbour: Group, now: datetime) -> None:
    with pytest.raises(AskNotNow, match="less than it takes in every circle"):
        propose(harbour, now, Takes(agree=1), Power.SPEND)
    with pytest.raises(AskNotNow, match="keeps people safe"):
        propose(harbour, now, TWO, Power.HOLD_ACCESS)
    assert not Proposal.objects.exists()
    assert not PowerUse.objects.exists()


def test_no_rule_says_fewer_of_us_than_it_takes(harbour: Group, now: datetime) -> None:
    tom, at = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/decisions/rules/spend/"
    sent = {"agree": "2", "for_themselves": "2", "for_organisations": "2", "notice_days": "1"}
    page = text_of(send(tom, at, **sent))
    assert "Write 4 or more where it asks how many of us say yes." in page
    assert page.count('value="2"') >= 3
    assert not Proposal.objects.exists()
    assert "up to 50" in str(why_not_set(Power.SPEND, Takes(agree=50, for_themselves=26, for_organisations=25)))
    assert why_not_set(Power.SPEND, Takes(agree=4, for_themselves=2, for_organisations=2)) is None
    assert why_not_set(Power.INVITE, Takes(agree=1, for_themselves=1)) is None


def test_a_rule_kept_from_before_says_how_many_it_takes(harbour: Group, now: datetime) -> None:
    given = {"circle": harbour.circle, "decision_id": "decided", "since": now}
    OwnRule.objects.create(power=Power.SPEND, agree=2, for_themselves=2, for_organisations=2, notice_days=0, **given)
    assert rule_in_force(harbour.circle, Power.SPEND) == Takes(agree=4, for_themselves=2, for_organisations=2)
    assert "a yes of four of us" in rule_as_proposed(Power.SPEND, Takes(2, 2, 2))
    assert "a yes of all of us" in rule_as_proposed(Power.SPEND, Takes(EVERYONE, 2, 2))
    page = text_of(client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/what-we-can-do/"))
    assert "It takes a yes of four of us. At least two of them come for themselves." in page
    use = ask_power(power=Power.SPEND, by=harbour.tom, now=now, text="Tea.")
    page = text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/agreeing/{use.public_id}/"))
    assert "It takes a yes of four of us." in page
    assert "This needs three more people." in page


def test_a_rule_that_was_proposed_before_and_says_too_few_does_not_begin(harbour: Group, now: datetime) -> None:
    made = propose(harbour, now)
    PowerUse.objects.update(details={**PowerUse.objects.get().details, "to": asdict(Takes(2, 2, 2))})
    with pytest.raises(NotNow, match="Write 4 or more"):
        decide(harbour, made, now)
    assert not OwnRule.objects.exists()


def test_a_rule_that_is_being_changed_is_changed_once(harbour: Group, now: datetime) -> None:
    first = propose(harbour, now)
    with pytest.raises(AskNotNow, match="being decided already"):
        propose(harbour, now, Takes(agree=4))
    assert Proposal.objects.count() == 1
    decide(harbour, first, now)
    second = propose(harbour, now, Takes(agree=4))
    # Another decision is quicker, by whatever way it came.
    OwnRule.objects.update(agree=3)
    with pytest.raises(NotNow, match="changed by another decision"):
        decide(harbour, second, now)
    assert rule_in_force(harbour.circle, Power.INVITE) == Takes(agree=3)


def test_a_change_that_was_taken_back_is_in_nobodys_way(harbour: Group, now: datetime) -> None:
    first = propose(harbour, now)
    words_actions.take_back(words=first.words, by=harbour.tom.person)
    decide(harbour, propose(harbour, now, Takes(agree=4)), now)
    assert rule_in_force(harbour.circle, Power.INVITE) == Takes(agree=4)


def test_other_words_do_not_carry_a_rule(harbour: Group, now: datetime) -> None:
    made = propose(harbour, now)
    words_actions.change(words=made.words, by=harbour.tom.person, body="We buy a second kettle.")
    with pytest.raises(NotNow, match="does not say"):
        decide(harbour, Proposal.objects.get(), now)
    assert not OwnRule.objects.exists()


def test_a_circle_closes_by_decision_with_notice_and_one_of_us_can_stop_it(harbour: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=harbour.tom, now=now)
    with pytest.raises(AskNotNow):
        actions.propose_use(
            use=ask_power(power=Power.SPEND, by=harbour.tom, now=now, text="Tea."), by=harbour.tom, now=now
        )
    made = actions.propose_use(use=use, by=harbour.dee, now=now)
    assert decide(harbour, made, now).state == ProposalState.ADOPTED
    use.refresh_from_db()
    assert (use.state, use.happens_at) == (UseState.AGREED, now + timedelta(days=14))
    stop_agreed(use=use, by=harbour.nia, now=now)
    carry_out_all_due(now=now + timedelta(days=30))
    use.refresh_from_db()
    harbour.circle.refresh_from_db()
    assert (use.state, use.ended, harbour.circle.closed_at) == (UseState.ENDED, Ended.STOPPED, None)


def test_a_page_for_each_rule(harbour: Group, now: datetime) -> None:
    dee, address = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/what-we-can-do/"
    page = text_of(dee.get(address))
    assert not [rule.says for rule in RULES.values() if str(rule.says) not in unescape(page)]
    propose_at = f"/c/{harbour.circle.public_id}/decisions/rules/spend/"
    sent = {"agree": "1", "for_themselves": "0", "for_organisations": "0", "notice_days": "0"}
    assert "You can ask for more, and not for less." in text_of(send(dee, propose_at, **sent))
    send(dee, propose_at, **{**sent, "agree": "4", "for_themselves": "2"})
    decide(harbour, Proposal.objects.get(), now)
    page = text_of(dee.get(address))
    assert "It takes a yes of four of us. At least two of them come for themselves." in page
    assert "Our circle changed this, by a decision." in page
    assert "How it is undone: In the same way as it was done." in page


ALL_STOP, NOBODY_ALONE = "each of us can stop it.", "nobody stops it alone."


@pytest.mark.parametrize(
    ("power", "says", "not_so"),
    [
        (Power.SPEND, f"{ALL_STOP} With 0 it happens at once.", NOBODY_ALONE),
        (Power.CLOSE_CIRCLE, f"{ALL_STOP} It takes 7 days at least.", "With 0"),
        (Power.ASK_TO_STEP_AWAY, "can take their yes back. It takes 3 days at least.", ALL_STOP),
        (Power.END_STEPPING_AWAY, "can take their yes back. With 0 it happens at once.", ALL_STOP),
    ],
)
def test_a_page_for_a_rule_says_who_can_stop_it_and_how_few_the_days_are(
    harbour: Group, power: Power, says: str, not_so: str
) -> None:
    page = text_of(client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/decisions/rules/{power.value}/"))
    assert says in page
    assert not_so not in page


def test_no_page_says_that_each_of_us_can_what_takes_two(harbour: Group, now: datetime) -> None:
    for power in (Power.INVITE, Power.PLAN_MEETING, Power.CHANGE_PLAN_LATE):
        decide(harbour, propose(harbour, now, changes=power), now)
    dee, circle = client_of(harbour.dee), f"/c/{harbour.circle.public_id}"
    pages = unescape(text_of(dee.get(f"{circle}/what-we-can-do/")) + text_of(dee.get(f"{circle}/what-was-done/")))
    for power in (Power.INVITE, Power.PLAN_MEETING, Power.PLAN_AGAIN, Power.CHANGE_PLAN_LATE):
        assert str(RULES[power].says) not in pages
    assert str(RULES[Power.CALL_OFF].says) in pages
    assert "A meeting that comes again is not planned all at once here." in pages
    meeting = draft(harbour, now=now, by=harbour.dee)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.INVITED, left_findings=[each.key for each in plans.findings(meeting)]
    )
    with pytest.raises(PlanStays, match="plan one like it"):
        series.plan_again(
            meeting=fresh(meeting), by=harbour.dee, moments=[meeting.starts_at + timedelta(days=7)], now=now
        )


def test_what_was_agreed_by_all_closes_only_on_its_day(harbour: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=harbour.tom, now=now)
    for name in ("Dee", "Asha", "Marcus", "Jo", "Sam", "Nia", "Ravi"):
        assert PowerUse.objects.get(pk=use.pk).state == UseState.ASKED
        agree(use=use, by=harbour.members[name], now=now)
    carry_out_all_due(now=now + timedelta(days=13, hours=23))
    harbour.circle.refresh_from_db()
    assert harbour.circle.closed_at is None
    carry_out_all_due(now=now + timedelta(days=14))
    harbour.circle.refresh_from_db()
    assert harbour.circle.closed_at is not None
    assert Entry.objects.filter(power=Power.CLOSE_CIRCLE).count() == 1
