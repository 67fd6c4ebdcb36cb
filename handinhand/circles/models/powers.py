"""What a circle asks itself to agree to, who agreed, and the rules that it changed."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from handinhand.circles.choices import Ended, UseState
from handinhand.circles.models.members import Member
from handinhand.fairness.agreeing import Takes
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.ground.sealed import SealedText
from handinhand.words.models import Words

# Between words of people that are told elsewhere, and our sentence that says to whom.
WORDS_END = "\n\n"


class AskedText(OwnText):
    """What is asked: where it holds words that are told elsewhere too, a cover over those covers all of it."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "handinhand.ground.own_text.OwnText", args, kwargs

    def pieces(self, text: str) -> list[str]:
        """All of it, the words that stand before the last empty line, and each line: what is told stands on its own."""
        return [text, text.rpartition(WORDS_END)[0], *text.splitlines()]


class OwnRule(models.Model):
    """How a circle changed the rule of one power, by a decision. What is read of it is never below the floor."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    power = models.CharField(max_length=40)
    agree = models.PositiveSmallIntegerField()
    for_themselves = models.PositiveSmallIntegerField()
    for_organisations = models.PositiveSmallIntegerField()
    notice_days = models.PositiveSmallIntegerField()
    decision_id = models.CharField(max_length=12)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "power"], name="one_own_rule_each"),
            models.CheckConstraint(condition=Q(agree__gte=1), name="somebody_agrees_to_it"),
            models.CheckConstraint(condition=~Q(decision_id=""), name="rules_change_by_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.power} {self.agree}"

    @property
    def takes(self) -> Takes:
        """What the circle says it takes."""
        return takes_of(self)


class PowerUse(Row):
    """One use of a power that others have to agree to: what will happen, exactly, and how far it has come.

    `text` is what everybody agrees to, as it was when it was asked; `object_id` and `details` say on what, in ids and
    numbers. The four numbers are what it took when it was asked. `about` is somebody whom it is about: they read it,
    and neither agree nor count. With `proposal_id` the circle may decide it, and did at `decided_at`. From `agreed_at`
    on it waits for `happens_at`.
    """

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    power = models.CharField(max_length=40)
    object_id = models.CharField(max_length=12, blank=True)
    details = models.JSONField(default=dict)
    # What it is about, in short, as it was when it was asked; none where that is no part of what is agreed to.
    was = SealedText(null=True)
    text = AskedText(by="asked_by__person")
    text_covered_until = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    agree = models.PositiveSmallIntegerField()
    for_themselves = models.PositiveSmallIntegerField()
    for_organisations = models.PositiveSmallIntegerField()
    notice_days = models.PositiveSmallIntegerField()
    proposal_id = models.CharField(max_length=12, blank=True)
    # The proposal was taken back, and can be put back.
    proposal_is_back = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=UseState, default=UseState.ASKED)
    decided_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    happens_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=Ended, blank=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "asked_at"], name="use_circle_state_asked")]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "power", "object_id"],
                condition=Q(state__in=["asked", "agreed"]) & ~Q(object_id=""),
                name="one_asking_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=UseState.values), name="use_state_known"),
            models.CheckConstraint(condition=Q(lapses_at__gt=F("asked_at")), name="asking_has_an_end"),
            models.CheckConstraint(condition=Q(agree__gte=1), name="somebody_agrees_to_each_use"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at__isnull=True)),
                name="what_is_done_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended__in=Ended.values) | (~Q(state="ended") & Q(ended="")),
                name="what_ended_says_why",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, happens_at__isnull=True)
                | Q(agreed_at__isnull=False, happens_at__gte=F("agreed_at")),
                name="what_is_agreed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_at__isnull=False), name="agreed_uses_were_agreed_to"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(proposal_id=""), name="what_is_decided_was_proposed"
            ),
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(asked_by=F("about")), name="nobody_asks_about_themselves"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def took(self) -> Takes:
        """What it took when it was asked."""
        return takes_of(self)

    @property
    def is_being_decided(self) -> bool:
        """Whether the circle decides it by a proposal that is there."""
        return bool(self.proposal_id) and not self.proposal_is_back

    def is_asked(self, now: datetime) -> bool:
        """Whether people can still agree to it."""
        return self.state == UseState.ASKED and now < self.lapses_at


class PowerYes(models.Model):
    """That a member agrees to one use of a power. It goes when they take it back, or leave before it happened."""

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    use = models.ForeignKey(PowerUse, on_delete=models.CASCADE, related_name="yeses")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["use", "member"], name="one_yes_to_each_use")]

    def __str__(self) -> str:
        return f"{self.use_id} {self.member_id}"


class UseAnswer(models.Model):
    """What somebody says to what is asked about them. It stands beside it, for everyone who decides."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    use = models.ForeignKey(PowerUse, on_delete=models.CASCADE, related_name="answers")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="use_answer")

    def __str__(self) -> str:
        return f"{self.use_id} {self.words_id}"


def takes_of(row: OwnRule | PowerUse) -> Takes:
    """The four numbers of a row."""
    return Takes(row.agree, row.for_themselves, row.for_organisations, row.notice_days)
