"""Circles linked with us: linking, cutting, what they tell us, and what we tell them."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.choices import UseState
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries import plain_code
from handinhand.links import actions, queries
from handinhand.links.actions import LinkNotNow
from handinhand.links.choices import Known
from handinhand.links.forms import AcceptForm, LinkCodeForm, OfferForm, TellForm
from handinhand.links.models import Link
from handinhand.people.actions import count_try, give_back_try
from handinhand.people.doors import Request, takes_effect_once, where_from
from handinhand.ui.forms import Form, add_problem

MENDED, TOO_MANY = 422, 429
CODES, CODES_STRETCH = 30, timedelta(minutes=10)


@require_GET
@as_member
def here(request: Request, member: Member) -> HttpResponse:
    """The circles that are linked with this one, and codes that wait for another circle."""
    context = {"seen": queries.links_page(viewer=member, now=timezone.now())}
    return circle_page(request, member, "links/here.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def offer(request: Request, member: Member) -> HttpResponse:
    """Ask the circle for a link with another one."""
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whom = form.cleaned_data["whom"]
        try:
            use = actions.offer_link(by=member, whom=whom, is_known=form.is_known, now=timezone.now())
        except LinkNotNow as reason:
            add_problem(form, None, str(reason))
        else:
            return asked(request, member, use, _("There is a code now. Somebody can carry it to the other circle."))
    status = MENDED if form.errors else 200
    return circle_page(request, member, "links/offer.html", {"form": form}, box=True, status=status)


def asked(request: Request, member: Member, use: PowerUse, done: str) -> HttpResponse:
    """Go to where the others agree; where one yes was enough, to what came of it."""
    if use.state != UseState.DONE:
        return redirect("circles:use", member.circle.public_id, use.public_id)
    messages.success(request, done)
    return redirect("links:here", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def code(request: Request, member: Member) -> HttpResponse:
    """Type the code of another circle. Only codes that open nothing are counted against whoever tries."""
    form = LinkCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        link, why_not = _tried(request, member, typed, timezone.now())
        if link is not None:
            return redirect("links:accept", member.circle.public_id, plain_code(typed))
        if not why_not:
            return _too_many(request, member, typed)
        add_problem(form, "code", why_not)
    status = MENDED if form.errors else 200
    return circle_page(request, member, "links/code.html", {"form": form}, status=status)


def _tried(request: Request, member: Member, typed: str, now: datetime) -> tuple[Link | None, str]:
    """What a code opens, or why nothing (empty: many codes were tried from here). One that opens is not counted."""
    what = f"link {where_from(request)}"
    if not count_try(what=what, limit=CODES, stretch=CODES_STRETCH, now=now):
        return None, ""
    link, why_not = queries.offered_under(viewer=member, code=typed, now=now)
    if link is not None:
        give_back_try(what=what, stretch=CODES_STRETCH, now=now)
    return link, why_not


def _too_many(request: Request, member: Member, typed: str) -> HttpResponse:
    """That many codes were tried, on the page of the code, with what was typed."""
    form = LinkCodeForm({"code": typed})
    if form.is_valid():
        add_problem(form, None, _("Many codes were tried from here. Please wait ten minutes."))
    return circle_page(request, member, "links/code.html", {"form": form}, status=TOO_MANY)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def accept(request: Request, member: Member, link_code: str) -> HttpResponse:
    """Read which circle it is, and ask one's own to say yes to the link."""
    now = timezone.now()
    link, why_not = _tried(request, member, link_code, now)
    if link is None and not why_not:
        return _too_many(request, member, link_code)
    if link is None:
        messages.info(request, why_not)
        return redirect("links:here", member.circle.public_id)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use = actions.accept_link(by=member, link=link, is_known=form.is_known, now=now)
        except LinkNotNow as reason:
            add_problem(form, None, str(reason))
        else:
            return asked(request, member, use, _("The two circles are linked now."))
    context = {"form": form, "link": link, "code": plain_code(link_code)}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "links/accept.html", context, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def cut(request: Request, member: Member, link_id: str) -> HttpResponse:
    """What cutting does; then cut the link, or leave it. A yes that waits for the other circle is taken back here."""
    link = queries.link_of(viewer=member, link_id=link_id)
    if request.method == "GET" and link.ended_at is None:
        context = {"link": link, "other": link.reaches(member.circle), "form": Form()}
        return circle_page(request, member, "links/cut.html", context)
    if request.method == "POST":
        actions.cut_link(link=link, by=member, now=timezone.now())
    is_link = link.linked_at is not None
    messages.info(request, _("This link is cut.") if is_link else _("Our yes is taken back. The code opens nothing."))
    return redirect("links:here", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def known(request: Request, member: Member, link_id: str) -> HttpResponse:
    """Who may know of us over a link: ask our circle that further circles may, or end that at once."""
    link, now = queries.link_of(viewer=member, link_id=link_id), timezone.now()
    is_known, wanted = link.lets_know_of(member.circle), request.POST.get("known")
    if not link.goes_on:
        messages.info(request, _("This link is not there any more, so nobody knows of us by it."))
    elif request.method == "GET":
        context = {"link": link, "other": link.reaches(member.circle), "is_known": is_known}
        return circle_page(request, member, "links/known.html", context)
    elif wanted == Known.LINKED:
        actions.be_known_no_more(by=member, link=link, now=now)
        messages.success(request, _("Further circles do not read of us any more. Who read it by now, has read it."))
    elif wanted == Known.FURTHER and not is_known:
        try:
            use = actions.ask_to_be_known(by=member, link=link, now=now)
        except LinkNotNow as reason:
            messages.info(request, str(reason))
        else:
            return asked(request, member, use, _("Circles linked with it can read our name and what we are for."))
    return redirect("links:here", member.circle.public_id)


@require_GET
@as_member
def updates(request: Request, member: Member) -> HttpResponse:
    """What circles linked with us told us, and what we told them."""
    heard, said = queries.updates_page(viewer=member, now=timezone.now())
    return circle_page(request, member, "links/updates.html", {"heard": heard, "said": said})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def tell(request: Request, member: Member) -> HttpResponse:
    """Ask the circle to tell something to circles linked with it; with `answers`, as an answer to an update."""
    now, sent = timezone.now(), request.POST or request.GET
    heard = queries.update_heard(viewer=member, update_id=sent.get("answers", ""))
    answers = heard.address.update if heard is not None else None
    links = queries.to_whom(viewer=member)
    form = TellForm(request.POST or None, circles=[(link.public_id, other.name) for link, other in links])
    if answers is not None:
        form.initial["to"] = [link.public_id for link, other in links if other.pk == answers.circle_id]
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            use = actions.ask_to_tell(by=member, text=kept["text"], to=kept["to"], answers=answers, now=now)
        except LinkNotNow as reason:
            add_problem(form, None, str(reason))
        else:
            return asked(request, member, use, _("It is told. They read it in the name of our circle."))
    context = {"form": form, "answers": answers, "heard": heard, "any": links}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "links/tell.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def take_back(request: Request, member: Member, update_id: str) -> HttpResponse:
    """What taking back does; then take an update back, or leave it."""
    update = queries.update_told(viewer=member, update_id=update_id)
    if request.method == "GET" and update.taken_back_at is None:
        return circle_page(request, member, "links/take_back.html", {"update": update, "form": Form()})
    if request.method == "POST":
        actions.take_back_update(update=update, by=member, now=timezone.now())
    messages.info(request, _("It is taken back. Other circles do not see it any more; they may have read it."))
    return redirect("links:updates", member.circle.public_id)
