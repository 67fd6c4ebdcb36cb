"""My person and my second, and those whose person I am."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care.actions import persons as actions
from handinhand.care.choices.persons import Place
from handinhand.care.forms.persons import ChooseForm, LooksForm
from handinhand.care.queries import persons as queries
from handinhand.care.queries.persons import ForSomebody
from handinhand.care.rules.persons import NotNow
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.rules.energy import kept_there
from handinhand.ui.apart import apart
from handinhand.ui.forms import add_problem

MENDED = 422


@require_GET
def mine(request: Request) -> HttpResponse:
    """Whom I chose, how it stands, and those whose person I am."""
    now = timezone.now()
    context = {
        "people": queries.my_people(person=request.person, now=now),
        "others": queries.for_others(person=request.person, now=now),
    }
    return render(request, "care/my_person.html", context)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def choose(request: Request, place: str) -> HttpResponse:
    """Choose a member of one of my circles, and ask them."""
    in_place = Place.SECOND if place == Place.SECOND else Place.FIRST
    form = ChooseForm(request.POST or None, members=queries.choosable(person=request.person))
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose(by=request.person, member=form.chosen(), place=in_place, now=timezone.now())
        except NotNow as why:
            add_problem(form, "who", str(why))
        else:
            messages.success(request, kept_there())
            return redirect("care:my_person")
    context = {"form": form, "is_second": in_place == Place.SECOND, "place": in_place}
    return render(request, "care/choose_person.html", context, status=MENDED if form.errors else 200)


@require_POST
@takes_effect_once
def end(request: Request, support_id: str) -> HttpResponse:
    """Let somebody be my person no longer, or ask them no more."""
    support = queries.own_support(person=request.person, support_id=support_id)
    actions.end(support=support, by=request.person, now=timezone.now())
    messages.success(request, _("It has ended. Nobody is asked why. You can choose somebody, or nobody."))
    return redirect("care:my_person")


@require_GET
def for_somebody(request: Request, support_id: str) -> HttpResponse:
    """Somebody asks me to be their person, or I am it."""
    one = queries.for_one(person=request.person, support_id=support_id, now=timezone.now())
    return _page(request, one)


@require_POST
@takes_effect_once
def yes(request: Request, support_id: str) -> HttpResponse:
    """I say yes."""
    return _answered(request, support_id, actions.say_yes_to, _("You said yes. You can end it at any moment."))


@require_POST
@takes_effect_once
def not_this_time(request: Request, support_id: str) -> HttpResponse:
    """Not this time, or no longer: one tap, and no reason."""
    done = _("That is all right. Nobody is asked why.")
    return _answered(request, support_id, actions.say_not_this_time, done)


@require_POST
@takes_effect_once
def when(request: Request, support_id: str) -> HttpResponse:
    """Say when I usually look."""
    one = queries.for_one(person=request.person, support_id=support_id, now=timezone.now())
    form = LooksForm(request.POST, seen_by=_seen_by(one))
    if form.is_valid():
        given = {"looks": form.when(), "text": form.cleaned_data["text"]}
        try:
            actions.say_when(support=one.support, by=request.person, now=timezone.now(), **given)
        except NotNow as over:
            add_problem(form, None, str(over))
        else:
            messages.success(request, _("Kept. You can change it at any moment."))
            return redirect("care:for_somebody", support_id)
    return _page(request, one, form)


@require_POST
@takes_effect_once
def away(request: Request, support_id: str) -> HttpResponse:
    """Say that I am away for a while, or back."""
    one = queries.for_one(person=request.person, support_id=support_id, now=timezone.now())
    try:
        is_away = request.POST.get("away") == "yes"
        actions.say_away(support=one.support, by=request.person, is_away=is_away, now=timezone.now())
    except NotNow as over:
        messages.info(request, str(over))
        return redirect("care:my_person")
    return redirect("care:for_somebody", support_id)


def _answered(request: Request, support_id: str, act: Callable[..., None], done: str) -> HttpResponse:
    one = queries.for_one(person=request.person, support_id=support_id, now=timezone.now())
    try:
        act(support=one.support, by=request.person, now=timezone.now())
    except NotNow as over:
        messages.info(request, str(over))
    else:
        messages.success(request, done)
    return redirect("care:my_person")


def _page(request: Request, one: ForSomebody, form: LooksForm | None = None) -> HttpResponse:
    initial = {"looks": one.support.looks, "text": one.looks_words}
    shown = form or LooksForm(initial=initial, seen_by=_seen_by(one))
    status = MENDED if form is not None else 200
    return render(request, "care/for_somebody.html", {"one": one, "form": shown}, status=status)


def _seen_by(one: ForSomebody) -> str:
    return _(
        "Only %(name)s and you can see this, with your name. You can take it back; they may have read it by then."
    ) % {"name": apart(one.name)}
