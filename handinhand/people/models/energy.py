"""How much somebody has to give, when they rest, what they took on, and what is asked of them: theirs alone."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import F, Q

from handinhand.fairness.energy import MOST_HOURS, Cost, Days, monday_of
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import SealedText
from handinhand.people.choices import AskKind, Weight

MOST_WAY = 600


class Energy(models.Model):
    """What somebody said of their week. Hours that were not said are none of these numbers: nothing is capped then."""

    erasure = Erasure(Kept.ENERGY, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="energy")
    hours = models.PositiveSmallIntegerField(null=True)
    way_minutes = models.PositiveSmallIntegerField(null=True)
    evenings = models.CharField(max_length=10, choices=Weight, default=Weight.USUAL)
    travel = models.CharField(max_length=10, choices=Weight, default=Weight.USUAL)
    many = models.CharField(max_length=10, choices=Weight, default=Weight.USUAL)
    heavy = models.CharField(max_length=10, choices=Weight, default=Weight.USUAL)
    screens = models.CharField(max_length=10, choices=Weight, default=Weight.USUAL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__lte=MOST_HOURS), name="hours_of_a_week"),
            models.CheckConstraint(condition=Q(way_minutes__lte=MOST_WAY), name="way_of_a_day"),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__in": Weight.values}), name=f"{name}_weight_known")
                for name in ("evenings", "travel", "many", "heavy", "screens")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class WeekOff(Row):
    """A week in which nothing is asked of somebody. Weeks are counted, so that every number is a week."""

    erasure = Erasure(Kept.ENERGY, Erased.GOES)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="weeks_off")
    week = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week"], name="week_off_once"),
            # Far more than anybody's, and never beyond what a calendar can name.
            models.CheckConstraint(condition=Q(week__lte=400_000), name="week_off_on_the_calendar"),
        ]

    def __str__(self) -> str:
        return f"{self.week}"

    @property
    def monday(self) -> date:
        """The day on which it begins."""
        return monday_of(self.week)


class Rest(Row):
    """A rest of somebody: until a moment, or until they say. `is_shown`: others may see that they rest."""

    erasure = Erasure(Kept.ENERGY, Erased.GOES)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rests")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    is_shown = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ends_at__isnull=True), name="one_open_rest"),
            models.UniqueConstraint(fields=["person", "begins_at"], name="one_rest_begins"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("begins_at")), name="rest_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def last_day(self) -> datetime | None:
        """The last day of it: a rest that ends when a day begins was over the evening before."""
        return self.ends_at - timedelta(seconds=1) if self.ends_at else None


class Costs(models.Model):
    """What something costs whoever takes it on, in minutes of each week it touches; what kind of thing it is."""

    minutes = models.PositiveSmallIntegerField(default=0)
    preparation = models.PositiveSmallIntegerField(default=0)
    after = models.PositiveSmallIntegerField(default=0)
    travels = models.BooleanField(default=False)
    evening = models.BooleanField(default=False)
    of_many = models.BooleanField(default=False)
    is_heavy = models.BooleanField(default=False)
    online = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def cost(self) -> Cost:
        """The same, as the rules read it."""
        return Cost(
            minutes=self.minutes,
            preparation=self.preparation,
            after=self.after,
            travels=self.travels,
            evening=self.evening,
            many=self.of_many,
            heavy=self.is_heavy,
            online=self.online,
        )


class Commitment(Costs):
    """Something somebody took on themselves, and the days of it: known to them alone."""

    erasure = Erasure(Kept.ENERGY, Erased.GOES, Left.ENDS)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="commitments")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=AskKind)
    ref = models.CharField(max_length=12)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "ref"], name="committed_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="commitment_ends_later"),
            models.CheckConstraint(condition=Q(kind__in=AskKind.values), name="commitment_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"

    @property
    def when(self) -> Days:
        """The days of it."""
        return Days(self.first_day, self.last_day)


class Ask(Row, Costs):
    """Something that is asked of somebody by name. Whether it is told to them is kept nowhere: it is read each time.

    Only the door makes one (`people.actions.ask`); a row of any part that asks something of a person holds it.
    """

    erasure = Erasure(Kept.ASKS, Erased.GOES)

    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asks")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=AskKind)
    ref = models.CharField(max_length=12)
    where = SealedText()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "kind", "ref"], condition=Q(closed_at__isnull=True), name="asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True)
                | Q(first_day__isnull=False, last_day__gte=F("first_day")),
                name="ask_days_are_whole",
            ),
            models.CheckConstraint(condition=Q(kind__in=AskKind.values), name="ask_kind_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def when(self) -> Days | None:
        """The days of it, if it has any."""
        if self.first_day is None or self.last_day is None:
            return None
        return Days(self.first_day, self.last_day)
