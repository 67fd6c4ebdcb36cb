"""After something heavy, for whoever carried it: a lighter turn, somebody to talk to, or nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from handinhand.circles.doors import as_member
from handinhand.circles.models import Member
from handinhand.meetings.actions.carrying import choose_after
from handinhand.meetings.choices import AfterHeavy
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.people.doors import Request, takes_effect_once

SAYS = {
    AfterHeavy.LIGHTER: _("A lighter turn it is. Only you know."),
    AfterHeavy.TALK: _("Here is whom you can turn to. The page of care in your circle names somebody outside, too."),
    AfterHeavy.NO: _("That is all right. It is not asked again."),
}


@require_POST
@as_member
@takes_effect_once
def after_heavy(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Say what I would like, once."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    sent = request.POST.get("chose", "")
    chose = AfterHeavy(sent) if sent in AfterHeavy.values else AfterHeavy.NO
    if choose_after(meeting=meeting, by=member, chose=chose, now=timezone.now()):
        messages.success(request, SAYS[chose])
        if chose == AfterHeavy.TALK:
            return redirect("care:support")
    return redirect("meetings:summary", member.circle.public_id, meeting_id)
