"""An action that touches others is a power: what uses none is in a table that says why, or the build stops."""

import ast
from pathlib import Path

import handinhand
from handinhand.circles.actions.powers import EFFECTS
from handinhand.circles.choices import Power
from handinhand.circles.kinds import OF_KIND
from handinhand.circles.rules import RULES, Who
from handinhand.circles.rules.asking import can_be_asked, rule_id
from handinhand.config.powers import ASKINGS
from handinhand.fairness.agreeing import stricter
from tests.needs_no_power import NEEDS_NO_POWER

HOUSE = Path(handinhand.__file__).parent
WRITES = {"create", "save", "delete", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
OUTSIDE_ACTIONS = {"views", "forms", "doors", "rules", "queries", "templatetags", "urls"}


def called(node: ast.AST) -> set[str]:
    """The names of everything that is called within."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in calls}


def actions() -> dict[str, ast.FunctionDef]:
    """Every function in the rooms of actions, as "part.module.function"."""
    found = {}
    for path in HOUSE.rglob("*.py"):
        where = path.relative_to(HOUSE).with_suffix("").parts
        if "actions" in where:
            room = [each for each in where if each not in {"actions", "__init__"}]
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef):
                    found[".".join([*room, node.name])] = node
    return found


def using_a_power(found: dict[str, ast.FunctionDef]) -> set[str]:
    """Those that go through the one door, themselves or by another action of their part."""
    using: set[str] = set()
    while True:
        doors = {(name.partition(".")[0], name.rpartition(".")[2]) for name in using}
        more = {
            name
            for name, node in found.items()
            if name not in using
            for each in called(node)
            if each == "use_power" or (name.partition(".")[0], each) in doors
        }
        if not more:
            return using
        using |= more


def test_whatever_somebody_does_uses_a_power_or_says_why_it_needs_none() -> None:
    found = actions()
    effects = {(each.__module__, each.__name__) for each in EFFECTS.values()}
    by_somebody = {
        name
        for name, node in found.items()
        if not node.name.startswith("_") and "by" in {each.arg for each in node.args.kwonlyargs}
    }
    are_effects = {
        name
        for name in by_somebody
        for module, function in effects
        if _is_in(module, name) and name.endswith(f".{function}")
    }
    without = by_somebody - using_a_power(found) - are_effects
    new = sorted(without - set(NEEDS_NO_POWER))
    assert not new, f"Does it touch others? Then it is a power. Else say why in tests/needs_no_power.py: {new}"
    gone = sorted(set(NEEDS_NO_POWER) - without)
    assert not gone, f"No longer there, or a power by now: {gone}"
    assert len(NEEDS_NO_POWER) == len(set(NEEDS_NO_POWER))


def _is_in(module: str, name: str) -> bool:
    room = [each for each in module.split(".")[1:] if each != "actions"]
    return name.split(".")[:-1] == room


def test_the_test_itself_finds_an_action_without_a_power() -> None:
    """An action as somebody might write it tomorrow."""
    (node,) = ast.parse("def empty_the_shed(*, circle, by, now):\n    circle.shed.delete()\n").body
    assert isinstance(node, ast.FunctionDef)
    found = {**actions(), "circles.sheds.empty_the_shed": node}
    assert "circles.sheds.empty_the_shed" not in using_a_power(found) | set(NEEDS_NO_POWER)


def test_nothing_is_written_but_by_actions() -> None:
    writers = [
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if OUTSIDE_ACTIONS & set(path.relative_to(HOUSE).with_suffix("").parts)
        and "actions" not in path.parts
        and any(
            isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.func.attr in WRITES
            for each in ast.walk(ast.parse(path.read_text()))
        )
    ]
    assert not writers


def from_actions(tree: ast.Module) -> set[str]:
    """What a module takes from a room of actions, by name or as a room of which it calls something."""
    taken = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom) and "actions" in (each.module or "")]
    return {alias.name for each in taken for alias in each.names}


def test_no_command_of_a_keeper_uses_a_power() -> None:
    doors = {name.rpartition(".")[2] for name in using_a_power(actions())} | {"use_power"}
    commands = [path for path in HOUSE.rglob("management/commands/*.py") if path.stem != "__init__"]
    assert len(commands) > 5
    used = {path.stem: from_actions(ast.parse(path.read_text())) & doors for path in commands}
    assert not {name: found for name, found in used.items() if found}


def test_the_table_says_all_there_is_to_say_about_each_power() -> None:
    grouped = [power for powers in OF_KIND.values() for power in powers]
    assert len(grouped) == len(set(grouped))
    for power, rule in RULES.items():
        # Whoever is not in the circle starts nothing that several of us agree to in the circle.
        assert rule.floor is None or rule.starts is not Who.NEWCOMER
        assert bool(rule.title) == (rule.floor is not None)
        if rule.floor is not None:
            assert stricter(rule.takes, rule.floor) == rule.takes, f"{power} begins below its floor"
            says = ASKINGS[power].says is not None if power in ASKINGS else False
            assert says != rule.in_own_words, f"{power}: what will happen is said by us, or by whoever asks"
        assert rule.like is None or RULES[rule.like].floor is not None
    assert set(ASKINGS) <= {power for power in Power if can_be_asked(power)}
    changing = [rule_id(power) for power, rule in RULES.items() if rule.floor is not None]
    assert len(changing) == len(set(changing))
