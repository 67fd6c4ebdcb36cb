"""Fields whose text is encrypted in the database, and fields by which such text can be found again."""

import base64
import binascii
import unicodedata
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import Promise

from handinhand.ground.keys import keyring

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    LettersField = models.CharField[str, str]
else:
    AnyField, LettersField = models.Field, models.CharField


class SealedBytes(bytes):
    """Bytes as the database keeps them: sealed, not yet opened."""


class SealedAttribute:
    """Opens a sealed value when it is first asked for, and never before."""

    def __init__(self, field: "SealedText") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        value = self.field.value_from_object(instance)
        if isinstance(value, SealedBytes):
            value = keyring().unseal(value, place=self.field.place(instance)).decode()
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(AnyField):
    """Text that is kept with AES-256-GCM, bound to its table, column and row; it can be neither sorted nor searched."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place(self, instance: models.Model) -> bytes:
        """The one place where this value opens."""
        return self.place_in(instance.public_id)  # type: ignore[attr-defined]

    def place_in(self, public_id: str) -> bytes:
        """The one place where the value of the row with this public id opens."""
        return f"{self.model._meta.db_table}.{self.column}:{public_id}".encode()

    def opened(self, value: bytes | None, *, public_id: str) -> str:
        """The text of a value that was read without its row; empty where there is none."""
        return "" if value is None else keyring().unseal(value, place=self.place_in(public_id)).decode()

    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> SealedBytes | None:
        return None if value is None else SealedBytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedBytes | None:  # noqa: FBT001 - Django's signature
        value = self.value_from_object(model_instance)
        if value is None or isinstance(value, SealedBytes):
            return value
        if not isinstance(value, str | Promise):
            raise TypeError(f"{self.name} is sealed text: it can be set to text only, not to {type(value).__name__}.")
        return SealedBytes(keyring().seal(str(value).encode(), place=self.place(model_instance)))

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Unlike other fields, let no expression pass: it would be kept unsealed."""
        return self.get_db_prep_value(value, connection)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is None:
            return None
        if not isinstance(value, SealedBytes):
            raise TypeError(
                f"{self.name} is sealed: save the row it belongs to instead of updating or searching by it."
            )
        return connection.Database.Binary(value)  # type: ignore[attr-defined]

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_from_object(self, obj: models.Model) -> Any:
        """What the row holds, not opened for the asking: sealed bytes until somebody reads the attribute."""
        if self.attname not in obj.__dict__:
            held = type(obj)._base_manager.values_list(self.attname, flat=True)
            obj.__dict__[self.attname] = held.get(pk=obj.pk)
        return obj.__dict__[self.attname]

    def value_to_string(self, obj: models.Model) -> Any:
        """The sealed bytes for a back-up, in a form that no text a person types can have: nothing is opened."""
        value = self.pre_save(obj, add=False)
        return None if value is None else {"sealed": base64.b64encode(value).decode()}

    def to_python(self, value: Any) -> Any:
        """Of what a back-up holds, the sealed bytes; text stays as it is."""
        if not isinstance(value, dict):
            return value
        try:
            return SealedBytes(base64.b64decode(value["sealed"], validate=True))
        except (KeyError, TypeError, binascii.Error) as unreadable:
            raise ValidationError(f"{self.name} does not hold sealed bytes.") from unreadable


def folded(text: str) -> str:
    """Text as people mean it when they type it again: spaces, case and how letters are composed do not matter."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()


class Lookup(LettersField):
    """A keyed fingerprint of a sealed field of the same row, so that the row can be found.

    It is made whenever the row is saved; who saves with `update_fields` names both fields. With `like`, the same text
    has the same fingerprint as in another table's column, so that the two can be put beside each other unopened.
    """

    def __init__(self, *args: Any, of: str, like: str = "", **kwargs: Any) -> None:
        self.of = of
        self.like = like
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["of"] = self.of
        if self.like:
            kwargs["like"] = self.like
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's signature
        kept: str = getattr(model_instance, self.attname)
        if kept and isinstance(model_instance.__dict__.get(self.of), SealedBytes):
            # Nobody opened the text since it was read, so it is the same, and so is its fingerprint.
            return kept
        text = getattr(model_instance, self.of)
        # Where there is no text there is nothing to be found by.
        value = "" if text is None else self.fingerprint(text)
        setattr(model_instance, self.attname, value)
        return value

    def fingerprint(self, text: str) -> str:
        """What `text` would be kept as here."""
        return keyring().lookup(folded(text), purpose=self.like or f"{self.model._meta.db_table}.{self.column}")
