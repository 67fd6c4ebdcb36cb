"""There is one door for asking something of somebody by name, and no way round it."""

import ast

import pytest
from django.apps import apps
from django.db import models

from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.people.models import Ask
from tests.asking_by_name import ASKS, OWN, TABLE, TICKET, TO_BE_WIRED
from tests.test_architecture import HOUSE, modules, place

DOOR = "handinhand/people/actions/asking.py"
OURS = [model for model in apps.get_models() if model.__module__.startswith("handinhand.")]


def ways_to_people(model: type[models.Model]) -> list[str]:
    """The foreign keys of a model that lead to one person."""
    fields = [field for field in model._meta.get_fields() if field.is_relation and field.concrete]
    return [f"{model._meta.label}.{each.name}" for each in fields if each.related_model in {Person, Member}]


def holds_the_ticket(model: type[models.Model]) -> bool:
    """Whether no row of a model can be without what the door made."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return any(field.related_model is Ask and not field.null for field in keys)


def test_every_way_to_a_person_says_whether_it_asks_something():
    ways = {way for model in OURS for way in ways_to_people(model)}
    assert ways == set(TABLE), "Give each one a word in tests/asking_by_name.py."
    assert set(TABLE.values()) == {OWN, ASKS, TICKET}


@pytest.mark.parametrize("way", [way for way, word in TABLE.items() if word == ASKS])
def test_what_asks_holds_the_ticket(way):
    model = apps.get_model(way.rsplit(".", 1)[0])
    assert holds_the_ticket(model) is (way not in TO_BE_WIRED)


def test_only_what_asks_waits_to_be_wired():
    assert {way for way, word in TABLE.items() if word == ASKS} >= TO_BE_WIRED


WRITERS = {"create", "get_or_create", "update_or_create", "bulk_create", "acreate", "aget_or_create", "abulk_create"}


def names_of_ask(tree: ast.AST) -> set[str]:
    """What a module calls the ticket."""
    brought = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    from_people = [node for node in brought if (node.module or "").startswith("handinhand.people.models")]
    return {each.asname or each.name for node in from_people for each in node.names if each.name == "Ask"}


def makes_asks(tree: ast.AST) -> bool:
    """Whether a module makes rows of `Ask`: by calling the class, or any writer of its manager."""
    names = names_of_ask(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        begins, writes = called.split(".", 1)[0].split("(", 1)[0], called.rsplit(".", 1)[-1]
        is_ask = begins in names or "models.Ask" in called
        if called in names or called.endswith("models.Ask") or (is_ask and writes in WRITERS):
            return True
    return False


def test_only_the_door_makes_tickets():
    makers = {place(path) for path in modules() if makes_asks(ast.parse(path.read_text()))}
    assert makers == {DOOR}


@pytest.mark.parametrize(
    "code",
    [
        "models.Ask(of=somebody).save()",
        "from handinhand.people.models import Ask\nAsk(of=somebody).save()",
        "from handinhand.people.models import Ask as Row\nRow.objects.create(of=somebody)",
        "from handinhand.people.models.energy import Ask\nAsk.objects.filter(pk=1).get_or_create(of=somebody)",
        "people.models.Ask.objects.bulk_create([])",
    ],
)
def test_a_way_round_is_found(code):
    assert makes_asks(ast.parse(code))


def test_the_door_reads_nobodys_energy():
    """What whoever asks sees cannot differ, because nothing on their way looks at what the other said."""
    source = (HOUSE.parent / DOOR).read_text()
    names = {each.id for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Name)}
    assert not names & {"Energy", "Rest", "WeekOff", "Room", "Limits", "price", "told_of"}
