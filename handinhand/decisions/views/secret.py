"""Saying where one stands without one's name, and seeing a result anew. No browser keeps what stands in these boxes."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow
from handinhand.decisions.forms import SecretForm
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import decision_panel, proposal_for
from handinhand.decisions.queries.touching import note_on
from handinhand.decisions.views.proposals import MENDED, back, room_of, settle
from handinhand.people.actions import count_try
from handinhand.people.doors import Request, keeps_nothing_unsent, takes_effect_once, where_from
from handinhand.people.queries.tries import has_tries
from handinhand.ui.forms import Form, add_problem
from handinhand.unnamed.rules.phrases import in_words

TRIES, STRETCH = 20, timedelta(minutes=10)


@require_http_methods(["GET", "POST"])
@keeps_nothing_unsent
@as_member
@takes_effect_once
def say(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say where one stands without one's name, or with a phrase say it anew."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    panel = decision_panel(viewer=member, proposal=found)
    if request.method == "GET" and not panel.can_say_without_name:
        return back(request, member, found)
    has_said = panel.secret is not None and panel.secret.has_said
    is_anew = request.POST.get("do") == "anew" if request.method == "POST" else has_said
    form = SecretForm(request.POST or None, is_anew=is_anew)
    if request.method == "POST" and form.is_valid() and _is_kept(request, member, found, form, is_anew=is_anew):
        phrase = in_words(form.cleaned_data["phrase"], get_language() or "en")
        context = {"panel": panel, "phrase": phrase, "room": room_of(request)}
        return circle_page(request, member, "decisions/kept.html", context)
    context = {
        "panel": panel,
        "note": note_on(viewer=member, panel=panel),
        "form": form,
        "is_anew": is_anew,
        "room": room_of(request),
    }
    status = MENDED if form.errors else 200
    return circle_page(request, member, "decisions/without_my_name.html", context, box=True, status=status)


def _is_kept(request: Request, member: Member, found: Proposal, form: SecretForm, *, is_anew: bool) -> bool:
    """Keep what was said; else the form says why not."""
    said, now = form.cleaned_data, timezone.now()
    given = {"kind": said["kind"], "concern": said["concern"], "phrase": said["phrase"]}
    what = f"phrase {where_from(request)}"
    if is_anew and not has_tries(what=what, limit=TRIES, stretch=STRETCH, now=now):
        add_problem(form, "before", _("Many phrases were tried from here. Please wait ten minutes."))
        return False
    try:
        if is_anew:
            actions.say_anew(proposal=found, by=member, before=said["before"], now=now, **given)
        else:
            actions.say_without_name(proposal=found, by=member, key=request.POST["key"], now=now, **given)
    except NotNow as reason:
        add_problem(form, None, str(reason))
    except NotAmongThem:
        add_problem(form, None, _("This is for the people whom it was proposed to."))
    if is_anew and form.errors:
        count_try(what=what, limit=TRIES, stretch=STRETCH, now=now)
    return not form.errors


@require_POST
@as_member
@takes_effect_once
def see_anew(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """See the result anew, as when a concern was answered and taken back."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = Form(request.POST)

    def do() -> None:
        actions.see_anew(proposal=found, by=member, now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)
