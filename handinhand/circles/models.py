"""Members, invitations, and what a circle made its own."""

from django.db import models
from django.db.models import Q

from handinhand.circles.choices import Adopts, Colour, Shape, Standing
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import Lookup, SealedText


class Member(Row):
    """A person in a circle, with a name of its own there.

    `pronouns` and `say_name` (how to say the name) are free, and empty unless somebody wants them shown. `says_hello`:
    people who are invited may know that this member would say hello to them first.
    """

    erasure = Erasure(Kept.NAMES, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    name = SealedText()
    shape = models.CharField(max_length=10, choices=Shape, default=Shape.WAVE)
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.LEAF)
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.FOR_MYSELF)
    organisation = SealedText(null=True)
    pronouns = SealedText(null=True)
    say_name = SealedText(null=True)
    says_hello = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="once_in_a_circle"),
            models.CheckConstraint(
                condition=Q(standing="for_myself", organisation__isnull=True)
                | Q(standing="for_organisation", organisation__isnull=False),
                name="organisation_is_named",
            ),
            models.CheckConstraint(condition=Q(shape__in=Shape.values), name="shape_known"),
            models.CheckConstraint(condition=Q(colour__in=Colour.values), name="colour_known"),
        ]
        indexes = [models.Index(fields=["circle", "left_at"], name="member_circle_left")]

    def __str__(self) -> str:
        return self.public_id


class Invitation(Row):
    """A way in: a link, and a code that can be read out loud. It runs out and can be withdrawn."""

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    token = SealedText()
    token_lookup = Lookup(of="token", unique=True)
    code = SealedText()
    code_lookup = Lookup(of="code", unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "ends_at"], name="invitation_circle_ends")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="invitation_ends_later")
        ]

    def __str__(self) -> str:
        return self.public_id


class AdoptedVersion(Row):
    """One version of what a circle made its own; earlier ones are kept."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Adopts)
    number = models.PositiveIntegerField()
    adopted_at = models.DateTimeField()
    decision_id = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "kind", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class AdoptedLine(Row):
    """One line of one version, with the decision it came from: the circle's own text, which no taking back removes."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(AdoptedVersion, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    text = SealedText()
    decision_id = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="line_once")]

    def __str__(self) -> str:
        return self.public_id


class Reading(Row):
    """One version of what a circle lets newcomers read before they join; earlier ones are kept."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    happens = SealedText()
    who = SealedText()
    not_asked = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="reading_once")]

    def __str__(self) -> str:
        return self.public_id


class Hello(Row):
    """Somebody would like a hello from a member who offered one. Only these two know; it goes once it is seen."""

    erasure = Erasure(Kept.HELLOS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="hellos")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "by"], name="one_hello_at_a_time"),
            models.CheckConstraint(condition=~Q(to=models.F("by")), name="hello_to_another"),
        ]

    def __str__(self) -> str:
        return self.public_id


class DecisionRule(models.Model):
    """How many must take part in a decision, as the circle says: a share of all, and so many for themselves."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="decision_rule")
    share_percent = models.PositiveSmallIntegerField(default=50)
    for_themselves = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share_percent__gte=1, share_percent__lte=100), name="share_is_a_share"),
            models.CheckConstraint(condition=Q(for_themselves__gte=1), name="never_without_lived_experience"),
        ]

    def __str__(self) -> str:
        return f"{self.share_percent} % and {self.for_themselves}"
