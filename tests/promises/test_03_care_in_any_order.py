"""Whatever members do, in any order: words of care are read by those they are for, and by nobody else, anywhere.

Promises 1 to 4, 9 and 10, over random sequences of all that members can do. A life is played by its seed alone; a
failure is told with its seed and with every step of it that did something.
"""

from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
import time_machine

from tests.promises.life import EVERYBODY, SAYS_NO, Life, a_life
from tests.promises.steps import STEPS, Step

pytestmark = [pytest.mark.django_db]
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
STEPS_OF_A_LIFE, ON_BOTH = 200, 2
SIGHT_EVERY, LOOKS_EVERY, ALL_ROWS_EVERY = 2, 15, 50
PAGES_AT_A_LOOK = 1
SHOWN = 60


def play(seed: int) -> Life:
    """One life from its beginning; raises with its trace where something is not as it has to be."""
    with time_machine.travel(EVENING, tick=False) as clock, a_life(seed) as life:
        life.clock = clock
        often = [each.often for each in STEPS]
        try:
            for number in range(1, STEPS_OF_A_LIFE + 1):
                clock.shift(60)
                step, who = life.rng.choices(STEPS, often)[0], life.rng.choice(EVERYBODY)
                take(life, step, who, number)
                if number % SIGHT_EVERY == 0:
                    life.check_sight()
                    life.check_asks()
                if number % LOOKS_EVERY == 0:
                    life.look(life.rng.choice(EVERYBODY), PAGES_AT_A_LOOK)
                if number % ALL_ROWS_EVERY == 0:
                    life.check_what_ended()
        except (Exception, pytest.fail.Exception) as found:
            told = "\n".join(life.trace[-SHOWN:])
            raise AssertionError(f"Seed {seed}: {found!r}\n{told}") from found
        return life


def take(life: Life, step: Step, who: str, number: int) -> None:
    """One step of a life, or the plain sentence that it cannot be taken as things stand."""
    life.has_to_work = False
    life.trace.append(f"{number}. {who} {step.name}")
    with life.private() if step.is_private else nullcontext():
        try:
            said = step.do(life, who)
        except SAYS_NO as reason:
            if life.has_to_work:
                raise
            said = f"(no: {reason!r})"
    if said:
        life.trace[-1] += f": {said}"
        life.taken[step.name] += not said.startswith("(no")
    else:
        life.trace.pop()


@pytest.mark.both
@pytest.mark.parametrize("seed", range(ON_BOTH))
def test_care_in_any_order_on_both_databases(seed: int) -> None:
    play(seed)


@pytest.mark.parametrize("seed", range(ON_BOTH, 10))
def test_care_in_any_order(seed: int) -> None:
    """2,000 steps with those above."""
    play(seed)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1000, 1250, 25))
def test_care_in_very_many_orders(first: int) -> None:
    """50,000 steps: 250 lives, told apart by their seeds."""
    for seed in range(first, first + 25):
        play(seed)
