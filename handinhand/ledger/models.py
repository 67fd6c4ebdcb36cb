"""Which powers were used, by whom, on what. No words, no names, nothing private ever."""

from typing import Any

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row


class EntryKept(Exception):
    """Somebody tried to change or remove a line of the ledger."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Lines of the ledger: they can be read and added to."""

    def update(self, **kwargs: Any) -> int:
        raise EntryKept("A line of the ledger is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EntryKept("A line of the ledger is never removed.")


class Entry(Row):
    """One use of one power."""

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    power = models.CharField(max_length=40)
    object_id = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "-at"], name="ledger_circle_at")]

    def __str__(self) -> str:
        return f"{self.power} {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise EntryKept("A line of the ledger is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EntryKept("A line of the ledger is never removed.")
