"""Which powers were used, by whom, on what. No words, no names, nothing private ever."""

from typing import Any

from django.db import models
from django.db.models import Q

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


class Names(models.TextChoices):
    """What of a line can name a person."""

    BY = "by"
    OBJECT = "object"
    ABOUT = "about"
    ASKED = "asked"
    HELD = "held"


# Whom a line names besides who did it and what it was done to, in the order in which it commits to them: the person
# whose place its object is, who asked for it, and whose access it held. Where it names none, it commits to nobody.
ALSO = (Names.ABOUT, Names.ASKED, Names.HELD)


class Entry(Row):
    """One use of one power.

    `by_mark` and `object_mark` are commitments to who did it and to what: they stay when a name goes. `also_marks` are
    those to whom else it names, one after the other; who that is, its salts say. Lines of before have none. `number` is
    the line's place in its circle's chain and `hash` what binds it to the line before. Both come with the line, or a
    moment later, when somebody else was just writing one.
    """

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    power = models.CharField(max_length=40)
    object_id = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    by_mark = models.BinaryField()
    object_mark = models.BinaryField()
    also_marks = models.BinaryField(null=True)
    number = models.PositiveBigIntegerField(null=True)
    hash = models.BinaryField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        # One for each way in which the list is looked through.
        indexes = [
            models.Index(fields=["circle", "-at", "-id"], name="ledger_when"),
            models.Index(fields=["circle", "power", "-at", "-id"], name="ledger_what"),
            models.Index(fields=["circle", "by", "-at", "-id"], name="ledger_who"),
            models.Index(fields=["circle", "by", "power", "-at", "-id"], name="ledger_who_and_what"),
            models.Index(fields=["circle", "hash"], name="ledger_hash"),
            models.Index(fields=["circle"], condition=Q(number__isnull=True), name="ledger_not_bound_yet"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="one_line_in_each_place"),
            models.CheckConstraint(condition=Q(number__isnull=True) | Q(number__gte=1), name="ledger_counts_from_one"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, hash__isnull=True) | Q(number__isnull=False, hash__isnull=False),
                name="what_has_a_place_is_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.power} {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise EntryKept("A line of the ledger is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EntryKept("A line of the ledger is never removed.")


class Salt(models.Model):
    """What opens one commitment of a line. It goes with the person whom it names; then nobody can open it again.

    With it goes what it named: the database itself takes that out of the line.
    """

    erasure = Erasure(Kept.DEEDS, Erased.GOES)

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="salts")
    name = models.CharField(max_length=6, choices=Names)
    of = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="one_salt_for_each_name")]

    def __str__(self) -> str:
        return f"{self.name} of {self.entry_id}"


class Chain(models.Model):
    """Where a circle's chain of lines ends. Whoever adds a line holds this row."""

    erasure = Erasure(Kept.NOTHING, Erased.STAYS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.number} lines"
