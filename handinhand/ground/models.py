"""The bare rows that every other table points to."""

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import SealedText

if TYPE_CHECKING:
    LettersField = models.CharField[str, str]
else:
    LettersField = models.CharField

# No vowels and no look-alikes: an address spells no word and can be read aloud.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


def new_public_id() -> str:
    """A random name for a row in addresses: 12 letters, about 57 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class PublicId(LettersField):
    """A random name for a row. An address may ask for anything; a NUL, which PostgreSQL refuses, names none."""

    def get_prep_value(self, value: Any) -> Any:
        return "" if isinstance(value, str) and "\0" in value else super().get_prep_value(value)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Row(models.Model):
    """What every row has: a random public id. Sealed fields are bound to it, so it never changes."""

    public_id = PublicId(max_length=12, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class Person(Row):
    """Somebody. Nothing is known here but that they exist; raising `sign_in_round` ends all their visits."""

    erasure = Erasure(Kept.MARK, Erased.GOES)

    began_at = models.DateTimeField()
    sign_in_round = models.PositiveIntegerField(default=0)
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.public_id


class Circle(Row):
    """A group that works together; the unit of everything that is kept."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    name = SealedText()
    purpose = OwnText()
    purpose_covered_until = models.DateTimeField(null=True)
    limits = OwnText()
    limits_covered_until = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.public_id


class KeyCheck(Row):
    """One sealed sentence, by which a server and a back-up notice the wrong key before anything else does."""

    erasure = Erasure(Kept.NOTHING, Erased.STAYS)

    sentence = SealedText()
    only = models.BooleanField(default=True, unique=True)

    def __str__(self) -> str:
        return "key check"
