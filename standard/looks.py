"""How a page is looked at: which light, screen, letters, spacing and direction, and with or without scripts.

Every two of these meet at least once on every page (a pairwise covering design: most defects need no more than two
conditions, Kuhn, Wallace and Gallo 2004), which takes eight looks in place of ninety-six.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Any


@dataclass(frozen=True)
class Screen:
    """A window in CSS pixels, and by how much it is enlarged, which leaves so few of them."""

    width: int
    height: int
    scale: int = 1


OLD_PHONE = Screen(320, 568)
WIDE = Screen(1100, 800)
# WCAG 2.2, 1.4.10: 1280 pixels at four times the size leave 320, and little height.
ZOOMED = Screen(320, 180, scale=4)


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    screen: Screen
    light: str
    letters: str
    spacing: str
    direction: str
    scripts: str

    def __str__(self) -> str:
        zoom = " at 400 %" if self.screen.scale > 1 else ""
        said = [f"{self.screen.width} px{zoom}", self.light, f"{self.letters} letters", f"{self.spacing} spacing"]
        return ", ".join([*said, "right to left" if self.direction == "rtl" else "left to right", self.scripts])


LEVELS: dict[str, tuple[Any, ...]] = {
    "screen": (OLD_PHONE, WIDE, ZOOMED),
    "light": ("light", "dusk"),
    "letters": ("usual", "large"),
    "spacing": ("usual", "wide"),
    "direction": ("ltr", "rtl"),
    "scripts": ("with scripts", "without scripts"),
}


def pairs(row: tuple[Any, ...]) -> set[tuple[int, Any, int, Any]]:
    """Every two conditions that meet in a row."""
    return {(one, row[one], other, row[other]) for one, other in combinations(range(len(row)), 2)}


def covering(levels: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in which every two levels of two factors meet: each next row is the one in which most new pairs do.

    Small as our tables are, every possible row is weighed; the first wins where several do as well.
    """
    every = list(product(*levels))
    missing = set().union(*map(pairs, every))
    rows = []
    while missing:
        rows.append(max(every, key=lambda row: len(pairs(row) & missing)))
        missing -= pairs(rows[-1])
    return rows


@cache
def looks() -> tuple[Look, ...]:
    """The looks that each page gets."""
    return tuple(Look(*row) for row in covering(list(LEVELS.values())))
