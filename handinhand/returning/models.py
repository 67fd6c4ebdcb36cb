"""Somebody asks to be let back in, who says that they know them, and what each of us wished for beforehand."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import Lookup, SealedText


class Asked(Row):
    """One ask to be let back in: by a person who is new here, for a place that somebody has (or that nobody has).

    The person who asks never becomes the person of that place: they get a place beside it.
    """

    erasure = Erasure(Kept.RETURNING, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = SealedText()
    of = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    code = SealedText()
    code_lookup = Lookup(of="code", unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    waits_until = models.DateTimeField(null=True)
    stop_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique where there is one
    stopped_at = models.DateTimeField(null=True)
    let_in_at = models.DateTimeField(null=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "asker"], condition=Q(let_in_at__isnull=True), name="one_ask_in_a_circle"
            ),
            models.UniqueConstraint(
                fields=["of"], condition=Q(let_in_at__isnull=False, ended_at__isnull=True), name="one_let_in_beside"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(let_in_at__isnull=True), name="stopped_or_let_in"
            ),
            models.CheckConstraint(
                condition=Q(let_in_at__isnull=True)
                | Q(of__isnull=False, member__isnull=False, waits_until__lte=models.F("let_in_at")),
                name="let_in_after_waiting",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(let_in_at__isnull=False), name="opened_when_let_in"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Known(models.Model):
    """One member says that they know the person who asks."""

    erasure = Erasure(Kept.RETURNING, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="known_by")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "by"], name="known_once_by_each")]

    def __str__(self) -> str:
        return f"{self.asked_id} {self.by_id}"


class Wish(models.Model):
    """What a member wished for beforehand: not to be let back in so, and who may open what is theirs alone."""

    erasure = Erasure(Kept.RETURNING, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    switched_off = models.BooleanField(default=False)
    opener = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opener__isnull=True) | ~Q(opener=models.F("member")), name="opener_is_another"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"
