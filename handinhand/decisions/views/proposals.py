"""Pages of proposals and decisions. Positions are closed in a meeting, by whoever holds it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care.queries.danger import what_we_do
from handinhand.circles.actions import HoldNotNow
from handinhand.circles.choices import NEVER_EMPTY, WHEN_IN_DANGER, Adopts
from handinhand.circles.doors import as_member, circle_page, listening
from handinhand.circles.models import AdoptedLine, Member
from handinhand.circles.queries import MOST_NAMED, hold_for, is_public_id, say_who_can_see, who_can_see
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow, NotYourPosition
from handinhand.decisions.choices import Follows, PositionKind
from handinhand.decisions.forms import KeepForm, MoreForm, PositionForm, ProposalForm, QuestionForm
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import (
    DecisionPanel,
    around,
    channels_of,
    decided_in,
    decision_panel,
    own_position,
    proposal_for,
    proposals_waiting,
    replaceable,
)
from handinhand.decisions.queries.touching import both, note_of, note_on, with_notes
from handinhand.decisions.rules import always_there, day_begins
from handinhand.ground.own_text import shown_text
from handinhand.live.queries import ticket
from handinhand.people.doors import Request, takes_effect_once
from handinhand.promises.queries import asks_how_named
from handinhand.promises.sources import source_for
from handinhand.ui.forms import Form, add_problem
from handinhand.words.queries import circle_scope

MENDED = 422
KEEP_DAYS = {"7", "30"}
FROM_THEIR_OWN_PAGE = (*WHEN_IN_DANGER, Adopts.OUTSIDE, Adopts.HARM_PEOPLE, Adopts.UNNAMED)


@require_GET
@as_member
def decisions(request: Request, member: Member) -> HttpResponse:
    """What waits to be decided, and what was."""
    decided, earlier = decided_in(viewer=member, before=request.GET.get("before", ""))
    context = {
        "ticket": listening(member),
        "waiting": with_notes(viewer=member, proposals=proposals_waiting(viewer=member)),
        "decided": with_notes(viewer=member, proposals=decided),
        "earlier": earlier,
        "kinds": [each for each in Adopts.choices if each[0] not in FROM_THEIR_OWN_PAGE],
    }
    return circle_page(request, member, "decisions/list.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def propose(request: Request, member: Member) -> HttpResponse:
    """Propose something to the circle."""
    sent = request.POST if request.method == "POST" else request.GET
    adopts = sent.get("adopts", "") if sent.get("adopts") in Adopts.values else ""
    replaces = sent.get("replaces", "")
    line = replaceable(viewer=member, kind=adopts, line_id=replaces) if is_public_id(replaces) else None
    scope = circle_scope(member.circle)
    source = source_for(viewer=member, words_id=sent.get("from", ""))
    follows, how = followed(member, sent)
    lets_go = line is not None and sent.get("lets_go") == "yes" and adopts not in NEVER_EMPTY
    form = ProposalForm(
        request.POST or None,
        adopts=adopts,
        initial={"text": first_words(line, follows, lets_go=lets_go) or steps_to_change(member, adopts)},
    )
    more = MoreForm(request.POST or None, auto_id="more_%s")
    again = more_said(more, member)
    if request.method == "POST" and adopts in NEVER_EMPTY and sent.get("lets_go") == "yes":
        add_problem(form, "text", always_there())
    if request.method == "POST" and form.is_valid() and not more.errors:
        made = actions.propose(
            circle=member.circle,
            scope=scope,
            by=member,
            adopts=adopts,
            replaces=line.public_id if line else "",
            lets_go=lets_go,
            follows=follows,
            follows_how=how,
            look_again_at=again,
            came_from=source,
            now=timezone.now(),
            **form.proposed(),
        )
        messages.success(request, _("Your proposal is here for the circle to read."))
        if sent.get("from") and source is None:
            messages.info(request, _("The words it comes from can no longer be read, so it stands by itself."))
        return back(request, member, made)
    form.fields["text"].seen_by = _("%(who)s If it is decided, the circle keeps a copy of the words.") % {  # type: ignore[attr-defined]
        "who": who_can_see(scope, member)
    }
    context: dict[str, Any] = {"form": form, "more": more, "adopts": Adopts(adopts) if adopts else None, "line": line}
    context |= {"lets_go": lets_go, "follows": follows, "how": Follows(how) if how else None}
    note = note_of(viewer=member, proposal=follows) if follows is not None else None
    box_note = both(note, line.note if line is not None else None)  # type: ignore[attr-defined]
    context |= {"source": source, "note": note, "box_note": box_note, "room": room_of(request)}
    mended = bool(form.errors or more.errors)
    return circle_page(request, member, "decisions/propose.html", context, box=True, status=MENDED if mended else 200)


def followed(member: Member, sent: QueryDict) -> tuple[Proposal | None, str]:
    """The proposal that a new one would follow, and how, as far as this member can reach it."""
    named, how = sent.get("follows", ""), sent.get("how", "")
    if not is_public_id(named) or how not in {Follows.AGAIN, Follows.CALLS_BACK}:
        return None, ""
    return proposal_for(viewer=member, proposal_id=named), how


def first_words(line: AdoptedLine | None, follows: Proposal | None, *, lets_go: bool) -> str:
    """What stands in the box before somebody writes: the words as they are, to be changed."""
    if lets_go:
        return _("We let go of this line.")
    if line is not None:
        return shown_text(line, "text")
    return shown_text(follows, "adopted_text") if follows else ""


def steps_to_change(member: Member, adopts: str) -> str:
    """What we do when somebody is in danger, as it stands, a line for each step: nobody begins with an empty box."""
    if adopts not in WHEN_IN_DANGER:
        return ""
    ways = what_we_do(member.circle).ways
    return "\n".join(str(step) for way in ways if way.adopts == adopts for step in way.steps)


def more_said(more: MoreForm, member: Member) -> datetime | None:
    """The day on which it would be looked at again, if one was said."""
    day = more.cleaned_data.get("look_again_on") if more.is_valid() else None
    begins = day_begins(day, member.circle.time_zone) if day is not None else None
    if begins is not None and begins <= timezone.now():
        add_problem(more, "look_again_on", _("Please choose a day after today."))
    return begins


@require_POST
@as_member
@takes_effect_once
def propose_about_hold(request: Request, member: Member, hold_id: str) -> HttpResponse:
    """Propose that the circle keeps a hold on somebody's access, or ends it."""
    hold, days = hold_for(viewer=member, hold_id=hold_id), request.POST.get("days")
    try:
        made = actions.propose_about_hold(
            hold=hold, by=member, days=int(days) if days in KEEP_DAYS else 0, now=timezone.now()
        )
    except HoldNotNow as reason:
        messages.info(request, str(reason))
        return redirect("circles:hold", member.circle.public_id, hold_id)
    messages.success(request, _("Your proposal is here for the circle to read."))
    return redirect("decisions:proposal", member.circle.public_id, made.public_id)


