"""Support, for whoever could use some: whom to reach now, telling my person, and what they see."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care.actions import support as actions
from handinhand.care.forms.persons import AnswerForm, TurnForm
from handinhand.care.queries import holders, persons
from handinhand.care.queries.persons import ForSomebody, Mine, MyPeople
from handinhand.care.reach_now import COUNTRIES
from handinhand.care.rules.persons import NotNow
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.forms import add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@takes_effect_once
def support(request: Request) -> HttpResponse:
    """First whom to reach now, and when my person looks; then telling them, if I like."""
    people = persons.my_people(person=request.person, now=timezone.now())
    free = [each for each in people.to_turn_to if each.turned is None or each.turned.row.opened_at is None]
    form = TurnForm(request.POST or None, people=free, seen_by=_seen_by(free))
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.people[form.cleaned_data["to"]]
            actions.turn_to(support=chosen, by=request.person, text=form.cleaned_data["text"], now=timezone.now())
        except NotNow as why:
            add_problem(form, None, str(why))
        else:
            messages.success(request, _("They are told. It is there when they look."))
            return redirect("care:support")
    return _page(request, people, free, form)


def _page(request: Request, people: MyPeople, free: list[Mine], form: TurnForm) -> HttpResponse:
    context = {
        "people": people,
        "form": form,
        "is_free": bool(free),
        "limits_note": free[0].support.circle.limits if free else "",
        "circles": holders.contacts_for(person=request.person),
        "countries": COUNTRIES,
        "name": settings.RESPONSIBLE_NAME,
        "contact": settings.RESPONSIBLE_CONTACT,
    }
    return render(request, "care/support.html", context, status=MENDED if form.errors else 200)


@require_POST
@takes_effect_once
def take_back(request: Request, support_id: str) -> HttpResponse:
    """Take back what I sent, or put it away once it was answered."""
    people = persons.my_people(person=request.person, now=timezone.now())
    mine = next((each for each in people.those if each.support.public_id == support_id), None)
    if mine is None:
        raise Http404
    if mine.turned is not None:
        actions.take_back(turned=mine.turned.row, by=request.person, now=timezone.now())
    messages.success(request, _("It is gone. If they have read it, they have read it."))
    return redirect("care:support")


@require_GET
def turned(request: Request, turned_id: str) -> HttpResponse:
    """Somebody turned to me. Before I open it I read that they see when it is opened."""
    return _turned_page(request, persons.turned_to_me(person=request.person, turned_id=turned_id, now=timezone.now()))


@require_POST
@takes_effect_once
def open_it(request: Request, turned_id: str) -> HttpResponse:
    """Open what they sent."""
    one = persons.turned_to_me(person=request.person, turned_id=turned_id, now=timezone.now())
    assert one.turned is not None
    try:
        actions.open_it(turned=one.turned.row, by=request.person, now=timezone.now())
    except NotNow as over:
        messages.info(request, str(over))
        return redirect("care:my_person")
    return redirect("care:turned", turned_id)


@require_POST
@takes_effect_once
def answer(request: Request, turned_id: str) -> HttpResponse:
    """Answer with one of a few sentences, or in my own words."""
    one = persons.turned_to_me(person=request.person, turned_id=turned_id, now=timezone.now())
    assert one.turned is not None
    form = AnswerForm(request.POST, seen_by=_answer_seen_by(one))
    if form.is_valid():
        given = {"answer": form.sentence(), "text": form.cleaned_data["text"]}
        try:
            actions.answer(turned=one.turned.row, by=request.person, now=timezone.now(), **given)
        except NotNow as why:
            add_problem(form, None, str(why))
        else:
            messages.success(request, _("They can read your answer now. Only the two of you see it."))
            return redirect("care:turned", turned_id)
    return _turned_page(request, one, form)


def _turned_page(request: Request, one: ForSomebody, form: AnswerForm | None = None) -> HttpResponse:
    assert one.turned is not None
    said = {"answer": one.turned.row.answer, "text": one.turned.answer_text}
    context = {
        "one": one,
        "turned": one.turned,
        "form": form or AnswerForm(initial=said, seen_by=_answer_seen_by(one)),
        "limits_note": one.support.circle.limits,
    }
    return render(request, "care/turned.html", context, status=MENDED if form is not None else 200)


def _seen_by(free: list[Mine]) -> str:
    if len(free) == 1:
        sentence = _(
            "Only %(name)s and you can see this, with your name. You can take it back; they may have read it by then."
        )
        return sentence % {"name": apart(free[0].name)}
    return _("Only you and the one you choose can see this. You can take it back; they may have read it by then.")


def _answer_seen_by(one: ForSomebody) -> str:
    return _(
        "Only %(name)s and you can see this, with your name. You can take it back; they may have read it by then."
    ) % {"name": apart(one.name)}
