"""What two tables of one question tell together, and whether anybody's answer follows from it.

Comparing two dates across one arrival exposes that person (NIST SP 800-53, control SI-19(05), on differencing). So a
new table waits until three or more people answered anew, and until who is in it, who is not in it any more or
answered anew, and who kept their answer, are each nobody or three or more. The number three is our own.

That alone is not enough: where all three who came said the same, subtracting tells it of each of them. So, and this
is our own too, those who kept their answer, the answers that went and the answers that came each have to be mixed:
whoever takes out what they said themselves still finds two different answers there. Then two others could have said
what the other said, and all that is shown at both times would be the same, to the last number. Nobody can tell which
it was, even who knows every rule of this folder.

Somebody may also take it that all who are in both tables said the same again. Where both tables do not show everybody
that this is not so, it has to hold for those who came and those who left alone.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Self

FEWEST_TOGETHER = 3
FRESH = 3


@dataclass(frozen=True)
class Taken:
    """Who had answered at one time, how many gave each answer, and who answered anew since. Never for a page."""

    people: frozenset[Hashable]
    counts: Counter[str]
    anew: frozenset[Hashable] = frozenset()

    def later(self, fresh: Collection[Hashable]) -> Self:
        """The same, when more have answered anew."""
        return replace(self, anew=self.anew.union(fresh))


def is_time(answers: Mapping[Hashable, str], then: Taken) -> bool:
    """Whether enough is new, by what everybody can see: who answered, and not what."""
    stayed = then.people & answers.keys()
    kept = stayed - then.anew
    differ, gone, new = then.people ^ answers.keys(), then.people - kept, answers.keys() - kept
    return len(new) >= FRESH and not any(0 < len(some) < FEWEST_TOGETHER for some in (differ, gone, kept))


def hides_all(answers: Mapping[Hashable, str], then: Taken) -> bool:
    """Whether nobody who knows what they said themselves can tell what another said, then or now."""
    kept = then.people & answers.keys() - then.anew
    return all(map(_is_mixed, (_counts(answers, kept), _counts(answers, answers.keys() - kept), _gone(answers, then))))


def hides_if_others_kept(answers: Mapping[Hashable, str], then: Taken) -> bool:
    """Whether that holds, too, for whoever knows that all others who answered anew said the same again."""
    again = _counts(answers, then.people & answers.keys() & then.anew)
    gone = _gone(answers, then)
    left = _less(gone, again)
    # Or all others but whoever looks, who said something else themselves.
    left_else = [_less(left, Counter({was: 1, now: -1})) for now in +again for was in +gone if was != now]
    return (
        _is_mixed(again)
        and _is_mixed(_counts(answers, answers.keys() - then.people))
        and (_below_nothing(left) or _is_mixed(left))
        and not any(_different(each) == 1 for each in left_else if not _below_nothing(each))
    )


def _gone(answers: Mapping[Hashable, str], then: Taken) -> Counter[str]:
    """The answers of then that are not there any more, or were given anew."""
    return _less(then.counts, _counts(answers, then.people & answers.keys() - then.anew))


def _counts(answers: Mapping[Hashable, str], people: Collection[Hashable]) -> Counter[str]:
    return Counter(answers[each] for each in people)


def _less(some: Counter[str], others: Counter[str]) -> Counter[str]:
    """What is left of each count; below zero where there was less."""
    left = Counter(some)
    left.subtract(others)
    return left


def _below_nothing(counts: Counter[str]) -> bool:
    return any(number < 0 for number in counts.values())


def _different(counts: Counter[str]) -> int:
    """How many different answers there are."""
    return len(+counts)


def _is_mixed(counts: Counter[str]) -> bool:
    """Whether there is nobody, or whoever takes their own answer out still finds two different ones."""
    return not _below_nothing(counts) and all(_different(_less(counts, Counter([own]))) > 1 for own in +counts)
