"""Whose turn it is, worked out from what is kept."""

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from handinhand.fairness import turns
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.meetings.models import Attendance, Hand, Meeting, Part, Said, Seat
from handinhand.words.choices import State


def round_turn(part: Part) -> turns.Turn | None:
    """Whose turn it is in a round, among those who are here, or whose words are, which they sent ahead."""
    seats = _seats.rows(part=part.pk, meeting=part.meeting_id)
    away = {seat.member.public_id for seat in seats if seat.is_out or seat.member.is_held}  # type: ignore[attr-defined]
    return turns.next_in_round([turns.Seat(seat.member.public_id, seat.outcome) for seat in seats], away=away)  # type: ignore[arg-type]


@Prepared
def _seats(part: int, meeting: int) -> QuerySet[Seat]:
    came = Attendance.objects.filter(meeting=meeting, member=OuterRef("member"))
    sent = Said.objects.filter(part=part, words__author=OuterRef("member__person"), words__state=State.SHARED)
    seats = Seat.objects.filter(part=part, member__left_at__isnull=True).annotate(
        is_out=Case(When(Exists(came), then=Exists(came.filter(is_out=True))), default=~Exists(sent))
    )
    return seats.order_by("order").select_related("member")


def raised(meeting: Meeting, part: Part) -> tuple[list[turns.Hand], set[str]]:
    """The hands that wait in a part, and who has been heard in this meeting already."""
    here = is_over("member__held_until")
    hands = Hand.objects.filter(here, part__meeting=meeting, member__left_at__isnull=True).select_related("member")
    waiting = [
        turns.Hand(who=hand.member.public_id, raised_at=hand.raised_at)
        for hand in hands
        if hand.part_id == part.pk and hand.called_at is None
    ]
    return waiting, {hand.member.public_id for hand in hands if hand.called_at is not None}
