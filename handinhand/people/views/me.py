"""What is one's own: comfort, and how to come back."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.notices.queries import mail_is_set_up
from handinhand.people import actions, queries
from handinhand.people.comfort import write_comfort
from handinhand.people.doors import (
    Request,
    comfort_of,
    open_to_strangers,
    safe_path,
    takes_effect_once,
    visitor_of,
    where_from,
)
from handinhand.people.forms import CodeForm, ComfortForm, EmailForm
from handinhand.people.models import Comfort
from handinhand.people.queries.contact import asked_again
from handinhand.people.rules import CARD_SHOWN
from handinhand.ui.forms import Form, add_problem

WAITING = "address"
NEW_CARD = "card"


@require_GET
def me(request: Request) -> HttpResponse:
    """How pages look for me, how I come back, and going."""
    ask_again = asked_again(person=request.person, now=timezone.now())
    return render(request, "people/me.html", {"ways": queries.ways_back(person=request.person), "ask_again": ask_again})


@require_http_methods(["GET", "POST"])
@open_to_strangers
def comfort(request: HttpRequest) -> HttpResponse:
    """Light, letters, motion and language. Sending it twice is sending it once, so it needs no key."""
    person, seen = visitor_of(request), comfort_of(request)
    names = ("light", "letters", "motion", "language")
    form = ComfortForm(request.POST or None, initial={name: getattr(seen, name) for name in (*names, "hiding")})
    if person is None:
        form = form.for_a_stranger()
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in names}
        answer = redirect(safe_path(request, "back", otherwise=request.path))
        if person is None:
            write_comfort(answer, Comfort(**chosen))
        else:
            actions.choose_comfort(by=person, hiding=form.cleaned_data["hiding"], **chosen)
        return answer
    context = {"form": form, "back": safe_path(request, "back", otherwise="")}
    return render(request, "people/comfort.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def address(request: Request) -> HttpResponse:
    """Give an address to come back by, or another one; it counts once its code came back."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            asked = actions.ask_if_yours(by=request.person, email=email, where=where_from(request), now=timezone.now())
        except actions.TooManyTries:
            add_problem(form, None, _("Many letters were asked for just now. Please come again in an hour."))
        else:
            request.session[WAITING] = asdict(asked)
            return redirect("people:address_code")
    context = {"form": form, "ways": queries.ways_back(person=request.person), "no_mail": not mail_is_set_up()}
    return render(request, "people/address.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def address_code(request: Request) -> HttpResponse:
    """Type the code that was sent to the address, to show that it is one's own."""
    waiting = request.session.get(WAITING)
    if waiting is None:
        return redirect("people:address")
    asked = actions.Asked(**waiting)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = keep_address(request, asked, form.cleaned_data["code"])
        if not problem:
            del request.session[WAITING]
            messages.success(request, _("Done. From now on you can come back with a letter to this address."))
            return redirect("people:me")
        add_problem(form, "code", problem)
    context = {"form": form, "email": asked.email}
    return render(request, "people/address_code.html", context, status=422 if form.errors else 200)


def keep_address(request: Request, asked: actions.Asked, code: str) -> str:
    """Keep the address, or say why not yet."""
    try:
        actions.keep_address(by=request.person, asked=asked, code=code, now=timezone.now())
    except actions.TooManyTries:
        return _("That was many tries. Please ask for a new letter.")
    except actions.CodeRanOut:
        return _("This was the right code, but its 30 minutes are over. Please ask for a new letter.")
    except actions.NotTheCode:
        return _("This is not the code in the letter. Please look once more, or ask for a new letter.")
    except actions.AddressTaken:
        return _(
            "This address already brings somebody back here. If that is you from before, sign out and come back with a"
            " letter. Or use another address."
        )
    return ""


@require_http_methods(["GET", "POST"])
@takes_effect_once
def remove_address(request: Request) -> HttpResponse:
    """Take an address away, after saying what that means."""
    if request.method == "POST":
        actions.remove_address(by=request.person)
        messages.success(request, _("Your address is gone from here."))
        return redirect("people:me")
    context = {"form": Form(), "ways": queries.ways_back(person=request.person)}
    return render(request, "people/remove_address.html", context)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def card(request: Request) -> HttpResponse:
    """Make a sign-in card; a new one is shown for a few minutes, in this visit alone, and never again."""
    now = timezone.now()
    if request.method == "POST":
        code = actions.make_card(person=request.person, now=now)
        request.session[NEW_CARD] = {"code": code, "until": (now + CARD_SHOWN).timestamp()}
        return redirect("people:card")
    code = new_code(request, now)
    context = {
        "form": Form(),
        "code": code,
        "host": settings.PUBLIC_ADDRESS.split("://", 1)[-1],
        "link": settings.PUBLIC_ADDRESS + reverse("people:scanned", args=[code.replace(" ", "")]) if code else "",
        "ways": queries.ways_back(person=request.person),
    }
    return render(request, "people/card.html", context)


def new_code(request: Request, now: datetime) -> str:
    """The code of a card that was made just now, or nothing."""
    made = request.session.get(NEW_CARD)
    if made is not None and made["until"] <= now.timestamp():
        del request.session[NEW_CARD]
        return ""
    return made["code"] if made else ""


@require_POST
def card_kept(request: Request) -> HttpResponse:
    """The card is printed or written down: show its code no more. Sending it twice changes nothing."""
    request.session.pop(NEW_CARD, None)
    return redirect("people:me")
