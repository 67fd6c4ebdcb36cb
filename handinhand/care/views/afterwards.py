"""Who asks me tomorrow how I am; and whom I was asked to ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.care import actions
from handinhand.care.choices import Said
from handinhand.care.forms.afterwards import ForTomorrowForm
from handinhand.care.queries import afterwards as queries
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.rules.energy import AskIsOver
from handinhand.ui.forms import add_problem, new_key

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def tomorrow(request: Request, member: Member, scope_id: str) -> HttpResponse:
    """Choose who asks me tomorrow, or nobody; or see how it stands with what I asked for."""
    now = timezone.now()
    meeting = queries.meeting_near(viewer=member, scope_id=scope_id, now=now)
    kept = queries.asked_by(viewer=member, scope_id=scope_id)
    if kept is not None and request.method == "GET":
        context = {"stands": queries.stands(kept, now=now), "scope_id": scope_id, "ticket": ""}
        return circle_page(request, member, "care/asked_for.html", context)
    people = [] if meeting is None else list(queries.can_be_asked(viewer=member, scope=meeting.scope))
    form = ForTomorrowForm(request.POST or None, members=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask_for_tomorrow(by=member, scope_id=scope_id, to=said["to"], body=said["words"], now=now)
        except actions.NotAskedFor as reason:
            add_problem(form, "words", str(reason))
        else:
            messages.success(request, _("It is kept. You can call it off at any time."))
            return redirect("care:tomorrow", member.circle.public_id, scope_id)
    context = {"form": form, "people": people, "meeting": meeting, "kept": kept, "ticket": ""}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "care/tomorrow.html", context, box=True, status=status)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def call_off(request: Request, member: Member, scope_id: str) -> HttpResponse:
    """I would rather not be asked."""
    actions.call_off(by=member, scope_id=scope_id, now=timezone.now())
    messages.success(request, _("It is called off. Nothing of it is kept."))
    return redirect("care:mine")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def to_ask(request: Request, member: Member, kept_id: str) -> HttpResponse:
    """Whom I was asked to ask: say that I asked, or that I cannot this time."""
    now = timezone.now()
    kept = queries.to_ask(viewer=member, kept_id=kept_id, now=now)
    if request.method == "GET" and kept is not None:
        return circle_page(request, member, "care/to_ask.html", {"kept": kept, "key": new_key(), "ticket": ""})
    if request.method == "GET" or request.POST.get("said") not in Said.values:
        return _over(request, member, kept_id)
    try:
        actions.answer_asking(by=member, kept_id=kept_id, said=Said(request.POST["said"]), now=now)
    except AskIsOver:
        return _over(request, member, kept_id)
    messages.success(request, _("Thank you. Nothing more is asked of you here."))
    return redirect("/")


def _over(request: Request, member: Member, kept_id: str) -> HttpResponse:
    """What was asked is answered, called off or over; for whom it was never asked there is no page."""
    if not queries.was_asked(viewer=member, kept_id=kept_id):
        raise NotHere
    messages.info(request, _("That is answered, called off, or over by now. Nothing is asked of you there."))
    return redirect("/")
