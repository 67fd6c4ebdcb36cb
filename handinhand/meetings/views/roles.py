"""One tap: "I will", or handing it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from handinhand.circles.doors import as_member
from handinhand.circles.models import Member
from handinhand.meetings.actions import roles
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import Role
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.people.doors import Request, takes_effect_once

WAYS = {"take": roles.take, "hand-back": roles.hand_back}
# Where somebody pressed it, and comes back to.
PAGES = {"plan": "meetings:plan", "look": "meetings:look_round", "room": "meetings:room"}
SENTENCES = {
    "drawn": _("A draw is open for this. When its names have closed, what is still open can be taken on."),
    "taken": _("Somebody else said so a moment ago. You can see who below."),
    "care-first": _("Nobody looks after care now, so there is nobody to be a second to. You can say that you will."),
    "care-yours": _("You look after care already. A second is somebody beside you."),
    "in-the-room": _("This meeting has begun. In the room, anybody who came in can pick up holding it."),
}


@require_POST
@as_member
@takes_effect_once
def role(request: Request, member: Member, meeting_id: str, role: str, way: str) -> HttpResponse:
    """Say "I will", or hand it back, and come back to the page it was pressed on."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    if role not in Role.values or way not in WAYS:
        raise Http404
    try:
        WAYS[way](meeting=meeting, by=member, role=Role(role), now=timezone.now())
    except NotNow as reason:
        messages.info(request, str(SENTENCES.get(str(reason), reason)))
    page = PAGES.get(request.POST.get("page", ""), PAGES["plan"])
    return redirect(page, member.circle.public_id, meeting_id)
