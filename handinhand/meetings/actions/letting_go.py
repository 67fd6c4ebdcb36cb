"""Leaving a circle: what somebody held in its meetings is open again, and nobody is asked to write for them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from handinhand.circles.models import Member
from handinhand.meetings.actions.friends import end_yes
from handinhand.meetings.actions.taking import fetch_nobody, keep_how_for_oneself
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Care, Fetching, Friend, Meeting, Notes, SteppingOut

STILL_TO_COME = (MeetingState.DRAFT, MeetingState.INVITED, MeetingState.OPEN)


@transaction.atomic
def let_go(*, member: Member, now: datetime) -> None:
    """Hold nothing any more in meetings that are not over; who comes back later does not find it given to them again.

    The meetings are held first, in order: whoever says "I will" at this moment waits, or has said it by now.
    """
    friends = Friend.objects.filter(Q(whose=member) | Q(friend=member), ended_at__isnull=True)
    held = Q(holder=member) | Q(notes__keeper=member) | Q(care__holder=member) | Q(care__second=member)
    stepping = SteppingOut.objects.filter(Q(member=member) | Q(fetching__fetcher=member))
    also = Q(pk__in=friends.values("meeting")) | Q(pk__in=stepping.values("meeting"))
    theirs = Meeting.objects.filter(held | also, circle=member.circle_id)
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
    _fetch_no_more(member, stepping, now)


def _fetch_no_more(member: Member, stepping: QuerySet[SteppingOut], now: datetime) -> None:
    """What was arranged between two ends with either of them; what was written of it stays its author's, alone."""
    ended = list(stepping.select_related("circle"))
    keep_how_for_oneself(stepping_out=ended)
    mine = [each for each in ended if each.member_id == member.pk]
    SteppingOut.objects.filter(pk__in=[each.pk for each in mine]).update(how=None)
    fetch_nobody(stepping_out=mine, now=now)
    Fetching.objects.filter(fetcher=member).delete()
