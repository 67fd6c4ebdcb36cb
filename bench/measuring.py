"""How we measure: processor time of the server process, in blocks, the floor and ours in turn."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

BLOCKS = 15
IN_A_BLOCK = 30


@dataclass(frozen=True)
class Figure:
    """One line of the table; where there is a floor, `goal` is for the ratio."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return round(self.value / self.floor, 2) if self.floor else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; nothing where there is no goal."""
        if self.goal is None:
            return None
        return (self.ratio if self.ratio is not None else self.value) <= self.goal

    def as_dict(self) -> dict[str, Any]:
        """As it is written down."""
        kept = asdict(self)
        return {key: kept[key] for key in ("name", "value", "unit", "floor")} | {
            "ratio": self.ratio,
            "goal": self.goal,
            "met": self.met,
        }


def processor_ms(pid: int) -> float:
    """Milliseconds that all threads of a process ran so far (Linux, proc_pid_schedstat)."""
    spent = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            spent += int((task / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            continue
    return spent / 1e6


@dataclass(frozen=True)
class Work:
    """Something a server is asked to do again and again; `prepare` comes before each block and is not counted."""

    pid: int
    once: Callable[[], None]
    prepare: Callable[[int], None] = lambda _times: None


def in_turn(works: Sequence[Work], *, blocks: int = BLOCKS, times: int = IN_A_BLOCK) -> list[float]:
    """Median processor time of each work in milliseconds, measured in blocks that take turns."""
    spent: list[list[float]] = [[] for _ in works]
    for block in range(blocks + 1):
        for place, work in enumerate(works):
            work.prepare(times)
            before = processor_ms(work.pid)
            for _ in range(times):
                work.once()
            # The first block warms everything up and is not counted.
            if block:
                spent[place].append((processor_ms(work.pid) - before) / times)
    return [round(statistics.median(each), 3) for each in spent]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
