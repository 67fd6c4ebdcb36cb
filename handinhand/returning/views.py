"""Asking to be let back in, saying that one knows somebody, and stopping it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in, open_invitation, place_of, plain_code, present_members, spoken_code
from handinhand.people.actions import TooManyTries
from handinhand.people.doors import Request, begin_visit, open_to_strangers, takes_effect_once, visitor_of, where_from
from handinhand.people.queries import ways_back
from handinhand.returning import actions, queries
from handinhand.returning.forms import AskForm, CodeForm, WishForm
from handinhand.returning.models import Asked
from handinhand.returning.rules import NoSuchAsk, NotTheirs, NotYet, TooLate, may_say_so
from handinhand.ui.forms import Form, add_problem

MENDED = 422
MANY_ASKS = gettext_lazy(
    "Many have asked here just now. Please come again tomorrow, or talk to somebody in the circle."
)
MANY_CODES = gettext_lazy("That was many codes. Please come again in an hour.")
NO_SUCH_CODE = gettext_lazy("We know no ask with this code now. Please listen to it once more. A code lasts 14 days.")
OVER = gettext_noop("This was stopped, or its time is over. They can ask anew.")


def closed(request: HttpRequest) -> HttpResponse:
    """One page for what is over, or never was: it does not tell which."""
    return render(request, "returning/closed.html", status=404)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """I was a member here and cannot come in. The answer is the same whether or not anybody has that name."""
    now, person = timezone.now(), visitor_of(request)
    invitation = open_invitation(token=token, now=now)
    if invitation is None:
        return closed(request)
    if person is not None and place_of(circle=invitation.circle, person=person) is not None:
        return redirect("home:circle", invitation.circle.public_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, where = form.cleaned_data["name"], where_from(request)
        try:
            asked = actions.ask(person=person, invitation=invitation, name=name, where=where, now=now)
        except TooManyTries:
            add_problem(form, None, MANY_ASKS)
        else:
            if person is None:
                begin_visit(request, asked.asker)
            return redirect("returning:mine")
    context = {"form": form, "invitation": invitation, "invited_to": invitation.circle}
    return render(request, "returning/ask.html", context, status=MENDED if form.errors else 200)


@require_GET
def mine(request: Request) -> HttpResponse:
    """What I asked for: the code to read out, and how far it is."""
    now = timezone.now()
    asks = [
        {"ask": each, "code": spoken_code(each.asked.code), "until": day_in(each.asked.circle, each.asked.ends_at, now)}
        for each in queries.asks_of(person=request.person, now=now)
    ]
    context = {"asks": asks, "ways": ways_back(person=request.person)}
    return render(request, "returning/mine.html", context)


def own_ask(request: Request, asked_id: str) -> Asked:
    """An ask that whoever is looking has to do with; nothing else is even looked for."""
    found = queries.ask_about(person=request.person, asked_id=asked_id)
    if found is None:
        raise Http404
    return found


@require_POST
@takes_effect_once
def come_in(request: Request, asked_id: str) -> HttpResponse:
    """Come into the circle, now that two said so and the two days are over."""
    asked = own_ask(request, asked_id)
    try:
        actions.come_in(by=request.person, asked=asked, now=timezone.now())
    except NotYet:
        messages.success(request, _("Not yet: two people who are here now say that they know you, then two days pass."))
        return redirect("returning:mine")
    except TooLate:
        messages.success(request, _("This was stopped, or its time is over. You can ask anew, or be invited as new."))
        return redirect("returning:mine")
    except NotTheirs as nobody:
        raise Http404 from nobody
    messages.success(request, _("You are back in the circle. Everyone can see how you came."))
    return redirect("home:circle", asked.circle.public_id)


@require_POST
@takes_effect_once
def as_myself(request: Request, asked_id: str) -> HttpResponse:
    """Come in as who I was, once the member I named said yes."""
    try:
        person = actions.come_in_as_myself(by=request.person, asked=own_ask(request, asked_id), now=timezone.now())
    except TooLate:
        messages.success(request, _("This is not open now."))
        return redirect("returning:mine")
    except NotTheirs as nobody:
        raise Http404 from nobody
    begin_visit(request, person)
    messages.success(request, _("You are yourself again, with all that is yours. Now make a new card."))
    return redirect("people:me")


@require_POST
@takes_effect_once
def stop(request: Request, asked_id: str) -> HttpResponse:
    """That is not me, or I am here myself."""
    try:
        actions.stop(by=request.person, asked=own_ask(request, asked_id), now=timezone.now())
    except NotTheirs as nobody:
        raise Http404 from nobody
    messages.success(request, _("It is stopped. Nobody comes in in your name by it."))
    return redirect("/")


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def stop_link(request: HttpRequest, token: str) -> HttpResponse:
    """Stop it from the letter: looking stops nothing (mail programs look, too), the button does."""
    if queries.ask_to_stop(token=token) is None:
        return closed(request)
    if request.method == "POST":
        actions.stop_by_link(token=token, now=timezone.now())
        return redirect(request.path + "?stopped")
    return render(request, "returning/stop.html", {"form": Form(), "stopped": "stopped" in request.GET})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def code(request: Request, member: Member) -> HttpResponse:
    """Somebody I know cannot come in: type the code they read out."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.find_ask(by=member, code=plain_code(form.cleaned_data["code"]), now=timezone.now())
        except TooManyTries:
            add_problem(form, None, MANY_CODES)
        except NoSuchAsk:
            add_problem(form, "code", NO_SUCH_CODE)
        else:
            return redirect("returning:know", member.circle.public_id, asked.public_id)
    status = MENDED if form.errors else 200
    return circle_page(request, member, "returning/code.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def know(request: Request, member: Member, asked_id: str) -> HttpResponse:
    """Whether I know who asks; and, for the member somebody named, opening what is theirs."""
    now = timezone.now()
    asked = queries.ask_of_circle(member=member, asked_id=asked_id)
    if request.method == "POST":
        try:
            actions.say_i_know(by=member, asked=asked, now=now)
        except (TooLate, NotTheirs):
            messages.success(request, _(OVER))
        else:
            messages.success(
                request, _("Thank you. When two of you have said so, two days pass, and they can come in.")
            )
        return redirect("returning:know", member.circle.public_id, asked_id)
    known = queries.who_know(asked)
    context = {
        "asked": asked,
        "form": Form(),
        "is_open": queries.is_still_open(asked, now),
        "may_say_so": may_say_so(asked, member),
        "at_once": queries.saying_i_know(asked, member=member, now=now),
        "by": queries.known_names(known),
        "said": any(each.by_id == member.pk for each in known),
        "may_open": queries.is_opener(member=member, asked=asked),
        "waits_until": day_in(member.circle, asked.waits_until, now) if asked.waits_until else "",
    }
    return circle_page(request, member, "returning/know.html", context)


@require_POST
@as_member
@takes_effect_once
def open_all(request: Request, member: Member, asked_id: str) -> HttpResponse:
    """The member whom somebody named opens what is theirs alone."""
    asked = queries.ask_of_circle(member=member, asked_id=asked_id)
    try:
        actions.open_all(by=member, asked=asked, now=timezone.now())
    except TooLate:
        messages.success(request, _(OVER))
    except NotTheirs as nobody:
        raise Http404 from nobody
    else:
        messages.success(request, _("It is open. They can come in as themselves now."))
    return redirect("returning:know", member.circle.public_id, asked_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def wish(request: Request, member: Member) -> HttpResponse:
    """How it is to be if I lose every way to come in."""
    others = [each for each in present_members(member.circle) if each.pk != member.pk]
    form = WishForm(request.POST or None, others=others, initial=WishForm.filled_in(queries.wish_of(member)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.wish(by=member, **form.wished())
        except NotTheirs:
            add_problem(form, "opener", _("They have left the circle. Please choose again."))
        else:
            messages.success(request, _("That is kept. Only you see it."))
            return redirect("returning:wish", member.circle.public_id)
    status = MENDED if form.errors else 200
    return circle_page(request, member, "returning/wish.html", {"form": form}, status=status)
