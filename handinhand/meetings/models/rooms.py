"""What happens in the room, what was sent there, and by whose hand."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Proposal
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.meetings.choices import Outcome, Way, What, Wider
from handinhand.meetings.models.plans import Meeting, Part, PartQuestion
from handinhand.people.models import Ask
from handinhand.words.models import Words


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
    from_paper = models.BooleanField(default=False)
    from_group = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "part"], name="said_circle_meeting_part")]
        constraints = [models.CheckConstraint(condition=Q(wider__in=Wider.values), name="wider_known")]

    def __str__(self) -> str:
        return self.public_id


class Ahead(Row):
    """Sent ahead for a part that has not begun: its author's alone until then, and from then on said like anything.

    For a proposal it is a position, with a fingerprint of the words it is about. `part` is empty once the part was
    taken out of the plan; what was written stays with its author.
    """

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ahead")
    part = models.ForeignKey(Part, null=True, on_delete=models.SET_NULL, related_name="ahead")
    question = models.ForeignKey(PartQuestion, null=True, on_delete=models.SET_NULL, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, null=True, on_delete=models.CASCADE, related_name="ahead")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=PositionKind, blank=True)
    worded_as = SealedText(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "part"], name="ahead_circle_meeting_part")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member", "proposal"], name="one_position_ahead_each"),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, kind="", words__isnull=False)
                | Q(proposal__isnull=False, kind="concern", words__isnull=False)
                | Q(proposal__isnull=False, kind__in=["agree", "live_with", "stand_aside"], words__isnull=True),
                name="ahead_is_words_or_a_position",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Friend(Row):
    """One member's yes that another writes for them, in this meeting alone. Either of them ends it at any time."""

    erasure = Erasure(Kept.FRIENDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    whose = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    friend = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "whose"], condition=Q(ended_at__isnull=True), name="one_friend_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(whose=models.F("friend")), name="a_friend_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return self.public_id


class DoneFor(models.Model):
    """Something that another hand did in a member's name. Only that member ever sees it was so."""

    erasure = Erasure(Kept.FRIENDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    whose = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    friend = models.ForeignKey(Friend, null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    what = models.CharField(max_length=10, choices=What)
    words = models.OneToOneField(Words, null=True, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "meeting", "whose"], name="donefor_circle_meeting_whose")]
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="way_known"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="what_was_done_known"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.what}"


class Notes(models.Model):
    """Who keeps the notes of a meeting; their phone can be the room's."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="notes")
    keeper = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class OnPhone(models.Model):
    """Somebody in the room who takes their turns on the room's one phone."""

    erasure = Erasure(Kept.MEETINGS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="on_phone")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="once_on_the_phone")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"
