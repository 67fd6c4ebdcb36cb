"""Pages of plans: the list, a new one, one plan, answering it, and planning one like it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.live.queries import ticket
from handinhand.meetings.actions import answers, planning
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.forms.plans import AnswerForm, DetailsForm, WhenForm
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.listed import meetings
from handinhand.meetings.queries.meetings import channels, meeting_for
from handinhand.meetings.queries.outlook import outlook
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem

PAGES = range(1, 10_000)


@require_GET
@as_member
def listed(request: Request, member: Member) -> HttpResponse:
    """The circle's meetings: coming, being planned by me, and those that have been."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len(str(PAGES.stop)) else 1
    page = page if page in PAGES else 1
    now = timezone.now()
    found = meetings(viewer=member, now=now, page=page)
    return circle_page(
        request,
        member,
        "meetings/meetings.html",
        {"meetings": found, "page": page, "outlook": outlook(member.circle, now=now)},
    )


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def new(request: Request, member: Member) -> HttpResponse:
    """Begin a plan from a kind starting point."""
    form = DetailsForm(request.POST or None, zone=member.circle.time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = planning.start_plan(circle=member.circle, by=member, now=timezone.now(), **form.details())
        except PlanStays as reason:
            add_problem(form, "day", str(reason))
        else:
            messages.success(request, _("Your plan is kept. Only you can see it so far."))
            return redirect("meetings:plan", member.circle.public_id, meeting.public_id)
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/plan_new.html", {"form": form}, box=True, status=status)


@require_GET
@as_member
def plan(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """What will happen, who will be there, and how I will take part."""
    listening = ticket(person_id=member.person.public_id, channels=channels(viewer=member, meeting_id=meeting_id))
    meeting = plans.plan_of(viewer=member, meeting_id=meeting_id)
    context = {
        "ticket": listening,
        "meeting": meeting,
        "plan": plans.plan_page(viewer=member, meeting=meeting, now=timezone.now()),
        "answers": AnswerKind.choices,
    }
    return circle_page(request, member, "meetings/plan.html", context)


@require_POST
@as_member
@takes_effect_once
def answer(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Say how I will take part."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            kind = AnswerKind(form.cleaned_data["answer"])
            answers.answer(meeting=meeting, by=member, kind=kind, now=timezone.now())
        except answers.TooLate as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, _("Your answer is kept. You can change it until the meeting has been."))
    else:
        messages.info(request, _("Please choose one of the four answers."))
    return redirect("meetings:plan", member.circle.public_id, meeting_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def like_this(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Plan one like this, on another day."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = WhenForm(request.POST or None, zone=member.circle.time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            copy = planning.copy_plan(
                meeting=meeting, by=member, starts_at=form.cleaned_data["starts_at"], now=timezone.now()
            )
        except PlanStays as reason:
            add_problem(form, "day", str(reason))
        else:
            messages.success(request, _("Your plan is kept. Only you can see it so far."))
            return redirect("meetings:plan", member.circle.public_id, copy.public_id)
    context = {"form": form, "meeting": meeting}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/plan_like_this.html", context, status=status)
