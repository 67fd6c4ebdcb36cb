"""Whether what a group plans fits in what its people said they have: one plain answer, and no number of anybody.

Each person counts for what is planned, and not more: somebody with very many hours makes up for nobody else. It is
rounded down to tens of percent, and said only when five people or more said what they have (docs/decisions/0026).
"""

from collections.abc import Sequence

from handinhand.fairness.small_numbers import ENOUGH

TENS = 10
FITS_FROM = 9


def fits_together(have: Sequence[int], *, planned: int) -> bool | None:
    """Whether `planned` minutes fit in what people have; none when fewer than five said it, or nothing is planned.

    It fits when people could take part in nine tenths of it, all of them together.
    """
    if len(have) < ENOUGH or planned <= 0:
        return None
    covered = sum(min(each, planned) for each in have)
    return covered * TENS // (planned * len(have)) >= FITS_FROM
