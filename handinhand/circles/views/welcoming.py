"""What newcomers read before they join, who says hello first, and what somebody comes with."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.actions.hellos import NotOffered
from handinhand.circles.actions.reading import ReadingChanged
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.forms import READING_TEXTS, ComesWithForm, ReadingForm
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in, earlier_readings, hello_to, hellos_to, offering_hello, reading_of
from handinhand.ground.own_text import shown_text
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.rules.energy import kept_there
from handinhand.ui.forms import add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def comes_with(request: Request, member: Member) -> HttpResponse:
    """My pronouns, and how to say my name."""
    initial = {"pronouns": member.pronouns or "", "say_name": member.say_name or ""}
    form = ComesWithForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        actions.come_with(by=member, pronouns=kept["pronouns"], say_name=kept["say_name"])
        messages.success(request, _("Kept. You can change it, or empty it, at any moment."))
        return redirect("circles:comes_with", member.circle.public_id)
    form.say_who_sees(_("Everyone in this circle sees this, beside your name. Nobody outside it does."))
    status = MENDED if form.errors else 200
    return circle_page(request, member, "circles/comes_with.html", {"form": form}, box=True, status=status)


@require_GET
@as_member
def hello(request: Request, member: Member) -> HttpResponse:
    """Who would say hello first, who would like a hello from me, and whether I offer it."""
    return show_hello(request, member)


def show_hello(request: Request, member: Member, problem: str = "") -> HttpResponse:
    """The page of saying hello, with what could not be done if there is something."""
    context = {
        "offering": offering_hello(member.circle, besides=member),
        "hellos": hellos_to(member),
        "problem": problem,
    }
    return circle_page(request, member, "circles/hello.html", context, status=MENDED if problem else 200)


@require_POST
@as_member
@takes_effect_once
def offer_hello(request: Request, member: Member) -> HttpResponse:
    """Offer to say hello first, or stop offering it."""
    actions.offer_hello(by=member, offers=request.POST.get("offers") == "yes")
    return redirect("circles:hello", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
def ask_hello(request: Request, member: Member) -> HttpResponse:
    """Let one member know that I would like a hello."""
    try:
        actions.ask_for_hello(to=request.POST.get("to", ""), by=member, now=timezone.now())
    except NotOffered:
        return show_hello(request, member, _("They do not offer it just now. You can choose somebody else, or nobody."))
    messages.success(request, kept_there())
    return redirect("circles:hello", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def answer_hello(request: Request, member: Member) -> HttpResponse:
    """I will say hello, or I leave it. Said twice is said once."""
    found = hello_to(member, hello_id=request.POST.get("hello", ""))
    if found is not None:
        actions.answer_hello(hello=found, by=member, yes=request.POST.get("yes") == "yes", now=timezone.now())
    return redirect("circles:hello", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def reading(request: Request, member: Member) -> HttpResponse:
    """What people read before they join: read it, change it, and see what it was."""
    kept = reading_of(member.circle)
    initial = {name: shown_text(kept, name) for name in READING_TEXTS} if kept else {}
    form = ReadingForm(request.POST or None, initial={**initial, "instead_of": kept.number if kept else 0})
    context: dict[str, object] = {"form": form, "kept": kept}
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_reading(
                by=member, instead_of=form.cleaned_data["instead_of"] or 0, now=timezone.now(), **form.texts()
            )
        except ReadingChanged as changed:
            sentence = _(
                "Somebody changed this while you wrote. Theirs stands below. Send yours again to put it there."
            )
            add_problem(form, None, sentence)
            form.data = {**request.POST.dict(), "instead_of": str(changed.now_is.number)}
            context["theirs"] = changed.now_is
        else:
            messages.success(request, _("Kept. People who are invited read it from now on."))
            return redirect("circles:reading", member.circle.public_id)
    form.say_who_sees(_("Everyone in this circle reads this, and everyone who is invited, before they join."))
    now = timezone.now()
    context["earlier"] = [
        {"reading": each, "day": day_in(member.circle, each.written_at, now)}
        for each in earlier_readings(member.circle)
    ]
    status = MENDED if form.errors else 200
    return circle_page(request, member, "circles/reading.html", context, box=True, status=status)
