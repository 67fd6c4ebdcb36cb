"""What is asked in a meeting and answered without names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, listening
from handinhand.circles.models import Member
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.unnamed import ask_in_meeting, open_without_names
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem
from handinhand.unnamed.forms import AskForm
from handinhand.unnamed.queries import boxes_in, is_allowed, seen_all
from handinhand.unnamed.rules import NotNow
from handinhand.words.queries import is_in

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def without_names(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """What the people of a meeting are asked, and asking something; for anybody else it says whom it is for."""
    ticket = listening(member)
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = AskForm(request.POST or None, in_meeting=True)
    if request.method == "POST" and form.is_valid():
        said = {**form.asked(member.circle)}
        del said["opens_at"]
        try:
            made = ask_in_meeting(meeting=meeting, by=member, now=timezone.now(), **said)
        except NotNow as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("Your question is here for the people of this meeting to answer."))
            return redirect("unnamed:box", member.circle.public_id, made.public_id)
    is_among = is_in(meeting.scope_id, member.person)
    context = {
        "ticket": ticket,
        "meeting": meeting,
        "form": form,
        "is_among": is_among,
        "is_allowed": is_allowed(member.circle),
        "is_over": meeting.state not in {MeetingState.INVITED, MeetingState.OPEN},
        "holds": meeting.state == MeetingState.OPEN and meeting.holder_id == member.pk,
        "boxes": seen_all(viewer=member, boxes=boxes_in(meeting.scope)) if is_among else [],
    }
    status = MENDED if form.errors else 200
    channels = [meeting.scope.public_id]
    return circle_page(
        request, member, "meetings/without_names.html", context, box=True, channels=channels, status=status
    )


@require_POST
@as_member
@takes_effect_once
def open_box(request: Request, member: Member, meeting_id: str, box_id: str) -> HttpResponse:
    """Open what was answered in a meeting, as whoever holds it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    try:
        open_without_names(meeting=meeting, by=member, box_id=box_id)
    except rooms.NotNow:
        messages.info(request, _("Whoever holds the meeting opens it, while the meeting goes on."))
    return redirect("unnamed:box", member.circle.public_id, box_id)
