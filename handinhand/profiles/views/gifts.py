"""Somebody's page, writing to them what one saw in them, and what others wrote to me."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_of, is_public_id, member_in, present_members
from handinhand.people.doors import Request, takes_effect_once
from handinhand.profiles import actions
from handinhand.profiles.choices import GiftKind
from handinhand.profiles.forms import GiftForm, SeesForm
from handinhand.profiles.queries.gifts import given_by, is_to, waiting_gift
from handinhand.profiles.queries.pages import page_of
from handinhand.profiles.queries.sees import sentences
from handinhand.profiles.views.mine import on_from
from handinhand.ui.apart import apart

MENDED = 422


@require_GET
@as_member
def page(request: Request, member: Member, member_id: str) -> HttpResponse:
    """The page of somebody who is here, as far as they let me see it."""
    other = member_in(viewer=member, member_id=member_id)
    if other.pk == member.pk:
        return redirect("profiles:mine", member.circle.public_id)
    context = {"other": other, "page": page_of(viewer=member, member=other), "ticket": ""}
    return circle_page(request, member, "profiles/page.html", context)


@require_GET
@as_member
def to_whom(request: Request, member: Member) -> HttpResponse:
    """Choose whom to write to what I saw in them."""
    others = [each for each in present_members(member.circle) if each.pk != member.pk]
    context = {"others": others, "day": _day(request), "ticket": ""}
    return circle_page(request, member, "profiles/to_whom.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def give(request: Request, member: Member, member_id: str) -> HttpResponse:
    """Write to one member what I saw in them, or a thank you."""
    there = Member.objects.filter(circle=member.circle_id, public_id=member_id if is_public_id(member_id) else "")
    to = there.first()
    if to is None or (request.method == "GET" and (to.left_at is not None or to.pk == member.pk)):
        raise NotHere
    form = GiftForm(request.POST or None, initial={"kind": GiftKind.STRENGTH.value, "text": _beginning(request)})
    name = {"name": apart(to.name)}
    form.say_who_sees(
        _(
            "Only you and %(name)s can see this. They choose whether to keep it, and you are not told; some would"
            " rather get none of these. If they keep it, it is a line of theirs, and they choose who else reads it. You"
            " can take yours back; they may have read it by then."
        )
        % name
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give(by=member, to_id=member_id, kind=GiftKind(said["kind"]), body=said["text"], now=timezone.now())
        except actions.NotGiven as reason:
            form.refuse(str(reason))
        else:
            messages.success(request, _("You wrote to %(name)s. What becomes of it is theirs alone.") % name)
            return redirect("profiles:given", member.circle.public_id)
    context = {"form": form, "other": to}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/give.html", context, box=True, status=status)


def _day(request: Request) -> str:
    """The day that somebody comes from, as an address says it; empty for anything else."""
    try:
        return date.fromisoformat(request.GET.get("day", "")).isoformat()
    except ValueError:
        return ""


def _beginning(request: Request) -> str:
    """How the words begin for somebody who comes from a meeting."""
    day = _day(request)
    if not day:
        return ""
    said = day_of(date.fromisoformat(day), timezone.localdate())
    return _("In the meeting on %(day)s you …") % {"day": said} + " "


@require_GET
@as_member
def given(request: Request, member: Member) -> HttpResponse:
    """What I wrote to others, for me to change or take back. It says nothing of what became of it."""
    context = {"given": given_by(viewer=member), "ticket": ""}
    return circle_page(request, member, "profiles/given.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def gift(request: Request, member: Member, gift_id: str) -> HttpResponse:
    """What somebody wrote to me: keep it, and for whom; or leave it as it is."""
    if request.method == "POST" and not is_to(viewer=member, gift_id=gift_id):
        raise NotHere
    form = SeesForm(request.POST or None, sentences=sentences(member))
    if request.method == "POST" and form.is_valid():
        try:
            who = form.cleaned_data["who"]
            line = actions.keep(by=member, gift_id=gift_id, sees=who, now=timezone.now())
        except actions.GiftGone as reason:
            messages.info(request, str(reason))
            return redirect("profiles:mine", member.circle.public_id)
        messages.success(request, _("It is on your page now, and yours."))
        return on_from(member, line.words, who)
    found = waiting_gift(viewer=member, gift_id=gift_id)
    if found is None:
        raise NotHere
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/gift.html", {"form": form, "gift": found}, status=status)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def let_go(request: Request, member: Member, gift_id: str) -> HttpResponse:
    """Let go of what somebody wrote to me."""
    if not is_to(viewer=member, gift_id=gift_id):
        raise NotHere
    actions.let_go(by=member, gift_id=gift_id)
    messages.success(request, _("It is gone from here. Nobody is told."))
    return redirect(reverse("profiles:mine", args=[member.circle.public_id]))


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def choose_gifts(request: Request, member: Member) -> HttpResponse:
    """Whether I would like to get what others write to me."""
    takes = request.POST.get("takes") == "yes"
    actions.choose_gifts(by=member, takes=takes)
    messages.success(
        request, _("What others write to you comes to you again.") if takes else _("None come to you now.")
    )
    return redirect("profiles:mine", member.circle.public_id)
