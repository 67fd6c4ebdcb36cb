"""Asking something that is answered without names, answering it, and what a phrase lets somebody do.

No page here is kept by a browser, and no words sent here are kept anywhere but where they belong.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page, listening
from handinhand.circles.models import Member
from handinhand.circles.queries import adopted_for, day_in, is_public_id
from handinhand.people.actions import count_try
from handinhand.people.doors import (
    Request,
    keeps_nothing_unsent,
    open_to_strangers,
    takes_effect_once,
    visitor_of,
    where_from,
)
from handinhand.people.queries.tries import has_tries
from handinhand.ui.forms import add_problem
from handinhand.ui.problems import words_sent
from handinhand.unnamed import actions
from handinhand.unnamed.choices import Kind
from handinhand.unnamed.forms import AnswerForm, AskForm, PhraseForm
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries import (
    BoxSeen,
    Found,
    box_for,
    boxes_for,
    found_by,
    is_allowed,
    seen,
    seen_all,
    was_written,
)
from handinhand.unnamed.rules import NoSuchPhrase, NotNow
from handinhand.unnamed.rules.phrases import in_words, new_phrase, plain_phrase
from handinhand.words.queries import circle_scope, is_in

MENDED, TOO_MANY = 422, 429
TRIES, STRETCH = 20, timedelta(minutes=10)

One = TypeVar("One")


class _TooMany(Exception):
    """Too many phrases that stand for nothing were tried from one place."""


@require_GET
@as_member
def here(request: Request, member: Member) -> HttpResponse:
    """What is asked without names in this circle, and what was."""
    ticket = listening(member)
    found = seen_all(viewer=member, boxes=boxes_for(viewer=member))
    agreed = adopted_for(viewer=member, kind=Adopts.UNNAMED)
    context = {"ticket": ticket, "boxes": found, "agreed": agreed}
    return circle_page(request, member, "unnamed/here.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def ask(request: Request, member: Member) -> HttpResponse:
    """Ask the circle something that is answered without names."""
    form = AskForm(request.POST or None, initial=_asked_before(request, member))
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"circle": member.circle, "scope": circle_scope(member.circle), "by": member.person}
        try:
            made = actions.ask(**given, **form.asked(member.circle), now=timezone.now())
        except NotNow as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("Your question is here for the circle to answer."))
            return redirect("unnamed:box", member.circle.public_id, made.public_id)
    context = {"form": form, "is_allowed": is_allowed(member.circle)}
    return circle_page(request, member, "unnamed/ask.html", context, box=True, status=MENDED if form.errors else 200)


def _asked_before(request: Request, member: Member) -> dict[str, str]:
    """What is asked again, if it is one of the circle's questions that can still be read."""
    named = request.GET.get("again", "")
    box = box_for(viewer=member, box_id=named) if is_public_id(named) else None
    question = seen(viewer=member, box=box).question if box is not None else ""
    if box is None or not question:
        return {}
    how = "words" if box.choices is None else ("scale" if box.is_scale else "choice")
    return {"question": question, "choices": box.choices or "", "how": how}


@require_http_methods(["GET", "POST"])
@keeps_nothing_unsent
@as_member
@takes_effect_once
def box(request: Request, member: Member, box_id: str) -> HttpResponse:
    """One question: answering it without one's name, and reading what was opened."""
    found = box_for(viewer=member, box_id=box_id)
    if found is None or found.kind == Kind.POSITIONS:
        raise Http404
    form = AnswerForm(request.POST or None, choices=(found.choices or "").splitlines(), scope=found.scope)
    if request.method == "POST" and form.is_valid():
        said = form.answered()
        try:
            actions.answer(box=found, by=member.person, key=request.POST["key"], now=timezone.now(), **said)
        except NotNow as reason:
            add_problem(form, None, str(reason))
        else:
            return _kept(request, member, found, said["phrase"])
    return _show(request, member, seen(viewer=member, box=found), form)


def _kept(request: Request, member: Member, found: Box, phrase: str) -> HttpResponse:
    """The one page on which a phrase is shown."""
    context = {"box": found, "phrase": in_words(phrase, get_language() or "en"), "opens": _opens(found, member)}
    return circle_page(request, member, "unnamed/kept.html", context)


