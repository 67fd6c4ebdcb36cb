"""Whoever knows every rule of the tables, what both showed, who came and went, and what they said: what can they tell?

It goes through all answers that a few people can have given, and finds whatever all that look the same have in common.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from handinhand.fairness.small_numbers import Group, shown

LETTERS = "abcd"
Counts = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """How many kept their answer, answered anew, came and went between two tables of so many choices."""

    choices: int
    kept: int
    anew: int
    came: int
    went: int
    is_scale: bool

    @property
    def roles(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """How many have each role, and what each of them can have said; who answered anew has said two things."""
        once = tuple(LETTERS[: self.choices])
        twice = tuple(map("".join, product(once, once)))
        return (self.kept, once), (self.anew, twice), (self.came, once), (self.went, once)


@cache
def ways(people: int, answers: int) -> tuple[Counts, ...]:
    """All ways in which so many people, of whom none is told apart, can have given so many answers."""
    if answers == 1:
        return ((people,),)
    return tuple((first, *rest) for first in range(people + 1) for rest in ways(people - first, answers - 1))


@cache
def people_of(role: str, counts: Counts, answers: tuple[str, ...]) -> dict[str, str]:
    given = [answer for answer, number in zip(answers, counts, strict=True) for _each in range(number)]
    return {f"{role}{number}": answer for number, answer in enumerate(given)}


def looks_alike(case: Case) -> Iterator[tuple[tuple[Group, ...], tuple[Group, ...], list[tuple[Counts, ...]]]]:
    """Both tables, and all that people can have said where both look so."""
    alike = defaultdict(list)
    choices = LETTERS[: case.choices]
    for said in product(*(ways(people, len(answers)) for people, answers in case.roles)):
        kept, anew, came, went = (
            people_of(role, counts, answers)
            for role, counts, (_people, answers) in zip("kacw", said, case.roles, strict=True)
        )
        before = kept | {who: answer[0] for who, answer in anew.items()} | went
        after = kept | {who: answer[1] for who, answer in anew.items()} | came
        first = shown(before, choices, is_scale=case.is_scale)
        then = shown(after, choices, before=first, fresh=anew, is_scale=case.is_scale)
        alike[first.groups, then.groups].append(said)
    yield from ((first, then, all_said) for (first, then), all_said in alike.items())


def told(case: Case, all_said: list[tuple[Counts, ...]], *, others_kept: bool) -> bool:
    """Whether somebody, or whoever is none of them, can be certain of what another said.

    With `others_kept` they know, too, that all others who answered anew said the same again.
    """
    own = [(role, answer) for role, (_people, answers) in enumerate(case.roles) for answer in range(len(answers))]
    for who in (None, *own):
        possible = [rest for said in all_said if (rest := without(said, who)) is not None]
        if others_kept:
            possible = [rest for rest in possible if not changed(rest[1], case)]
        if possible and any(one_answer(role, possible, case) for role in range(4)):
            return True
    return False


def without(said: tuple[Counts, ...], who: tuple[int, int] | None) -> tuple[Counts, ...] | None:
    """What all others said; nothing where nobody of that role said that."""
    if who is None:
        return said
    role, answer = who
    if not said[role][answer]:
        return None
    rest = tuple(number - (place == answer) for place, number in enumerate(said[role]))
    return (*said[:role], rest, *said[role + 1 :])


def changed(anew: Counts, case: Case) -> bool:
    return any(number and answer[0] != answer[1] for number, answer in zip(anew, case.roles[1][1], strict=True))


def one_answer(role: int, possible: list[tuple[Counts, ...]], case: Case) -> bool:
    """Whether all who have a role, or one of them, can have said one thing only, then or now."""
    answers = case.roles[role][1]
    can = {answers[place] for said in possible for place, number in enumerate(said[role]) if number}
    return bool(can) and any(len({answer[time] for answer in can}) == 1 for time in range(len(answers[0])))
