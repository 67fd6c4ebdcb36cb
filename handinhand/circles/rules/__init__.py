"""What every power asks for, as data, and whether it may be used now."""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.fairness.agreeing import EVERYONE, Takes
from handinhand.fairness.energy import Cost

AT_LEAST_ONE = Takes()
AT_LEAST_TWO = Takes(agree=2, for_themselves=1)
# So long somebody who is asked to step away has to answer, before it can happen.
HEARING_DAYS = 3
CLOSING_FLOOR = Takes(agree=EVERYONE, notice_days=7)
# What saying hello to somebody new takes, and how long a wish for it stands.
HELLO_TAKES = Cost(minutes=15)
HELLO_LASTS = timedelta(days=90)


class Who(Enum):
    """Who may start something. Whether somebody holds a meeting is known to the part that keeps meetings."""

    NEWCOMER = "newcomer"
    MEMBER = "member"
    HOLDER = "holder"


@dataclass(frozen=True)
class Rule:
    """Who may start, how many people it takes, whether the circle decides it first, and what undoes it.

    With a `floor` a circle can change how many agree, from which standing, and how much notice there is: never below
    it. Everything with a floor has a `title`, what it is called before it is done, and goes through the one flow of
    asking where it takes more than one of us.
    """

    starts: Who
    agree: int
    needs_decision: bool
    undone_by: Power | None
    says: str | Promise
    # The ledger says that it was done: neither by whom nor to what.
    nameless: bool = False
    title: str | Promise = ""
    for_themselves: int = 0
    for_organisations: int = 0
    notice_days: int = 0
    floor: Takes | None = None
    # A decision of the circle does as well as so many who agree.
    or_decision: bool = False
    # Asked in words of one's own: the words are what is agreed to.
    in_own_words: bool = False
    # What it reaches another circle as, whose own ledger says that: of nobody, for it names people of its circle alone.
    elsewhere: str | Promise = ""
    # It is about one of us, who does not agree themselves: it is asked from a page of its own.
    about_somebody: bool = False
    # It does the same as another power, many times, and takes no less than that one.
    like: Power | None = None

    @property
    def takes(self) -> Takes:
        """What it takes while a circle has not changed it."""
        return Takes(self.agree, self.for_themselves, self.for_organisations, self.notice_days)


@dataclass(frozen=True)
class Refusal:
    """Why a power cannot be used now, in plain words."""

    reason: str


def _alone(
    says: Promise, *, starts: Who = Who.MEMBER, undone_by: Power | None = None, agree: int = 1, nameless: bool = False
) -> Rule:
    return Rule(starts=starts, agree=agree, needs_decision=False, undone_by=undone_by, says=says, nameless=nameless)


def _can_change(rule: Rule, title: Promise, floor: Takes = AT_LEAST_ONE) -> Rule:
    """One of us alone is enough, until the circle says otherwise."""
    return replace(rule, title=title, floor=floor)


def _together(title: Promise, says: Promise, *, takes: Takes, floor: Takes, **more: Any) -> Rule:
    """Several of us agree to it first, in the one flow of asking."""
    numbers = asdict(takes)
    return Rule(starts=Who.MEMBER, needs_decision=False, says=says, title=title, floor=floor, **numbers, **more)


