"""Whose turn it is, worked out from what is kept."""

from handinhand.fairness import turns
from handinhand.meetings.models import Attendance, Hand, Meeting, Part, Seat


def round_turn(part: Part) -> turns.Turn | None:
    """Whose turn it is in a round, among those who are here."""
    seats = part.seats.filter(member__left_at__isnull=True).order_by("order").select_related("member")
    away = set(
        Attendance.objects.filter(meeting_id=part.meeting_id, is_out=True).values_list("member__public_id", flat=True)
    )
    return turns.next_in_round([as_seat(seat) for seat in seats], away=away)


def as_seat(seat: Seat) -> turns.Seat:
    """A seat as the rule of turns takes it."""
    return turns.Seat(who=seat.member.public_id, outcome=seat.outcome)  # type: ignore[arg-type]


def raised(meeting: Meeting, part: Part) -> tuple[list[turns.Hand], set[str]]:
    """The hands that wait in a part, and who has been heard in this meeting already."""
    hands = Hand.objects.filter(part__meeting=meeting, member__left_at__isnull=True).select_related("member")
    waiting = [
        turns.Hand(who=hand.member.public_id, raised_at=hand.raised_at)
        for hand in hands
        if hand.part_id == part.pk and hand.called_at is None
    ]
    return waiting, {hand.member.public_id for hand in hands if hand.called_at is not None}
