"""Pages for stepping out of one part and being fetched: mine, and those of whoever fetches me."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.meetings.actions import stepping as actions
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.forms.stepping import SteppingForm
from handinhand.meetings.queries.meetings import meeting_for, part_of
from handinhand.meetings.queries.stepping import fetching_of, fetching_page, stepping_page
from handinhand.meetings.views.editing import to
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.rules.energy import kept_there
from handinhand.ui.apart import apart
from handinhand.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def stepping_out(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """What a part touches on; stay, or step out of it and be fetched."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    part, now = part_of(meeting, part_id), timezone.now()
    shown = stepping_page(viewer=member, meeting=meeting, part=part, now=now)
    people = {each.public_id: each for each in shown.others}
    names = [(each.public_id, apart(each.name)) for each in shown.others]
    form = SteppingForm(request.POST or None, people=names)
    if request.method == "POST" and form.is_valid():
        fetcher, how = people.get(form.cleaned_data["fetcher"]), form.cleaned_data["how"]
        try:
            actions.choose(meeting=meeting, part=part, by=member, fetcher=fetcher, how=how, now=now)
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        except NotHere:
            add_problem(form, "fetcher", _("They are not here any more. You can choose somebody else."))
        else:
            messages.success(request, kept_there() if fetcher is not None else _("It is kept, for you alone."))
            return to("stepping_out", meeting, part_id)
    context = {"meeting": meeting, "page": shown, "form": form}
    status = 422 if form.errors else 200
    channels = [meeting.scope.public_id, request.person.public_id] if shown.is_out else []
    return circle_page(request, member, "meetings/stepping_out.html", context, channels=channels, status=status)


@require_POST
@as_member
@takes_effect_once
def stay(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """Stay in a part after all."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    actions.stay(part=part_of(meeting, part_id), by=member, now=timezone.now())
    messages.success(request, _("You stay, then. Nothing is kept."))
    return to("stepping_out", meeting, part_id)


@require_GET
@as_member
def fetching(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Whom I was asked to fetch in this meeting."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    context = {"meeting": meeting, "to_fetch": fetching_page(viewer=member, meeting=meeting)}
    return circle_page(request, member, "meetings/fetching.html", context)


@require_POST
@as_member
@takes_effect_once
def answer(request: Request, member: Member, meeting_id: str, stepping_id: str) -> HttpResponse:
    """Say whether I fetch somebody."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    asked, now = fetching_of(viewer=member, meeting=meeting, stepping_id=stepping_id), timezone.now()
    if request.POST.get("fetch") != "yes":
        actions.will_not_fetch(fetching=asked, by=member, now=now)
        messages.success(request, _("That is all right. No reason is needed."))
    elif actions.will_fetch(fetching=asked, by=member, now=now):
        messages.success(request, _("Thank you. The room tells you when it is time."))
    else:
        messages.info(request, _("That is over by now. Nothing is asked of you there."))
    return to("fetching", meeting)