RULES: dict[Power, Rule] = {
    Power.START_CIRCLE: _alone(gettext_lazy("Anybody can start a circle."), starts=Who.NEWCOMER),
    Power.JOIN: _alone(
        gettext_lazy("Anybody with an open invitation can join."), starts=Who.NEWCOMER, undone_by=Power.LEAVE
    ),
    Power.LEAVE: _alone(gettext_lazy("Each of us can leave, at any moment."), undone_by=Power.JOIN),
    Power.INVITE: _can_change(
        _alone(gettext_lazy("Each of us can invite people."), undone_by=Power.WITHDRAW_INVITATION),
        gettext_lazy("Invite people"),
    ),
    Power.WITHDRAW_INVITATION: _alone(gettext_lazy("Each of us can withdraw an invitation."), undone_by=Power.INVITE),
    Power.CHANGE_READING: _alone(
        gettext_lazy("Each of us can change what people read before they join. What it was before is kept."),
        undone_by=Power.CHANGE_READING,
    ),
    Power.PLAN_MEETING: _can_change(
        _alone(gettext_lazy("Each of us can plan a meeting."), undone_by=Power.CALL_OFF),
        gettext_lazy("Set a meeting"),
    ),
    Power.CHANGE_PLAN: _alone(
        gettext_lazy(
            "Each of us can change a plan, also in the last two days before it. Everyone sees what it was before."
        ),
        undone_by=Power.CHANGE_PLAN,
    ),
    Power.PLAN_AGAIN: replace(
        _alone(gettext_lazy("Each of us can plan a meeting again, several times."), undone_by=Power.CALL_OFF),
        like=Power.PLAN_MEETING,
    ),
    Power.CALL_OFF: _can_change(
        _alone(
            gettext_lazy("Each of us can call off a meeting that has not begun. Everyone sees what it was."),
            undone_by=Power.PLAN_MEETING,
        ),
        gettext_lazy("Call off a meeting"),
    ),
    Power.ASK_TIMES: _alone(gettext_lazy("Each of us can ask which times suit."), undone_by=Power.CLOSE_TIMES),
    Power.CLOSE_TIMES: _alone(
        gettext_lazy("Each of us can close the asking for a time, once enough of us have answered."),
        undone_by=Power.ASK_TIMES,
    ),
    Power.SET_CIRCLE_DAY: _alone(
        gettext_lazy("Each of us can put in a day that does not suit the circle."), undone_by=Power.TAKE_OUT_CIRCLE_DAY
    ),
    Power.TAKE_OUT_CIRCLE_DAY: _alone(
        gettext_lazy("Each of us can take such a day out."), undone_by=Power.SET_CIRCLE_DAY
    ),
    Power.CHANGE_TEA: _alone(
        gettext_lazy("Each of us can change how often a cup of tea is drawn."), undone_by=Power.CHANGE_TEA
    ),
    Power.CHANGE_PACE: _alone(
        gettext_lazy("Each of us can change how long meetings are at most, and name what is heavy here."),
        undone_by=Power.CHANGE_PACE,
    ),
    Power.CHANGE_TALK: _alone(
        gettext_lazy("Each of us can change the questions to talk about after a meeting. What they were is kept."),
        undone_by=Power.CHANGE_TALK,
    ),
    Power.CHANGE_TURN_TO: _alone(
        gettext_lazy("Each of us can change whom we can turn to. What it was before is kept."),
        undone_by=Power.CHANGE_TURN_TO,
    ),
    Power.HOLD_MEETING: _alone(gettext_lazy("Each of us can pick up holding a meeting."), undone_by=Power.HOLD_MEETING),
    Power.KEEP_NOTES: _alone(
        gettext_lazy("Each of us can pick up the notes of a meeting."), undone_by=Power.KEEP_NOTES
    ),
    Power.SET_ROLE: _alone(
        gettext_lazy("Each of us can invent a role, or change what one takes and how many hold it."),
        undone_by=Power.SET_ROLE,
    ),
    Power.LET_ROLE_GO: _alone(
        gettext_lazy("Each of us can let a role of our own go that nobody holds."), undone_by=Power.SET_ROLE
    ),
    Power.OPEN_DRAW: _alone(
        gettext_lazy("Each of us can open a draw of a role. In it are those who say yes."),
        undone_by=Power.CALL_OFF_DRAW,
    ),
    Power.CALL_OFF_DRAW: _alone(
        gettext_lazy("Each of us can call off a draw, until its names close."), undone_by=Power.OPEN_DRAW
    ),
    Power.TAKE_ROLE: _alone(
        gettext_lazy("Each of us can take on a role that is open. It is handed back without a reason."),
        undone_by=Power.TAKE_ROLE,
    ),
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
    Power.SAY_I_KNOW: _alone(
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
    Power.END_PLACE: _alone(
        gettext_lazy("Each of us can end a place that was opened in our own name."), undone_by=Power.JOIN
    ),
    Power.ADOPT: Rule(
        starts=Who.MEMBER,
        agree=1,
        needs_decision=True,
        undone_by=Power.ADOPT,
        says=gettext_lazy("What we are here for, how we are together and how we decide change by a decision alone."),
    ),
    Power.COVER: _alone(
        gettext_lazy(
            "Each of us can cover words that put somebody in danger, at once. After two days they show again, unless"
            " two others agree that the cover stays. It works once for the same words."
        ),
        undone_by=Power.UNCOVER,
        nameless=True,
    ),
    Power.KEEP_COVER: _alone(
        gettext_lazy("Two of us, other than who wrote the words and who covered them, can say that a cover stays."),
        agree=2,
        nameless=True,
    ),
    Power.UNCOVER: _alone(
        gettext_lazy("Whoever covered words can take the cover off, until two others have agreed."), nameless=True
    ),
    Power.HOLD_ACCESS: _alone(
        gettext_lazy(
            "Two of us together can hold somebody's access for a day, at once. It ends by itself, unless the circle"
            " keeps it by a decision. Whoever held somebody cannot do so again for 30 days, and nobody can for a day."
        ),
        agree=2,
        undone_by=Power.LIFT_HOLD,
    ),
    Power.LIFT_HOLD: _alone(
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
    Power.PUBLISH_OUTSIDE: _together(
        gettext_lazy("Show something outside"),
        gettext_lazy(
            "What is shown outside in the name of the circle takes a yes of several of us first, to the exact words."
        ),
        takes=Takes(agree=3, for_themselves=1, for_organisations=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.PUBLISH_OUTSIDE,
        in_own_words=True,
    ),
    Power.TAKE_ON_WORK: _together(
        gettext_lazy("Take on work"),
        gettext_lazy("Work that the circle takes on takes a yes of several of us first."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.TAKE_ON_WORK,
        in_own_words=True,
    ),
    Power.SPEND: _together(
        gettext_lazy("Spend money"),
        gettext_lazy("Money of the circle is spent only when several of us have agreed to it."),
        takes=Takes(agree=3, for_themselves=1, for_organisations=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.SPEND,
        in_own_words=True,
    ),
    Power.CLOSE_CIRCLE: _together(
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
    Power.LINK: _together(
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
        _alone(
            gettext_lazy("Each of us can cut a link with another circle, at once. It can be linked again, by both."),
            undone_by=Power.LINK,
        ),
        elsewhere=gettext_lazy("Another circle ended its link with us"),
    ),
    Power.BE_KNOWN: _together(
        gettext_lazy("Let further circles know of us"),
        gettext_lazy("Circles that are linked with one of ours learn that we exist only when several of us agree."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.BE_KNOWN_NO_MORE,
        or_decision=True,
    ),
    Power.BE_KNOWN_NO_MORE: _alone(
        gettext_lazy("Each of us can end, at once, that further circles know of us."), undone_by=Power.BE_KNOWN
    ),
    Power.TELL_LINKED: _together(
        gettext_lazy("Tell linked circles something"),
        gettext_lazy("What leaves this circle for circles linked with it takes a yes of several of us, to its words."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=Power.TAKE_BACK_UPDATE,
        or_decision=True,
    ),
    Power.TAKE_BACK_UPDATE: _alone(
        gettext_lazy("Each of us can take back, at once, what we told circles linked with us."),
        undone_by=Power.TELL_LINKED,
    ),
    Power.ASK_TO_STEP_AWAY: _together(
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
    Power.END_STEPPING_AWAY: _together(
        gettext_lazy("End somebody's stepping away sooner"),
        gettext_lazy("Somebody who was asked to step away comes back sooner when several of us agree."),
        takes=Takes(agree=3, for_themselves=1),
        floor=AT_LEAST_TWO,
        undone_by=None,
        or_decision=True,
        about_somebody=True,
    ),
    Power.STOP_AGREED: _alone(
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
