"""What is planted of being beside each other: Tom would like somebody in a meeting, and Dee is asked."""

from datetime import datetime

from handinhand.beside.choices import Says
from handinhand.beside.models import Beside, SaidBeside
from handinhand.beside.rules import TAKES, ask_ends
from handinhand.circles.models import Member
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.costs import days_of
from handinhand.people.actions import ask
from handinhand.people.choices import AskKind


def plant_beside(whose: Member, member: Member, meeting: Meeting, *, now: datetime) -> Beside:
    """One wishes it, the other would sit, and is asked."""
    given = {"meeting": meeting, "is_yes": True, "said_at": now}
    SaidBeside.objects.create(member=whose, says=Says.WOULD_LIKE, **given)
    SaidBeside.objects.create(member=member, says=Says.WOULD_SIT, **given)
    row = Beside(meeting=meeting, whose=whose, member=member)
    row.ask = ask(
        of=member.person,
        kind=AskKind.BESIDE,
        ref=row.public_id,
        cost=TAKES,
        when=days_of(meeting),
        where=f"/c/{meeting.circle.public_id}/beside/",
        now=now,
        circle=meeting.circle,
        ends_at=ask_ends(meeting, now=now),
    )
    row.save()
    return row
