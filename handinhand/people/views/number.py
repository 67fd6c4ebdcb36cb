"""My phone number: given, shown to be mine by a code, taken away."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.texts import texts_are_set_up
from handinhand.people import actions
from handinhand.people.choices import ContactWay
from handinhand.people.doors import Request, takes_effect_once, where_from
from handinhand.people.forms import NumberForm, TextCodeForm
from handinhand.people.queries.contact import way_to
from handinhand.ui.forms import Form, add_problem

WAITING = "number"


@require_http_methods(["GET", "POST"])
@takes_effect_once
def number(request: Request) -> HttpResponse:
    """Give a number; it counts once its code came back."""
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = ask_if_yours(request, form.cleaned_data["number"])
        if not problem:
            return redirect("people:number_code")
        add_problem(form, "number", problem)
    reached = way_to(person=request.person, way=ContactWay.TEXT, now=timezone.now())
    context = {"form": form, "reached": reached, "no_texts": not texts_are_set_up()}
    return render(request, "people/number.html", context, status=422 if form.errors else 200)


def ask_if_yours(request: Request, given: str) -> str:
    """Send a code to a number, or say why not."""
    if not texts_are_set_up():
        return _("This server cannot send text messages, so it cannot show that a number is yours. Nothing was sent.")
    try:
        asked = actions.ask_if_your_number(
            by=request.person, number=given, where=where_from(request), now=timezone.now()
        )
    except actions.TooManyTries:
        return _("Many codes were asked for today. Please come again tomorrow.")
    except Refused:
        return _("No text message can arrive at this number. Please look at it once more, or use another one.")
    except NotSent:
        return _("The text message could not leave just now. Please try again a little later.")
    request.session[WAITING] = asdict(asked)
    return ""


@require_http_methods(["GET", "POST"])
@takes_effect_once
def number_code(request: Request) -> HttpResponse:
    """Type the code that was sent to the number, to show that it is one's own."""
    waiting = request.session.get(WAITING)
    if waiting is None:
        return redirect("people:number")
    asked = actions.AskedNumber(**waiting)
    form = TextCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = keep_number(request, asked, form.cleaned_data["code"])
        if not problem:
            del request.session[WAITING]
            messages.success(request, _("Done. Nothing goes there before you say that it is safe."))
            return redirect("home:contact")
        add_problem(form, "code", problem)
    context = {"form": form, "number": asked.number}
    return render(request, "people/number_code.html", context, status=422 if form.errors else 200)


def keep_number(request: Request, asked: actions.AskedNumber, code: str) -> str:
    """Keep the number, or say why not yet."""
    try:
        actions.keep_number(by=request.person, asked=asked, code=code, now=timezone.now())
    except actions.TooManyTries:
        return _("That was many tries. Please ask for a new code.")
    except actions.CodeRanOut:
        return _("This was the right code, but its 30 minutes are over. Please ask for a new one.")
    except actions.NotTheCode:
        return _("This is not the code in the text message. Please look once more, or ask for a new one.")
    return ""


@require_http_methods(["GET", "POST"])
@takes_effect_once
def remove_number(request: Request) -> HttpResponse:
    """Take a number away, after saying what that means."""
    if request.method == "POST":
        actions.remove_number(by=request.person)
        messages.success(request, _("Your number is gone from here."))
        return redirect("home:contact")
    reached = way_to(person=request.person, way=ContactWay.TEXT, now=timezone.now())
    return render(request, "people/remove_number.html", {"form": Form(), "reached": reached})