def _show(request: Request, member: Member, shown: BoxSeen, form: AnswerForm) -> HttpResponse:
    context = {
        "seen": shown,
        "box": shown.box,
        "form": form,
        "opens": _opens(shown.box, member),
        "is_bound": form.is_bound,
        "written": [] if shown.box.is_collecting else words_sent(request),
    }
    status = MENDED if form.errors else 200
    return circle_page(request, member, "unnamed/box.html", context, box=shown.can_answer, status=status)


def _opens(found: Box, member: Member) -> str:
    return day_in(member.circle, found.opens_at, timezone.now()) if found.opens_at is not None else ""


@require_http_methods(["GET", "POST"])
@never_cache
@keeps_nothing_unsent
@open_to_strangers
def phrase(request: HttpRequest) -> HttpResponse:
    """What somebody's phrase stands for, and taking it back; nobody has to be signed in for it.

    Only phrases that stand for nothing are counted. What is done here is done once because a phrase works once.
    """
    form = PhraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "unnamed/phrase.html", {"form": form}, status=MENDED if form.errors else 200)
    said = form.cleaned_data["phrase"]
    try:
        found = _tried(request, found_by, said)
        if found is not None:
            return _with_phrase(request, found, said)
        again = _written_anew(request)
        if again:
            return _kept_anew(request, again)
    except _TooMany:
        add_problem(form, "phrase", _("Many phrases were tried from here. Please wait ten minutes."))
        return render(request, "unnamed/phrase.html", {"form": form}, status=TOO_MANY)
    add_problem(form, "phrase", _("This phrase stands for nothing now. It works once. Please look at it once more."))
    context = {"form": form, "written": words_sent(request)}
    return render(request, "unnamed/phrase.html", context, status=MENDED)


def _tried(request: HttpRequest, look: Callable[..., One], phrase: str) -> One | None:
    """What `look` finds by a phrase. Each phrase that finds nothing is counted; raises _TooMany.

    A phrase that finds something leaves no trace: not even that somebody used one from here.
    """
    what, now = f"phrase {where_from(request)}", timezone.now()
    if not has_tries(what=what, limit=TRIES, stretch=STRETCH, now=now):
        raise _TooMany
    found = look(phrase=phrase) if phrase else None
    if not found and not count_try(what=what, limit=TRIES, stretch=STRETCH, now=now):
        raise _TooMany
    return found


def _written_anew(request: HttpRequest) -> str:
    """The phrase of what was written anew by a form that is sent a second time; nothing for any other form."""
    said = plain_phrase(request.POST.get("anew-phrase", "")) if request.POST.get("do") == "anew" else None
    return said if said and _tried(request, was_written, said) else ""


def _with_phrase(request: HttpRequest, found: Found, said: str) -> HttpResponse:
    """Do what was asked for with one's own words, or show what can be done."""
    do, now, person = request.POST.get("do", ""), timezone.now(), visitor_of(request)
    is_among = person is not None and is_in(found.scope.pk, person)
    choices = found.choices if found.is_choice else []
    form = AnswerForm(request.POST if do == "anew" else None, choices=choices, scope=found.scope, prefix="anew")
    try:
        if do == "take_back":
            actions.take_back(phrase=said)
            return _done(request, _("It is taken back, and gone for good. Who has read it has read it."))
        if do == "name" and person is not None and is_among and found.can_take_a_name:
            actions.add_name(phrase=said, by=person, now=now)
            return _done(request, _("Your words are there now, with your name."))
        if do == "anew" and found.can_write_anew and form.is_valid():
            answered = form.answered()
            fresh = answered["phrase"] or new_phrase()
            given = {"text": answered["text"], "choice": answered["choice"]}
            actions.write_anew(phrase=said, by=person, **given, new_phrase=fresh, now=now)
            return _kept_anew(request, fresh)
    except NotNow as reason:
        add_problem(form, None, str(reason))
    except NoSuchPhrase:
        return _done(request, _("This phrase was used by now, so nothing more was done."), words_sent(request))
    written = words_sent(request) if do == "anew" and not found.can_write_anew else []
    context = {"found": found, "said": said, "form": form, "is_among": is_among, "written": written}
    return render(request, "unnamed/found.html", context, status=MENDED if form.errors or written else 200)


def _kept_anew(request: HttpRequest, phrase: str) -> HttpResponse:
    return render(request, "unnamed/kept.html", {"phrase": in_words(phrase, get_language() or "en")})


def _done(request: HttpRequest, sentence: str, written: Sequence[str] = ()) -> HttpResponse:
    return render(request, "unnamed/done.html", {"sentence": sentence, "written": written})
