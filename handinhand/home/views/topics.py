"""Topics I would rather choose about each time. For me alone: nothing here is told, counted or logged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.care.forms.topics import OwnTopicsForm
from handinhand.home.queries.finding import topics_to_choose
from handinhand.people.doors import Request, takes_effect_once
from handinhand.topics import actions
from handinhand.topics.queries import my_topics
from handinhand.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
@takes_effect_once
def mine(request: Request) -> HttpResponse:
    """My list, and some more."""
    form = OwnTopicsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_topics(by=request.person, names=form.cleaned_data["names"])
        except actions.TooManyTopics as reason:
            add_problem(form, "names", str(reason))
        else:
            messages.success(request, _("It is kept. Only you see this list."))
            return redirect("home:topics")
    own = my_topics(person=request.person)
    context = {"form": form, "mine": own, "offered": topics_to_choose(person=request.person, kept=own)}
    return render(request, "home/topics.html", context, status=422 if form.errors else 200)


@require_POST
@takes_effect_once
def take_out(request: Request, own_topic_id: str) -> HttpResponse:
    """Take one topic out of my list."""
    actions.take_out_topic(by=request.person, topic_id=own_topic_id)
    messages.success(request, _("It is out of your list."))
    return redirect("home:topics")
