"""What every power asks for, as data, and whether it may be used now."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.circles.choices import Power
from handinhand.circles.models import Member


class Who(Enum):
    """Who may start something. Whether somebody holds a meeting is known to the part that keeps meetings."""

    NEWCOMER = "newcomer"
    MEMBER = "member"
    HOLDER = "holder"


@dataclass(frozen=True)
class Rule:
    """Who may start, how many people it takes, whether the circle decides it first, and what undoes it."""

    starts: Who
    agree: int
    needs_decision: bool
    undone_by: Power | None
    says: str | Promise


@dataclass(frozen=True)
class Refusal:
    """Why a power cannot be used now, in plain words."""

    reason: str


def _alone(says: Promise, *, starts: Who = Who.MEMBER, undone_by: Power | None = None) -> Rule:
    return Rule(starts=starts, agree=1, needs_decision=False, undone_by=undone_by, says=says)


RULES: dict[Power, Rule] = {
    Power.START_CIRCLE: _alone(gettext_lazy("Anybody can start a circle."), starts=Who.NEWCOMER),
    Power.JOIN: _alone(
        gettext_lazy("Anybody with an open invitation can join."), starts=Who.NEWCOMER, undone_by=Power.LEAVE
    ),
    Power.LEAVE: _alone(gettext_lazy("Each of us can leave, at any moment."), undone_by=Power.JOIN),
    Power.INVITE: _alone(gettext_lazy("Each of us can invite people."), undone_by=Power.WITHDRAW_INVITATION),
    Power.WITHDRAW_INVITATION: _alone(gettext_lazy("Each of us can withdraw an invitation."), undone_by=Power.INVITE),
    Power.CHANGE_READING: _alone(
        gettext_lazy("Each of us can change what people read before they join. What it was before is kept."),
        undone_by=Power.CHANGE_READING,
    ),
    Power.PLAN_MEETING: _alone(gettext_lazy("Each of us can plan a meeting."), undone_by=Power.CHANGE_PLAN),
    Power.CHANGE_PLAN: _alone(
        gettext_lazy("Each of us can change a plan. Everyone sees what it was before."), undone_by=Power.CHANGE_PLAN
    ),
    Power.HOLD_MEETING: _alone(gettext_lazy("Each of us can pick up holding a meeting."), undone_by=Power.HOLD_MEETING),
    Power.OPEN_MEETING: _alone(gettext_lazy("Each of us can open a meeting."), undone_by=Power.CLOSE_MEETING),
    Power.CLOSE_MEETING: _alone(gettext_lazy("Whoever holds a meeting can close it."), starts=Who.HOLDER),
    Power.CLOSE_DECISION: _alone(
        gettext_lazy(
            "Whoever holds the meeting can close the positions on a proposal. When they are taken in writing, each of"
            " us can, from the day that was said."
        ),
        starts=Who.HOLDER,
    ),
    Power.LOOK_AGAIN: _alone(
        gettext_lazy("Each of us can say that a decision stays as it is when we look at it again, and until when."),
        undone_by=Power.LOOK_AGAIN,
    ),
    Power.DECIDE_GIVEN: _alone(
        gettext_lazy("Whoever the circle gave a question to decides it, with reasons. A decision can call it back.")
    ),
    Power.ADOPT: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=Power.ADOPT,
        says=gettext_lazy("What we are here for, how we are together and how we decide change by a decision alone."),
    ),
}


def may(power: Power, member: Member | None, decided_by: str) -> Refusal | None:
    """Why `member` (nobody yet, for a newcomer) may not use `power` now; nothing if they may.

    `decided_by` is the public id of the proposal by which the circle decided it.
    """
    rule = RULES[power]
    if rule.starts is Who.NEWCOMER:
        return Refusal(_("You are in this circle already.")) if member is not None else None
    if member is None or member.left_at is not None:
        return Refusal(_("This is for people who are in the circle now."))
    if rule.needs_decision and not decided_by:
        return Refusal(_("This needs a decision of the circle first. You can propose it."))
    return None
