"""One row at least in every table, with a phrase that nobody else would write in every sealed field."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models

from handinhand.circles.models import Member
from handinhand.ground.keeping import sealed_fields, tables
from handinhand.ground.models import Circle, KeyCheck, Person
from handinhand.promises.models import CarriedOn
from handinhand.words.models import Scope, Words

MOMENT = timedelta(microseconds=123457)


def _another_member(now: datetime) -> Member:
    """Somebody besides the first, of whom some rows tell."""
    given = {"circle": Circle.objects.first(), "person": Person.objects.create(began_at=now), "joined_at": now}
    return Member.objects.create(**given, name="Otter Two", standing="for_myself", shape="leaf", colour="sky")


def _another_scope(now: datetime) -> Scope:
    """A scope of its own, for what stands beside another one."""
    return Scope.objects.create(circle=Circle.objects.first(), kind="company")


# What a table's own rules ask for; everything else is filled in by the kind of field.
ASKED: dict[str, dict[str, Any]] = {
    "Asked": {"stopped_at": None},
    "Wish": {"opener": None},
    "Member": {"standing": "for_organisation"},
    "Scope": {"kind": "circle", "of": None},
    "Words": {"state": "shared"},
    "Proposal": {"state": "adopted", "share_percent": None, "at_least_for_themselves": None},
    "Position": {"kind": "concern", "concern_state": "stands"},
    "Meeting": {"state": "closed", "current": None, "called_off_at": None},
    "Asking": {"reason": "This suits most of those who answered."},
    "Calendar": {"address_hash": "h" * 64},
    "Promise": {"answer_kind": "done", "follows": None},
    "Part": {"minutes": 20},
    "PlanOffer": {"kind": "add", "part": None, "minutes": 20},
    "Pause": {"minutes": 10},
    "Care": {"second": None},
    "Pace": {"longest_minutes": 90},
    "Cover": {"taken_off_at": None},
    "Hold": {"asked_by": None, "agreed_by": None},
    "Ahead": {"kind": "concern"},
    "Hello": {"by": _another_member},
    "PassedOn": {"letter": ""},
    "NotTogether": {"about": _another_member},
    "Together": {"other": _another_member},
    "Beside": {"whose": _another_member},
    "Rhythm": {"next_on": None},
    "Draw": {"until": lambda now: (now + timedelta(days=7)).date()},
    "LentRole": {"kind": "own", "let_go_at": None},
    "RoleDraw": {"meeting": None, "seats": [], "stage": "drawn", "opened_at": lambda now: now - timedelta(days=1)},
    "Loan": {"meeting": None},
    "ForTomorrow": {"to": _another_member},
    "Box": {"kind": "choice", "question": None},
    "AtHand": {"scope": _another_scope},
    "Friend": {"friend": _another_member},
    "Gift": {"by": _another_member},
    "NotSeeing": {"about": lambda now: Person.objects.create(began_at=now)},
    "SafeWay": {"from_hour": 1, "to_hour": 9},
    "MessageWish": {"number": None, "is_on": True, "of_own": True, "from_hour": 1, "to_hour": 9},
    "CarriedOn": {"onward": None},
    "AskAnswer": {"said": "yes"},
    "CircleCare": {"second": None},
    "Away": {"asked_by": None, "until": lambda now: (now + timedelta(days=7)).date(), "hold": None},
    "Company": {"whose": _another_member},
    "PowerUse": {"state": "done", "about": None, "decided_at": None},
    "Link": {"other": None, "linked_at": None, "ended_at": None, "ended_by": None},
    "InTheWay": {"to": _another_member, "beside": None},
    "Entry": {"number": None},
    "SupportPerson": {"said": "yes", "place": "first"},
}
LATER = {"ends_at", "lapses_at"}


def phrase(field: models.Field, number: int = 0) -> str:
    """What is written into one sealed field of one row."""
    return f"Wistful {field.model.__name__} otter's {field.name} number {number} \u00e9\u4e16\U0001f33f"


def phrases() -> list[str]:
    """Everything that `fill_every_table` writes in confidence."""
    return [phrase(field) for model in tables() if model is not KeyCheck for field in sealed_fields(model)]


def fill_every_table(now: datetime) -> None:
    """Write one row into every table, whatever order they depend on each other in."""
    waiting = [model for model in tables() if model is not KeyCheck and model._meta.app_label != "sessions"]
    while waiting:
        ready = [model for model in waiting if not _needs(model) & set(waiting) - {model}]
        assert ready, f"These tables wait for each other: {waiting}"
        for model in ready:
            fill(model, now)
        waiting = [model for model in waiting if model not in ready]


def fill(model: type[models.Model], now: datetime, number: int = 0) -> models.Model:
    """Write one row into one table."""
    asked = ASKED.get(model.__name__, {})
    row = model()
    for field in model._meta.concrete_fields:
        if field.name in asked:
            given = asked[field.name]
            setattr(row, field.name, given(now) if callable(given) else given)
        elif field in sealed_fields(model):
            setattr(row, field.name, phrase(field, number))
        elif not field.primary_key:
            _fill_in(row, field, now, number)
    if isinstance(row, CarriedOn):
        row.onward = fill(Words, now, number + 1)
    row.save()
    return row


def _fill_in(row: models.Model, field: models.Field, now: datetime, number: int) -> None:
    if isinstance(field, models.ForeignKey):
        if field.remote_field.model is not type(row):
            setattr(row, field.name, field.remote_field.model._base_manager.first())
    elif isinstance(field, models.DateTimeField):
        setattr(row, field.name, now + MOMENT + timedelta(days=field.name in LATER))
    elif isinstance(field, models.DateField):
        setattr(row, field.name, now.date())
    elif field.name == "public_id" or field.has_default() or field.choices:
        if field.choices and not field.has_default() and not field.blank:
            setattr(row, field.name, field.choices[0][0])
    elif isinstance(field, models.BooleanField):
        setattr(row, field.name, True)
    elif isinstance(field, models.IntegerField):
        setattr(row, field.name, 1 + number)
    elif isinstance(field, models.CharField) and field.editable and not field.blank:
        setattr(row, field.name, f"{field.name[:8]}{number}")


def _needs(model: type[models.Model]) -> set[type[models.Model]]:
    asked = ASKED.get(model.__name__, {})
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return {field.remote_field.model for field in keys if field.name not in asked}


def every_row(*, everything: bool = False) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables that a back-up keeps, byte for byte."""
    kept = [model for model in tables() if everything or getattr(model, "kept_in_back_ups", True)]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in kept
        if model._meta.app_label != "sessions"
    }
