"""Plants the world of the visitor table where `DATA` says, and tells who comes in how, and the ways to every page."""

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from tests.answers import STRANGER
from tests.browsers import House, make_house
from tests.planted_safe_contact import away
from tests.planted_texts import PAPER_SOURCE
from tests.visitors import TABLE

MENDED = 422


def tell() -> None:
    """As JSON, for whoever starts a server on it."""
    house = make_house()
    # Tom's browser was opened just now; whoever is asked after him has a page only while he is away.
    away(house.world.harbour.tom, days=1, now=house.world.now)
    names = [house.world.harbour.circle.name, house.world.hillside.circle.name, PAPER_SOURCE]
    json.dump({"cookies": house.cookies, "names": names, "ways": [*ways(house)]}, sys.stdout)


def ways(house: House) -> Iterator[dict[str, Any]]:
    """Every page that somebody gets by looking, and every one that asks to mend something; nothing is changed."""
    for row in TABLE:
        for visitor, answer in row.get.each() if row.get is not None else ():
            if answer.shows and not answer.changes:
                yield {"kind": row.name, "visitor": visitor, "path": house.address(row), "status": answer.status}
        for visitor, answer in row.post.each() if row.post is not None else ():
            if answer.status == MENDED and visitor != STRANGER:
                form = urlencode(house.form(visitor, row.send))
                way = {"kind": row.name, "visitor": visitor, "path": house.address(row), "status": answer.status}
                yield {**way, "form": form}
