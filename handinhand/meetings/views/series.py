"""Pages to let a meeting come again, and to call it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from handinhand.circles.choices import Power
from handinhand.circles.doors import as_member, ask_the_circle, circle_page
from handinhand.circles.models import Member
from handinhand.meetings import times
from handinhand.meetings.actions import series
from handinhand.meetings.actions.editing import PlanNeedsOthers, PlanStays
from handinhand.meetings.choices import Every, MeetingState
from handinhand.meetings.forms.series import AND_LATER, ONLY_THIS, AgainForm, CallOffForm
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.series import days_of, later, not_yet_planned
from handinhand.meetings.recurring import again as moments_again
from handinhand.meetings.rules import LONGEST_AHEAD, why_not_call_off, why_not_plan_again
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def again(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Let a meeting come again: choose how often, look at the days, then plan them all at once."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    now = timezone.now()
    reason = why_not_plan_again(meeting, member, now=now)
    if reason is not None:
        messages.info(request, reason)
        return redirect("meetings:plan", member.circle.public_id, meeting_id)
    form = AgainForm(request.POST or None)
    context = {"meeting": meeting, "form": form, "when": times.say_start(meeting.starts_at, member.circle.time_zone)}
    if request.method == "POST" and form.is_valid():
        found = moments_again(
            meeting.starts_at,
            member.circle.time_zone,
            every=Every(form.cleaned_data["every"]),
            many=form.cleaned_data["many"],
            after=now,
            until=now + LONGEST_AHEAD,
        )
        if request.POST.get("step") == "plan":
            try:
                planned = series.plan_again(meeting=meeting, by=member, moments=found.moments, now=now)
            except PlanStays as stays:
                add_problem(form, None, str(stays))
            else:
                messages.success(request, planned_said(len(planned)))
                return redirect("meetings:list", member.circle.public_id)
        zone, new = member.circle.time_zone, not_yet_planned(meeting, found.moments)
        standing = [each for each in found.moments if each not in new]
        context |= {"found": found, "days": days_of(new, zone), "standing": days_of(standing, zone)}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/plan_again.html", context, status=status)


def planned_said(planned: int) -> str:
    """How many meetings there are more."""
    if not planned:
        return _("These meetings are planned already, so nothing is changed.")
    said = ngettext(
        "%(count)s more meeting is planned. Everyone in this circle can see it.",
        "%(count)s more meetings are planned. Everyone in this circle can see them.",
        planned,
    )
    return said % {"count": planned}


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def call_off(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Look once more at what was to be, then call it off, or leave it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    reason = why_not_call_off(meeting, member)
    if meeting.state == MeetingState.CALLED_OFF:
        reason = _("This meeting is called off already.")
    if reason is not None:
        messages.info(request, reason)
        return redirect("meetings:plan", member.circle.public_id, meeting_id)
    rest = later(viewer=member, meeting=meeting)
    form = CallOffForm(request.POST or None, initial={"which": ONLY_THIS})
    if not rest:
        del form.fields["which"]
    if request.method == "POST" and form.is_valid():
        try:
            and_later = form.cleaned_data.get("which") == AND_LATER
            series.call_off(meeting=meeting, by=member, and_later=and_later, now=timezone.now())
        except PlanNeedsOthers:
            answer = [
                ask_the_circle(request, member, Power.CALL_OFF, object_id=each.public_id)
                for each in [meeting, *(found for found, _when in (rest if and_later else []))]
            ]
            return answer[0]
        except PlanStays as stays:
            messages.info(request, str(stays))
        else:
            messages.success(request, _("It is called off. Today tells everyone who said that they would take part."))
        return redirect("meetings:plan", member.circle.public_id, meeting_id)
    when = times.say_start(meeting.starts_at, member.circle.time_zone)
    context = {"meeting": meeting, "form": form, "rest": rest, "when": when}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/plan_call_off.html", context, status=status)
