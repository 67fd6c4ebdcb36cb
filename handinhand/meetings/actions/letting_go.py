"""Leaving a circle: what somebody held in its meetings is open again, and nobody is asked to write for them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.meetings.actions.friends import end_yes
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Care, Friend, Meeting, Notes

STILL_TO_COME = (MeetingState.DRAFT, MeetingState.INVITED, MeetingState.OPEN)


@transaction.atomic
def let_go(*, member: Member, now: datetime) -> None:
    """Hold nothing any more in meetings that are not over; who comes back later does not find it given to them again.

    The meetings are held first, in order: whoever says "I will" at this moment waits, or has said it by now.
    """
    friends = Friend.objects.filter(Q(whose=member) | Q(friend=member), ended_at__isnull=True)
    held = Q(holder=member) | Q(notes__keeper=member) | Q(care__holder=member) | Q(care__second=member)
    theirs = Meeting.objects.filter(held | Q(pk__in=friends.values("meeting")), circle=member.circle_id)
    waiting = Meeting.objects.select_for_update().filter(pk__in=theirs.values("pk"), state__in=STILL_TO_COME)
    ahead = [each.pk for each in waiting.order_by("pk")]
    if not ahead:
        return
    Meeting.objects.filter(pk__in=ahead, holder=member).update(holder=None)
    Notes.objects.filter(meeting__in=ahead, keeper=member).delete()
    Care.objects.filter(meeting__in=ahead, holder=member).update(holder=None)
    Care.objects.filter(meeting__in=ahead, second=member).update(second=None)
    for yes in friends.filter(meeting__in=ahead).select_related("ask__of"):
        end_yes(yes=yes, now=now)