@require_GET
@as_member
def proposal(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """One proposal as this member may see it."""
    return show(request, member, proposal_id)


@require_POST
@as_member
@takes_effect_once
def ask(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Ask something about a proposal, or answer."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = QuestionForm(request.POST, auto_id="ask_%s")

    def do() -> None:
        actions.ask(proposal=found, by=member, text=form.cleaned_data["text"], now=timezone.now())

    return settle(request, member, found, form, do, ask_form=form)


@require_POST
@as_member
@takes_effect_once
def take_position(request: Request, member: Member, proposal_id: str) -> HttpResponse:
    """Say where one stands, or say it anew."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    form = PositionForm(request.POST, auto_id="position_%s")

    def do() -> None:
        said = form.cleaned_data
        concern = said["concern"] if said["kind"] == PositionKind.CONCERN else ""
        actions.take_position(proposal=found, by=member, kind=said["kind"], concern=concern, now=timezone.now())
        messages.success(request, _("Kept. Only you see it until positions close."))

    return settle(request, member, found, form, do, position_form=form)


@require_POST
@as_member
@takes_effect_once
def call_answered(request: Request, member: Member, proposal_id: str, position_id: str) -> HttpResponse:
    """Say that one's own concern is answered."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    position = own_position(viewer=member, proposal=found, position_id=position_id)
    form = Form(request.POST)

    def do() -> None:
        actions.call_answered(position=position, by=member, now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)


@require_POST
@as_member
@takes_effect_once
def keep_beside(request: Request, member: Member, proposal_id: str, position_id: str) -> HttpResponse:
    """Keep one's own concern beside the decision."""
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    position = own_position(viewer=member, proposal=found, position_id=position_id)
    form = KeepForm(request.POST, auto_id="keep_%s")

    def do() -> None:
        actions.leave_as_minority(position=position, by=member, text=form.cleaned_data["text"], now=timezone.now())

    return settle(request, member, found, form, do, keep_form=form)


def settle(
    request: Request, member: Member, found: Proposal, form: Form, do: Callable[[], None], **forms: Form
) -> HttpResponse:
    """Do what a form asks and go back; what cannot be done now is said beside what was written, which stays."""
    if form.is_valid():
        try:
            do()
        except NotNow as reason:
            add_problem(form, None, str(reason))
        except (NotAmongThem, NotYourPosition):
            add_problem(form, None, _("This is for the people whom it was proposed to."))
        else:
            return back(request, member, found)
    return show(request, member, found.public_id, **forms)


def back(request: Request, member: Member, found: Proposal) -> HttpResponse:
    """To the meeting's room if the form came from there, else to the proposal's page."""
    room = room_of(request)
    if room:
        return redirect("meetings:room", member.circle.public_id, room)
    return redirect("decisions:proposal", member.circle.public_id, found.public_id)


def room_of(request: Request) -> str:
    """The meeting from whose room somebody came, if they say so in a way that an address can hold."""
    said = request.POST.get("room") or request.GET.get("room") or ""
    return said if is_public_id(said) else ""


def show(request: Request, member: Member, proposal_id: str, **forms: Form) -> HttpResponse:
    """A proposal's page, with a form that needs another look if there is one."""
    channels = channels_of(viewer=member, proposal_id=proposal_id)
    heard = ticket(person_id=request.person.public_id, channels=channels)
    found = proposal_for(viewer=member, proposal_id=proposal_id)
    panel = decision_panel(viewer=member, proposal=found)
    who = who_sees(panel, member)
    context: dict[str, Any] = {
        "panel": panel,
        "note": note_on(viewer=member, panel=panel),
        "around": around(viewer=member, proposal=found, panel=panel),
        "room": room_of(request),
        "ticket": heard,
        "asks_me": asks_how_named(viewer=member, onward=found.words_id),
        **blank_forms(panel),
        **forms,
    }
    until_then = _("Only you see this until positions close. Then: %(who)s") % {"who": who}
    for name, sentence in (("position_form", until_then), ("ask_form", who), ("keep_form", who)):
        for box in ("concern", "text"):
            if box in context[name].fields:
                context[name].fields[box].seen_by = sentence
    status = MENDED if forms else 200
    return circle_page(request, member, "decisions/proposal.html", context, box=not panel.is_adopted, status=status)


def who_sees(panel: DecisionPanel, member: Member) -> str:
    """Who can see what is written about a proposal."""
    first = panel.seeing[: MOST_NAMED + 2]
    return say_who_can_see(panel.proposal.scope, member, first, number=len(panel.seeing))


def blank_forms(panel: DecisionPanel) -> dict[str, Form]:
    """The boxes of the page as they are before anything is sent."""
    said = {"kind": panel.my_kind, "concern": panel.my_concern}
    kept = panel.my_concern if panel.mine and not panel.mine.is_taken_back else ""
    return {
        "position_form": PositionForm(auto_id="position_%s", initial=said),
        "ask_form": QuestionForm(auto_id="ask_%s"),
        "keep_form": KeepForm(auto_id="keep_%s", initial={"text": kept}),
    }
