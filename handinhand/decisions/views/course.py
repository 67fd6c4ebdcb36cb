"""More ways to decide: in writing, later, by somebody it is given to, after rounds; and looking at it again."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handinhand.circles.choices import NEVER_EMPTY
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_in, present_members
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.forms import WITHOUT_NAMES, DayForm, ResultForm, WhomForm, WritingForm
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import decision_panel, line_from, proposal_for
from handinhand.decisions.queries.touching import note_of, note_on
from handinhand.decisions.rules import day_begins
from handinhand.decisions.views.proposals import MENDED
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem
from handinhand.unnamed.queries import is_allowed

Do = Callable[[Proposal, Member, Form, datetime], object]
FORMS = ("touches_form", "writing_form", "wait_form", "give_form", "round_form")


def _begins(day: date | None, member: Member) -> datetime | None:
    return day_begins(day, member.circle.time_zone) if day is not None else None


def _touches(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.say_it_touches(proposal=found, by=by, whom=form.cleaned_data["whom"], now=now)


def _in_writing(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    closes_at = _begins(form.cleaned_data["day"], by)
    if closes_at is not None:
        without_names = form.cleaned_data.get("names") == WITHOUT_NAMES
        actions.open_in_writing(proposal=found, by=by, closes_at=closes_at, now=now, without_names=without_names)


def _wait(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.wait(proposal=found, by=by, until=_begins(form.cleaned_data["day"], by), now=now)


def _give(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.give(proposal=found, by=by, to=form.cleaned_data["whom"], now=now)


def _questions(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.begin_in_writing(proposal=found, by=by, what=ProposalState.QUESTIONS)


def _reactions(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.begin_in_writing(proposal=found, by=by, what=ProposalState.REACTIONS)


def _close(found: Proposal, by: Member, form: Form, now: datetime) -> None:
    actions.close_in_writing(proposal=found, by=by, now=now)


DOES: dict[str, tuple[str, Do]] = {
    "touches": ("touches_form", _touches),
    "writing": ("writing_form", _in_writing),
    "wait": ("wait_form", _wait),
    "give": ("give_form", _give),
    "questions": ("round_form", _questions),
    "reactions": ("round_form", _reactions),
    "close": ("round_form", _close),
}


def more_forms(
    people: list[Member], sent: Any = None, *, which: str = "", without_names: bool = False
) -> dict[str, Form]:
    """The boxes of the page with more ways; `which` of them was sent. Without names only where the circle allows it."""

    def given(name: str) -> Any:
        return sent if name == which else None

    return {
        "touches_form": WhomForm(
            given("touches_form"), label=_("Whom does it touch?"), people=people, auto_id="touches_%s"
        ),
        "writing_form": WritingForm(
            given("writing_form"),
            label=_("On which day does it close?"),
            needed=True,
            without_names=without_names,
            auto_id="writing_%s",
        ),
        "wait_form": DayForm(given("wait_form"), label=_("Until which day?"), auto_id="wait_%s"),
        "give_form": WhomForm(given("give_form"), label=_("Who could decide it?"), people=people, auto_id="give_%s"),
        "round_form": Form(given("round_form"), auto_id="round_%s"),
    }


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def more(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """More ways to decide a proposal, each in a box of its own; none is needed."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    panel = decision_panel(viewer=member, proposal=found)
    if not panel.is_among:
        raise NotHere
    people = present_members(member.circle)
    which, do = DOES.get(request.POST.get("do", ""), ("", None))
    forms = more_forms(people, request.POST, which=which, without_names=is_allowed(member.circle))
    if do is not None and forms[which].is_valid():
        try:
            do(found, member, forms[which], timezone.now())
        except NotNow as reason:
            add_problem(forms[which], None, str(reason))
        except NotAmongThem:
            add_problem(forms[which], None, _("They are not among the people whom it was proposed to."))
        else:
            messages.success(request, _("Done. This page shows how it stands now."))
            return redirect("decisions:proposal", member.circle.public_id, found.public_id)
    note = note_on(viewer=member, panel=panel)
    context = {"panel": panel, "note": note, "is_by_me": found.by_id == member.pk, **forms}
    mended = any(each.errors for each in forms.values())
    return circle_page(request, member, "decisions/more.html", context, status=MENDED if mended else 200)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def look_again(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Look at a decision again: keep it, change it, or let it go."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    if found.state != ProposalState.ADOPTED:
        return redirect("decisions:proposal", member.circle.public_id, found.public_id)
    now = timezone.now()
    form = DayForm(request.POST or None, label=_("When shall we look at it again?"))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(
                proposal=found,
                by=member,
                seen=_moment(request.POST.get("seen", "")),
                again_at=_begins(form.cleaned_data["day"], member),
                now=now,
            )
        except NotNow as reason:
            add_problem(form, None, str(reason))
            found = proposal_for(viewer=member, proposal_id=proposal_id)
        else:
            messages.success(request, _("It stays as it is."))
            return redirect("decisions:proposal", member.circle.public_id, found.public_id)
    context = {
        "proposal": found,
        "note": note_of(viewer=member, proposal=found),
        "form": form,
        "seen": found.look_again_at.isoformat() if found.look_again_at else "",
        "day": day_in(member.circle, found.look_again_at, now) if found.look_again_at else "",
        "line": line_from(found),
        "can_go": found.adopts not in NEVER_EMPTY,
    }
    return circle_page(request, member, "decisions/look_again.html", context, status=MENDED if form.errors else 200)


def _moment(text: str) -> datetime | None:
    """The moment a page said, or none: one that cannot be read is another one than is kept."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def result(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Decide what the circle gave to me, with reasons."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.decide_given(
                proposal=found, by=member, result=said["result"], reasons=said["reasons"], now=timezone.now()
            )
        except NotNow as reason:
            add_problem(form, None, str(reason))
        except NotAmongThem:
            add_problem(form, None, _("This is for the people whom it was proposed to."))
        else:
            messages.success(request, _("Kept. Everyone in this circle can read it."))
            return redirect("decisions:proposal", member.circle.public_id, found.public_id)
    for field in ("result", "reasons"):
        form.fields[field].seen_by = _("Everyone in this circle reads it. It becomes the circle's own text.")  # type: ignore[attr-defined]
    context = {"proposal": found, "note": note_of(viewer=member, proposal=found), "form": form}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "decisions/result.html", context, box=True, status=status)
