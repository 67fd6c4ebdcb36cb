"""What every power asks for, as data, and whether it may be used now."""

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.rules.rule import (
    AT_LEAST_ONE,
    AT_LEAST_TWO,
    CLOSING_FLOOR,
    HEARING_DAYS,
    Refusal,
    Rule,
    Who,
    alone,
    can_change,
    together,
)
from handinhand.fairness.agreeing import EVERYONE, Takes
from handinhand.fairness.energy import Cost

__all__ = [
    "AT_LEAST_ONE",
    "HEARING_DAYS",
    "HELLO_LASTS",
    "HELLO_TAKES",
    "RULES",
    "STILL_WHEN_CLOSED",
    "Refusal",
    "Rule",
    "Who",
    "may",
]

# What saying hello to somebody new takes, and how long a wish for it stands.
HELLO_TAKES = Cost(minutes=15)
HELLO_LASTS = timedelta(days=90)


RULES: dict[Power, Rule] = {
    Power.START_CIRCLE: alone(gettext_lazy("Anybody can start a circle."), starts=Who.NEWCOMER),
    Power.JOIN: alone(
        gettext_lazy("Anybody with an open invitation can join."), starts=Who.NEWCOMER, undone_by=Power.LEAVE
    ),
    Power.LEAVE: alone(gettext_lazy("Each of us can leave, at any moment."), undone_by=Power.JOIN),
    Power.INVITE: can_change(
        alone(gettext_lazy("Each of us can invite people."), undone_by=Power.WITHDRAW_INVITATION),
        gettext_lazy("Invite people"),
    ),
    Power.WITHDRAW_INVITATION: alone(gettext_lazy("Each of us can take an invitation back."), undone_by=Power.INVITE),
    Power.CHANGE_READING: alone(
        gettext_lazy("Each of us can change what people read before they join. What it was before is kept."),
        undone_by=Power.CHANGE_READING,
    ),
    Power.PLAN_MEETING: can_change(
        alone(gettext_lazy("Each of us can plan a meeting."), undone_by=Power.CALL_OFF),
        gettext_lazy("Set a meeting"),
    ),
    Power.CHANGE_PLAN: alone(
        gettext_lazy("Each of us can change a plan. Everyone sees what it was before."),
        undone_by=Power.CHANGE_PLAN,
    ),
    Power.CHANGE_PLAN_LATE: replace(
        can_change(
            alone(
                gettext_lazy(
                    "Each of us can change a plan in the last two days before its meeting. Everyone reads what it was"
                    " and what it is now."
                ),
                undone_by=Power.CHANGE_PLAN_LATE,
            ),
            gettext_lazy("Change a plan in the last two days"),
        ),
        is_short_first=True,
    ),
    Power.PLAN_AGAIN: replace(
        alone(gettext_lazy("Each of us can plan a meeting again, several times."), undone_by=Power.CALL_OFF),
        like=Power.PLAN_MEETING,
    ),
    Power.CALL_OFF: can_change(
        alone(
            gettext_lazy("Each of us can call off a meeting that has not begun. Everyone sees what it was."),
            undone_by=Power.PLAN_MEETING,
        ),
        gettext_lazy("Call off a meeting"),
    ),
    Power.ASK_TIMES: alone(gettext_lazy("Each of us can ask which times suit."), undone_by=Power.CLOSE_TIMES),
    Power.CLOSE_TIMES: alone(
        gettext_lazy("Each of us can close the asking for a time, once enough of us have answered."),
        undone_by=Power.ASK_TIMES,
    ),
    Power.SET_CIRCLE_DAY: alone(
        gettext_lazy("Each of us can put in a day that does not suit the circle."), undone_by=Power.TAKE_OUT_CIRCLE_DAY
    ),
    Power.TAKE_OUT_CIRCLE_DAY: alone(
        gettext_lazy("Each of us can take such a day out."), undone_by=Power.SET_CIRCLE_DAY
    ),
    Power.CHANGE_TEA: alone(
        gettext_lazy("Each of us can change how often a cup of tea is drawn."), undone_by=Power.CHANGE_TEA
    ),
    Power.CHANGE_PACE: alone(
        gettext_lazy("Each of us can change how long meetings are at most, and name what is heavy here."),
        undone_by=Power.CHANGE_PACE,
    ),
    Power.CHANGE_TALK: alone(
        gettext_lazy("Each of us can change the questions to talk about after a meeting. What they were is kept."),
        undone_by=Power.CHANGE_TALK,
    ),
    Power.CHANGE_TURN_TO: alone(
        gettext_lazy("Each of us can change whom we can turn to. What it was before is kept."),
        undone_by=Power.CHANGE_TURN_TO,
    ),
    Power.HOLD_MEETING: alone(gettext_lazy("Each of us can pick up holding a meeting."), undone_by=Power.HOLD_MEETING),
    Power.KEEP_NOTES: alone(gettext_lazy("Each of us can pick up the notes of a meeting."), undone_by=Power.KEEP_NOTES),
    Power.SET_ROLE: alone(
        gettext_lazy("Each of us can invent a role, or change what one takes and how many hold it."),
        undone_by=Power.SET_ROLE,
    ),
    Power.LET_ROLE_GO: alone(
        gettext_lazy("Each of us can let a role of our own go that nobody holds."), undone_by=Power.SET_ROLE
    ),
    Power.OPEN_DRAW: alone(
        gettext_lazy("Each of us can open a draw of a role. In it are those who say yes."),
        undone_by=Power.CALL_OFF_DRAW,
    ),
    Power.CALL_OFF_DRAW: alone(
        gettext_lazy("Each of us can call off a draw, until its names close."), undone_by=Power.OPEN_DRAW
    ),
    Power.TAKE_ROLE: alone(
        gettext_lazy("Each of us can take on a role that is open. It is handed back without a reason."),
        undone_by=Power.TAKE_ROLE,
    ),
    Power.OPEN_MEETING: alone(gettext_lazy("Each of us can open a meeting."), undone_by=Power.CLOSE_MEETING),
    Power.CLOSE_MEETING: alone(gettext_lazy("Whoever holds a meeting can close it."), starts=Who.HOLDER),
    Power.CLOSE_DECISION: alone(
        gettext_lazy(
            "Whoever holds the meeting can close the positions on a proposal. When they are taken in writing, each of"
            " us can, from the day that was said."
        ),
        starts=Who.HOLDER,
    ),
    Power.LOOK_AGAIN: alone(
        gettext_lazy("Each of us can say that a decision stays as it is when we look at it again, and until when."),
        undone_by=Power.LOOK_AGAIN,
    ),
    Power.DECIDE_GIVEN: alone(
        gettext_lazy("Whoever the circle gave a question to decides it, with reasons. A decision can call it back.")
    ),
    Power.SAY_I_KNOW: alone(
        gettext_lazy("Each of us can say that we know somebody who lost every way to come in."),
        undone_by=Power.END_PLACE,
    ),
    Power.LET_BACK_IN: Rule(
        starts=Who.NEWCOMER,
        agree=2,
        needs_decision=False,
        undone_by=Power.END_PLACE,
        says=gettext_lazy(
            "Somebody whom two of us know can be let back in, after two days. They get a new place beside the one of"
            " before, and see only what the circle sees."
        ),
    ),
    Power.END_PLACE: alone(
        gettext_lazy("Each of us can end a place that was opened in our own name."), undone_by=Power.JOIN
    ),
    Power.ADOPT: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=Power.ADOPT,
        says=gettext_lazy("What we are here for, how we are together and how we decide change by a decision alone."),
    ),
    Power.COVER: alone(
        gettext_lazy(
            "Each of us can cover words that put somebody in danger, at once. After two days they show again, unless"
            " two others agree that the cover stays. It works once for the same words."
        ),
        undone_by=Power.UNCOVER,
        nameless=True,
    ),
    Power.KEEP_COVER: alone(
        gettext_lazy("Two of us, other than who wrote the words and who covered them, can say that a cover stays."),
        agree=2,
        nameless=True,
    ),
    Power.UNCOVER: alone(
        gettext_lazy("Whoever covered words can take the cover off, until two others have agreed."), nameless=True
    ),
    Power.HOLD_ACCESS: alone(
        gettext_lazy(
            "Two of us together can hold somebody's access for a day, at once. It ends by itself, unless the circle"
            " keeps it by a decision. Whoever held somebody cannot do so again for 30 days, and nobody can for a day."
        ),
        agree=2,
        undone_by=Power.LIFT_HOLD,
    ),
    Power.LIFT_HOLD: alone(
        gettext_lazy("Each of the two who held somebody's access can end it, until the circle has decided.")
    ),
    Power.KEEP_HOLD: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=Power.END_HOLD,
        says=gettext_lazy("The circle can keep a hold for up to 30 days by a decision. It always has an end."),
    ),
    Power.END_HOLD: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=None,
        says=gettext_lazy("The circle can end a hold by a decision, at any time."),
    ),
    Power.PUBLISH_OUTSIDE: together(
        gettext_lazy("Show something outside"),
        gettext_lazy(
            "What is shown outside in the name of the circle takes a yes of several of us first, to the exact words."
        ),
        takes=Takes(agree=3, for_themselves=1, for_organisations=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.PUBLISH_OUTSIDE,
        in_own_words=True,
    ),
    Power.TAKE_ON_WORK: together(
        gettext_lazy("Take on work"),
        gettext_lazy("Work that the circle takes on takes a yes of several of us first."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.TAKE_ON_WORK,
        in_own_words=True,
    ),
    Power.SPEND: together(
        gettext_lazy("Spend money"),
        gettext_lazy("Money of the circle is spent only when several of us have agreed to it."),
        takes=Takes(agree=3, for_themselves=1, for_organisations=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.SPEND,
        in_own_words=True,
    ),
    Power.CLOSE_CIRCLE: together(
        gettext_lazy("Close this circle"),
        gettext_lazy(
            "A circle closes when all of us agree, or by a decision. Then there are days in which each of us can stop"
            " it."
        ),
        takes=Takes(agree=EVERYONE, notice_days=14),
        floor=CLOSING_FLOOR,
        undone_by=Power.STOP_AGREED,
        or_decision=True,
    ),
    Power.LINK: together(
        gettext_lazy("Link this circle with another one"),
        gettext_lazy(
            "Two circles are linked as equals, by a yes of both. Each reads only what the other decides to tell it."
        ),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.CUT_LINK,
        or_decision=True,
        elsewhere=gettext_lazy("Another circle said yes to a link with us, and it began"),
    ),
    Power.CUT_LINK: replace(
        alone(
            gettext_lazy("Each of us can cut a link with another circle, at once. It can be linked again, by both."),
            undone_by=Power.LINK,
        ),
        elsewhere=gettext_lazy("Another circle ended its link with us"),
    ),
    Power.BE_KNOWN: together(
        gettext_lazy("Let further circles know of us"),
        gettext_lazy("Circles that are linked with one of ours learn that we exist only when several of us agree."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.BE_KNOWN_NO_MORE,
        or_decision=True,
    ),
    Power.BE_KNOWN_NO_MORE: alone(
        gettext_lazy("Each of us can end, at once, that further circles know of us."), undone_by=Power.BE_KNOWN
    ),
    Power.TELL_LINKED: together(
        gettext_lazy("Tell linked circles something"),
        gettext_lazy("What leaves this circle for circles linked with it takes a yes of several of us, to its words."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.TAKE_BACK_UPDATE,
        or_decision=True,
    ),
    Power.TAKE_BACK_UPDATE: alone(
        gettext_lazy("Each of us can take back, at once, what we told circles linked with us."),
        undone_by=Power.TELL_LINKED,
    ),
    Power.ASK_TO_STEP_AWAY: together(
        gettext_lazy("Ask somebody to step away for a while"),
        gettext_lazy(
            "The last way, when talking did not help: several of us can ask somebody to step away. They are told first,"
            " and answer in their own words. It always has a day on which they come back."
        ),
        takes=Takes(agree=3, for_themselves=1, notice_days=HEARING_DAYS),
        floor=Takes(agree=2, for_themselves=1, notice_days=HEARING_DAYS),
        undone_by=Power.END_STEPPING_AWAY,
        in_own_words=True,
        about_somebody=True,
    ),
    Power.END_STEPPING_AWAY: together(
        gettext_lazy("End somebody's stepping away sooner"),
        gettext_lazy("Somebody who was asked to step away comes back sooner when several of us agree."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=None,
        or_decision=True,
        about_somebody=True,
    ),
    Power.STOP_AGREED: alone(
        gettext_lazy("What is agreed and waits for its day can be stopped by each of us. Then it is asked anew.")
    ),
    Power.CHANGE_RULE: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=Power.CHANGE_RULE,
        says=gettext_lazy("How many of us have to agree to something changes by a decision alone."),
    ),
}


# What keeps people safe, and going one's own way, goes on in a circle that is closed.
STILL_WHEN_CLOSED = {
    Power.LEAVE,
    Power.END_PLACE,
    Power.COVER,
    Power.KEEP_COVER,
    Power.UNCOVER,
    Power.HOLD_ACCESS,
    Power.LIFT_HOLD,
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
    if member.is_held and power is not Power.LEAVE:
        return Refusal(_("Your access here is held for now. You can leave, and take your own words back."))
    if rule.needs_decision and not decided_by:
        return Refusal(_("This needs a decision of the circle first. You can propose it."))
    return None
