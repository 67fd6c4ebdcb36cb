"""What each page that a member can open costs, and what the first visit to it carries, with some of everything."""

from collections.abc import Iterator

from bench.client import Client
from bench.figures.first_visit import PAGE_LIMIT
from bench.figures.pages import AT_MOST
from bench.measuring import Figure, Work, in_turn
from bench.stage import Stage
from tests.answers import GONE, STRANGER
from tests.browsers import House, make_house
from tests.visitors import TABLE

BLOCKS, IN_A_BLOCK = 3, 8
SHOWN = 8
# Looking there ends the visit, begins another, or is no page.
LEFT_OUT = {"people:hide", "people:demonstration", "home:up"}


def measure(stage: Stage) -> list[Figure]:
    """The dearest pages beside the floor, the largest first visits, and how many pages were looked at."""
    house = make_house()
    costs: dict[str, tuple[float, float]] = {}
    sizes: dict[str, int] = {}
    for name, visitor, path in _pages(house):
        client = Client(stage.server.port, house.cookies[visitor])
        status, body, headers = client.get(path)
        if status == 200 and headers.get("content-type", "").startswith("text/html"):
            works = [
                Work(stage.floor_pid, stage.ask_floor),
                Work(stage.pid, lambda who=client, path=path: who.get(path)),
            ]
            floor, ours = in_turn(works, blocks=BLOCKS, times=IN_A_BLOCK)
            costs[name], sizes[name] = (ours, floor), len(body)
        client.close()
    over = [name for name, (ours, floor) in costs.items() if ours / floor > AT_MOST]
    dearest = sorted(costs, key=lambda name: costs[name][0] / costs[name][1], reverse=True)[:SHOWN]
    largest = sorted(sizes, key=lambda name: sizes[name], reverse=True)[:SHOWN]
    return [
        Figure("Pages of the visitor table that were measured", len(costs), ""),
        Figure("Of these, pages over their goal", len(over), "", 0),
        *(Figure(f"Among the dearest: {name}", costs[name][0], "ms", AT_MOST, costs[name][1]) for name in dearest),
        *(Figure(f"Among the largest: {name}", sizes[name], "B", PAGE_LIMIT) for name in largest),
    ]


def _pages(house: House) -> Iterator[tuple[str, str, str]]:
    """Each page once, with a member who may open it."""
    for row in TABLE:
        if row.get is None or row.name in LEFT_OUT:
            continue
        readers = [who for who, answer in row.get.each() if who not in {STRANGER, GONE} and answer.status == 200]
        if readers:
            yield str(row), readers[-1], house.address(row)
