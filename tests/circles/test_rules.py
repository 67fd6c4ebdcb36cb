from handinhand.circles.actions.powers import EFFECTS
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.rules import RULES, Who, may

ALONE = {
    Power.INVITE,
    Power.WITHDRAW_INVITATION,
    Power.PLAN_MEETING,
    Power.CHANGE_PLAN,
    Power.HOLD_MEETING,
    Power.LEAVE,
}


def test_every_power_has_a_rule_and_an_effect() -> None:
    assert set(RULES) == set(Power)
    assert set(EFFECTS) == set(Power)


def test_what_any_member_may_do_alone() -> None:
    for power in ALONE:
        assert RULES[power].starts is Who.MEMBER
        assert RULES[power].agree == 1
        assert may(power, Member(), "") is None


def test_adopting_needs_a_decision() -> None:
    assert RULES[Power.ADOPT].needs_decision
    refusal = may(Power.ADOPT, Member(), "")
    assert refusal is not None
    assert "decision" in refusal.reason
    assert may(Power.ADOPT, Member(), "bcdfghjkmnpq") is None


def test_nobody_from_outside_uses_a_power_of_members() -> None:
    for power, rule in RULES.items():
        if rule.starts is not Who.NEWCOMER:
            assert may(power, None, "bcdfghjkmnpq") is not None


def test_what_was_done_can_be_undone_by_a_power_there_is() -> None:
    assert all(rule.undone_by is None or rule.undone_by in RULES for rule in RULES.values())
    assert all(str(rule.says).endswith(".") for rule in RULES.values())
