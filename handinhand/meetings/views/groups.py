"""Small groups: drawing them, one's own group, and what it brings back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.live.queries import ticket
from handinhand.meetings.actions import groups as actions
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.forms.together import BringForm, GroupForm, SplitForm
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.groups import group_lines, group_of
from handinhand.meetings.queries.meetings import channels, meeting_for
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.views.rooms import NOT_KEPT, SENTENCES, to_room
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def split(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Split the room into small groups."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    room = room_for(viewer=member, meeting=meeting, now=timezone.now())
    form = SplitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"question": form.cleaned_data["question"], "size": int(form.cleaned_data["size"])}
        leave = request.POST.get("leave", "")
        try:
            actions.split_up(meeting=meeting, by=member, now=timezone.now(), leave=leave, **given)
        except NotNow as not_now:
            add_problem(form, None, SENTENCES[str(not_now)])
        else:
            return to_room(member, meeting_id)
    if not form.errors and not room.can_split:
        return to_room(member, meeting_id)
    context = {"room": room, "meeting": meeting, "form": form, "leave": request.POST.get("leave", "")}
    if room.part is not None and not form.errors:
        context["leave"] = room.part.public_id
    status = MENDED if form.errors else 200
    return circle_page(request, member, "meetings/split.html", context, box=True, status=status)


@require_GET
@as_member
def group(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """One's own small group."""
    return _show(request, member, meeting_for(viewer=member, meeting_id=meeting_id))


@require_POST
@as_member
@takes_effect_once
def say(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Write for the people of one's group."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            actions.say_in_group(meeting=meeting, by=member, body=form.cleaned_data["body"], now=timezone.now())
        except NotNow as not_now:
            add_problem(form, None, SENTENCES[str(not_now)])
        else:
            return redirect("meetings:group", member.circle.public_id, meeting_id)
    return _show(request, member, meeting, say_form=form)


@require_POST
@as_member
@takes_effect_once
def bring(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Bring something back from one's group."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = BringForm(request.POST, auto_id="bring_%s")
    if form.is_valid():
        given = {"body": form.cleaned_data["body"], "is_named": form.cleaned_data["named"] == "me"}
        try:
            actions.bring_back(meeting=meeting, by=member, now=timezone.now(), **given)
        except NotNow as not_now:
            add_problem(form, None, SENTENCES[str(not_now)])
        else:
            messages.success(request, _("Shared with this meeting."))
            return to_room(member, meeting_id)
    return _show(request, member, meeting, bring_form=form)


def _show(request: Request, member: Member, meeting: Meeting, **sent: Form) -> HttpResponse:
    """A group's page; where the group is no more, what was sent is still there to be copied."""
    heard = channels(viewer=member, meeting_id=meeting.public_id)
    mine, seen = group_of(viewer=member, meeting=meeting)
    if mine is None and not sent:
        return to_room(member, meeting.public_id)
    context: dict[str, object] = {"meeting": meeting, "groups": seen, "group": mine, "left_over": None}
    if mine is None or seen is None:
        context["left_over"] = next(iter(sent.values())).say_who_sees(str(NOT_KEPT))
    else:
        heard.append(mine.scope.public_id)
        context["lines"] = group_lines(viewer=member, group=mine)
        context["seen_by"] = _seen_by(member, seen.names)
        context |= {"say_form": GroupForm(), "bring_form": BringForm(auto_id="bring_%s"), **sent}
        if not seen.split.is_back or mine.has_brought:
            context["left_over"] = sent["bring_form"].say_who_sees(str(NOT_KEPT)) if "bring_form" in sent else None
    context["ticket"] = ticket(person_id=member.person.public_id, channels=heard)
    status = MENDED if sent else 200
    return circle_page(request, member, "meetings/group.html", context, box=True, status=status)


def _seen_by(member: Member, names: str) -> str:
    """Who can see what is written in a small group."""
    if not names:
        return _("Only you are in this group now, so only you can see this.")
    return _("Only the people of your group can see this, with your name: %(names)s.") % {"names": names}
