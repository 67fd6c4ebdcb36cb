"""Before a decision in a meeting: a round of questions, and one of quick reactions, taken in turns."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.decisions.actions import begin_round, lay_aside, refresh
from handinhand.decisions.models import Proposal, Touched
from handinhand.live.actions import tell
from handinhand.meetings.actions.rooms import NotNow, check_holds, locked, seat_everybody
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting, Part
from handinhand.words.models import ScopeMember


@transaction.atomic
def talk_first(*, meeting: Meeting, part: Part, proposal: Proposal, by: Member, what: str, now: datetime) -> None:
    """Begin a round before positions; those whom it touches speak first, if they said that they would like to."""
    meeting = locked(meeting)
    check_holds(meeting, by)
    if part.kind != PartKind.DECISION or meeting.current_id != part.pk:
        raise NotNow("decision")
    refresh(proposal=proposal, now=now)
    held = begin_round(proposal=proposal, by=by, what=what)
    if part.proposal is not None and part.proposal != proposal:
        lay_aside(proposal=part.proposal)
    part.proposal = held
    part.save(update_fields=["proposal"])
    part.seats.all().delete()
    begins = Touched.objects.filter(proposal=held, begins=True).values_list("member__public_id", flat=True)
    seat_everybody(meeting, part, first=set(begins), now=now)
    # Who came later may not be among those it was proposed to: they see nothing of it, and have no turn in it.
    among = ScopeMember.objects.filter(scope=held.scope_id).values("person")
    part.seats.exclude(member__person__in=among).delete()
    tell(channel=meeting.scope.public_id)
