"""Safe contact: by which way I can be reached, read to the letter before it is on, asked again, or none at all."""

from django.contrib import messages as notes
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.queries import my_places
from handinhand.home.choices import Hear
from handinhand.home.emails import FOR_READING, example
from handinhand.home.forms import SafeForm
from handinhand.notices.queries import mail_is_set_up
from handinhand.notices.texts import texts_are_set_up
from handinhand.people import actions
from handinhand.people.choices import ContactWay, Left, MaySay
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.models import SafeWay
from handinhand.people.queries.contact import way_to, ways_to
from handinhand.returning.emails import somebody_comes_back_letter
from handinhand.ui.forms import Form

MENDED = 422


@require_GET
def ways(request: Request) -> HttpResponse:
    """Every way to reach me, and what I said of it."""
    found = ways_to(person=request.person, now=timezone.now())
    context = {"ways": found, "any": any(each.said for each in found), **_set_up()}
    return render(request, "home/contact.html", context)


def _set_up() -> dict[str, bool]:
    return {"no_mail": not mail_is_set_up(), "no_texts": not texts_are_set_up()}


def _known(way: str) -> ContactWay:
    try:
        return ContactWay(way)
    except ValueError as unknown:
        raise Http404 from unknown


@require_http_methods(["GET", "POST"])
def way(request: Request, way: str) -> HttpResponse:
    """Say of one way what is safe; sent, it is read what a message would say. Nothing is kept before that."""
    reached = way_to(person=request.person, way=_known(way), now=timezone.now())
    if request.method == "GET":
        places = my_places(request.person)
        zone = {"time_zone": places[0].circle.time_zone} if places else {}
        return _page(request, way, SafeForm(initial={**zone, **_said(reached.said)}))
    form = SafeForm(request.POST)
    if not form.is_valid() or not reached.to:
        return _page(request, way, form)
    said = form.said()
    circles = [each.circle.name for each in my_places(request.person)] if said.may_say == MaySay.CIRCLE else []
    context = {
        "reached": reached,
        "read": example(reached.way, kinds=list(Hear), name=said.name, circles=circles),
        "other": somebody_comes_back_letter(link=FOR_READING) if reached.way == ContactWay.EMAIL else None,
        "stays": said.may_be_left,
        "sent": form,
        "form": Form(),
    }
    return render(request, "home/contact_read.html", context)


def _said(said: SafeWay | None) -> dict[str, object]:
    """What was said before, as the form shows it."""
    if said is None:
        return {}
    names = ("from_hour", "to_hour", "time_zone", "name", "may_say")
    return {**{name: getattr(said, name) for name in names}, "may_be_left": Left.YES if said.may_be_left else Left.NO}


def _page(request: Request, way: str, form: SafeForm) -> HttpResponse:
    reached = way_to(person=request.person, way=_known(way), now=timezone.now())
    context = {"form": form, "reached": reached, **_set_up()}
    return render(request, "home/contact_way.html", context, status=MENDED if form.errors else 200)


@require_POST
@takes_effect_once
def safe(request: Request, way: str) -> HttpResponse:
    """Say that a way is safe, as it was read."""
    known, form = _known(way), SafeForm(request.POST)
    now = timezone.now()
    if not form.is_valid() or not way_to(person=request.person, way=known, now=now).to:
        return _page(request, way, form)
    actions.say_safe(by=request.person, way=known, said=form.said(), now=now)
    notes.success(request, _("It is kept. In three months we ask again. Until then you can change it any day."))
    return redirect("home:contact")


@require_POST
@takes_effect_once
def still(request: Request, way: str) -> HttpResponse:
    """Say that a way is safe as before."""
    if actions.say_still_safe(by=request.person, way=_known(way), now=timezone.now()):
        notes.success(request, _("It is kept. We ask again in three months."))
    else:
        notes.info(request, _("This way was not said to be safe, or it is not any more. Nothing was changed."))
    return redirect("home:contact")


@require_POST
@takes_effect_once
def not_safe(request: Request, way: str) -> HttpResponse:
    """Say that a way is not safe: nothing goes there any more."""
    actions.say_not_safe(by=request.person, way=_known(way))
    notes.success(request, _("Nothing goes there any more."))
    return redirect("home:contact")


@require_POST
@takes_effect_once
def none(request: Request) -> HttpResponse:
    """I will contact you: no way is used at all."""
    actions.say_none(by=request.person)
    notes.success(request, _("Nothing is sent to you. You come here when you like."))
    return redirect("home:contact")
