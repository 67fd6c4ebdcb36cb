"""Pages for sending something ahead to a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import who_can_see
from handinhand.decisions.forms import PositionForm
from handinhand.decisions.queries import proposal_for
from handinhand.decisions.queries.touching import note_of
from handinhand.decisions.rules import is_taken_back
from handinhand.meetings.actions import ahead as actions
from handinhand.meetings.choices import PartKind
from handinhand.meetings.forms.rooms import IdeaForm
from handinhand.meetings.models import Meeting, Part
from handinhand.meetings.queries.ahead import ahead_page, own_ahead
from handinhand.meetings.queries.meetings import meeting_for, part_of
from handinhand.meetings.queries.touching import part_to_read, questions
from handinhand.meetings.rules import why_not_send_ahead
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.forms import add_problem, new_key
from handinhand.unnamed.queries import is_allowed
from handinhand.words.queries import is_in

ALREADY = gettext_lazy("Positions are open now, so you can say where you stand on the page of this proposal.")


@require_GET
@as_member
def ahead(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """What I can send ahead, and what I sent."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    context = {"meeting": meeting, "page": ahead_page(viewer=member, meeting=meeting), "key": new_key()}
    return circle_page(request, member, "meetings/ahead.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def ahead_for(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """Write for a part."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    part = part_to_read(viewer=member, meeting=meeting, part_id=part_id)
    asked = questions(part)
    choices = [(each.public_id, apart(each.title)) for each, _topics in asked]
    form = IdeaForm(request.POST or None, questions=choices)
    if request.method == "GET" and (reason := why_not_send_ahead(meeting, part)) is not None:
        messages.info(request, reason)
        return _to_list(member, meeting)
    if request.method == "POST" and form.is_valid():
        chosen = next((each for each, _t in asked if each.public_id == form.cleaned_data.get("question")), None)
        body = form.cleaned_data["body"]
        try:
            actions.send(meeting=meeting, part=part, by=member, body=body, now=timezone.now(), question=chosen)
        except actions.NotAhead as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("Kept. Only you see it until then. You can change it or take it back."))
            return _to_list(member, meeting)
    form.fields["body"].seen_by = _who_sees(meeting, part, member)  # type: ignore[attr-defined]
    context = {"meeting": meeting, "part": part, "asked": asked, "form": form, **_joins(meeting, member)}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/ahead_for.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def ahead_position(request: Request, member: Member, meeting_id: str, proposal_id: str) -> HttpResponse:
    """Say ahead where I stand."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    proposal = proposal_for(viewer=member, proposal_id=proposal_id)
    if is_taken_back(proposal):
        raise Http404
    form = PositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"kind": form.cleaned_data["kind"], "concern": form.cleaned_data["concern"]}
        try:
            actions.send_position(meeting=meeting, proposal=proposal, by=member, now=timezone.now(), **given)
        except actions.NotAhead as reason:
            add_problem(form, None, str(ALREADY) if str(reason) == "already" else str(reason))
        else:
            messages.success(request, _("Kept. Only you see it until then. You can change it or take it back."))
            return _to_list(member, meeting)
    form.fields["concern"].seen_by = _("Only you see this until positions close. Then: %(who)s") % {  # type: ignore[attr-defined]
        "who": who_can_see(proposal.scope, member)
    }
    note = note_of(viewer=member, proposal=proposal)
    context = {"meeting": meeting, "proposal": proposal, "note": note, "form": form, **_joins(meeting, member)}
    context["can_be_secret"] = is_allowed(member.circle)
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/ahead_position.html", context, box=True, status=status)


@require_POST
@as_member
@takes_effect_once
def ahead_move(request: Request, member: Member, meeting_id: str, ahead_id: str) -> HttpResponse:
    """Let words stand for another part."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    sent = own_ahead(viewer=member, meeting=meeting, ahead_id=ahead_id)
    part = part_of(meeting, request.POST.get("part", ""))
    try:
        actions.move(sent=sent, part=part, by=member, now=timezone.now())
    except actions.NotAhead as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("Your words are kept for that part now."))
    return _to_list(member, meeting)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def ahead_take_back(request: Request, member: Member, meeting_id: str, ahead_id: str) -> HttpResponse:
    """Take back a position that was sent ahead."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    sent = own_ahead(viewer=member, meeting=meeting, ahead_id=ahead_id)
    actions.take_back_position(sent=sent, by=member)
    messages.success(request, _("You took it back. Nobody has seen it."))
    return _to_list(member, meeting)


def _to_list(member: Member, meeting: Meeting) -> HttpResponse:
    return redirect("meetings:ahead", member.circle.public_id, meeting.public_id)


def _joins(meeting: Meeting, member: Member) -> dict[str, bool]:
    """Whether sending something makes somebody one of the meeting's people, which is said before."""
    return {"joins": not is_in(meeting.scope_id, member.person)}


def _who_sees(meeting: Meeting, part: Part, member: Member) -> str:
    who = who_can_see(meeting.scope, member)
    if part.kind == PartKind.IDEAS:
        return _("Only you see this until all ideas are opened. Then: %(who)s") % {"who": who}
    return _("Only you see this until this part begins. Then: %(who)s") % {"who": who}
