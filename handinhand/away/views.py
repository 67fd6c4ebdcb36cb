"""Asking somebody to step away, what whoever it is about reads and says, and coming back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.away import actions, queries
from handinhand.away.choices import Says
from handinhand.away.forms import AskForm, CompanyForm, SayForm
from handinhand.away.queries import AboutMe
from handinhand.away.rules import AwayNotNow, is_open, why_not_ask
from handinhand.circles.actions import AskNotNow, say_to_it
from handinhand.circles.doors import as_member, as_member_even_held, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_of, member_in, moment_in, present_members, who_can_see
from handinhand.circles.queries.asking import people_here
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import new_key
from handinhand.words.queries import circle_scope

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def ask(request: Request, member: Member, member_id: str) -> HttpResponse:
    """What this is and what it is not; then the draft, of which everybody reads each word."""
    found, now = member_in(viewer=member, member_id=member_id), timezone.now()
    if found.pk == member.pk:
        raise NotHere
    known = queries.open_about(found, now=now)
    if known is not None and known.use is not None:
        return redirect("circles:use", member.circle.public_id, known.use.public_id)
    form, context = AskForm(request.POST or None), dict[str, Any]()
    if request.method == "POST" and form.is_valid() and request.POST.get("read") != "change":
        given: dict[str, Any] = {"member": found, "by": member, "draft": form.draft(), "now": now}
        try:
            if request.POST.get("read") != "yes":
                context = {"other": found, "form": form, "text": actions.words_first(**given), "ticket": ""}
                return circle_page(request, member, "away/words_first.html", context)
            asked = actions.ask_to_step_away(**given)
        except AwayNotNow as reason:
            form.refuse(str(reason))
        else:
            return redirect("circles:use", member.circle.public_id, asked.use.public_id)  # type: ignore[union-attr]
    why_not = why_not_ask(
        found,
        member,
        queries.before(found, now=now),
        others=people_here(member.circle, found.pk),
        by_is_asked=queries.open_about(member, now=now) is not None,
        now=now,
    )
    context = {"other": found, "form": form, "ticket": ""}
    context["why_not"] = why_not if request.method == "GET" else None
    status = MENDED if form.errors else 200
    return circle_page(request, member, "away/ask.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member_even_held
@takes_effect_once
def about_me(request: Request, member: Member) -> HttpResponse:
    """What was asked about me, in full; and my answer, which stands beside it."""
    now = timezone.now()
    seen = queries.about_me(viewer=member, now=now)
    form = SayForm(request.POST or None)
    if request.method == "POST":
        if seen is None or seen.away.use is None:
            raise NotHere
        if form.is_valid():
            say_to_it(use=seen.away.use, by=member, text=form.cleaned_data["text"], now=now)
            messages.success(request, _("It stands beside what was asked now. Everyone who decides reads it."))
            return redirect("away:about_me", member.circle.public_id)
    form.fields["text"].seen_by = who_can_see(circle_scope(member.circle), member)  # type: ignore[attr-defined]
    context: dict[str, Any] = {"seen": seen, "form": form, "ticket": "", "key": new_key()}
    if seen is not None and seen.may_choose:
        context["company_form"] = CompanyForm(others=_others(member, seen))
    status = MENDED if form.errors else 200
    return circle_page(request, member, "away/about_me.html", context, box=True, status=status)


@require_POST
@as_member_even_held
@takes_effect_once
def choose(request: Request, member: Member) -> HttpResponse:
    """Ask somebody to be beside me in this."""
    now = timezone.now()
    seen = queries.about_me(viewer=member, now=now)
    if seen is None or not seen.may_ask:
        raise NotHere
    form = CompanyForm(request.POST, others=_others(member, seen))
    if not form.is_valid():
        messages.info(request, _("Nobody was chosen, so nobody was asked."))
    else:
        try:
            other = member_in(viewer=member, member_id=form.cleaned_data["member"])
            actions.choose_company(away=seen.away, by=member, member=other, now=now)
        except AwayNotNow as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, _("They are asked. Nobody else is told."))
    return redirect("away:about_me", member.circle.public_id)


@require_POST
@as_member_even_held
@takes_effect_once
@even_when_closed
def nobody(request: Request, member: Member) -> HttpResponse:
    """Go on without whoever I asked to be beside me, or who is."""
    now = timezone.now()
    seen = queries.about_me(viewer=member, now=now)
    if seen is None:
        raise NotHere
    actions.take_company_back(away=seen.away, by=member, now=now)
    said = _("You go on without them. You can choose somebody else, or nobody.")
    messages.success(request, said if seen.may_ask else _("You go on without them."))
    return redirect("away:about_me", member.circle.public_id)


def _others(member: Member, seen: AboutMe) -> list[Member]:
    """Who could be beside them: anybody who is here, but whoever asks them to step away, and who said no before."""
    never = {member.pk, seen.away.asked_by_id, *seen.said_no}
    return [each for each in present_members(member.circle) if each.pk not in never and not each.is_held]


@require_POST
@as_member_even_held
@takes_effect_once
@even_when_closed
def looked(request: Request, member: Member) -> HttpResponse:
    """Take it off Today."""
    now = timezone.now()
    seen = queries.about_me(viewer=member, now=now)
    if seen is None:
        raise NotHere
    actions.have_looked(away=seen.away, by=member, now=now)
    messages.success(request, _("It is off your Today. This page stays as it is."))
    return redirect("away:about_me", member.circle.public_id)


@require_GET
@as_member_even_held
def mine(request: Request, member: Member) -> HttpResponse:
    """What stays mine while I am away: my own words, and promises by me and to me."""
    stays = queries.stays_mine(viewer=member, now=timezone.now())
    if stays is None:
        return redirect("away:about_me", member.circle.public_id)
    return circle_page(request, member, "away/mine.html", {"stays": stays, "ticket": ""})


@require_POST
@as_member_even_held
@takes_effect_once
def wish(request: Request, member: Member) -> HttpResponse:
    """Ask the circle that I come back sooner."""
    now = timezone.now()
    seen = queries.about_me(viewer=member, now=now)
    if seen is None or not seen.is_away:
        raise NotHere
    actions.wish_back(away=seen.away, by=member, now=now)
    messages.success(request, _("Your circle can read that you ask to come back sooner."))
    return redirect("away:about_me", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def company(request: Request, member: Member, company_id: str) -> HttpResponse:
    """Whether I am beside somebody who is asked to step away."""
    found = queries.company_for(viewer=member, company_id=company_id)
    if request.method == "POST":
        is_yes = request.POST.get("says") == Says.YES
        said = _("You are beside them. Only they are told.") if is_yes else _("That is all right. Nobody asks why.")
        try:
            actions.answer_company(company=found, by=member, is_yes=is_yes, now=timezone.now())
        except AwayNotNow as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, said)
        return redirect("away:company", member.circle.public_id, company_id)
    context = {"found": found, "is_over": not is_open(found.away, timezone.now()), "ticket": ""}
    return circle_page(request, member, "away/company.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def of_use(request: Request, member: Member, use_id: str) -> HttpResponse:
    """For how long, whether they ask to come back, and asking the others that they do."""
    found, now = queries.of_use(viewer=member, use_id=use_id), timezone.now()
    is_away = found.hold is not None and found.hold.goes_on(now)
    if request.method == "POST":
        try:
            use = actions.ask_to_end(away=found, by=member, now=now)
        except AskNotNow as reason:
            messages.info(request, str(reason))
            return redirect("away:of_use", member.circle.public_id, use_id)
        return redirect("circles:use", member.circle.public_id, use.public_id)
    context = {
        "away": found,
        "is_away": is_away,
        "is_open": is_open(found, now),
        "is_mine": found.member_id == member.pk,
        "until": day_of(found.until, now.date()),
        "ended": moment_in(member.circle, found.hold.ends_at, now)
        if found.hold is not None and found.hold.ends_at is not None and not is_away
        else "",
    }
    return circle_page(request, member, "away/of_use.html", context)
