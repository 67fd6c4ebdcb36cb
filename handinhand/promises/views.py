"""Pages of promises: what is open, what came of the rest, and saying so."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from handinhand.circles.doors import as_member, circle_page, listening
from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id, who_can_see
from handinhand.live.queries import ticket
from handinhand.people.doors import Request, takes_effect_once
from handinhand.promises import actions
from handinhand.promises.actions import NotAmongThem, NotNow
from handinhand.promises.forms import AnswerForm, PromiseForm, TakeOnForm
from handinhand.promises.models import Promise
from handinhand.promises.queries import (
    answered_in_circle,
    asking_of,
    asks_how_named,
    changed_to,
    channels_of,
    line_of,
    open_in_circle,
    promise_for,
    scope_for,
)
from handinhand.promises.sources import source_for
from handinhand.ui.forms import Form, add_problem

MENDED = 422


@require_GET
@as_member
def promises(request: Request, member: Member) -> HttpResponse:
    """All promises that were said to this member among others."""
    return show_list(request, member, PromiseForm())


@require_POST
@as_member
@takes_effect_once
def make(request: Request, member: Member) -> HttpResponse:
    """Promise something, to the circle or to the people of the meeting whose room it is said in."""
    scope = scope_for(viewer=member, scope_id=said(request, "among"))
    source = source_for(viewer=member, words_id=said(request, "from"))
    form = PromiseForm(request.POST)

    def do() -> None:
        sent = form.cleaned_data
        actions.make(
            circle=member.circle,
            scope=scope,
            by=member,
            text=sent["text"],
            by_when=sent["by_when"],
            came_from=source,
            now=timezone.now(),
        )
        messages.success(request, _("Your promise is here for them to read."))
        if said(request, "from") and source is None:
            messages.info(request, _("The words it comes from can no longer be read, so it stands by itself."))

    if done(form, do):
        return back(request, member)
    return show_list(request, member, form)


@require_GET
@as_member
def promise(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """One promise, and what came of it."""
    return show(request, member, promise_id)


@require_POST
@as_member
@takes_effect_once
def answer(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Say what came of a promise."""
    found = promise_for(viewer=member, promise_id=promise_id)
    form = AnswerForm(request.POST, auto_id="answer_%s")

    def do() -> None:
        sent = form.cleaned_data
        actions.answer(
            promise=found,
            by=member,
            kind=sent["kind"],
            text=sent["text"],
            changed_to_when=sent["by_when"],
            now=timezone.now(),
        )
        messages.success(request, _("Thank you. The same people can read it now."))

    if done(form, do):
        return back(request, member, found)
    return show(request, member, promise_id, answer_form=form)


@require_POST
@as_member
@takes_effect_once
def take_on(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Take on what nobody carries yet."""
    found = promise_for(viewer=member, promise_id=promise_id)
    form = TakeOnForm(request.POST, auto_id="take_on_%s")

    def do() -> None:
        actions.take_on(promise=found, by=member, by_when=form.cleaned_data["by_when"], now=timezone.now())
        messages.success(request, _("It is yours now. Others can see that you carry it."))

    if done(form, do):
        return back(request, member, found)
    return show(request, member, promise_id, take_on_form=form)


@require_POST
@as_member
@takes_effect_once
def ask_again(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Ask again, kindly, what came of a promise."""
    found = promise_for(viewer=member, promise_id=promise_id)

    def do() -> None:
        actions.ask_again(promise=found, by=member, now=timezone.now())
        messages.success(request, _("You asked again. This page says when, and not who."))

    return press(request, member, found, do)


@require_POST
@as_member
@takes_effect_once
def let_go(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Say that what one asked for is no longer needed."""
    found = promise_for(viewer=member, promise_id=promise_id)

    def do() -> None:
        actions.let_go(promise=found, by=member, now=timezone.now())
        messages.success(request, _("It has ended, with thanks. Whoever still needs it can say so on this page."))

    return press(request, member, found, do)


@require_POST
@as_member
@takes_effect_once
def need_again(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Say that one needs something after all."""
    found = promise_for(viewer=member, promise_id=promise_id)

    def do() -> None:
        actions.need_again(promise=found, by=member, now=timezone.now())
        messages.success(request, _("It is open again."))

    return press(request, member, found, do)


def press(request: Request, member: Member, found: Promise, do: Callable[[], None]) -> HttpResponse:
    """Do what a button asks and go back to the promise; what cannot be done now is said there."""
    try:
        do()
    except NotNow as reason:
        messages.info(request, str(reason))
    except NotAmongThem:
        messages.info(request, _("This is for the people it was said to."))
    return back(request, member, found)


def done(form: Form, do: Callable[[], None]) -> bool:
    """Whether what a form asks was done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        do()
    except NotNow as reason:
        add_problem(form, None, str(reason))
    except NotAmongThem:
        add_problem(form, None, _("This is for the people it was said to."))
    return form.is_valid()


def said(request: Request, name: str) -> str:
    """A public id that a form or an address names, if it can be one."""
    text = request.POST.get(name) or request.GET.get(name) or ""
    return text if is_public_id(text) else ""


def back(request: Request, member: Member, found: Promise | None = None) -> HttpResponse:
    """To the room of the meeting it came from, else to the promise, else to all of them."""
    circle_id = member.circle.public_id
    if room := said(request, "room"):
        return redirect("meetings:room", circle_id, room)
    if found is not None:
        return redirect("promises:promise", circle_id, found.public_id)
    return redirect("promises:list", circle_id)


def show_list(request: Request, member: Member, form: PromiseForm) -> HttpResponse:
    """The page of all promises, with the box for a new one."""
    scope = scope_for(viewer=member, scope_id=said(request, "among"))
    form.fields["text"].seen_by = who_can_see(scope, member)  # type: ignore[attr-defined]
    heard, now = listening(member, [scope.public_id]), timezone.now()
    opened = open_in_circle(viewer=member, now=now)
    answered, earlier = answered_in_circle(viewer=member, now=now, before=request.GET.get("before", ""))
    context = {
        "ticket": heard,
        "open": opened,
        "to_talk_about": [line for line in opened if line.waits_for_organisation],
        "answered": answered,
        "earlier": earlier,
        "source": source_for(viewer=member, words_id=said(request, "from")),
        "form": form,
        "room": said(request, "room"),
        "among": said(request, "among"),
    }
    status = MENDED if form.errors else 200
    return circle_page(request, member, "promises/list.html", context, box=True, status=status)


def show(request: Request, member: Member, promise_id: str, **forms: Form) -> HttpResponse:
    """The page of one promise, with a form that needs another look if there is one."""
    channels = channels_of(viewer=member, promise_id=promise_id)
    heard = ticket(person_id=request.person.public_id, channels=channels)
    found, now = promise_for(viewer=member, promise_id=promise_id), timezone.now()
    answer_form = forms.get("answer_form") or AnswerForm(auto_id="answer_%s")
    answer_form.fields["text"].seen_by = who_can_see(found.scope, member)  # type: ignore[attr-defined]
    context = {
        "ticket": heard,
        "line": line_of(viewer=member, promise=found, now=now),
        "asking": asking_of(viewer=member, promise=found, now=now),
        "asks_me": asks_how_named(viewer=member, onward=found.words_id),
        "changed_to": changed_to(viewer=member, promise=found, now=now) if found.answered_at else None,
        "answer_form": answer_form,
        "take_on_form": TakeOnForm(auto_id="take_on_%s"),
        "room": said(request, "room"),
        **forms,
    }
    status = MENDED if forms else 200
    return circle_page(request, member, "promises/promise.html", context, box=found.answered_at is None, status=status)
