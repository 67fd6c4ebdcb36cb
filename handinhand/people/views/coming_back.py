"""Coming back without a password: by a letter, by a card; and the demonstration's links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.notices.queries import mail_is_set_up
from handinhand.people import actions, passkeys, queries
from handinhand.people.doors import (
    begin_visit,
    is_at_this_machine,
    open_to_strangers,
    safe_path,
    takes_effect_once,
    visitor_of,
    where_from,
)
from handinhand.people.forms import CardForm, CodeForm, EmailForm
from handinhand.people.rules import SCANNED_FOR, read_card_code, spaced_card_code
from handinhand.ui.forms import Form, add_problem

ASKED, SCANNED = "asked", "scanned"
MANY_LETTERS = _("Many letters were asked for just now. Please look for the newest one, or come again in an hour.")
MANY_CODES = _("That was many tries. You can still use the link in the letter, or your card. Or come again tomorrow.")
MANY_CARDS = _("That was many tries. Please come again in an hour, or use a letter to your e-mail address.")
NOT_THIS_CODE = _("This is not the code in our newest letter. A code works once. You can ask for a new one below.")
CODE_RAN_OUT = _("This was the right code, but its 30 minutes are over. You can ask for a new one below.")
NO_SUCH_CARD = _("We know no card with this code. If somebody made a new card, the one before no longer works.")


def go_on(request: HttpRequest, name: str) -> str:
    """A page's address that keeps in mind where to go afterwards."""
    onward = safe_path(request)
    return reverse(name) + ("" if onward == "/" else "?" + urlencode({"next": onward}))


@require_GET
@open_to_strangers
def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose how to come back; somebody who is here already goes on."""
    if visitor_of(request) is not None:
        return redirect(safe_path(request))
    ways = {"by_letter": go_on(request, "people:sign_in_letter"), "by_card": go_on(request, "people:sign_in_card")}
    ways["by_passkey"] = go_on(request, "people:sign_in_passkey") if passkeys.host() else ""
    return render(request, "people/sign_in.html", ways)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def letter(request: HttpRequest) -> HttpResponse:
    """Ask for a letter. The answer is the same whether or not we know the address."""
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.ask_for_letter(email=email, where=where_from(request), now=timezone.now())
        except actions.TooManyTries:
            add_problem(form, None, MANY_LETTERS)
        else:
            request.session[ASKED] = {"email": email, "next": safe_path(request)}
            return redirect("people:sign_in_code")
    context = {"form": form, "next": safe_path(request), "no_mail": not mail_is_set_up()}
    return render(request, "people/sign_in_letter.html", context, status=422 if form.errors else 200)


@require_POST
@open_to_strangers
@takes_effect_once
def letter_again(request: HttpRequest) -> HttpResponse:
    """Ask for one more letter to the address that was given before."""
    asked = request.session.get(ASKED)
    if visitor_of(request) is not None or asked is None:
        return redirect("people:sign_in" if visitor_of(request) is None else "/")
    try:
        actions.ask_for_letter(email=asked["email"], where=where_from(request), now=timezone.now())
    except actions.TooManyTries:
        form = CodeForm({})
        form.errors.clear()
        add_problem(form, None, MANY_LETTERS)
        return render(request, "people/sign_in_code.html", {"form": form, "again": Form()}, status=422)
    return redirect(reverse("people:sign_in_code") + "?again")


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def code(request: HttpRequest) -> HttpResponse:
    """Type the short code of the letter."""
    asked = request.session.get(ASKED)
    if visitor_of(request) is not None or asked is None:
        return redirect("people:sign_in" if visitor_of(request) is None else "/")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, where = form.cleaned_data["code"], where_from(request)
        try:
            person = actions.come_in_by_code(email=asked["email"], code=typed, where=where, now=timezone.now())
        except actions.TooManyTries:
            add_problem(form, "code", MANY_CODES)
        except actions.CodeRanOut:
            add_problem(form, "code", CODE_RAN_OUT)
        except actions.NotTheCode:
            add_problem(form, "code", NOT_THIS_CODE)
        else:
            del request.session[ASKED]
            begin_visit(request, person)
            return redirect(asked["next"])
    context = {"form": form, "again": Form(), "new_one": "again" in request.GET}
    return render(request, "people/sign_in_code.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Open a letter's link: looking uses nothing up (mail programs look, too), the button does.

    A link that ran out gets a page like any other: a "not found" would write the link into the server's log.
    """
    now = timezone.now()
    if request.method == "POST":
        try:
            person = actions.come_in_by_link(token=token, now=now)
        except actions.LinkRanOut:
            return render(request, "people/link_ran_out.html")
        asked = request.session.pop(ASKED, None)
        begin_visit(request, person)
        return redirect(asked["next"] if asked else "/")
    if queries.letter_of_link(token=token, now=now) is None:
        return render(request, "people/link_ran_out.html")
    return render(request, "people/come_in.html", {"form": Form()})


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def card(request: HttpRequest) -> HttpResponse:
    """Come back with a sign-in card: its code typed, or brought by its square."""
    scanned_code = request.session.pop(SCANNED, "") if visitor_of(request) is None else ""
    form = CardForm(request.POST or None, initial={"code": scanned_code})
    if request.method == "POST" and form.is_valid():
        typed, where = form.cleaned_data["code"], where_from(request)
        try:
            person = actions.come_in_by_card(code=typed, where=where, now=timezone.now())
        except actions.TooManyTries:
            add_problem(form, "code", MANY_CARDS)
        except actions.NotTheCode:
            add_problem(form, "code", NO_SUCH_CARD)
        else:
            begin_visit(request, person)
            return redirect(safe_path(request))
    context = {"form": form, "next": safe_path(request), "scanned": scanned_code}
    return render(request, "people/sign_in_card.html", context, status=422 if form.errors else 200)


@require_GET
@open_to_strangers
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Where the square on a card leads: on to the page for cards, with its code in the box.

    Nothing is answered here but "go on", so that the code stands in no list of pages that the browser shows; and
    nobody is let in by looking, as some programs look at what a camera sees.
    """
    read = read_card_code(code)
    if read is not None and visitor_of(request) is None:
        request.session[SCANNED] = spaced_card_code(read)
        request.session.set_expiry(int(SCANNED_FOR.total_seconds()))
    return redirect("people:sign_in_card")


@require_GET
@open_to_strangers
def demonstration(request: HttpRequest, token: str) -> HttpResponse:
    """Come in as somebody of the demonstration; on this machine alone."""
    person = queries.demonstration_person(token) if is_at_this_machine(request) else None
    if person is None:
        raise Http404
    begin_visit(request, person)
    return redirect("/")
