"""Passkeys: adding one, renaming it, taking it away, and coming in with one."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handinhand.people import actions, passkeys, queries
from handinhand.people.doors import (
    Request,
    begin_visit,
    open_to_strangers,
    safe_path,
    takes_effect_once,
    visitor_of,
    where_from,
)
from handinhand.people.forms import AnswerForm, PasskeyForm, PasskeyNameForm
from handinhand.people.models import Passkey
from handinhand.people.rules import PASSKEYS_EACH, SCANNED_FOR
from handinhand.ui.forms import Form, add_problem

ASKED = "passkey asked"
MENDED = 422
NO_SUCH_PASSKEY = gettext_lazy(
    "This passkey brings nobody in here. It may have been taken away, or the page was open for long. Please try once"
    " more, or come back by card or letter."
)
MANY = gettext_lazy("That was many tries. Please come again in an hour, or come back by card or letter.")
NOT_MADE = gettext_lazy("The passkey could not be kept. The page may have been open for long. Please try once more.")
NO_SCRIPT = gettext_lazy("Your browser did not say anything about a passkey. It needs scripts for that.")


def asked(request: HttpRequest, what: passkeys.Asked, now: datetime) -> str:
    """Remember for this visit what its browser is asked to sign."""
    request.session[ASKED] = {**what.state, "at": now.timestamp()}
    return what.options


def passkey_of(request: Request, passkey_id: str) -> Passkey:
    """The passkey of whoever is looking; another's is not here."""
    found = next((each for each in queries.passkeys_of(person=request.person) if each.public_id == passkey_id), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def come_in(request: HttpRequest) -> HttpResponse:
    """Come back with a passkey."""
    now, possible, person = timezone.now(), bool(passkeys.host()), visitor_of(request)
    if person is not None:
        return redirect(safe_path(request))
    sent = request.POST.copy()
    form = AnswerForm(sent or None)
    if request.method == "POST" and possible and form.is_valid():
        answer, state = form.cleaned_data["answer"], request.session.pop(ASKED, {})
        try:
            found = actions.come_in_by_passkey(state=state, answer=answer, where=where_from(request), now=now)
        except actions.TooManyTries:
            add_problem(form, None, MANY)
        except actions.NotThePasskey:
            add_problem(form, None, NO_SUCH_PASSKEY if answer else NO_SCRIPT)
        else:
            begin_visit(request, found)
            return redirect(safe_path(request))
    sent["answer"] = ""  # to a new question there is a new one
    options = asked(request, passkeys.to_come_in(), now) if possible else ""
    request.session.set_expiry(int(SCANNED_FOR.total_seconds()))
    context = {"form": form, "options": options, "possible": possible, "next": safe_path(request)}
    return render(request, "people/sign_in_passkey.html", context, status=MENDED if possible and form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def mine(request: Request) -> HttpResponse:
    """My passkeys, and one more."""
    now, person, possible = timezone.now(), request.person, bool(passkeys.host())
    sent = request.POST.copy()
    form, there = PasskeyForm(sent or None), queries.passkeys_of(person=person)
    if request.method == "POST" and possible and form.is_valid():
        name, answer, state = form.cleaned_data["name"], form.cleaned_data["answer"], request.session.pop(ASKED, {})
        try:
            if len(there) < PASSKEYS_EACH:
                actions.add_passkey(by=person, name=name, state=state, answer=answer, now=now)
                messages.success(request, _("Done. From now on you can come back with this passkey."))
                return redirect("people:passkeys")
            add_problem(form, None, _("You have ten passkeys. Please take one away first."))
        except actions.PasskeyThere:
            add_problem(form, None, _("This passkey is here already."))
        except actions.NotThePasskey:
            add_problem(form, None, NOT_MADE if answer else NO_SCRIPT)
    sent["answer"] = ""  # to a new question there is a new one
    options = ""
    if possible:
        kept = [each.public_half for each in there]
        options = asked(request, passkeys.to_add(who=person.public_id, name="-", there=kept), now)
    context = {"form": form, "passkeys": there, "options": options, "possible": possible}
    return render(request, "people/passkeys.html", context, status=MENDED if possible and form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def rename(request: Request, passkey_id: str) -> HttpResponse:
    """Call a passkey by another name."""
    found = passkey_of(request, passkey_id)
    form = PasskeyNameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_passkey(by=request.person, public_id=passkey_id, name=form.cleaned_data["name"])
            messages.success(request, _("The name is kept. You come back with this passkey as before."))
            return redirect("people:passkeys")
        except actions.NameTaken:
            add_problem(
                form, "name", _("Another passkey of yours has this name. Choose one that you can tell from it.")
            )
        except actions.PasskeyGone:
            messages.info(request, _("This passkey was taken away meanwhile, so it has no name any more."))
            return redirect("people:passkeys")
    context = {"form": form, "passkey": found}
    return render(request, "people/rename_passkey.html", context, status=MENDED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def remove(request: Request, passkey_id: str) -> HttpResponse:
    """Take a passkey away, after saying what that means."""
    found = passkey_of(request, passkey_id)
    if request.method == "POST":
        actions.remove_passkey(by=request.person, public_id=passkey_id)
        messages.success(request, _("This passkey brings nobody in any more."))
        return redirect("people:passkeys")
    return render(request, "people/remove_passkey.html", {"form": Form(), "passkey": found})
