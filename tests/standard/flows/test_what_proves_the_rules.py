"""Each test that is said to prove a rule is there, and runs whenever the others do."""

import ast
import re
from pathlib import Path

import pytest

from standard.flows import CODE, FLOWS

ROOT = Path(__file__).parents[3]
BY_FLOW = "S1 S4 S9 T5 T6 C3 C4 C5 C6 C7 C9 B2 B5 E3 E4 E5 E6 K3 K5"
BY_CODE = "S3 S4 S5 S7 T1 T2 T4 T6 T7 T8 C1 C3 C6 C7 B1 B3 B4 E8 K1 K2"


def not_there(name: str) -> str:
    """What is wrong with the name of a test; empty where it is there and runs with the others."""
    path, _colons, test = name.partition("::")
    if not (ROOT / path).is_file():
        return f"There is no {path}."
    tree = ast.parse((ROOT / path).read_text())
    found = next((each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name == test), None)
    if found is None or not test.startswith("test_"):
        return f"There is no {test} in {path}."
    marks = [ast.unparse(each) for each in found.decorator_list]
    marks += [
        ast.unparse(each) for each in tree.body if isinstance(each, ast.Assign) and "pytestmark" in ast.unparse(each)
    ]
    return (
        f"{name} is run by make soak alone."
        if any(re.search(r"mark\.soak\b(?!.*param)", each) for each in marks)
        else ""
    )


@pytest.mark.parametrize(("proofs", "rules"), [(FLOWS, BY_FLOW), (CODE, BY_CODE)], ids=["flows", "code"])
def test_each_rule_has_its_proofs_and_each_proof_is_there(proofs: dict[str, tuple[str, ...]], rules: str) -> None:
    assert sorted(proofs) == sorted(rules.split())
    assert [problem for names in proofs.values() for name in names if (problem := not_there(name))] == []
    assert not [rule for rule, names in proofs.items() if len(names) != len(set(names))]


def test_what_make_test_leaves_to_make_standard_is_run_there() -> None:
    left = {
        f"{path.relative_to(ROOT)}::{each.name}"
        for path in ROOT.glob("tests/**/test_*.py")
        if re.search(r"^pytestmark = .*mark\.flow\b", text := path.read_text(), re.MULTILINE)
        for each in ast.parse(text).body
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    }
    assert len(left) > 4
    assert not left - {name for names in FLOWS.values() for name in names}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("tests/nowhere.py::test_a", "There is no tests/nowhere.py."),
        (f"tests/standard/flows/{Path(__file__).name}::test_nothing", "There is no test_nothing in"),
        (f"tests/standard/flows/{Path(__file__).name}::not_there", "There is no not_there in"),
        (
            "tests/journeys/test_danger.py::test_it_goes_to_somebody_outside_and_nobody_else_sees_it",
            "is run by make soak",
        ),
        ("tests/journeys/test_arriving.py::test_somebody_new_comes_comes_back_and_leaves_without_scripts", ""),
    ],
)
def test_a_name_of_nothing_is_found(name: str, problem: str) -> None:
    assert problem in not_there(name)
    assert bool(problem) == bool(not_there(name))
