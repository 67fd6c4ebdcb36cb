"""Slips of paper: one types them in, another looks at them on their own phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.forms import SlipsForm
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import decision_panel, proposal_for
from handinhand.decisions.queries.secret import read_slips, slips_for
from handinhand.decisions.queries.touching import note_on
from handinhand.decisions.views.proposals import MENDED, back, room_of
from handinhand.people.doors import Request, keeps_nothing_unsent, takes_effect_once
from handinhand.ui.forms import Form, add_problem


@require_http_methods(["GET", "POST"])
@keeps_nothing_unsent
@as_member
@takes_effect_once
def in_writing(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Type in slips where everybody says in writing where they stand: any two of us can."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    if request.method == "GET" and found.closes_at is None:
        messages.info(request, keeper_types())
        return back(request, member, found)
    return type_in(request, member, found, refusal="" if found.closes_at is not None else keeper_types())


def keeper_types() -> str:
    """Who types slips in where a meeting decides."""
    return _("In a meeting, whoever keeps its notes types slips in.")


def type_in(request: Request, member: Member, found: Proposal, *, refusal: str) -> HttpResponse:
    """The page on which slips are typed in; `refusal` says why this member cannot. What was typed stays there."""
    panel = decision_panel(viewer=member, proposal=found)
    if request.method == "GET" and not panel.can_say_without_name:
        return back(request, member, found)
    form = SlipsForm(request.POST or None, people=panel.seeing, by=member)
    if request.method == "POST" and refusal:
        add_problem(form, None, refusal)
    if request.method == "POST" and form.is_valid():
        try:
            paper = actions.type_in(proposal=found, by=member, **form.typed())
        except NotNow as reason:
            add_problem(form, None, str(reason))
        except NotAmongThem:
            add_problem(form, None, _("They are not among the people whom it was proposed to."))
        else:
            return redirect("decisions:look_at_slips", member.circle.public_id, found.public_id, paper.public_id)
    context = {"panel": panel, "note": note_on(viewer=member, panel=panel), "form": form, "refusal": refusal}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "decisions/slips.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def look(request: Request, member: Member, proposal_id: str, slips_id: str) -> HttpResponse:
    """Look at slips that another typed in, and say that they are right; or, as either of the two, let them go."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    paper = slips_for(viewer=member, proposal=found, slips_id=slips_id)
    form, do = Form(request.POST or None), request.POST.get("do", "")
    try:
        if do == "yes":
            actions.say_slips_are_right(proposal=found, paper=paper, by=member, now=timezone.now())
            messages.success(request, _("These slips count now, with all the others."))
            return back(request, member, found)
        if do == "no":
            actions.let_slips_go(paper=paper, by=member)
            messages.success(request, _("These slips are gone here. On paper they are still yours."))
            return back(request, member, found)
    except NotNow as reason:
        add_problem(form, None, str(reason))
    except NotAmongThem:
        add_problem(form, None, _("This is for the people whom it was proposed to."))
    read = read_slips(paper) if paper.beside_id == member.pk else None
    context = {
        "proposal": found,
        "paper": paper,
        "gave": read.gave if read is not None else [],
        "slips": [(str(PositionKind(each.choice).label), each.text) for each in read.slips] if read is not None else [],
        "looks": paper.beside_id == member.pk,
        "form": form,
        "room": room_of(request),
    }
    status = MENDED if form.errors else 200
    return circle_page(request, member, "decisions/look_at_slips.html", context, status=status)
