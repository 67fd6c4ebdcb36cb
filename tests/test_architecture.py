"""The house stays as it was drawn: what import-linter cannot see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from handinhand.ground.erasure import plan_of

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "handinhand"
FLOORS = [
    {"fairness"},
    {"ground"},
    {"ui"},
    {"ledger", "live", "notices"},
    {"people"},
    {"words"},
    {"topics"},
    {"circles"},
    {"acquaintance", "profiles", "unnamed"},
    {"links"},
    {"returning"},
    {"care", "days", "tea"},
    {"mending"},
    {"promises"},
    {"decisions"},
    {"away", "practice"},
    {"work"},
    {"meetings"},
    {"times", "calendars", "beside", "roles"},
    {"home"},
    {"config"},
]
FLOOR = {part: height for height, parts in enumerate(FLOORS) for part in parts}
DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "signals"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEST = 400, 50, 600


def modules() -> Iterator[Path]:
    """Every module of the house but migrations."""
    return (path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def place(path: Path) -> str:
    """Where a file is, for a person to read."""
    return str(path.relative_to(ROOT))


def test_every_part_has_a_floor() -> None:
    parts = {path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists()}
    assert parts == set(FLOOR)


def test_foreign_keys_point_down() -> None:
    up = [
        f"{model._meta.label}.{field.name} points to {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("handinhand")
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and FLOOR[model._meta.app_label] < FLOOR[field.related_model._meta.app_label]
    ]
    assert not up


def test_what_belongs_to_a_circle_says_so_first() -> None:
    loose = []
    for model in apps.get_models():
        fields = [field.name for field in model._meta.fields]
        if model.__module__.startswith("handinhand") and "circle" in fields:
            loose += [f"{model.__name__}: {index.name}" for index in model._meta.indexes if index.fields[0] != "circle"]
    assert not loose


def test_pages_are_made_of_their_own_part_and_the_look() -> None:
    strayed = []
    for path in HOUSE.rglob("templates/**/*.html"):
        part = path.relative_to(HOUSE).parts[0]
        for used in re.findall(r"""{% (?:extends|include) ["']([\w-]+)/""", path.read_text()):
            strayed += [f"{place(path)} uses {used}"] if used not in {part, "ui"} else []
    assert not strayed


@pytest.mark.parametrize("path", list(modules()), ids=place)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in functions(ast.parse(text))
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_tests_are_small_too() -> None:
    long = [place(path) for path in (ROOT / "tests").rglob("*.py") if len(path.read_text().splitlines()) > LONGEST_TEST]
    assert not long


def test_no_room_is_a_dumping_ground() -> None:
    found = [place(path) for path in HOUSE.rglob("*") if path.stem in DUMPING_GROUNDS]
    assert not found


def test_imports_stand_at_the_top() -> None:
    hidden = [
        f"{place(path)}:{inner.lineno}"
        for path in modules()
        for function in functions(ast.parse(path.read_text()))
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_who_and_when_are_always_said_by_name() -> None:
    loose = []
    for path in modules():
        if "actions" not in path.relative_to(HOUSE).with_suffix("").parts:
            continue
        for node in functions(ast.parse(path.read_text())):
            by_place = {each.arg for each in node.args.args}
            if by_place & {"by", "now"} and not node.name.startswith(("_", "check_")):
                loose.append(f"{place(path)}: {node.name}")
    assert not loose


def test_only_the_outermost_rooms_read_the_clock() -> None:
    reads = [
        place(path)
        for path in modules()
        if re.search(r"timezone\.now\(\)|datetime\.now\(", path.read_text())
        # Whether something is over by itself is asked in the one rule of sight: that file says why.
        and path.stem != "moments"
        and not {"views", "management", "jobs", "doors", "middleware", "visits"} & set(path.with_suffix("").parts)
        and path.relative_to(HOUSE).parts[0] != "config"
    ]
    assert not reads


def test_no_model_is_without_an_erasure_plan() -> None:
    without = [model._meta.label for model in apps.get_models() if plan_of(model) is None]
    assert without == []


def test_queries_never_write() -> None:
    writing = re.compile(r"\.(?:create|save|delete|update|bulk_create|get_or_create|update_or_create)\(")
    writers = [
        place(path)
        for path in modules()
        if "queries" in path.relative_to(HOUSE).with_suffix("").parts
        and writing.search(path.read_text().replace("versions.update(", "").replace("seen.update(", ""))
    ]
    assert not writers


def test_no_signals_between_parts() -> None:
    found = [
        place(path) for path in modules() if re.search(r"post_save|pre_save\b.*connect|@receiver", path.read_text())
    ]
    assert not found


def test_few_look_under_a_cover_and_none_of_them_makes_a_page() -> None:
    looking = re.compile(r"\bown_text\(|\.under\(|under_seal\(")
    found = {place(path) for path in modules() if looking.search(path.read_text()) and path.stem != "own_text"}
    assert found == {
        "handinhand/circles/actions/adopting.py",  # copies a text with its cover
        "handinhand/decisions/queries/proposals.py",  # compares two texts
        "handinhand/links/actions/telling.py",  # tells the words that were agreed to, with their cover
        "handinhand/meetings/actions/late.py",  # keeps a covered text as it is in a change that is asked for
        "handinhand/meetings/actions/papers.py",  # keeps a part's name in an announcement, with its cover
        "handinhand/meetings/queries/changes.py",  # compares what a change left with what the next one found
        "handinhand/meetings/queries/late.py",  # writes what a plan would be into what is asked, with its covers
        "handinhand/meetings/queries/plans.py",  # keeps what a plan was for an announcement, with its covers
        "handinhand/roles/actions/changing.py",  # compares what a role was with what it would be, and names
        "handinhand/words/queries.py",  # finds the other copies, and shows it to who is asked to agree
    }


def test_pages_carry_no_script_or_style_of_their_own() -> None:
    found = [
        place(path)
        for path in HOUSE.rglob("templates/**/*.html")
        if re.search(r"\sstyle=|\son\w+=|<script(?![^>]* src=)|javascript:", path.read_text())
    ]
    assert not found


def test_the_layout_never_assumes_left() -> None:
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)|float:|[^-]\b(?:left|right):"
    )
    found = [place(path) for path in HOUSE.rglob("*.css") if sided.search(path.read_text())]
    assert not found
