"""Finds where the house counts people: in its modules by their syntax, in its pages by their tags.

It goes by names: a count is found when what is counted, or what that was made of in the same function, has a name or a
model of people in it. It finds too much rather than too little: what is harmless is declared with its reason. What is
called by a name that says nothing of people is not found; the sentences that say a number of people are found anyhow.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Words in the names of variables, functions and fields that stand for people, or for what each of them did.
WORDS = """
    agreed answered answers askers authors back coming company crowd friends hearings here holders members
    names others people persons places positions present readers replies seats seeing standings tellers those
    voices voters yeses
"""
# Models of which each row is somebody, or something that somebody said of themselves.
MODELS = """
    Answer AskAnswer Attendance Back CheckIn CoverYes Given Hand Here InDraw Known Loan Member OfferAnswer
    OwnDays Person Position PowerYes QuietAsker Reaction Reply ScopeMember Seat SteppingOut SupportPerson
    Touched Willing
"""
PEOPLE = {*WORDS.split(), *MODELS.split()}
COUNTS = {"len", "sum", "count", "Count", "Sum", "Avg", "Counter", "fmean", "mean", "median"}
# What counts here is not on its way to a page: it decides, or writes. What it says is looked at as sentences.
BELOW, NO_PAGE = {"fairness", "ground", "live"}, {"actions", "models", "migrations", "management", "jobs"}
THROUGH = {"how_many", "shown", "enough", "apart", "how_even"}
# A number that is filled in, and then people: "%(number)s more people", "{{ here }} of us".
SAYS_A_NUMBER = re.compile(
    r"(?:%\(\w+\)s|{{ ?[\w.]+ ?}}|{\w+})(?: \w+)? (?:people|person|persons|members|others|of us|of you|of them)\b"
)
DOOR = "handinhand.fairness.small_numbers"


@dataclass(frozen=True, order=True)
class Found:
    """One count of people: the file, and the function or the tag that it stands in."""

    file: str
    where: str


def in_module(text: str, file: str) -> Iterator[Found]:
    """Every count of people in a module that does not go through small_numbers."""
    tree = ast.parse(text)
    doors = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == DOOR
        for name in node.names
        if name.name in THROUGH
    }
    for scope, where in _scopes(tree):
        made = _made(scope)
        for statement in _own_statements(scope):
            for call in _counting(statement, doors):
                subject = _words(statement if _is_model_count(call) else call, made)
                if subject & PEOPLE:
                    yield Found(file, where)


def in_page(text: str, file: str) -> Iterator[Found]:
    """Every count of people in a page: a length, a number for each of them in turn, or a number to be said."""
    loops: list[str] = []
    for tag in re.findall(r"{[{%].*?[%}]}", text, re.DOTALL):
        over = re.match(r"{%\s*for\s+.+?\s+in\s+(\S+)", tag)
        if over:
            loops.append(over[1])
        elif re.match(r"{%\s*endfor\b", tag) and loops:
            loops.pop()
        counted = re.findall(r"([\w.]+)(?:\|length\b|\.count\b)", tag) + re.findall(r"\bcount\s+\w+=([\w.]+)", tag)
        counted += re.findall(r"{{\s*([\w.]+)[^}]*\|pluralize", tag)
        counted += loops[-1:] if re.search(r"forloop\.(?:rev)?counter", tag) else []
        for each in counted:
            if _split(each) & PEOPLE:
                yield Found(file, each)


def in_sentences(text: str, file: str) -> Iterator[Found]:
    """Every sentence of ours that says a number of people; `said` in the file is where it stands."""
    for sentence in re.findall(SAYS_A_NUMBER, text):
        yield Found(file, sentence)


def _scopes(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """The module and each of its functions, with a name to declare it by."""
    yield tree, "the module"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.name


def _own_statements(scope: ast.AST) -> Iterator[ast.stmt]:
    """The statements of a scope without those of functions in it; of a block only its head."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.stmt):
            yield child
        yield from _own_statements(child)


def _made(scope: ast.AST) -> dict[str, set[str]]:
    """Of which words each variable of a scope was made: by its type, or by what was given to it."""
    made: dict[str, set[str]] = {}
    for node in ast.walk(scope):
        for target, source in _given(node):
            words = _words(source, made)
            for name in ast.walk(target):
                if isinstance(name, ast.Name):
                    made[name.id] = made.get(name.id, set()) | words
                elif isinstance(name, ast.arg):
                    made[name.arg] = made.get(name.arg, set()) | words
    return made


def _given(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What is given a value here, and what the value is made of."""
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter
    elif isinstance(node, ast.arg) and isinstance(node.annotation, ast.Subscript):
        yield node, node.annotation


def _counting(statement: ast.stmt, doors: set[str]) -> Iterator[ast.AST]:
    """Whatever counts in a statement itself and not in what it holds; what goes through a door is passed by."""
    waiting: list[ast.AST] = [each for each in ast.iter_child_nodes(statement) if not isinstance(each, ast.stmt)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and _called(node.func) in doors:
            continue
        if isinstance(node, ast.Call):
            # Or gives away what counts, as map(len, …) does.
            named = {_called(node.func)} | {_called(each) for each in node.args} & {"len", "sum"}
            if named & COUNTS:
                yield node
        waiting += ast.iter_child_nodes(node)


def _called(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_model_count(call: ast.AST) -> bool:
    """Whether it counts rows of whatever stands around it, as Count("pk") does."""
    return isinstance(call, ast.Call) and _called(call.func)[:1].isupper()


def _words(tree: ast.AST, made: dict[str, set[str]]) -> set[str]:
    """All words in the names of a piece of code, and of what its variables were made of."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found |= _split(node.id) | made.get(node.id, set())
        elif isinstance(node, ast.Attribute):
            found |= _split(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w_]+", node.value):
            found |= _split(node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            found |= _split(node.arg)
    return found


def _split(name: str) -> set[str]:
    """A name and the words in it: `those_here` is also those and here."""
    return {name, *name.lower().replace(".", "_").split("_")}


def all_found(house: Path) -> set[Found]:
    """Every count of people between what is kept and what is shown."""
    found: set[Found] = set()
    for path in [*house.rglob("*.py"), *house.rglob("templates/**/*.html"), *house.rglob("templates/**/*.txt")]:
        parts, text = path.relative_to(house).with_suffix("").parts, path.read_text()
        file = path.relative_to(house).as_posix()
        found |= set(in_sentences(text, file))
        if path.suffix != ".py":
            found |= set(in_page(text, file))
        elif parts[0] not in BELOW and not NO_PAGE & set(parts):
            found |= set(in_module(text, file))
    return found
