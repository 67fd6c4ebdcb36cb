"""Pages to change a plan: its words and time, its parts, its questions; reading it for pace; inviting everyone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.choices import Power
from handinhand.circles.doors import as_member, ask_the_circle, circle_page
from handinhand.circles.models import Member, PowerUse
from handinhand.days.queries import unsuitable
from handinhand.ground.own_text import covered_names, shown_text
from handinhand.meetings.actions import planning
from handinhand.meetings.actions.editing import PlanNeedsOthers, PlanStays
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.forms.plans import (
    SEEN_BY_CIRCLE,
    SEEN_BY_PLANNER,
    DetailsForm,
    PartForm,
    QuestionForm,
    when_it_was,
)
from handinhand.meetings.models import PART_TEXTS, PLAN_TEXTS, Meeting
from handinhand.meetings.queries import plans, touching
from handinhand.meetings.queries.at_once import changing_late
from handinhand.meetings.queries.meetings import meeting_for, part_of
from handinhand.meetings.queries.pace import reading
from handinhand.meetings.rules import why_not_change, why_not_invite
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem

INITIAL = ("link", "preparation")


def seen_by(meeting: Meeting) -> str | Promise:
    """Who will see what is written in a plan."""
    return SEEN_BY_PLANNER if meeting.state == MeetingState.DRAFT else SEEN_BY_CIRCLE


def on_a_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view its meeting. Where a plan stays as it is no form is shown, but one that was sent keeps its words."""

    @wraps(view)
    def with_meeting(request: Request, member: Member, meeting_id: str, **kwargs: Any) -> HttpResponse:
        meeting = meeting_for(viewer=member, meeting_id=meeting_id)
        reason = why_not_change(meeting, member)
        if reason is not None and request.method != "POST":
            messages.info(request, reason)
            return to("plan", meeting)
        return view(request, member, meeting, **kwargs)

    return with_meeting


def to(name: str, meeting: Meeting, *more: str) -> HttpResponseRedirect:
    """On to a page of this meeting."""
    return redirect(f"meetings:{name}", meeting.circle.public_id, meeting.public_id, *more)


def saved(
    request: Request, meeting: Meeting, asked: PowerUse | None, name: str, *more: str, said: str | None = None
) -> HttpResponse:
    """On to a page of this meeting, with a sentence; where the circle is asked first, to what it is asked."""
    if asked is not None:
        messages.info(request, _("The plan stays as it is, until enough of us have agreed to your change."))
        return redirect("circles:use", meeting.circle.public_id, asked.public_id)
    if said != "":
        messages.success(request, said or _("Saved."))
    return to(name, meeting, *more)


def about(meeting: Meeting, member: Member) -> dict[str, Any]:
    """The meeting, and what a change of its plan does so late, if it is."""
    return {"meeting": meeting, "at_once": changing_late(meeting, member, now=timezone.now())}


