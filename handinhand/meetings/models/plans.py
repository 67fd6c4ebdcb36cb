"""A meeting, its plan, and who answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.decisions.choices import ROUNDS
from handinhand.decisions.models import Proposal
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.meetings.choices import AnswerKind, Changed, MeetingState, PartKind
from handinhand.meetings.models.kept import KeptText
from handinhand.words.models import KeepsBefore, Scope, Topic, Words

# Ten hours: more than that is a piece of work, not getting ready.
MOST_PREPARATION = 600
# What people write in a plan: the circle's own texts, over which a cover can lie.
PLAN_TEXTS = ("title", "why", "place", "opening_question")
PART_TEXTS = ("title", "detail")


class Series(Row):
    """Meetings that come again; each of them is a meeting of its own and can be changed alone."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Meeting(Row):
    """One meeting of a circle. Its scope is this meeting's people."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="meeting")
    title = OwnText(by="planned_by__person", hidden_while={"state": "draft"})
    title_covered_until = models.DateTimeField(null=True)
    why = OwnText(by="planned_by__person", hidden_while={"state": "draft"})
    why_covered_until = models.DateTimeField(null=True)
    place = OwnText(by="planned_by__person", hidden_while={"state": "draft"})
    place_covered_until = models.DateTimeField(null=True)
    # Where people join by video or phone; none for most meetings.
    link = SealedText(null=True)
    opening_question = OwnText(by="planned_by__person", hidden_while={"state": "draft"})
    opening_question_covered_until = models.DateTimeField(null=True)
    starts_at = models.DateTimeField()
    # How many minutes getting ready takes, as whoever plans says; none: as long as its papers take to read.
    preparation = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.DRAFT)
    planned_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    holder = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    current = models.ForeignKey("Part", null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="meetings")
    called_off_at = models.DateTimeField(null=True)
    left_findings = models.JSONField(default=list)
    # Which meeting of a file this was: a file can be public, so whoever has the database alone must not find it out.
    loaded_from = SealedText(null=True)
    loaded_lookup = Lookup(of="loaded_from")

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "starts_at"], name="meeting_circle_state_starts")]
        constraints = [
            # Not once a circle but once at all: two processes that load one file would begin two circles.
            models.UniqueConstraint(fields=["loaded_lookup"], condition=~Q(loaded_lookup=""), name="loaded_once"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(condition=Q(preparation__lte=MOST_PREPARATION), name="preparation_is_sensible"),
            models.CheckConstraint(
                condition=(Q(state="closed") & Q(closed_at__isnull=False))
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_meetings_say_when",
            ),
            models.CheckConstraint(
                condition=(Q(state="called_off") & Q(called_off_at__isnull=False))
                | (~Q(state="called_off") & Q(called_off_at__isnull=True)),
                name="called_off_meetings_say_when",
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
    title = OwnText(by="meeting__planned_by__person", hidden_while={"meeting__state": "draft"})
    title_covered_until = models.DateTimeField(null=True)
    detail = OwnText(by="meeting__planned_by__person", hidden_while={"meeting__state": "draft"})
    detail_covered_until = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField()
    topics = models.ManyToManyField(Topic, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="parts")
    ideas_opened_at = models.DateTimeField(null=True)
    is_heavy = models.BooleanField(default=False)

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
    title = OwnText(by="part__meeting__planned_by__person", hidden_while={"part__meeting__state": "draft"})
    title_covered_until = models.DateTimeField(null=True)
    detail = OwnText(by="part__meeting__planned_by__person", hidden_while={"part__meeting__state": "draft"})
    detail_covered_until = models.DateTimeField(null=True)
    topics = models.ManyToManyField(Topic, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "position"], name="one_question_a_place")]

    def __str__(self) -> str:
        return self.public_id


class Pace(Row):
    """How long this circle meets at most, and what is heavy for it: the newest number counts, earlier ones are kept."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    longest_minutes = models.PositiveSmallIntegerField()
    heavy_topics = models.ManyToManyField(Topic, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="pace_once"),
            models.CheckConstraint(
                condition=Q(longest_minutes__gte=30, longest_minutes__lte=600), name="longest_is_sensible"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Paper(KeepsBefore):
    """Something to read for a meeting, or for one of its parts: plain text, never a file."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    part = models.ForeignKey(Part, null=True, on_delete=models.SET_NULL, related_name="papers")
    read_in = models.ForeignKey(Part, null=True, on_delete=models.SET_NULL, related_name="read")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="paper")
    gist = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="gist_of")
    title = SealedText()
    source = SealedText()
    language = models.CharField(max_length=12, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+")
    came_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting"], name="paper_circle_meeting")]

    def __str__(self) -> str:
        return self.public_id

    def page(self) -> str:
        """Its own page."""
        return reverse("meetings:paper", args=[self.circle.public_id, self.meeting.public_id, self.public_id])


class PaperBefore(KeepsBefore):
    """What a paper was before it was changed."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="before")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="paper_before")
    gist = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="gist_before_of")
    title = SealedText()
    source = SealedText()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id

    def page(self) -> str:
        """The page of the paper as it is now, where this stands as what it was."""
        return self.paper.page()


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
    before = KeptText(by="by__person", among="scope", hidden_while={"meeting__state": "draft"})
    before_covered_until = models.DateTimeField(null=True)
    after = KeptText(by="by__person", among="scope", hidden_while={"meeting__state": "draft"})
    after_covered_until = models.DateTimeField(null=True)
    # Who is told; empty for the whole circle.
    scope = models.ForeignKey(Scope, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "-at"], name="planchange_circle_meeting_at")]

    def __str__(self) -> str:
        return self.public_id
