"""Saying that something is in the way, being told it, and what the two make of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.names import listed
from handinhand.circles.queries import NotHere
from handinhand.mending import actions, queries
from handinhand.mending.choices import Beside, Kind
from handinhand.mending.forms import AboutForm, AgreedForm, BesideForm, SayForm, WaysForm, WriteForm
from handinhand.mending.harm import HARM_NOW
from handinhand.mending.rules import NotNow, can_like
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem, new_key

MENDED = 422


@require_GET
@as_member
def here(request: Request, member: Member) -> HttpResponse:
    """What this is, and the first question: whom it is never to go to."""
    whom = queries.to_turn_to(viewer=member, about=set())
    context = {
        "form": AboutForm(others=whom.members),
        "whom": whom,
        "mine": queries.mine(viewer=member, now=timezone.now()),
        "ticket": "",
    }
    return circle_page(request, member, "mending/here.html", context)


@require_GET
@as_member
def harm(request: Request, member: Member) -> HttpResponse:
    """Racism, and other harm because of who somebody is: its own words, and its own people to turn to."""
    context = {"people": queries.harm_people(member), "reach_now": HARM_NOW, "ticket": ""}
    return circle_page(request, member, "mending/harm.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def say(request: Request, member: Member) -> HttpResponse:
    """To whom, and what I would need. Whom it is about comes first, and is never among those it can go to."""
    if request.method == "GET":
        return redirect("mending:here", member.circle.public_id)
    asked_first = request.POST.get("step") == "about"
    about = _about(request, first=asked_first)
    whom = queries.to_turn_to(viewer=member, about=about)
    given: dict[str, Any] = {"whom": whom, "is_about_somebody": bool(about)}
    if asked_first:
        form = SayForm(initial={"about": " ".join(sorted(about))}, **given)
    else:
        form = SayForm(request.POST, **given)
        if form.is_valid():
            try:
                made = actions.say(
                    by=member, draft=_draft(form, whom, is_about_somebody=bool(about)), now=timezone.now()
                )
            except NotNow as reason:
                add_problem(form, "to", str(reason))
            else:
                messages.success(request, _("It is said, to them alone. Nobody else learns of it."))
                return redirect("mending:one", member.circle.public_id, made.public_id)
    status = MENDED if form.errors else 200
    context = {"form": form, "whom": whom, "ticket": ""}
    return circle_page(request, member, "mending/say.html", context, box=True, status=status)


def _about(request: Request, *, first: bool) -> set[str]:
    return set(request.POST.getlist("about") if first else request.POST.get("about", "").split())


def _draft(form: SayForm, whom: queries.ToTurnTo, *, is_about_somebody: bool) -> actions.Draft:
    members = {each.public_id: each for each in whom.members}
    given = form.cleaned_data
    return actions.Draft(
        to=members[given["to"]],
        kind=Kind(given["kind"]),
        need=given["need"],
        likes=given["likes"],
        is_about_somebody=is_about_somebody,
        beside=members.get(given["beside"]),
    )


@require_GET
@as_member
def one(request: Request, member: Member, row_id: str) -> HttpResponse:
    """One, for the two of us."""
    return _page(request, member, row_id)


def _page(request: Request, member: Member, row_id: str, **forms: Any) -> HttpResponse:
    now = timezone.now()
    row = queries.one(viewer=member, row_id=row_id)
    seen = queries.exchange(viewer=member, row=row, now=now)
    given: dict[str, Any] = {
        "ways_form": WaysForm(ways=seen.can_like, initial={"likes": seen.i_like}),
        "write_form": WriteForm(is_for_tea=seen.is_for_tea),
        "agreed_form": AgreedForm(),
        **forms,
    }
    if seen.is_mine and row.to_left_at is None and row.beside_says in {"", Beside.NO}:
        given.setdefault("beside_form", BesideForm(others=queries.who_could_be_beside(viewer=member, row=row)))
    sees = _("Only you can see this, and %(names)s.") % {"names": listed(seen.names)}
    for name in ("write_form", "agreed_form"):
        given[name].fields["text"].seen_by = sees
    bound = any(form.is_bound for form in given.values())
    context = {"seen": seen, "row": row, "sees": sees, "key": new_key(), "ticket": "", **given}
    return circle_page(request, member, "mending/one.html", context, box=True, status=MENDED if bound else 200)


@require_POST
@as_member
@takes_effect_once
def ways(request: Request, member: Member, row_id: str) -> HttpResponse:
    """How I would like to take it up."""
    row = queries.one(viewer=member, row_id=row_id)
    form = WaysForm(request.POST, ways=can_like(row))
    if not form.is_valid():
        return _page(request, member, row_id, ways_form=form)
    actions.choose_ways(row=row, by=member, likes=form.cleaned_data["likes"], now=timezone.now())
    messages.success(request, _("That is kept. Only what you both like is shown."))
    return redirect("mending:one", member.circle.public_id, row_id)


@require_POST
@as_member
@takes_effect_once
def write(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Write to the other."""
    row, form = queries.one(viewer=member, row_id=row_id), WriteForm(request.POST)
    if not form.is_valid():
        return _page(request, member, row_id, write_form=form)
    try:
        actions.write_to(row=row, by=member, text=form.cleaned_data["text"], now=timezone.now())
    except NotNow as reason:
        messages.info(request, str(reason))
    return redirect("mending:one", member.circle.public_id, row_id)


