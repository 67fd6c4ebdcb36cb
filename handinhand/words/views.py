"""One's own words: changing them, taking them back, putting them back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.people.doors import Request, safe_path, takes_effect_once
from handinhand.ui.forms import add_problem
from handinhand.words import actions
from handinhand.words.choices import State
from handinhand.words.forms import WordsForm
from handinhand.words.models import Words
from handinhand.words.queries import is_in, kept_in, own_words
from handinhand.words.rules import ChangedElsewhere
from handinhand.words.who import names_for, who_sees

ONLY_TAKEN_BACK = _("Your access is held for now. Until it ends you can take your words back, and not change them.")


def find(request: Request, words_id: str) -> Words:
    """One's own words; for anybody else's there is no page."""
    words = own_words(viewer=request.person, public_id=words_id)
    if words is None:
        raise Http404
    return words


def about_the_cover(words: Words) -> str:
    """What the author of covered words is told: plainly, and without blame. Empty where nothing covers them."""
    if words.state != State.SHARED or not words.is_covered or words.covered_until is None:
        return ""
    if words.is_covered_for_good:
        return str(
            _(
                "Somebody covered this, because it may put somebody in danger, and two others agreed. So it stays"
                " covered. It is no judgement of you. You can say it anew, in another way."
            )
        )
    return str(
        _(
            "Somebody covered this, because it may put somebody in danger. It is no judgement of you. It shows again"
            " %(day)s, unless two others agree that the cover stays. You can change it or take it back, as always. A"
            " change does not take the cover off."
        )
    ) % {"day": until(words, words.covered_until)}


def until(words: Words, moment: datetime) -> str:
    """A moment where the circle of these words is."""
    there = moment.astimezone(ZoneInfo(words.circle.time_zone))
    return _("%(day)s, %(start)s") % {
        "day": date_format(there, "MONTH_DAY_FORMAT"),
        "start": date_format(there, "TIME_FORMAT"),
    }


@require_http_methods(["GET", "POST"])
@takes_effect_once
def own(request: Request, words_id: str) -> HttpResponse:
    """See one's words, who can see them, and change them."""
    words = find(request, words_id)
    back = safe_path(request, "back")
    is_held = not is_in(words.scope_id, request.person)
    form, keeper = WordsForm(request.POST or None, initial={"body": words.body}), kept_in(words)
    if request.method == "POST" and is_held:
        add_problem(form, None, ONLY_TAKEN_BACK)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(words=words, by=request.person, body=form.cleaned_data["body"])
        except ChangedElsewhere:
            add_problem(form, None, keeper.why_there() if keeper is not None else "")
        else:
            messages.success(request, _("Changed."))
            return redirect(back)
    context = {
        "words": words,
        "form": form,
        "who": who_sees(words, names_for(viewer=request.person, words=[words])),
        "covered": about_the_cover(words),
        "is_held": is_held,
        "changed_at": keeper.page() if keeper is not None else "",
        "why_there": keeper.why_there() if keeper is not None else "",
        "back": back,
        "circle": words.circle,
    }
    return render(request, "words/own.html", context, status=422 if form.errors else 200)


@require_POST
@takes_effect_once
def take_back(request: Request, words_id: str) -> HttpResponse:
    """Take words back."""
    actions.take_back(words=find(request, words_id), by=request.person)
    messages.success(request, _("You took it back. Those who have read it, have read it."))
    return redirect(safe_path(request, "back"))


@require_POST
@takes_effect_once
def put_back(request: Request, words_id: str) -> HttpResponse:
    """Put words back where they were."""
    words = find(request, words_id)
    if not is_in(words.scope_id, request.person):
        messages.info(request, ONLY_TAKEN_BACK)
        return redirect(safe_path(request, "back"))
    actions.put_back(words=words, by=request.person)
    messages.success(request, _("Your words are back where they were."))
    return redirect(safe_path(request, "back"))
