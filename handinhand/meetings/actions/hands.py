"""The writers of raised hands. `turns` and `rooms` ask who may; nothing else calls these."""

from datetime import datetime

from django.db.models import QuerySet

from handinhand.circles.models import Member
from handinhand.fairness import turns
from handinhand.ground.moments import is_over
from handinhand.meetings.models import Hand, Meeting, Part
from handinhand.meetings.queries.turns import raised


def put_down(meeting: Meeting, member: Member, *, now: datetime) -> bool:
    """Take a member's hand down, whether or not its turn has come; whether there was one."""
    up = Hand.objects.filter(part__meeting=meeting, member=member, done_at__isnull=True)
    waited = up.filter(called_at__isnull=True).delete()[0]
    return bool(up.update(done_at=now)) or waited > 0


def finish(part: Part, whose: str, *, now: datetime) -> None:
    """End the turn of whoever has the word."""
    _speaking(part).filter(member__public_id=whose).update(done_at=now)


def call_next(meeting: Meeting, part: Part, *, now: datetime) -> None:
    """Give the word to the next hand, if nobody who is here has it."""
    _speaking(part).exclude(is_over("member__held_until"), member__left_at__isnull=True).update(done_at=now)
    if _speaking(part).exists():
        return
    waiting, heard = raised(meeting, part)
    following = turns.next_hand(waiting, heard=heard)
    if following is not None:
        Hand.objects.filter(part=part, member__public_id=following.who, done_at__isnull=True).update(called_at=now)


def _speaking(part: Part) -> QuerySet[Hand]:
    return Hand.objects.filter(part=part, called_at__isnull=False, done_at__isnull=True)
