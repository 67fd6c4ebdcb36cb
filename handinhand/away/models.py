"""Asking somebody to step away for a while, and who is beside them in it."""

from django.db import models
from django.db.models import F, Q

from handinhand.away.choices import Says, Until
from handinhand.circles.models import Hold, Member, PowerUse
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.people.models import Ask


class Away(Row):
    """That somebody was asked to step away until a day. What is said stands in `use`, as it was agreed to.

    Where whoever asked takes it back, `use` says so, and what was said stays to be read. `hold` is the pause itself,
    once it began.
    """

    erasure = Erasure(Kept.SAFETY, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Until)
    until = models.DateField()
    ask = models.OneToOneField(Ask, null=True, on_delete=models.SET_NULL, related_name="+")
    use = models.OneToOneField(PowerUse, null=True, on_delete=models.SET_NULL, related_name="away")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.SET_NULL, related_name="away")
    wished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "member", "asked_at"], name="away_circle_member_asked")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Until.values), name="away_kind_known"),
            models.CheckConstraint(condition=Q(until__gt=F("asked_on")), name="away_has_an_end"),
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(asked_by=F("member")), name="nobody_sends_themselves_away"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Company(Row):
    """Whom somebody who is asked to step away would like beside them; that member is asked first, and may leave it.

    There is one at a time. Who said no is kept until the asking goes, so that nobody is asked it again.
    """

    erasure = Erasure(Kept.COMPANY, Erased.GOES, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    away = models.ForeignKey(Away, on_delete=models.CASCADE, related_name="companies")
    whose = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=Says, default=Says.ASKED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(says__in=Says.values), name="away_company_says_known"),
            models.CheckConstraint(condition=~Q(whose=F("member")), name="away_company_is_another"),
            models.UniqueConstraint(fields=["away", "member"], name="away_company_asked_once"),
            models.UniqueConstraint(fields=["away"], condition=~Q(says="no"), name="away_company_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.public_id
