"""Whether a proposal is adopted by consent, and why.

Consent asks "do you object?", not "do you agree?" (https://staging.sociocracyforall.org/?p=562472): a proposal that is
good enough for now and safe enough to try is adopted once no concern stands, and a concern is worked on, never outvoted
("Six steps of consent decision-making", https://www.proquest.com/docview/1640785820). How many must take part, and how
many of them for themselves, and that a minority view is kept beside the decision, is our own rule on top of it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from handinhand.fairness.reasons import Reason, counted, gettext_noop, ngettext

Kind = Literal["agree", "live_with", "concern", "stand_aside"]
Concern = Literal["", "stands", "answered", "minority"]

WITH_IT = ("agree", "live_with")

NOBODY_YET = Reason(gettext_noop("Nobody has taken part yet."))
NOBODY_FOR_THEMSELVES = Reason(gettext_noop("None of them comes for themselves."))
NO_SUCH_MEMBERS = Reason(
    gettext_noop("Nobody comes to this circle for themselves yet. A decision waits here until somebody does.")
)
NOBODY_WITH_IT = Reason(gettext_noop("Nobody has said that they agree or can live with it."))
NO_CONCERN = Reason(gettext_noop("Nobody has a concern that still stands."))
ADOPTED = Reason(gettext_noop("So it is adopted."))
WAITS = Reason(gettext_noop("So it waits. Nothing is lost."))

CLEAR_DAYS = 2
TIME_TO_HEAR = timedelta(days=7)
# Fewer than this without a concern, and who took part would tell where they stand: our own rule.
FEWEST_WITHOUT = 3
WITHOUT_NAMES = Reason(gettext_noop("Positions were taken without names: we know who took part, and nobody sees how."))
NAMES_STAY_OUT = Reason(
    gettext_noop(
        "Positions were taken without names. Who took part is not shown this time, because it would tell where some of"
        " them stand."
    )
)
CONCERN_WITHOUT_NAME = Reason(
    gettext_noop(
        "A concern that was written without a name is not answered yet. Whoever wrote it takes it back with their"
        " phrase when it is answered for them."
    )
)
CLOSES_LATER = Reason(
    gettext_noop(
        "Positions are taken in writing, and everybody was told the day they close. Before that day they close only"
        " when everybody has said where they stand."
    )
)
NOT_HEARD_YET = Reason(
    gettext_noop(
        "This touches somebody who has not heard of it yet. Positions open when they have read it, or after seven days."
    )
)
CANNOT_READ_IT = Reason(
    gettext_noop(
        "This touches somebody who is not among the people it was proposed to. Propose it to the whole circle, so that"
        " they can read it."
    )
)


@dataclass(frozen=True)
class Stand:
    """Where one member stands; `concern` says what became of it, and is empty for any other kind."""

    who: str
    kind: Kind
    for_themselves: bool
    concern: Concern = ""


@dataclass(frozen=True)
class Unjoined:
    """Where several people stand when nobody knows who said what: totals of people, and no number of any kind."""

    took_part: int
    for_themselves: int
    somebody_with_it: bool
    concern_stands: bool
    names_stay_out: bool


@dataclass(frozen=True)
class Rule:
    """How many of the members take part for a decision to count, and how many of those for themselves."""

    share_percent: int
    for_themselves: int


@dataclass(frozen=True)
class Result:
    """Whether it is adopted, every reason in order, and how many were needed."""

    adopted: bool
    reasons: list[Reason]
    needed: int
    needed_for_themselves: int


@dataclass(frozen=True)
class Hearing:
    """Somebody whom a proposal touches: since when they are told of its words, whether they read it, and can."""

    told_at: datetime
    heard: bool
    can_read: bool = True


def has_heard(hearing: Hearing, *, now: datetime) -> bool:
    """Whether somebody has read what touches them, or could have for seven days."""
    return hearing.can_read and (hearing.heard or now >= hearing.told_at + TIME_TO_HEAR)


def why_not_heard(hearings: Sequence[Hearing], *, now: datetime) -> Reason | None:
    """Why a proposal cannot take positions yet: nothing is decided about anybody who has not heard of it."""
    if any(not each.can_read for each in hearings):
        return CANNOT_READ_IT
    if any(not has_heard(each, now=now) for each in hearings):
        return NOT_HEARD_YET
    return None


def earliest_closing(opened: date) -> date:
    """The first day on which positions in writing can close: everybody has two clear days before it."""
    return opened + timedelta(days=CLEAR_DAYS + 1)


def why_not_yet(*, now: datetime, closes_at: datetime | None, silent: int) -> Reason | None:
    """Why positions in writing stay open: their day has not come, and `silent` people have not said anything."""
    if closes_at is not None and now < closes_at and silent > 0:
        return CLOSES_LATER
    return None


def outcome(stands: Sequence[Stand], *, rule: Rule, members: int, members_for_themselves: int) -> Result:
    """Adopted when enough took part, somebody is with it, and no concern stands; else it waits."""
    took_part, for_themselves = len(stands), sum(stand.for_themselves for stand in stands)
    needed = _needed(rule, members)
    needed_for_themselves = _needed_for_themselves(rule, members_for_themselves)
    checks = [
        _enough(took_part, needed),
        _enough_for_themselves(took_part, for_themselves, needed_for_themselves, members_for_themselves),
        _somebody_with_it(stands),
        _concerns(stands),
    ]
    return _result(checks, needed, needed_for_themselves)


def outcome_unjoined(unjoined: Unjoined, *, rule: Rule, members: int, members_for_themselves: int) -> Result:
    """The same where it was taken without names. Its reasons give no number of any kind.

    That nobody is with it is never said: it tells something of everybody. Where names stay out, so does how many came.
    """
    took_part = unjoined.took_part
    needed = _needed(rule, members)
    needed_for_themselves = _needed_for_themselves(rule, members_for_themselves)
    checks = [
        (True, [WITHOUT_NAMES]),
        _enough(took_part, needed),
        _enough_for_themselves(took_part, unjoined.for_themselves, needed_for_themselves, members_for_themselves),
        (not unjoined.concern_stands, [CONCERN_WITHOUT_NAME if unjoined.concern_stands else NO_CONCERN]),
        (unjoined.somebody_with_it, []),
    ]
    if unjoined.names_stay_out:
        says = [NAMES_STAY_OUT, *([CONCERN_WITHOUT_NAME] if unjoined.concern_stands else [])]
        checks = [(all(met for met, _ in checks), says)]
    return _result(checks, needed, needed_for_themselves)


def names_stay_out(*, concerns: int, all_of_them: int, somebody_with_it: bool) -> bool:
    """Whether who took part would tell where some stand: nearly all have a concern, or all stand aside.

    Fewer than three without a concern point at those with one, as each of them knows where they stand themselves.
    """
    return all_of_them - concerns < FEWEST_WITHOUT if concerns else not somebody_with_it


def _result(checks: Sequence[tuple[bool, list[Reason]]], needed: int, needed_for_themselves: int) -> Result:
    adopted = all(met for met, _ in checks)
    reasons = [reason for _, said in checks for reason in said]
    return Result(adopted, [*reasons, ADOPTED if adopted else WAITS], needed, needed_for_themselves)


def _needed(rule: Rule, members: int) -> int:
    """The share of the members, rounded up; at least one."""
    return max(1, -(-members * rule.share_percent // 100))


def _needed_for_themselves(rule: Rule, members_for_themselves: int) -> int:
    """As the rule says, but never more than there are. Where nobody comes for themselves it stays, and it waits."""
    return min(rule.for_themselves, members_for_themselves) or rule.for_themselves


def _enough(count: int, needed: int) -> tuple[bool, list[Reason]]:
    took_part = counted(ngettext("%(count)s person took part.", "%(count)s people took part."), count)
    return count >= needed, [took_part if count else NOBODY_YET, _is_that_enough(count, needed)]


def _enough_for_themselves(took_part: int, count: int, needed: int, there_are: int) -> tuple[bool, list[Reason]]:
    if needed and not there_are:
        return False, [NO_SUCH_MEMBERS]
    if needed and not took_part:
        return False, []
    forms = ngettext("%(count)s of them comes for themselves.", "%(count)s of them come for themselves.")
    come = counted(forms, count) if count else NOBODY_FOR_THEMSELVES
    return count >= needed, [come, _is_that_enough(count, needed)]


def _is_that_enough(count: int, needed: int) -> Reason:
    if count >= needed:
        enough = ngettext(
            "At least %(count)s was needed, so that is enough.", "At least %(count)s were needed, so that is enough."
        )
        return counted(enough, needed)
    return counted(ngettext("At least %(count)s is needed.", "At least %(count)s are needed."), needed)


def _somebody_with_it(stands: Sequence[Stand]) -> tuple[bool, list[Reason]]:
    """A proposal that everybody stands aside from, or has a concern about, is nobody's."""
    kinds = Counter[str](stand.kind for stand in stands)
    said = []
    if kinds["stand_aside"]:
        forms = ngettext("%(count)s person stands aside.", "%(count)s people stand aside.")
        said.append(counted(forms, kinds["stand_aside"]))
    somebody = any(kinds[kind] for kind in WITH_IT)
    if stands and not somebody:
        said.append(NOBODY_WITH_IT)
    return somebody, said


def _concerns(stands: Sequence[Stand]) -> tuple[bool, list[Reason]]:
    """What became of the concerns; one that nobody has said anything about stands."""
    became = Counter(stand.concern or "stands" for stand in stands if stand.kind == "concern")
    said = []
    if became["answered"]:
        forms = ngettext("%(count)s concern was answered.", "%(count)s concerns were answered.")
        said.append(counted(forms, became["answered"]))
    if became["minority"]:
        forms = ngettext("%(count)s view is kept beside the decision.", "%(count)s views are kept beside the decision.")
        said.append(counted(forms, became["minority"]))
    if became["stands"]:
        forms = ngettext(
            "%(count)s concern still stands. Only whoever has it says when it is answered.",
            "%(count)s concerns still stand. Only those who have them say when they are answered.",
        )
        said.append(counted(forms, became["stands"]))
    elif stands:
        said.append(NO_CONCERN)
    return not became["stands"], said
