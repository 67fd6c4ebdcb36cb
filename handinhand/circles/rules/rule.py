"""The shape of a rule: who may start something, how many agree, and what a circle can make of it."""

from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any

from django.utils.functional import Promise

from handinhand.circles.choices import Power
from handinhand.fairness.agreeing import EVERYONE, Takes

AT_LEAST_ONE = Takes()
AT_LEAST_TWO = Takes(agree=2, for_themselves=1)
# So long somebody who is asked to step away has to answer, before it can happen.
HEARING_DAYS = 3
CLOSING_FLOOR = Takes(agree=EVERYONE, notice_days=7)


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
    # What is asked is said in short; after an empty line stands the whole of it, which every page folds.
    is_short_first: bool = False
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


def alone(
    says: Promise, *, starts: Who = Who.MEMBER, undone_by: Power | None = None, agree: int = 1, nameless: bool = False
) -> Rule:
    """So many of us are enough, in every circle."""
    return Rule(starts=starts, agree=agree, needs_decision=False, undone_by=undone_by, says=says, nameless=nameless)


def can_change(rule: Rule, title: Promise, floor: Takes = AT_LEAST_ONE) -> Rule:
    """One of us alone is enough, until the circle says otherwise."""
    return replace(rule, title=title, floor=floor)


def together(title: Promise, says: Promise, *, takes: Takes, floor: Takes, **more: Any) -> Rule:
    """Several of us agree to it first, in the one flow of asking."""
    numbers = asdict(takes)
    return Rule(starts=Who.MEMBER, needs_decision=False, says=says, title=title, floor=floor, **numbers, **more)
