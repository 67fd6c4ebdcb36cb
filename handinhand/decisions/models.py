"""Proposals, what was asked about them, and where everybody stands."""

from django.db import models
from django.db.models import Q

from handinhand.circles.choices import Adopts, Standing
from handinhand.circles.models import Member
from handinhand.decisions.choices import ConcernState, Follows, OfferState, PositionKind, ProposalState, ReactionKind
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import SealedText
from handinhand.people.models import Ask
from handinhand.unnamed.models import Box
from handinhand.words.models import Scope, Words


class Proposal(Row):
    """Something to decide.

    `opened_as` is a fingerprint of the text that people take their positions on, and `worded_at` says since when: a
    position on other words does not count. `members`, `members_for_themselves` (of the whole circle, whose decision it
    is) and the rule are what held when positions were closed. `still_to_hear` is how many of those whom it touches have
    not heard of it. `closes_at` is when positions in writing may close, `waits_until` when it is taken up again, and
    `look_again_at` when what was decided is looked at again.
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
    adopted_text = OwnText(null=True, by="words__author")
    adopted_text_covered_until = models.DateTimeField(null=True)
    lets_go = models.BooleanField(default=False)
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    follows_how = models.CharField(max_length=12, choices=Follows, blank=True)
    still_to_hear = models.PositiveSmallIntegerField(default=0)
    closes_at = models.DateTimeField(null=True)
    waits_until = models.DateTimeField(null=True)
    look_again_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "state"], name="proposal_circle_state")]
        constraints = [
            # By construction: no position is open, waits or counts while somebody whom it touches has not heard of it.
            models.CheckConstraint(
                condition=Q(still_to_hear=0) | Q(state__in=["proposed", "questions", "reactions"]),
                name="nobody_is_decided_about_unheard",
            ),
            models.CheckConstraint(condition=Q(lets_go=False) | ~Q(replaces=""), name="what_is_let_go_is_a_line"),
            models.CheckConstraint(condition=Q(follows_how__in=["", *Follows.values]), name="how_it_follows_is_known"),
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


class Reaction(Row):
    """What one member says first about a proposal, before positions: they can live with it, or would change it."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ReactionKind)
    words = models.ForeignKey(Words, null=True, on_delete=models.SET_NULL, related_name="+")
    said_of = SealedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="one_reaction_each"),
            models.CheckConstraint(condition=Q(kind__in=ReactionKind.values), name="reaction_kind_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Offer(Row):
    """Other words that somebody offers for a proposal, and what became of them."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="offers")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="offered_for")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known")]

    def __str__(self) -> str:
        return self.public_id


class Touched(Row):
    """A member whom a proposal touches: since when they are told, of which words, and when they said that they read it.

    Who said that it touches them is not kept.
    """

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="touched")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    told_of = SealedText()
    heard_at = models.DateTimeField(null=True)
    begins = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="touched_once")]

    def __str__(self) -> str:
        return self.public_id


class Given(Row):
    """A question that a proposal gives to one member to decide: their yes first, then their result with reasons.

    The result is the circle's own text. It can be called back by a decision, and both are kept.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="given")
    to = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    result = OwnText(null=True, by="to__person")
    result_covered_until = models.DateTimeField(null=True)
    reasons = OwnText(null=True, by="to__person")
    reasons_covered_until = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, result__isnull=True, reasons__isnull=True)
                | Q(decided_at__isnull=False, result__isnull=False, reasons__isnull=False),
                name="a_result_comes_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(accepted_at__isnull=False), name="yes_comes_first"
            ),
            models.CheckConstraint(
                condition=Q(to__isnull=True) | Q(accepted_at__isnull=False), name="with_nobody_before_their_yes"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class AskedToDecide(Row):
    """A member who is asked whether they would decide something for the circle. It goes with their yes or no."""

    erasure = Erasure(Kept.ASKS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    given = models.OneToOneField(Given, on_delete=models.CASCADE, related_name="asked")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.public_id


class SecretPositions(Row):
    """That where we stand on a proposal is collected without names, as long as this opening of it lasts.

    Of what was collected only this is kept: whether somebody is with it, and the concerns, as words of nobody.
    `were_few` says that fewer than five took part, so that nothing was opened. `names_stay_out` says that who took part
    would tell where some of them stand, so that no page shows it.
    """

    erasure = Erasure(Kept.UNNAMED, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="secret")
    box = models.OneToOneField(Box, on_delete=models.CASCADE, related_name="positions_on")
    somebody_with_it = models.BooleanField(null=True)
    were_few = models.BooleanField(default=False)
    names_stay_out = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(were_few=False) | Q(somebody_with_it__isnull=True), name="of_few_nothing_is_kept"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class TookPart(models.Model):
    """That a member took part in what was decided without names, and how they come: never where they stood.

    It is written at closing, for all at once. `counted_as` is empty for who had left by then.
    """

    erasure = Erasure(Kept.UNNAMED, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="took_part")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    counted_as = models.CharField(max_length=20, choices=Standing, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="took_part_once"),
            models.CheckConstraint(
                condition=Q(counted_as__in=["", *Standing.values]), name="took_part_counted_as_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.member_id}"


class PaperSlips(Row):
    """Slips that one member typed in and another has still to look at; until then they count for nothing.

    What stands on them, and who gave one, is one sealed piece of one size, under a key that is destroyed with it.
    """

    erasure = Erasure(Kept.UNNAMED, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    secret = models.ForeignKey(SecretPositions, on_delete=models.CASCADE, related_name="slips")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    beside = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["secret", "by"], name="one_bag_of_slips_each")]

    def __str__(self) -> str:
        return self.public_id
