"""What came of it, rule by rule: for whoever reads the table, for machines, and for the page that members read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from handinhand.home.promises_checked import version
from standard.checkers import CHECKERS, Finding
from standard.flows import CODE, FLOWS
from standard.rules import PAGE, PEOPLE, UNMEASURED, WAYS, Result, ids

MOST_NAMED = 20
ONLY_PEOPLE = "Only people can say."
NOT_YET = "There is no part for this yet."
NOT_LOOKED_AT = "No page had anything of its kind."
NO_MEASURE = "Pages in a language without a measure."


def by_rule(
    *,
    findings: Iterable[Finding],
    pages: Mapping[str, set[str]],
    not_seen: Iterable[Finding],
    tests: Mapping[str, bool],
) -> list[Result]:
    """Put together what was found: `pages` are those that each checker looked at, `tests` those that ran and held."""
    findings, not_seen = list(findings), list(not_seen)
    ways = [
        _of_pages(each, findings, pages, not_seen) if way == PAGE else _of_tests(each, way, tests)
        for each in ids()
        for way in WAYS[each]
    ]
    return sorted([*ways, *_unmeasured(not_seen)], key=lambda each: ids().index(each.id))


def _of_pages(rule: str, findings: list[Finding], pages: Mapping[str, set[str]], not_seen: list[Finding]) -> Result:
    """A rule held where each of its checkers looked, somewhere, and found nothing amiss.

    A page that did not open was not seen to keep any rule. What was found stays found, whoever else did not look.
    """
    names = [name for name, each in CHECKERS.items() if each.rule == rule]
    idle = [f"{name} looked at no page." for name in names if not pages.get(name)] if names else [NOT_LOOKED_AT]
    looked = set().union(*(pages.get(name, set()) for name in names))
    unseen = _where(each for each in not_seen if each.rule == "")
    broken = _where(each for each in findings if each.rule == rule)
    where = (*broken, *idle, *unseen)
    held = None if idle and not broken else not broken and not unseen
    return Result(rule, PAGE, len(looked), held=held, where=where)


def _unmeasured(not_seen: list[Finding]) -> list[Result]:
    """For each rule that could not be measured on pages in some language, a line that claims nothing of them."""
    rules = sorted({each.rule for each in not_seen} - {""})
    return [
        Result(rule, UNMEASURED, len({each.page for each in mine}), held=None, where=(NO_MEASURE, *_where(mine)))
        for rule in rules
        if (mine := [each for each in not_seen if each.rule == rule])
    ]


def _of_tests(rule: str, way: str, tests: Mapping[str, bool]) -> Result:
    if way == PEOPLE:
        return Result(rule, way, 0, held=None, where=(ONLY_PEOPLE,))
    named = (FLOWS if way == "flow" else CODE).get(rule, ())
    if not named:
        return Result(rule, way, 0, held=None, where=(NOT_YET,))
    broken = tuple(each for each in named if not tests.get(each, False))
    return Result(rule, way, len(named), held=not broken, where=broken)


def _where(findings: Iterable[Finding]) -> list[str]:
    """Each thing once, with the page and the first look in which it was seen."""
    seen: dict[tuple[str, str], list[str]] = {}
    for each in findings:
        seen.setdefault((each.page, each.says), []).append(each.look)
    said = [
        f"{page} ({looks[0]}{f', and {len(looks) - 1} more' if len(looks) > 1 else ''}): {says}"
        for (page, says), looks in sorted(seen.items())
    ]
    return [*said[:MOST_NAMED], *([f"and {len(said) - MOST_NAMED} more"] if len(said) > MOST_NAMED else [])]


def write(results: list[Result], path: Path) -> None:
    """For machines."""
    path.write_text(json.dumps({"rules": [asdict(each) for each in results]}, indent=1, ensure_ascii=False) + "\n")


def write_for_members(results: list[Result], path: Path, *, today: date) -> None:
    """For the page in the product: the day, the version, and whether each rule held in each way."""
    told = [{"id": each.id, "check": each.check, "pages": each.pages, "held": each.held} for each in results]
    path.write_text(json.dumps({"day": today.isoformat(), "version": version(), "rules": told}, indent=1) + "\n")


def table(results: list[Result]) -> str:
    """For whoever ran it: a line for each rule and way, and beneath it where it did not hold."""
    lines = [f"{'rule':<6}{'check':<11}{'looked at':>10}  held"]
    for each in results:
        lines.append(f"{each.id:<6}{each.check:<11}{each.pages:>10}  {_said(each)}")
        if each.held is False:
            lines += [f"{'':<29}{where}" for where in each.where]
    return "\n".join(lines)


def _said(result: Result) -> str:
    if result.held is None:
        return result.where[0]
    return "held" if result.held else "not held"
