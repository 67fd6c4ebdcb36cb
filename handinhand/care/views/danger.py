"""What we do when somebody is in danger, passing something on, and what I passed on or what was about me."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.care import actions
from handinhand.care.forms.danger import PassOnForm
from handinhand.care.models import Danger, Knows
from handinhand.care.queries import danger as queries
from handinhand.care.queries.holders import care_in
from handinhand.care.reach_now import CALL_NOW
from handinhand.care.rules.danger import NotPassedOn
from handinhand.circles.doors import as_member, as_member_even_held, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in, present_members
from handinhand.notices.queries import mail_is_set_up
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import new_key

MENDED = 422


@require_GET
@as_member_even_held
def here(request: Request, member: Member) -> HttpResponse:
    """Whom to call now, and what we do. Whoever is held may be in danger, too: they can read whom to reach."""
    context = {"what": queries.what_we_do(member.circle), "call_now": CALL_NOW, "ticket": ""}
    if member.is_held:
        return circle_page(request, member, "care/danger_held.html", context)
    context["care"] = care_in(viewer=member)
    return circle_page(request, member, "care/danger.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def pass_on(request: Request, member: Member, danger: str) -> HttpResponse:
    """Pass something on to somebody outside our group."""
    if danger not in Danger.values:
        raise Http404
    about = Danger(danger)
    what = queries.what_we_do(member.circle)
    form = PassOnForm(
        request.POST or None,
        danger=about,
        outside=what.outside,
        others=[each for each in present_members(member.circle) if each.pk != member.pk],
        organisations=queries.organisations_in(member.circle),
        can_send=mail_is_set_up() and any(each.mail for each in what.outside),
    )
    if request.method == "POST" and what.outside and form.is_valid():
        try:
            kept = actions.pass_on(by=member, note=_note(about, form.cleaned_data), now=timezone.now())
        except NotPassedOn as reason:
            form.refuse(str(reason))
        else:
            messages.success(request, _said(by_letter=bool(kept.letter)))
            return redirect("care:danger_mine", member.circle.public_id)
    context = {"form": form, "way": what.way(about), "outside": what.outside, "call_now": CALL_NOW, "ticket": ""}
    context["letter"] = _letter(member, about) if "how" in form.fields else ""
    status = MENDED if request.method == "POST" else 200
    return circle_page(request, member, "care/danger_pass_on.html", context, box=bool(what.outside), status=status)


def _note(danger: Danger, given: dict[str, Any]) -> actions.Note:
    return actions.Note(
        danger=danger,
        to=given["to"],
        body=given["text"],
        is_named=given["is_named"] == "yes",
        knows=Knows(given["knows"]),
        about=given["about"],
        organisation=given.get("organisation", ""),
        by_letter=given.get("how") == "letter",
    )


def _said(*, by_letter: bool) -> str:
    if by_letter:
        return _("It is on its way. Only you see this page.")
    return _("It is kept for you. Nothing has left from here: you call or write to them yourself.")


def _letter(member: Member, danger: Danger) -> str:
    """What a letter would say, with a mark where the words stand."""
    note = actions.Note(danger=danger, to="", body=_("(your words)"), is_named=False, knows=Knows.ADDS)
    return actions.letter_says(by=member, note=note)


@require_GET
@as_member
def mine(request: Request, member: Member) -> HttpResponse:
    """What I passed on; nobody else sees it."""
    now = timezone.now()
    found = [
        {"passed": each, "day": day_in(member.circle, each.kept.at, now)}
        for each in queries.passed_on_by(viewer=member, now=now)
    ]
    return circle_page(request, member, "care/danger_mine.html", {"found": found, "ticket": ""})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def forget(request: Request, member: Member, passed_id: str) -> HttpResponse:
    """Look once more, then remove my own record of it for good."""
    kept = queries.one_passed_on(viewer=member, passed_id=passed_id)
    if request.method == "GET":
        context = {"kept": kept, "key": new_key(), "ticket": ""}
        return circle_page(request, member, "care/danger_forget.html", context)
    actions.forget(passed_on=kept, by=member, now=timezone.now())
    messages.success(request, _("It is gone for good from here."))
    return redirect("care:danger_mine", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member_even_held
@takes_effect_once
def about_me(request: Request, member: Member) -> HttpResponse:
    """That something was passed on about me, and to whom; nobody else sees this page.

    It was said to me, so I can read it while my access to the circle is held, too.
    """
    if request.method == "POST":
        actions.have_read(by=member, now=timezone.now())
        return redirect("care:danger", member.circle.public_id)
    now = timezone.now()
    told = queries.told_to(viewer=member)
    found = [{"to": each.passed_on.to, "day": day_in(member.circle, each.passed_on.at, now)} for each in told]
    stands = any(each.ask.closed_at is None for each in told)
    context = {"found": found, "stands": stands, "key": new_key(), "ticket": ""}
    return circle_page(request, member, "care/danger_about_me.html", context)
