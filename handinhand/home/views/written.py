"""Everything I have written, and who can see it: each to be changed, shown to others, taken back, or deleted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.reads import places_of
from handinhand.home.actions.written import StaysAsItIs, delete_for_good, show_further
from handinhand.home.queries.written import one_of_mine, written_by
from handinhand.meetings.choices import Wider
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import new_key


@require_GET
def written(request: Request) -> HttpResponse:
    """All of it, a page at a time: circle by circle, the newest first."""
    places = list(places_of(request.person.pk))
    shown = written_by(person=request.person, places=places, before=request.GET.get("before", ""))
    return render(request, "home/written.html", {"everything": shown, "places": places})


@require_http_methods(["GET", "POST"])
@takes_effect_once
def shown_to(request: Request, words_id: str) -> HttpResponse:
    """Who else can see something I said in a meeting: the circle, or that meeting's people alone."""
    one = one_of_mine(person=request.person, words_id=words_id)
    if request.method == "GET":
        return render(request, "home/shown_to.html", {"one": one, "circle": one.words.circle})
    wider = Wider.YES if request.POST.get("wider") == Wider.YES else Wider.NO
    try:
        show_further(words=one.words, by=request.person, wider=wider)
    except StaysAsItIs as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("Changed. Who has read it by now, has read it."))
    return redirect("home:written")


@require_http_methods(["GET", "POST"])
@takes_effect_once
def gone(request: Request, words_id: str) -> HttpResponse:
    """Look once more, then delete something I wrote for good, or keep it."""
    one = one_of_mine(person=request.person, words_id=words_id)
    if request.method == "GET":
        context = {"one": one, "key": new_key(), "circle": one.words.circle}
        return render(request, "home/gone.html", context)
    try:
        delete_for_good(words=one.words, by=request.person)
    except StaysAsItIs as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("It is gone for good. Who has read it, has read it."))
    return redirect("home:written")
