"""Walks the demonstration as its people and as a stranger, in browsers side by side."""

import json
import os
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context

from standard.browser import Limits, a_browser
from standard.checkers import Asked, Finding
from standard.discovering import MENDED, pages_of
from standard.looks import Look, looks
from standard.steps import STEPS
from standard.visiting import Seen, Visitor, visit
from tests.servers import Server

STRANGER = "a stranger"
# Tom plans and holds, Dee comes for herself, Asha for an organisation.
PEOPLE = ("Tom", "Dee", "Asha")


@dataclass(frozen=True)
class Job:
    """One page to visit: by whom, and in which looks."""

    visitor: Visitor
    address: str
    kind: str
    looks: tuple[Look, ...]
    axe_in: int
    form: str = ""

    @property
    def asked(self) -> Asked:
        """What its page cannot know of itself."""
        return Asked(
            self.kind,
            names=self.visitor.names,
            is_a_step=self.kind.partition("?")[0] in STEPS,
            signed_in=any(each["name"] == "visit" for each in self.visitor.cookies),
            status=MENDED if self.form else 200,
        )


def visitors(server: Server, visit: str) -> list[Visitor]:
    """Everybody who looks, in a visit of this name, with what shows that it is them, and the names no title may say."""
    told = json.loads(server.command("demo", "--json").stdout)
    names = tuple(each["name"] for each in told["people"])
    ways = {each["name"]: each["sign_in"] for each in told["people"]}
    found = []
    with a_browser() as watched:
        for name in (STRANGER, *PEOPLE):
            context = watched.context(name)
            page = context.new_page()
            if name in ways:
                page.goto(ways[name])
            # A page with a form, for the proof that forms come from here.
            page.goto(f"{server.url}/me/comfort/")
            cookies = tuple(dict(each) for each in context.cookies())
            found.append(Visitor(f"{name}, {visit}", cookies, names))
    return found


def jobs(server: str, found: list[Visitor], again: list[Visitor]) -> list[Job]:
    """Every kind of page in every look by whoever comes to it first, and once by everybody else.

    Looking for pages is a visit, and some things are said once a visit: what was found is looked at in a visit of its
    own, `again`. A form that was found is sent in the visit that it belongs to.
    """
    been: set[str] = set()
    one_each = cycle(looks())
    planned = []
    for visitor, later in zip(found, again, strict=True):
        for page in pages_of(server, visitor):
            is_new = page.kind not in been
            been.add(page.kind)
            chosen = looks()[:2] if page.form else looks() if is_new else (next(one_each),)
            axe_in = 2 if is_new else 0
            whose = visitor if page.form else later
            planned.append(Job(whose, server + page.address, page.kind, chosen, axe_in, page.form))
    return planned


def walk(planned: list[Job], *, side_by_side: int) -> Seen:
    """Visit them all; each browser takes every other job, so that a slow part of the place is shared."""
    whole = Seen()
    shares = [planned[each::side_by_side] for each in range(side_by_side)]
    with ProcessPoolExecutor(side_by_side, mp_context=get_context("spawn")) as workers:
        for share, future in [(share, workers.submit(_visit_all, share)) for share in shares]:
            try:
                whole.add(future.result())
            except BrokenExecutor:
                says = "The program that looked at it ended before its time."
                whole.not_seen += [Finding("", "was_seen", job.kind, str(job.looks[0]), says) for job in share]
    return whole


def _visit_all(planned: list[Job]) -> Seen:
    whole = Seen()
    with a_browser(Limits()) as watched:
        for job in planned:
            whole.add(visit(watched, job.visitor, job.address, job.asked, job.looks, axe_in=job.axe_in, form=job.form))
    return whole


def browsers() -> int:
    """How many browsers run side by side here: one more than there are cores, as each of them waits now and then."""
    return len(os.sched_getaffinity(0)) + 1
