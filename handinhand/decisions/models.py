"""Proposals, what was asked about them, and where everybody stands."""

from django.db import models
from django.db.models import Q

from handinhand.circles.choices import Adopts, Standing
from handinhand.circles.models import Member
from handinhand.decisions.choices import ConcernState, PositionKind, ProposalState
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.words.models import Scope, Words


class Proposal(Row):
    """Something to decide.

    `opened_as` is a fingerprint of the text that people take their positions on, and `worded_at` says since when: a
    position on other words does not count. `members`, `members_for_themselves` (of the whole circle, whose decision it
    is) and the rule are what held when positions were closed.
    """

    erasure = Erasure(Kept.MEETINGS, Erased.NAMELESS, emptied=("words",))

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.PROTECT, related_name="proposal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    adopts = models.CharField(max_length=20, choices=Adopts, blank=True)
    replaces = models.CharField(max_length=12, blank=True)
    share_percent = models.PositiveSmallIntegerField(null=True)
    at_least_for_themselves = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_as = SealedText(null=True)
    worded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    members = models.PositiveIntegerField(null=True)
    members_for_themselves = models.PositiveIntegerField(null=True)
    rule_share_percent = models.PositiveSmallIntegerField(null=True)
    rule_for_themselves = models.PositiveSmallIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_text = SealedText(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "state"], name="proposal_circle_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="adopted", adopted_text__isnull=False, adopted_at__isnull=False)
                | (~Q(state="adopted") & Q(adopted_text__isnull=True, adopted_at__isnull=True)),
                name="adopted_text_is_kept",
            ),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(adopts="how_we_decide", share_percent__range=(1, 100), at_least_for_themselves__gte=1)
                | (~Q(adopts="how_we_decide") & Q(share_percent__isnull=True, at_least_for_themselves__isnull=True)),
                name="how_we_decide_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Question(Row):
    """A question about a proposal, or an answer to one, said before positions are taken."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="questions")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="proposal_question")

    def __str__(self) -> str:
        return self.public_id


class Position(Row):
    """Where one member stands. Shown to nobody else until positions are closed.

    `counted_as` is the standing they were counted with when positions were last closed; empty for who was not counted.
    """

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=PositionKind)
    words = models.ForeignKey(Words, null=True, on_delete=models.SET_NULL, related_name="+")
    concern_state = models.CharField(max_length=10, choices=ConcernState, blank=True)
    taken_at = models.DateTimeField()
    counted_as = models.CharField(max_length=20, choices=Standing, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="one_position_each"),
            models.CheckConstraint(condition=Q(kind__in=PositionKind.values), name="position_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="concern", concern_state__in=ConcernState.values)
                | (~Q(kind="concern") & Q(concern_state="")),
                name="only_concerns_have_a_concern_state",
            ),
            models.CheckConstraint(condition=Q(counted_as__in=["", *Standing.values]), name="counted_as_known"),
        ]

    def __str__(self) -> str:
        return self.public_id
