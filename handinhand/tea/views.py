"""A cup of tea: my wish, with whom I am drawn, how often it is drawn, and whom I would rather not be drawn with."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.actions import choose_together
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, member_in
from handinhand.fairness.pairs import IN_WORDS
from handinhand.people.doors import Request, takes_effect_once
from handinhand.tea import actions, queries
from handinhand.tea.choices import QUESTIONS, Every, Opening, Way
from handinhand.tea.forms import QuestionForm, RhythmForm, WishForm
from handinhand.tea.rules import TeaIsOver
from handinhand.ui.forms import add_problem


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def here(request: Request, member: Member) -> HttpResponse:
    """Tea in this circle as I see it; sent, it says that I would like some. Its day may have come: then it is drawn."""
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.wish(by=member, way=Way(given["way"]), opening=Opening(given["opening"]), now=timezone.now())
        messages.success(request, _("It is kept. Only you see it."))
        return back(member)
    return page(request, member, wish_form=form if form.is_bound else None)


def page(
    request: Request, member: Member, *, wish_form: WishForm | None = None, rhythm_form: RhythmForm | None = None
) -> HttpResponse:
    """Tea in this circle, with a form that needs another look, if one does."""
    mine = queries.mine(viewer=member, now=timezone.now())
    if mine.is_due and actions.draw_due(circle=member.circle, now=timezone.now()):
        mine = queries.mine(viewer=member, now=timezone.now())
    said = {"way": mine.wish.way, "opening": mine.wish.opening} if mine.wish is not None else {}
    context = {
        "mine": mine,
        "form": wish_form or WishForm(initial=said),
        "rhythm_form": rhythm_form or RhythmForm(initial={"every": mine.every}),
        "in_words": IN_WORDS,
    }
    status = 422 if wish_form or rhythm_form else 200
    return circle_page(request, member, "tea/here.html", context, status=status)


def back(member: Member) -> HttpResponse:
    """Go on to the page of tea."""
    return redirect("tea:here", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def stop(request: Request, member: Member) -> HttpResponse:
    """Wish for tea no more."""
    actions.stop_wishing(by=member)
    messages.success(request, _("You are not drawn any more. You can begin again at any time."))
    return back(member)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def pause(request: Request, member: Member) -> HttpResponse:
    """Be drawn no more for four weeks."""
    actions.pause(by=member, now=timezone.now())
    messages.success(request, _("You are not drawn for four weeks. Nobody is told."))
    return back(member)


@require_POST
@as_member
@takes_effect_once
def go_on(request: Request, member: Member) -> HttpResponse:
    """Be drawn again."""
    actions.go_on(by=member)
    messages.success(request, _("You are drawn again from the next time on."))
    return back(member)


@require_POST
@as_member
@takes_effect_once
def rhythm(request: Request, member: Member) -> HttpResponse:
    """Say how often tea is drawn."""
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return page(request, member, rhythm_form=form)
    if actions.change_rhythm(by=member, every=Every(form.cleaned_data["every"]), now=timezone.now()):
        messages.success(request, _("It is kept. What was done, and by whom, says so."))
    else:
        messages.info(request, _("That is how it is already, so nothing was changed."))
    return back(member)


@require_POST
@as_member
@takes_effect_once
def all_right(request: Request, member: Member, drawn_id: str) -> HttpResponse:
    """Say that a cup of tea is fine."""
    do = partial(actions.all_right, by=member, drawn_id=drawn_id, now=timezone.now())
    return answer(request, member, do, _("It is off your Today. Nobody is told; you find each other when you like."))


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def not_this_time(request: Request, member: Member, drawn_id: str) -> HttpResponse:
    """Say not this time."""
    do = partial(actions.not_this_time, by=member, drawn_id=drawn_id, now=timezone.now())
    return answer(request, member, do, _("That is fine. They read “not this time”, and no reason."))


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def leave_it(request: Request, member: Member) -> HttpResponse:
    """Leave it for this time."""
    do = partial(actions.let_it_be, by=member, now=timezone.now())
    return answer(request, member, do, _("You are left in peace until the next time."))


@require_POST
@as_member
@takes_effect_once
def again(request: Request, member: Member) -> HttpResponse:
    """Be drawn once more."""
    try:
        is_drawn = actions.draw_me_again(by=member, now=timezone.now())
    except TeaIsOver:
        return over(request, member)
    waits = _("You are drawn as soon as somebody else waits, too.")
    messages.success(request, _("You are drawn with somebody else.") if is_drawn else waits)
    return back(member)


def answer(request: Request, member: Member, do: Callable[[], None], said: str) -> HttpResponse:
    """Do what somebody says to a draw."""
    try:
        do()
    except TeaIsOver:
        return over(request, member)
    messages.success(request, said)
    return back(member)


def over(request: Request, member: Member) -> HttpResponse:
    """Say plainly that what somebody answers is over by now."""
    messages.info(request, _("That is over by now, so there is nothing to answer."))
    return back(member)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def questions(request: Request, member: Member) -> HttpResponse:
    """The opening questions of our own, and a box for one more."""
    form = QuestionForm(request.POST or None)
    form.fields["text"].seen_by = queries.who_sees_questions(member)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_question(by=member, text=form.cleaned_data["text"], now=timezone.now())
        except actions.QuestionStays as reason:
            add_problem(form, "text", str(reason))
        else:
            messages.success(request, _("It is there from the next draw on, beside the others."))
            return redirect("tea:questions", member.circle.public_id)
    context = {"form": form, "questions": queries.questions(viewer=member), "ours": QUESTIONS}
    status = 422 if form.errors else 200
    return circle_page(request, member, "tea/questions.html", context, box=True, status=status)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def take_question_away(request: Request, member: Member, tea_question_id: str) -> HttpResponse:
    """Take my own question away."""
    actions.take_question_away(by=member, question_id=tea_question_id)
    messages.success(request, _("It is gone from here. Those who have read it, have read it."))
    return redirect("tea:questions", member.circle.public_id)


@require_GET
@as_member
def apart(request: Request, member: Member) -> HttpResponse:
    """Whom I would rather not be put together with; only I see it."""
    return circle_page(request, member, "tea/apart.html", {"others": queries.beside(viewer=member)})


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def choose_apart(request: Request, member: Member, member_id: str) -> HttpResponse:
    """Rather not be put together with somebody, or be so again; nobody is told."""
    found = member_in(viewer=member, member_id=member_id)
    if found.pk == member.pk:
        raise NotHere
    together = request.POST.get("together") == "yes"
    choose_together(by=member, other=found, together=together)
    messages.success(request, _("Nothing is left of it.") if together else _("It counts from the next draw on."))
    return redirect("tea:apart", member.circle.public_id)
