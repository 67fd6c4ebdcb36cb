"""What words touch on: said by whoever wrote them, and gently asked for by whoever reads them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.care.actions.topics import ask_what_it_touches
from handinhand.care.forms.topics import NoteForm
from handinhand.care.queries.topics import words_to_ask_about
from handinhand.people.doors import Request, safe_path, takes_effect_once
from handinhand.topics import actions, queries
from handinhand.topics.rules import can_have_a_note
from handinhand.ui.forms import add_problem
from handinhand.words.queries import is_in, kept_in
from handinhand.words.rules import NotYours
from handinhand.words.who import names_for, who_sees

NOBODY_READS_IT = gettext_lazy(
    "Others do not read this now, so there is nobody whom a note would help. When they do, you can say it here."
)
NOTHING_FOLDS_IT = gettext_lazy(
    "Nothing is folded where this stands, so a note would help nobody. You can change the words themselves, or take"
    " them back."
)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def touches(request: Request, words_id: str) -> HttpResponse:
    """Say what one's own words touch on, and write their gist."""
    own = queries.own_note(viewer=request.person, words_id=words_id)
    keeper = kept_in(own.words)
    who = who_sees(own.words, names_for(viewer=request.person, words=[own.words]))
    form = NoteForm(request.POST or None, initial={"topics": ", ".join(own.topics), "gist": own.gist})
    form.say_who_sees(who)
    back = safe_path(request, "back")
    if request.method == "POST" and form.is_valid():
        if keeper is not None or not is_in(own.words.scope_id, request.person):
            messages.info(request, _("That is said on its own page, when you are there for it."))
            return redirect("words:own", words_id)
        try:
            actions.say_what_it_touches(words=own.words, by=request.person, now=timezone.now(), **form.note())
        except actions.NotReadYet:
            add_problem(form, None, why_not_now(own))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {
        "own": own,
        "form": form,
        "who": who,
        "not_now": why_not_now(own),
        "said_at": keeper.page() if keeper is not None else "",
        "back": back,
        "circle": own.words.circle,
    }
    return render(request, "care/touches.html", context, status=422 if form.errors else 200)


def why_not_now(own: queries.OwnNote) -> str:
    """Why a note would help nobody now, if so."""
    if not own.can_be_folded:
        return str(NOTHING_FOLDS_IT)
    return "" if can_have_a_note(own.words) else str(NOBODY_READS_IT)


@require_POST
@takes_effect_once
def let_it_be(request: Request, words_id: str) -> HttpResponse:
    """Leave the question what one's words touch on."""
    own = queries.own_note(viewer=request.person, words_id=words_id)
    try:
        actions.leave_what_it_touches(words=own.words, by=request.person, now=timezone.now())
    except NotYours:
        messages.info(request, _("Nothing is asked of you there."))
    else:
        messages.success(request, _("It stays as it is. Nobody is told."))
    return redirect(safe_path(request, "back"))


@require_http_methods(["GET", "POST"])
@takes_effect_once
def ask(request: Request, words_id: str) -> HttpResponse:
    """Gently ask whoever wrote something what it touches on."""
    words = words_to_ask_about(viewer=request.person, words_id=words_id)
    back = safe_path(request, "back")
    if request.method == "POST":
        ask_what_it_touches(words=words, by=request.person, now=timezone.now())
        messages.success(request, _("It is there for whoever wrote it. They can say it, or let it be."))
        return redirect(back)
    return render(request, "care/ask_note.html", {"words": words, "back": back, "circle": words.circle})
