"""Roles of a circle, who is willing, who holds what until when, and draws with everything they were made of."""

from django.db import models
from django.db.models import Q

from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import SealedText
from handinhand.meetings.models import Meeting
from handinhand.people.models import Ask
from handinhand.roles.choices import ALWAYS, Kind, Place, Says, Seats, Stage

FOR_ONE_OF_TWO = Q(meeting__isnull=True, until__isnull=False) | Q(meeting__isnull=False, until__isnull=True)


class LentRole(Row):
    """A role that a circle invented, or one of those that are always there, as the circle likes it.

    One that is always there has a row from when something is said of it. `takes` is empty where ours stands.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    name = OwnText(null=True, by="by__person")
    name_covered_until = models.DateTimeField(null=True)
    takes = OwnText(null=True, by="by__person")
    takes_covered_until = models.DateTimeField(null=True)
    seats = models.CharField(max_length=10, choices=Seats, default=Seats.ONE)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    let_go_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "kind"], name="role_circle_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="role_kind_known"),
            models.CheckConstraint(condition=Q(seats__in=Seats.values), name="role_seats_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.OWN, name__isnull=False) | (~Q(kind=Kind.OWN) & Q(name__isnull=True)),
                name="roles_of_our_own_have_a_name",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.OWN) | Q(let_go_at__isnull=True), name="what_is_always_there_stays"
            ),
            models.UniqueConstraint(
                fields=["circle", "kind"], condition=Q(kind__in=[each.value for each in ALWAYS]), name="one_role_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def ref(self) -> str:
        """What this role is called in addresses."""
        return self.public_id if self.kind == Kind.OWN else str(self.kind)


class Willing(models.Model):
    """What somebody says of a role, for draws to come; nobody else reads it. It counts for this stay in the circle.

    `standing` is how they came then: for a seat of those who come in one way, a yes counts while that is so.
    """

    erasure = Erasure(Kept.ROLES, Erased.GOES, Left.ENDS)

    role = models.ForeignKey(LentRole, on_delete=models.CASCADE, related_name="willing")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=Says)
    said_at = models.DateTimeField()
    standing = models.CharField(max_length=20, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "member"], name="said_once_of_a_role"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="how_whoever_said_it_came_known"),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="what_is_said_of_a_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role_id}"

    def counts_for(self, role: LentRole) -> bool:
        """Whether it counts in a draw of its role: of a pair, only while they come as when they said it."""
        return role.seats != Seats.PAIR or self.standing == self.member.standing


class RoleDraw(Row):
    """One draw of a role: opened with the fingerprint of its seed, and closed on its day."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    role = models.ForeignKey(LentRole, on_delete=models.CASCADE, related_name="draws")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateField(null=True)
    # Names and what they fit, in order; as they were when it was opened, and when it closed those that were still free.
    seats = models.JSONField()
    seed = SealedText()
    fingerprint = models.CharField(max_length=64)
    opened_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "role", "stage"], name="draw_circle_role_stage")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="draw_stage_known"),
            models.CheckConstraint(condition=FOR_ONE_OF_TWO, name="draw_for_a_meeting_or_a_term"),
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opened_at")), name="draw_is_open_for_a_while"),
            models.CheckConstraint(
                condition=Q(stage=Stage.OPEN, closed_at__isnull=True)
                | (~Q(stage=Stage.OPEN) & Q(closed_at__isnull=False)),
                name="closed_draws_say_when",
            ),
            models.UniqueConstraint(
                fields=["role", "meeting"], condition=Q(stage=Stage.OPEN), name="one_open_draw_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["role"], condition=Q(stage=Stage.OPEN, meeting__isnull=True), name="one_open_draw_a_term"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AddedWord(models.Model):
    """The fingerprint of a word that somebody added to a draw. Once it has closed, nothing says whose it was."""

    erasure = Erasure(Kept.ROLES, Erased.GOES, Left.LETS_GO)

    draw = models.ForeignKey(RoleDraw, on_delete=models.CASCADE, related_name="words")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "member"], name="one_word_each_in_a_draw")]

    def __str__(self) -> str:
        return f"{self.draw_id}"


class InDraw(models.Model):
    """Somebody who was in a draw, because they said so: by which mark, how often they held it, and what they fit.

    Of whoever was drawn, `is_beside` says that they would like somebody beside them; by `ask` they read it on Today.
    """

    erasure = Erasure(Kept.ROLES, Erased.NAMELESS)

    draw = models.ForeignKey(RoleDraw, on_delete=models.CASCADE, related_name="names")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=12)
    held = models.PositiveSmallIntegerField()
    fits = models.CharField(max_length=20)
    seat = models.CharField(max_length=20, choices=Place, default="")
    is_beside = models.BooleanField(default=False)
    ask = models.OneToOneField(Ask, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "who"], name="once_in_a_draw"),
            models.UniqueConstraint(fields=["draw", "seat"], condition=~Q(seat=""), name="one_for_each_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}"


class Loan(Row):
    """That somebody holds a role, for a meeting or until a day. Handed back before it began to count, it is gone.

    Who holds a meeting, and who keeps its notes, is in the meeting.
    """

    erasure = Erasure(Kept.ROLES, Erased.GOES, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    role = models.ForeignKey(LentRole, on_delete=models.CASCADE, related_name="loans")
    seat = models.CharField(max_length=20, choices=Place)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="+")
    until = models.DateField(null=True)
    is_beside = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Until when the circle's meetings were looked through for those that are part of this term.
    looked_at = models.DateTimeField(null=True)
    # Of a term, by their public ids: the meetings for which it was handed back, and those that it picked up.
    not_in = models.JSONField(default=list)
    picked_up = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["circle", "role", "ended_at"], name="loan_circle_role_ended")]
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=Place.values), name="loan_seat_known"),
            models.CheckConstraint(condition=FOR_ONE_OF_TWO, name="loan_for_a_meeting_or_a_term"),
            models.UniqueConstraint(fields=["role", "seat", "meeting"], name="one_loan_of_a_seat_a_meeting"),
            models.UniqueConstraint(
                fields=["role", "seat"],
                condition=Q(meeting__isnull=True, ended_at__isnull=True),
                name="one_loan_of_a_seat_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
