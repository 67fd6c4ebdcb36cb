"""How many gave which answer to one question, shown so that nobody's own answer is found in it.

- Five or more answered (`many`).
- A group that is shown holds nobody, or three or more: the lower of the two thresholds that statistical offices use
  (OECD, "Threshold rule"). To leave out what is smaller would not do, where it is found by subtracting from all:
  other cells have to go with it (Encyclopedia of Survey Research Methods, "Cell suppression"). So what is smaller is
  put together with more. On a scale these are neighbours; elsewhere all that is small is one group, and one more is
  put to it where it is still small. That such a group is shown with its number, instead of left out, is our own.
- At least two groups hold somebody. Where all say the same, everybody's answer is known. Our own, and stricter: nor
  where all but one or two say the same, for the one would learn what all others said.
- A new table takes the place of the one before only as `comparing` lets it. Until then the one before stays, so
  nothing goes away because somebody left. And a try that changed nothing counts as one that did, because it tells
  something, too: when a table comes up the moment somebody answers, that person's answer tipped it. Our own.
- All answers of all people go in. There is no way to ask for a part of them, because two parts can be subtracted.

Which rule held a table back is not said, not even to whoever calls: it would be one more number about people.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from handinhand.fairness.small_numbers.comparing import (
    FEWEST_TOGETHER,
    Taken,
    hides_all,
    hides_if_others_kept,
    is_time,
)
from handinhand.fairness.small_numbers.many import enough

Choices = frozenset[str]


@dataclass(frozen=True)
class Group:
    """Answers that are shown together, and how many gave one of them."""

    choices: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Shown:
    """What may be shown, if anything: a page reads `groups`, and the rest is for the next comparison alone."""

    groups: tuple[Group, ...] = ()
    made: Taken | None = None
    """What the groups were made of."""
    tried: Taken | None = None
    """What was there when it was last tried, whether or not that changed what is shown."""


NOTHING = Shown()


def shown(
    answers: Mapping[Hashable, str],
    choices: Sequence[str],
    *,
    before: Shown = NOTHING,
    fresh: Collection[Hashable] = (),
    is_scale: bool,
) -> Shown:
    """What may be shown now of all answers to one question: a new table, the one of before, or nothing.

    What it returns is kept, sealed, and given as `before` the next time. `fresh` are those who answered anew since
    then, whether or not they said something else. A question whose choices changed is another question.
    """
    counts = Counter(answers.values())
    if not counts.keys() <= set(choices):
        raise ValueError("somebody gave an answer that is no choice of this question")
    made, tried = (each and each.later(fresh) for each in (before.made, before.tried))
    earlier = [each for each in (made, tried) if each is not None]
    if not enough(answers) or not all(is_time(answers, each) for each in earlier):
        return replace(before, made=made, tried=tried)
    groups = _groups(_neighbours(choices, counts) if is_scale else _one_for_the_small(choices, counts), choices, counts)
    now = Taken(frozenset(answers), counts)
    if (
        sum(group.number > 0 for group in groups) > 1
        and all(hides_all(answers, each) for each in earlier)
        and (
            made is None
            or _others_changed(before.groups, groups, len(made.people - now.people))
            or hides_if_others_kept(answers, made)
        )
    ):
        return Shown(groups, made=now, tried=now)
    return Shown(before.groups, made=made, tried=now)


def shown_of_unnamed(
    *, given: Sequence[str], people: Collection[Hashable], choices: Sequence[str], before: Shown, is_scale: bool
) -> Shown:
    """The same where nobody knows whose answer is whose: it is known what was given, and who took part, all of it anew.

    Where others took part than before, what those who are in both said cannot be told from what came and went. So then
    a new table is shown only where both tables say to everybody that some changed their answer, and never where
    somebody took theirs back.
    """
    now = Taken(frozenset(people), Counter(given))
    # Which answer stands beside whom is of no matter to what is compared: all of them are new.
    pairs = dict(zip(sorted(people, key=str), sorted(given), strict=False))
    found = shown(pairs, choices, before=before, fresh=people, is_scale=is_scale)
    if before.made is None:
        return Shown(found.groups, made=now if found.groups else None, tried=now)
    is_same = before.made.people == now.people
    left = len(before.made.people - now.people)
    can_be = is_same or _others_changed(before.groups, found.groups, left)
    if len(pairs) == len(people) and can_be:
        return found
    return Shown(before.groups, made=before.made.later(people), tried=now)


def _others_changed(before: Sequence[Group], groups: Sequence[Group], left: int) -> bool:
    """Whether both tables, to everybody, say that two or more of those who are in both changed their answer."""
    both: list[frozenset[str]] = []
    for group in (*before, *groups):
        touched = [each for each in both if not each.isdisjoint(group.choices)]
        both = [each for each in both if each not in touched] + [frozenset(group.choices).union(*touched)]
    fewer = (_number(before, whole) - _number(groups, whole) for whole in both)
    return sum(each for each in fewer if each > 0) > left + 1


def _number(groups: Sequence[Group], whole: Collection[str]) -> int:
    return sum(group.number for group in groups if group.choices[0] in whole)


def _groups(cut: Sequence[Choices], choices: Sequence[str], counts: Counter[str]) -> tuple[Group, ...]:
    """The groups with their numbers, in the order of their first choices."""
    ordered = (tuple(each for each in choices if each in group) for group in cut)
    together = sorted(ordered, key=lambda group: choices.index(group[0]))
    return tuple(Group(group, sum(counts[each] for each in group)) for group in together)


def _fits(group: Collection[str], counts: Counter[str]) -> bool:
    return not 0 < sum(counts[each] for each in group) < FEWEST_TOGETHER


def _neighbours(choices: Sequence[str], counts: Counter[str]) -> list[Choices]:
    """The scale cut into as many pieces as there can be; of several ways the first, by the order of the scale."""
    for pieces in range(len(choices), 0, -1):
        for inner in combinations(range(1, len(choices)), pieces - 1):
            cut = [frozenset(choices[begin:end]) for begin, end in pairwise((0, *inner, len(choices)))]
            if all(_fits(group, counts) for group in cut):
                return cut
    return [frozenset(choices)]


def _one_for_the_small(choices: Sequence[str], counts: Counter[str]) -> list[Choices]:
    """Each choice by itself, but those of one or two people together; and one more with them where they are too few."""
    small = [each for each in choices if not _fits([each], counts)]
    others = [each for each in choices if each not in small]
    if not _fits(small, counts):
        more = min((each for each in others if counts[each]), key=lambda each: counts[each], default=None)
        small = [*small, more] if more is not None else small
    return [frozenset([each]) for each in others if each not in small] + ([frozenset(small)] if small else [])