def show(request: Request, member: Member, template: str, meeting: Meeting, form: Form, **context: Any) -> HttpResponse:
    """A page with a form about a plan."""
    given = {**about(meeting, member), "form": form, **context}
    status = 422 if form.errors else 200
    return circle_page(request, member, f"meetings/{template}.html", given, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def details(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Change what a plan says apart from its parts."""
    zone = member.circle.time_zone
    initial = {name: getattr(meeting, name) for name in INITIAL}
    initial |= {name: shown_text(meeting, name) for name in PLAN_TEXTS}
    initial |= when_it_was(meeting.starts_at, zone)
    covered = covered_names(meeting, PLAN_TEXTS)
    form = DetailsForm(request.POST or None, zone=zone, seen_by=seen_by(meeting), initial=initial, covered=covered)
    if request.method == "POST" and form.is_valid():
        try:
            asked = planning.change_details(meeting=meeting, by=member, now=timezone.now(), **form.details())
        except PlanStays as reason:
            add_problem(form, "day", str(reason))
        else:
            return saved(request, meeting, asked, "plan")
    return show(request, member, "plan_details", meeting, form)


@require_GET
@as_member
@on_a_plan
def parts(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """The parts of a plan, each with what can be changed about it."""
    steps = plans.steps(meeting, person=member.person_id)
    return circle_page(request, member, "meetings/plan_parts.html", {**about(meeting, member), "steps": steps})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def add_part(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Add a part."""
    form = PartForm(request.POST or None, seen_by=seen_by(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            asked = planning.add_part(meeting=meeting, by=member, now=timezone.now(), **form.part())
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        else:
            return saved(request, meeting, asked, "parts")
    return show(request, member, "plan_part", meeting, form)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def part(request: Request, member: Member, meeting: Meeting, part_id: str) -> HttpResponse:
    """Change a part."""
    changed = meeting.parts.filter(public_id=part_id).first()
    if changed is None and request.method == "POST":
        return part_is_gone(request, member, meeting)
    changed = touching.part_to_read(viewer=member, meeting=meeting, part_id=part_id)
    initial = {"kind": changed.kind, "minutes": changed.minutes}
    initial |= {name: shown_text(changed, name) for name in PART_TEXTS}
    initial["touches_on"] = ", ".join(topic.name for topic in changed.topics.order_by("pk"))
    initial["heavy"] = "yes" if changed.is_heavy else "no"
    covered = covered_names(changed, PART_TEXTS)
    form = PartForm(request.POST or None, seen_by=seen_by(meeting), initial=initial, covered=covered)
    if request.method == "POST" and form.is_valid():
        try:
            asked = planning.change_part(part=changed, by=member, now=timezone.now(), **form.part())
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        else:
            return saved(request, meeting, asked, "parts")
    questions = touching.questions(changed)
    return show(request, member, "plan_part", meeting, form, part=changed, questions=questions)


def part_is_gone(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Somebody took a part out while it was being changed: what was written for it can be added anew."""
    form = PartForm(request.POST, seen_by=seen_by(meeting))
    add_problem(form, None, _("Somebody took this part out while you wrote. You can save it as a new part."))
    return show(request, member, "plan_part", meeting, form)


@require_POST
@as_member
@takes_effect_once
@on_a_plan
def move_part(request: Request, member: Member, meeting: Meeting, part_id: str) -> HttpResponse:
    """Let a part come earlier or later."""
    moved = part_of(meeting, part_id)
    up = request.POST.get("way") == "earlier"
    try:
        asked = planning.move_part(part=moved, by=member, up=up, now=timezone.now())
    except PlanStays as reason:
        messages.info(request, str(reason))
        return to("parts", meeting)
    return saved(request, meeting, asked, "parts", said="")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def remove_part(request: Request, member: Member, meeting: Meeting, part_id: str) -> HttpResponse:
    """Take a part out, after a look at what goes with it."""
    gone = part_of(meeting, part_id)
    if request.method == "POST":
        try:
            asked = planning.remove_part(part=gone, by=member, now=timezone.now())
        except PlanStays as reason:
            messages.info(request, str(reason))
        else:
            return saved(request, meeting, asked, "parts", said=_("That part is no longer in the plan."))
        return to("parts", meeting)
    context = {**about(meeting, member), "part": gone, "questions": touching.questions(gone)}
    return circle_page(request, member, "meetings/plan_take_out.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def add_question(request: Request, member: Member, meeting: Meeting, part_id: str) -> HttpResponse:
    """Add a question to a part."""
    beside = part_of(meeting, part_id)
    form = QuestionForm(request.POST or None, seen_by=seen_by(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            asked = planning.add_question(part=beside, by=member, now=timezone.now(), **form.question())
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        else:
            return saved(request, meeting, asked, "part", part_id)
    return show(request, member, "plan_question", meeting, form, part=beside)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def remove_question(request: Request, member: Member, meeting: Meeting, question_id: str) -> HttpResponse:
    """Take a question out, after another look at it."""
    gone = plans.question_of(meeting, question_id)
    if request.method == "POST":
        try:
            asked = planning.remove_question(question=gone, by=member, now=timezone.now())
        except PlanStays as reason:
            messages.info(request, str(reason))
        else:
            said = _("That question is no longer in the plan.")
            return saved(request, meeting, asked, "part", gone.part.public_id, said=said)
        return to("part", meeting, gone.part.public_id)
    context = {**about(meeting, member), "part": gone.part, "question": gone}
    return circle_page(request, member, "meetings/plan_take_out.html", context)


@require_GET
@as_member
@on_a_plan
def pace(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """How the plan reads for pace: each finding with a change to make, or to leave as it is."""
    steps = plans.steps(meeting, person=member.person_id)
    context = {
        **about(meeting, member),
        "steps": steps,
        "minutes": sum(step.part.minutes for step in steps),
        "reading": reading(meeting, steps, viewer=member),
    }
    return circle_page(request, member, "meetings/plan_pace.html", context)


@require_POST
@as_member
@takes_effect_once
@on_a_plan
def answer_finding(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Do what a finding proposes, or leave the plan as it is."""
    key, now, asked = request.POST.get("finding", ""), timezone.now(), None
    try:
        if request.POST.get("answer") == "accept":
            asked = planning.accept_finding(meeting=meeting, key=key, by=member, now=now)
        else:
            planning.leave_finding(meeting=meeting, key=key, by=member, now=now)
    except PlanStays as reason:
        messages.info(request, str(reason))
        return to("pace", meeting)
    return saved(request, meeting, asked, "pace", said="")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@on_a_plan
def invite(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Invite everyone, after saying exactly what will happen."""
    if request.method == "POST":
        try:
            planning.invite(meeting=meeting, by=member, now=timezone.now())
        except PlanNeedsOthers:
            return ask_the_circle(request, member, Power.PLAN_MEETING, object_id=meeting.public_id)
        except PlanStays as reason:
            messages.info(request, str(reason))
            return to("pace" if isinstance(reason, planning.FindingsWait) else "plan", meeting)
        messages.success(request, _("Everyone in this circle can see the plan now, and answer."))
        return to("plan", meeting)
    waits = why_not_invite(meeting, member, now=timezone.now())
    if waits is not None:
        messages.info(request, waits)
        return to("plan", meeting)
    steps = plans.steps(meeting)
    if plans.findings(meeting, steps, viewer=member):
        messages.info(request, _("Before everyone is invited, please look at how this plan reads for pace."))
        return to("pace", meeting)
    minutes = sum(step.part.minutes for step in steps)
    falls_on = unsuitable(viewer=member)
    context = {
        "meeting": meeting,
        "when": plans.when(meeting, minutes),
        "circle_days": falls_on.of(meeting.starts_at),
        "some_cannot": falls_on.some_cannot(meeting.starts_at),
    }
    return circle_page(request, member, "meetings/plan_invite.html", context)
