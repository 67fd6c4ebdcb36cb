"""Measures every figure, prints the table and writes it down."""

import json
import sys
from pathlib import Path

from bench.figures import ALL
from bench.measuring import Figure
from bench.stage import set_up

RESULTS = Path(__file__).parent / "results.json"


def table(figures: list[Figure]) -> str:
    """The figures as a table for people."""
    lines = [f"{'':52}{'ours':>12}{'floor':>10}{'ratio':>8}{'goal':>9}"]
    for each in figures:
        ours, floor, ratio, goal = (
            "" if cell is None else f"{cell:g}" for cell in (each.value, each.floor, each.ratio, each.goal)
        )
        mark = {True: "met", False: "NOT MET", None: ""}[each.met]
        lines.append(f"{each.name:52}{f'{ours} {each.unit}':>12}{floor:>10}{ratio:>8}{goal:>9}  {mark}".rstrip())
    return "\n".join(lines)


def measure_all(folder: Path) -> int:
    """Measure; 1 when a goal is not met."""
    figures: list[Figure] = []
    with set_up(folder) as stage:
        for measure in ALL:
            print(f"measuring {measure.__module__.rsplit('.', 1)[1].replace('_', ' ')} …", file=sys.stderr)
            figures.extend(measure(stage))
    RESULTS.write_text(json.dumps({"figures": [each.as_dict() for each in figures]}, indent=2) + "\n")
    print(table(figures))
    return 0 if all(each.met is not False for each in figures) else 1
