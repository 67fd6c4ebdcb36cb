"""Members, invitations, and what a circle made its own."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from handinhand.circles.choices import Adopts, Colour, Shape, Standing
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.moments import goes_on
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.people.models import Ask
from handinhand.words.models import Words


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
    held_until = models.DateTimeField(null=True)

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

    @property
    def is_held(self) -> bool:
        """Whether this member's access is held at this moment."""
        return goes_on(self.held_until)


class Hold(Row):
    """One member's access held: asked for by one, agreed to by another, for a day, unless the circle decides more.

    Until it is agreed to nothing happens, and the member whom it is about does not see it. `kept_at` says that the
    circle kept it by a decision; `agreed_to` is what several agreed to, where somebody was asked to step away.
    """

    erasure = Erasure(Kept.SAFETY, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="holds")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    asks_until = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    agreed_to = models.ForeignKey("circles.PowerUse", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["circle", "member", "ends_at"], name="hold_circle_member_ends")]
        constraints = [
            models.CheckConstraint(
                condition=Q(began_at__isnull=True, ends_at__isnull=True)
                | Q(began_at__isnull=False, ends_at__gte=models.F("began_at")),
                name="holds_have_an_end",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(began_at__isnull=False), name="agreed_holds_have_begun"
            ),
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("agreed_by"))
                & ~Q(asked_by=models.F("member"))
                & ~Q(agreed_by=models.F("member")),
                name="two_hold_a_third",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def is_asked(self, now: datetime) -> bool:
        """Whether it waits for a second member."""
        return self.began_at is None and now < self.asks_until

    def goes_on(self, now: datetime) -> bool:
        """Whether somebody's access is held by it."""
        return self.ends_at is not None and now < self.ends_at


class HoldAnswer(models.Model):
    """What somebody whose access is held says about it, to the circle."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="answers")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="hold_answer")

    def __str__(self) -> str:
        return f"{self.hold_id} {self.words_id}"


class HoldProposal(Row):
    """What a proposal would do to a hold once it is decided: keep it for some days, or (with none) end it.

    `says` is a hash of the words that say so: in other words it would do what it does not say. It is sealed, as words
    can be guessed; and it has no key in it, so it outlives a change of the key. `at` is when it was proposed: what the
    circle decided about the hold since then is not decided over. Proposals of before have neither.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="proposals")
    proposal_id = models.CharField(max_length=12, unique=True)
    days = models.PositiveSmallIntegerField()
    says = SealedText(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__lte=31), name="holds_end_within_a_month")]

    def __str__(self) -> str:
        return self.proposal_id


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
    text = OwnText()
    text_covered_until = models.DateTimeField(null=True)
    decision_id = models.CharField(max_length=12, blank=True)
    # The words it came from: what they touch on, the line does, for as long as they can be read.
    came_from = models.ForeignKey(Words, null=True, on_delete=models.SET_NULL, related_name="+")

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
    happens = OwnText(by="by__person")
    happens_covered_until = models.DateTimeField(null=True)
    who = OwnText(by="by__person")
    who_covered_until = models.DateTimeField(null=True)
    not_asked = OwnText(by="by__person")
    not_asked_covered_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="reading_once")]

    def __str__(self) -> str:
        return self.public_id


class Hello(Row):
    """Somebody would like a hello from a member who offered one. Only these two know; it goes once it is seen."""

    erasure = Erasure(Kept.HELLOS, Erased.GOES, Left.ENDS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="hellos")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "by"], name="one_hello_at_a_time"),
            models.CheckConstraint(condition=~Q(to=models.F("by")), name="hello_to_another"),
        ]

    def __str__(self) -> str:
        return self.public_id


class NotTogether(models.Model):
    """That a member would rather not be put together with another one: for tea, side by side, or in a small group.

    They alone see it, and nothing is left of it when they take it back.
    """

    erasure = Erasure(Kept.TEA, Erased.GOES)

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "about"], name="once_not_together"),
            models.CheckConstraint(condition=~Q(by=models.F("about")), name="not_together_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id}"


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
