"""All that is open for me, and what happened while I rested."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from handinhand.circles.queries import my_places
from handinhand.home.queries.meanwhile import meanwhile as while_resting
from handinhand.home.queries.open import open_to
from handinhand.people.doors import Request
from handinhand.people.queries.energy import open_ask


@require_GET
def open_to_me(request: Request) -> HttpResponse:
    """The quiet page: everything that is open, whether it fits or not."""
    circles = my_places(request.person)
    shown = open_to(person=request.person, circles=circles, now=timezone.now())
    return render(request, "home/open_to_me.html", {"open": shown, "several": len(circles) > 1})


@require_GET
def asked(request: Request, ask_id: str) -> HttpResponse:
    """Go to where something that is asked of me is answered."""
    ask = open_ask(person=request.person, ask_id=ask_id, now=timezone.now())
    if ask is not None:
        return redirect(ask.where)
    messages.info(request, _("That is answered, taken back, or too old by now. Nothing is asked of you there."))
    return redirect("home:open_to_me")


@require_GET
def meanwhile(request: Request) -> HttpResponse:
    """What happened while I rested."""
    return render(
        request, "home/meanwhile.html", {"meanwhile": while_resting(person=request.person, now=timezone.now())}
    )
