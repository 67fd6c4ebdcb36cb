"""Messages: what I would like to hear of, reading what one would say, switching on, and stopping."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.queries import my_places
from handinhand.home.actions import messages as actions
from handinhand.home.choices import Hear
from handinhand.home.emails import FOR_READING, example
from handinhand.home.forms import MessagesForm
from handinhand.home.queries.news import MyMessages, my_messages
from handinhand.notices.queries import mail_is_set_up
from handinhand.people.choices import MaySay
from handinhand.people.doors import Request, open_to_strangers, takes_effect_once
from handinhand.ui.forms import Form

MENDED = 422


@require_GET
def settings(request: Request) -> HttpResponse:
    """What I would like to hear of, and when."""
    mine = my_messages(person=request.person, now=timezone.now())
    places = my_places(request.person)
    zone = {"time_zone": places[0].circle.time_zone} if places else {}
    return show(request, MessagesForm(initial={**zone, **mine.chosen()}, ways=ways_of(mine)), mine)


def ways_of(mine: MyMessages) -> list[tuple[str, str]]:
    """The ways that somebody can choose from, in words."""
    return [(str(each.way), str(each.way.label)) for each in mine.goes_to]


@require_POST
def read(request: Request) -> HttpResponse:
    """What a message would say, to the letter, before anything is switched on. Nothing is kept."""
    mine = my_messages(person=request.person, now=timezone.now())
    form = MessagesForm(request.POST, ways=ways_of(mine))
    if not form.is_valid() or not mine.goes_to:
        return show(request, form, mine)
    kinds = [kind for kind in Hear if kind in form.cleaned_data["kinds"]]
    way = form.chosen_way()
    said = next((each.said for each in mine.ways if each.way == way), None)
    names = [each.circle.name for each in my_places(request.person)]
    context = {
        "read": example(
            way,
            kinds=kinds,
            name=said.name if said else "",
            circles=names if said and said.may_say == MaySay.CIRCLE else [],
            token=mine.wish.token if mine.wish is not None else FOR_READING,
        ),
        "mine": mine,
        "sent": form,
        "form": Form(),
    }
    return render(request, "home/messages_read.html", context)


@require_POST
@takes_effect_once
def switch_on(request: Request) -> HttpResponse:
    """Switch messages on, as they were chosen and read."""
    now = timezone.now()
    mine = my_messages(person=request.person, now=now)
    form = MessagesForm(request.POST, ways=ways_of(mine))
    if not form.is_valid():
        return show(request, form, mine)
    language = get_language() or "en-gb"
    try:
        actions.switch_on(by=request.person, chosen=form.chosen(), language=language, way=form.chosen_way(), now=now)
    except actions.NoAddress:
        return show(request, form, mine)
    notes.success(request, _("Messages are on. You can stop them here, or by the link in each of them."))
    return redirect("home:messages")


@require_POST
@takes_effect_once
def switch_off(request: Request) -> HttpResponse:
    """Switch messages off."""
    actions.switch_off(by=request.person)
    notes.success(request, _("Messages are off. Nothing is sent any more."))
    return redirect("home:messages")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_strangers
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop messages by the link in one, without signing in.

    Looking stops nothing: mail programs look at links by themselves. A mail program that offers to stop messages sends
    POST by itself, without a cookie (RFC 8058); all it can do is stop them. Of whom, neither page says.
    """
    if request.method == "POST":
        actions.switch_off_by_link(token=token)
    return render(request, "home/messages_off.html", {"done": request.method == "POST"})


def show(request: Request, form: MessagesForm, mine: MyMessages) -> HttpResponse:
    """The page with everything one can choose."""
    context = {"form": form, "mine": mine, "no_mail": not mail_is_set_up()}
    return render(request, "home/messages.html", context, status=MENDED if form.errors else 200)
