"""What came of a rule is never more than was looked at, and nothing that was found is lost."""

from standard.checkers import CHECKERS, Finding
from standard.results import by_rule, table
from standard.rules import PAGE, UNMEASURED, WAYS, Result

LOOKED = {name: {"a"} for name in CHECKERS}
SMALL = Finding("E4", "targets_are_large", "a", "320 px", "A link is small.")
NO_MEASURE = Finding("E1", "reads_plainly", "b", "320 px", "There is no measure for texts in this language.")


def of_pages(
    pages: dict[str, set[str]], *findings: Finding, not_seen: tuple[Finding, ...] = ()
) -> dict[tuple[str, str], Result]:
    results = by_rule(findings=findings, pages=pages, not_seen=not_seen, tests={})
    return {(each.id, each.check): each for each in results if each.check in {PAGE, UNMEASURED}}


def test_a_checker_that_never_looked_takes_its_rule_from_held() -> None:
    results = of_pages({name: {"a"} for name in CHECKERS if name != "no_barriers"})
    idle = results.pop(("E4", PAGE))
    assert idle.held is None
    assert idle.where == ("no_barriers looked at no page.",)
    assert {each.held for each in results.values()} == {True}
    assert len(results) == len([ways for ways in WAYS.values() if PAGE in ways]) - 1


def test_so_does_one_that_found_nothing_of_its_kind_on_any_page() -> None:
    for name, checker in CHECKERS.items():
        result = of_pages({**LOOKED, name: set()})[checker.rule, PAGE]
        assert result.held is None
        assert result.where == (f"{name} looked at no page.",)


def test_what_was_found_is_said_though_another_checker_did_not_look() -> None:
    result = of_pages({**LOOKED, "is_valid": set()}, SMALL)["E4", PAGE]
    assert result.held is False
    assert result.where == ("a (320 px): A link is small.", "is_valid looked at no page.")


def test_pages_that_nobody_can_measure_have_a_line_of_their_own_and_are_not_held() -> None:
    results = of_pages(LOOKED, not_seen=(NO_MEASURE,))
    assert results["E1", PAGE] == Result("E1", PAGE, 1, held=True)
    apart = results["E1", UNMEASURED]
    assert (apart.pages, apart.held) == (1, None)
    assert apart.where[1].startswith("b (320 px): There is no measure")
    assert "Pages in a language without a measure." in table([apart])
    assert ("E1", UNMEASURED) not in of_pages(LOOKED)
