"""What a meeting came to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed, listening
from handinhand.circles.models import Member
from handinhand.meetings import times
from handinhand.meetings.actions import said
from handinhand.meetings.choices import Wider
from handinhand.meetings.queries.carrying import is_asked_after
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.summaries import own_said, summary_for
from handinhand.people.doors import Request, takes_effect_once


@require_GET
@as_member
def summary(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The summary, as far as this member may see it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    ticket = listening(member, [meeting.scope.public_id])
    context = {
        "ticket": ticket,
        "summary": summary_for(viewer=member, meeting=meeting, now=timezone.now()),
        "meeting": meeting,
        "was_heavy_for_me": is_asked_after(viewer=member, meeting=meeting),
        "when": times.say_day(meeting.starts_at, member.circle.time_zone),
    }
    return circle_page(request, member, "meetings/summary.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def let_further(request: Request, member: Member, meeting_id: str, said_id: str) -> HttpResponse:
    """Say whether one's words may go beyond those who were there."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    found = own_said(viewer=member, meeting=meeting, said_id=said_id)
    wider = Wider.YES if request.POST.get("wider") == Wider.YES else Wider.NO
    said.let_further(said=found, by=member, wider=wider)
    return redirect("meetings:summary", member.circle.public_id, meeting_id)


@require_POST
@as_member
@takes_effect_once
def share_kept(request: Request, member: Member, meeting_id: str, said_id: str) -> HttpResponse:
    """Share with the meeting what was kept."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    found = own_said(viewer=member, meeting=meeting, said_id=said_id)
    said.share_kept(said=found, by=member, now=timezone.now())
    messages.success(request, _("Shared with the people of this meeting."))
    return redirect("meetings:room", member.circle.public_id, meeting_id)
