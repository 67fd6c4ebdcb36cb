"""The page of how long a circle meets at most, and what is heavy for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handinhand.circles.actions import Refused
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in
from handinhand.meetings.actions.pace import change_pace
from handinhand.meetings.forms.pace import PaceForm
from handinhand.meetings.queries.pace import agreed_pace, earlier_paces
from handinhand.people.doors import Request, takes_effect_once


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def agreed(request: Request, member: Member) -> HttpResponse:
    """See what plans are read against, change it, and see what it was."""
    counts = agreed_pace(member.circle)
    initial = {"longest": counts.longest, "heavy": ", ".join(counts.heavy)}
    form = PaceForm(request.POST or None, initial=initial)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_pace(
                by=member, longest=form.cleaned_data["longest"], heavy=form.cleaned_data["heavy"], now=now
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.reason)
        else:
            messages.success(request, _("Saved.") if changed else _("It stays as it was."))
            return redirect("meetings:agreed_pace", member.circle.public_id)
    earlier = [
        (each, day_in(member.circle, each.at, now) if each.at is not None else "")
        for each in earlier_paces(member.circle)
    ]
    context = {"form": form, "counts": counts, "earlier": earlier}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/agreed_pace.html", context, box=True, status=status)
