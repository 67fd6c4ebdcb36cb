"""What comes before positions: what somebody says first, other words, and who hears of it first."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow
from handinhand.decisions.choices import ReactionKind
from handinhand.decisions.forms import ChangeForm, OfferForm
from handinhand.decisions.queries import DecisionPanel, decision_panel, offer_of, proposal_for
from handinhand.decisions.queries.touching import note_on
from handinhand.decisions.views.proposals import MENDED, back, room_of, settle, who_sees
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem


@require_POST
@as_member
@takes_effect_once
def live_with(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say first that one can live with it: one tap."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = Form(request.POST)

    def do() -> None:
        actions.react(proposal=found, by=member, kind=ReactionKind.LIVE_WITH, now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def change(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say what one would like to change."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, now = form.cleaned_data["text"], timezone.now()
        try:
            actions.react(proposal=found, by=member, kind=ReactionKind.CHANGE, text=text, now=now)
        except NotNow as reason:
            add_problem(form, None, str(reason))
        except NotAmongThem:
            add_problem(form, None, _("This is for the people whom it was proposed to."))
        else:
            return back(request, member, found)
    panel = decision_panel(viewer=member, proposal=found)
    return one_box(request, member, panel, form, "decisions/change.html")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def offer(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Offer other words."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    panel = decision_panel(viewer=member, proposal=found)
    form = OfferForm(request.POST or None, initial={"text": panel.text or ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer(proposal=found, by=member, text=form.cleaned_data["text"], now=timezone.now())
        except NotNow as reason:
            add_problem(form, None, str(reason))
        except NotAmongThem:
            add_problem(form, None, _("This is for the people whom it was proposed to."))
        else:
            messages.success(request, _("Your words stand beside it now. Whoever proposed it can take them."))
            return back(request, member, found)
    return one_box(request, member, panel, form, "decisions/offer.html")


def one_box(request: Request, member: Member, panel: DecisionPanel, form: Form, template: str) -> HttpResponse:
    """A page with one box about a proposal, and the words as they stand."""
    form.fields["text"].seen_by = who_sees(panel, member)  # type: ignore[attr-defined]
    note = note_on(viewer=member, panel=panel)
    context = {"panel": panel, "note": note, "form": form, "room": room_of(request)}
    return circle_page(request, member, template, context, box=True, status=MENDED if form.errors else 200)


@require_POST
@as_member
@takes_effect_once
def take_offer(request: Request, member: Member, proposal_id: str, offer_id: str) -> HttpResponse:
    """Take somebody's words for one's own proposal."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    offered = offer_of(viewer=member, proposal=found, offer_id=offer_id)
    form = Form(request.POST)

    def do() -> None:
        actions.take_offer(offered=offered, by=member, now=timezone.now())
        messages.success(request, _("The words are changed. Whoever said where they stand is asked again."))

    return settle(request, member, found, form, do, keep_form=form)


@require_POST
@as_member
@takes_effect_once
def put_beside(request: Request, member: Member, proposal_id: str, offer_id: str) -> HttpResponse:
    """Let somebody's words stand beside one's own proposal."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    offered = offer_of(viewer=member, proposal=found, offer_id=offer_id)
    form = Form(request.POST)

    def do() -> None:
        actions.put_beside(offered=offered, by=member, now=timezone.now())
        messages.success(request, _("It stands beside yours now, as a proposal of its own."))

    return settle(request, member, found, form, do, keep_form=form)


@require_POST
@as_member
@takes_effect_once
def heard(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say that one has read what touches oneself."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = Form(request.POST)

    def do() -> None:
        begins = request.POST.get("begins") == "yes"
        actions.hear(proposal=found, by=member, begins=begins, now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)


@require_POST
@as_member
@takes_effect_once
def say_i_will(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say yes or no to deciding it for the circle."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = Form(request.POST)

    def do() -> None:
        actions.answer_given(proposal=found, by=member, yes=request.POST.get("yes") == "yes", now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)
