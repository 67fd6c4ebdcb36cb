"""Fields of the circle's own text: what it adopted, decided or was answered, copied so that nobody can take it away.

A cover can lie over such a text, as over anybody's words. Whoever reads the attribute of a row reads, while it is
covered, that something is covered and nothing else: there is no other way to the text but `under`, which says why.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from handinhand.ground.keys import keyring
from handinhand.ground.moments import goes_on
from handinhand.ground.sealed import SealedAttribute, SealedText, folded


class CoveredAttribute(SealedAttribute):
    """Opens the circle's own text, or says that it is covered at this moment."""

    field: "OwnText"

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is not None and self.field.is_covered(instance):
            return _("Something is covered here.")
        return super().__get__(instance, owner)


class FromElsewhere(models.Model):
    """Rows in which a text of another circle stands in this one, only while something is so: each read asks that."""

    class Meta:
        abstract = True

    @classmethod
    def standing(cls) -> models.Q:
        """Which of these rows stand there now."""
        raise NotImplementedError


class ToldElsewhere(models.Model):
    """Rows whose text other circles read, too: what covers it here is heard there."""

    class Meta:
        abstract = True

    def read_in(self) -> Iterable[Any]:
        """The other circles that read it now."""
        raise NotImplementedError


class OwnText(SealedText):
    """The circle's own text. `<name>_covered_until` stands beside it in its row.

    `by` leads from the row to the person whose words it was, and `among` to the scope of those who may read it; without
    `among`, or where that is empty, everybody in the circle may. `hidden_while` says when nobody else reads it yet: a
    plan, which is changed by hand and not by a decision.
    """

    descriptor_class = CoveredAttribute

    def __init__(
        self, *args: Any, by: str = "", among: str = "", hidden_while: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        self.by, self.among, self.hidden_while = by, among, hidden_while or {}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        more = {"hidden_while": self.hidden_while} if self.hidden_while else {}
        return name, path, args, {**kwargs, "by": self.by, "among": self.among, **more}

    @property
    def until(self) -> str:
        """The name of the field that says until when it is covered."""
        return f"{self.name}_covered_until"

    @property
    def kind(self) -> str:
        """What this text is called in addresses."""
        return f"{self.model._meta.model_name}-{self.name}"

    def is_covered(self, instance: models.Model) -> bool:
        """Whether the text of this row is covered at this moment."""
        return goes_on(getattr(instance, self.until))

    def opened(self, value: bytes | None, *, public_id: str) -> str:
        """Never without its row: the row says whether it is covered."""
        raise TypeError(f"{self.name} can be covered: read it from its row.")

    def under_seal(self, value: bytes, *, public_id: str) -> str:
        """A text, covered or not, read without its row: to compare it, and for nothing else."""
        return super().opened(value, public_id=public_id)

    def under(self, instance: models.Model) -> str:
        """The text, covered or not: to compare it, to copy it with its cover, and for who reads it before agreeing."""
        return SealedAttribute(self).__get__(instance, type(instance)) or ""

    def pieces(self, text: str) -> list[str]:
        """The texts that people wrote in it: whichever of them is covered, all of it is."""
        return [text]

    def said(self, text: str) -> str:
        """What it says, as who would cover it reads it."""
        return text


def own_texts() -> list[OwnText]:
    """Every field of the house that holds a circle's own text."""
    return [field for model in apps.get_models() for field in model._meta.concrete_fields if isinstance(field, OwnText)]


def own_text(row: models.Model, name: str) -> str:
    """The text of a row, covered or not: see `OwnText.under`."""
    field = row._meta.get_field(name)
    if not isinstance(field, OwnText):
        raise TypeError(f"{name} is no text of the circle's own.")
    return field.under(row)


def own_texts_of(row: models.Model, names: Iterable[str]) -> dict[str, str]:
    """Some texts of a row, covered or not, to copy them with their covers."""
    return {name: own_text(row, name) for name in names}


def with_covers(*names: str) -> list[str]:
    """These fields and, for each, the one that says until when it is covered: what is saved together."""
    return [*names, *(f"{name}_covered_until" for name in names)]


def shown_text(row: models.Model, name: str) -> str:
    """The text of a row for a box to begin with: empty while it is covered."""
    return "" if goes_on(getattr(row, f"{name}_covered_until")) else getattr(row, name) or ""


def covered_names(row: models.Model, names: Iterable[str]) -> list[str]:
    """Which of these texts of a row are covered at this moment."""
    return [name for name in names if goes_on(getattr(row, f"{name}_covered_until"))]


def write_texts(row: models.Model, **texts: str) -> None:
    """Write texts anew, as a form about them was filled in: a box left empty over a covered text leaves it as it is."""
    covered = covered_names(row, texts)
    for name, text in texts.items():
        if text or name not in covered:
            setattr(row, name, text)


def digest_of(text: str) -> str:
    """By what a text is known where that is kept under a seal: no key is in it, so it outlives a change of the key."""
    return hashlib.sha256(folded(text).encode()).hexdigest()


def fingerprint_in(circle: models.Model, text: str) -> str:
    """By what a text is known in one circle, wherever it stands there."""
    return keyring().lookup(folded(text), purpose=f"own text in {circle.public_id}")  # type: ignore[attr-defined]