@require_POST
@as_member
@takes_effect_once
def agreed(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Write what we agree, or say yes to what the other wrote."""
    row, now = queries.one(viewer=member, row_id=row_id), timezone.now()
    if request.POST.get("yes_to"):
        try:
            actions.agree(row=row, by=member, words_id=request.POST["yes_to"], now=now)
        except NotNow as reason:
            messages.info(request, str(reason))
        return redirect("mending:one", member.circle.public_id, row_id)
    form = AgreedForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose_agreed(row=row, by=member, text=given["text"], look_on=given["look_on"], now=now)
        except NotNow as reason:
            add_problem(form, "look_on", str(reason))
        else:
            return redirect("mending:one", member.circle.public_id, row_id)
    return _page(request, member, row_id, agreed_form=form)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def beside(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Whether I am beside whoever said it."""
    row, is_yes = queries.one(viewer=member, row_id=row_id), request.POST.get("says") == "yes"
    actions.answer_beside(row=row, by=member, is_yes=is_yes, now=timezone.now())
    if is_yes:
        return redirect("mending:one", member.circle.public_id, row_id)
    messages.success(request, _("That is all right. Nobody asks why."))
    return redirect("home:circle", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
def ask_beside(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Ask somebody to be beside me, after a no, or where I asked nobody."""
    row = queries.one(viewer=member, row_id=row_id)
    if row.by_id != member.pk:
        raise NotHere
    others = queries.who_could_be_beside(viewer=member, row=row)
    form = BesideForm(request.POST, others=others)
    if not form.is_valid():
        return _page(request, member, row_id, beside_form=form)
    other = next(each for each in others if each.public_id == form.cleaned_data["member"])
    try:
        actions.ask_beside(row=row, by=member, member=other, now=timezone.now())
    except NotNow as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("They are asked. Nobody else is told."))
    return redirect("mending:one", member.circle.public_id, row_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def nobody_beside(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Ask nobody any longer to be beside me, or go on without whoever was."""
    row = queries.one(viewer=member, row_id=row_id)
    actions.have_nobody_beside(row=row, by=member, now=timezone.now())
    messages.success(request, _("Nobody is beside you now, and nobody is asked. You can choose somebody again."))
    return redirect("mending:one", member.circle.public_id, row_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def looked(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Take it off Today."""
    actions.have_looked(row=queries.one(viewer=member, row_id=row_id), by=member, now=timezone.now())
    return redirect("mending:one", member.circle.public_id, row_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def stop(request: Request, member: Member, row_id: str) -> HttpResponse:
    """Look once more, then stop it: no reason is asked."""
    row = queries.one(viewer=member, row_id=row_id)
    if member.pk not in {row.by_id, row.to_id}:
        raise NotHere
    if request.method == "GET":
        context = {"row": row, "key": new_key(), "ticket": ""}
        return circle_page(request, member, "mending/stop.html", context)
    actions.stop(row=row, by=member, now=timezone.now())
    messages.success(request, _("It has ended. What you wrote is yours alone again."))
    return redirect("mending:here", member.circle.public_id)
