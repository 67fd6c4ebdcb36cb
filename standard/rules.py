"""Each rule of the standard, and in which ways it is checked.

"page": by the checkers of that rule, on every page that opens; "flow" and "code": by tests that walk a journey or look
at what is written; "people": only people can say. "unmeasured" is no way: it stands for pages in a
language without a measure.
"""

from dataclasses import dataclass

from handinhand.home.rules_of_pages import SIX

PAGE, FLOW, CODE, PEOPLE, UNMEASURED = "page", "flow", "code", "people", "unmeasured"

WAYS: dict[str, tuple[str, ...]] = {
    "S1": (PAGE, FLOW),
    "S2": (PAGE,),
    "S3": (PAGE, CODE),
    "S4": (CODE, FLOW),
    "S5": (CODE, PEOPLE),
    "S6": (PAGE,),
    "S7": (PAGE, CODE),
    "S8": (PAGE,),
    "S9": (FLOW,),
    "T1": (PAGE, CODE),
    "T2": (PAGE, CODE),
    "T3": (PAGE,),
    "T4": (CODE,),
    "T5": (FLOW,),
    "T6": (FLOW, CODE),
    "T7": (PAGE, CODE),
    "T8": (CODE, PEOPLE),
    "C1": (CODE,),
    "C2": (PAGE,),
    "C3": (FLOW, CODE),
    "C4": (FLOW,),
    "C5": (PAGE, FLOW),
    "C6": (PAGE, FLOW, CODE),
    "C7": (CODE, FLOW),
    "C8": (PAGE,),
    "C9": (FLOW,),
    "B1": (CODE,),
    "B2": (FLOW,),
    "B3": (PAGE, CODE),
    "B4": (CODE,),
    "B5": (FLOW,),
    "E1": (PAGE,),
    "E2": (PAGE, PEOPLE),
    "E3": (FLOW,),
    "E4": (PAGE, FLOW),
    "E5": (PAGE, FLOW),
    "E6": (FLOW,),
    "E7": (PAGE,),
    "E8": (PAGE, CODE),
    "K1": (CODE,),
    "K2": (CODE,),
    "K3": (FLOW,),
    "K4": (PAGE,),
    "K5": (FLOW,),
    "K6": (PEOPLE,),
}


@dataclass(frozen=True)
class Result:
    """Whether a rule held in one way of checking it; `held` is None where nothing could say so.

    `pages` is how many pages were looked at, and for flows and code how many tests ran; `where` says where it did not
    hold, or why nobody knows.
    """

    id: str
    check: str
    pages: int
    held: bool | None
    where: tuple[str, ...] = ()


def ids() -> list[str]:
    """Every rule, in order."""
    return [each for principle in SIX for each in principle.rules]
