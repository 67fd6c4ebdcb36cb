"""A meeting, its plan, who answered, and what happened in the room."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.decisions.choices import ROUNDS
from handinhand.decisions.models import Proposal
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.meetings.choices import AnswerKind, Changed, MeetingState, Outcome, PartKind, Wider
from handinhand.words.models import Scope, Topic, Words


class Meeting(Row):
    """One meeting of a circle. Its scope is this meeting's people."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="meeting")
    title = SealedText()
    why = SealedText()
    place = SealedText()
    opening_question = SealedText()
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.DRAFT)
    planned_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    holder = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    current = models.ForeignKey("Part", null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    left_findings = models.JSONField(default=list)
    loaded_from = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "starts_at"], name="meeting_circle_state_starts")]
        constraints = [
            # Not once a circle but once at all: two processes that load one file would begin two circles.
            models.UniqueConstraint(fields=["loaded_from"], condition=~Q(loaded_from=""), name="loaded_once"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=(Q(state="closed") & Q(closed_at__isnull=False))
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_meetings_say_when",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Part(Row):
    """One part of a meeting's plan, and how far it came."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PartKind)
    title = SealedText()
    detail = SealedText()
    minutes = models.PositiveSmallIntegerField()
    topics = models.ManyToManyField(Topic, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="parts")
    ideas_opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_part_a_place"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="minutes_are_sensible"),
            models.CheckConstraint(condition=Q(kind__in=PartKind.values), name="part_kind_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def takes_turns(self) -> bool:
        """Whether people speak one after the other: in a round, and in the rounds before a decision."""
        before_deciding = self.kind == PartKind.DECISION and self.proposal is not None and self.proposal.state in ROUNDS
        return self.kind == PartKind.ROUND or before_deciding


class PartQuestion(Row):
    """One question of a part, with what it touches on."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    title = SealedText()
    detail = SealedText()
    topics = models.ManyToManyField(Topic, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "position"], name="one_question_a_place")]

    def __str__(self) -> str:
        return self.public_id


class Answer(models.Model):
    """How one member will take part."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=AnswerKind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_answer_each"),
            models.CheckConstraint(condition=Q(kind__in=AnswerKind.values), name="meeting_answer_known"),
        ]

    def __str__(self) -> str:
        return self.kind


class PlanChange(Row):
    """A change to a plan after everyone was invited, with what it was."""

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=10, choices=Changed)
    before = SealedText()
    after = SealedText()

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "-at"], name="planchange_circle_meeting_at")]

    def __str__(self) -> str:
        return self.public_id


class Attendance(models.Model):
    """Who came in, and whether they have stepped out for now. Shown to nobody else."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    came_in_at = models.DateTimeField()
    is_out = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="came_in_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"


class Seat(models.Model):
    """One place in a round. Seats are forgotten when the part ends: nobody keeps who passed."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "member"], name="one_seat_each"),
            models.UniqueConstraint(fields=["part", "order"], name="one_seat_a_place"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.order}"


class Hand(models.Model):
    """A raised hand in a talk. Hands are forgotten when the meeting closes."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="hands")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    raised_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "member"], condition=Q(done_at__isnull=True), name="one_hand_up_each"
            ),
            models.UniqueConstraint(
                fields=["part"], condition=Q(called_at__isnull=False, done_at__isnull=True), name="one_speaks_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.member_id}"


class Said(Row):
    """Words that belong to a part of a meeting."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="said")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="said")
    question = models.ForeignKey(PartQuestion, null=True, on_delete=models.SET_NULL, related_name="said")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="said")
    wider = models.CharField(max_length=3, choices=Wider, blank=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "part"], name="said_circle_meeting_part")]
        constraints = [models.CheckConstraint(condition=Q(wider__in=Wider.values), name="wider_known")]

    def __str__(self) -> str:
        return self.public_id
