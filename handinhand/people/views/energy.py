"""My energy: hours, weeks off, what weighs on me, and rest. One tap each, and nobody else sees it."""

from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.fairness.energy import monday_of, week_of
from handinhand.people import actions
from handinhand.people.choices import Shows
from handinhand.people.doors import Request, takes_effect_once
from handinhand.people.forms.energy import WEIGHTS, HoursForm, RestForm, WeekForm, WeightsForm
from handinhand.people.queries import energy
from handinhand.people.rules.energy import EnergyStays, day_of
from handinhand.ui.forms import Form, add_problem

USUAL_HOURS = (1, 2, 3, 4, 6, 8, 12)
NOT_SAID = "not_said"
WEEKS_OFFERED = 6
A_DAY, A_WEEK, UNTIL_I_SAY = "day", "week", "until_i_say"
LENGTHS = {A_DAY: timedelta(days=1), A_WEEK: timedelta(days=7), UNTIL_I_SAY: None}


@require_GET
def mine(request: Request) -> HttpResponse:
    """All I said of my energy."""
    return _page(request)


def _page(request: Request, *, hours: Form | None = None, week: Form | None = None) -> HttpResponse:
    now = timezone.now()
    own = energy.mine(person=request.person, now=now)
    kept = {each.week for each in own.weeks_off}
    context = {
        "mine": own,
        "hours_form": hours or HoursForm(),
        "week_form": week or WeekForm(),
        "usual": USUAL_HOURS,
        "not_said": NOT_SAID,
        "weeks": [monday for monday in _next_weeks(now) if week_of(monday) not in kept],
    }
    return render(request, "people/energy.html", context, status=422 if hours or week else 200)


def _next_weeks(now: datetime) -> list[date]:
    this = week_of(day_of(now))
    return [monday_of(this + ahead) for ahead in range(WEEKS_OFFERED)]


@require_POST
@takes_effect_once
def hours(request: Request) -> HttpResponse:
    """Say about how many hours I have in a week, or say it no longer."""
    if request.POST.get("hours") == NOT_SAID:
        actions.say_hours(by=request.person, hours=None)
        messages.success(request, _("Saved. You are asked as usual."))
        return redirect("people:energy")
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _page(request, hours=form)
    actions.say_hours(by=request.person, hours=form.cleaned_data["hours"])
    messages.success(request, _("Saved. Only you see it."))
    return redirect("people:energy")


@require_POST
@takes_effect_once
def week_off(request: Request) -> HttpResponse:
    """Take a week off."""
    form = WeekForm(request.POST)
    if form.is_valid():
        try:
            actions.take_week_off(by=request.person, day=form.cleaned_data["day"], now=timezone.now())
        except EnergyStays as reason:
            add_problem(form, "day", str(reason))
        else:
            messages.success(request, _("That week is yours. Only you see it."))
            return redirect("people:energy")
    return _page(request, week=form)


@require_POST
@takes_effect_once
def week_back(request: Request, week_id: str) -> HttpResponse:
    """Let a week be as usual again."""
    actions.give_week_back(by=request.person, week_id=week_id)
    messages.success(request, _("That week is as usual again."))
    return redirect("people:energy")


@require_http_methods(["GET", "POST"])
@takes_effect_once
def weights(request: Request) -> HttpResponse:
    """Say what weighs on me more or less, and how long my usual way is."""
    said = energy.mine(person=request.person, now=timezone.now()).energy
    initial = {name: getattr(said, name) for name in ("way_minutes", *WEIGHTS)}
    form = WeightsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        way = form.cleaned_data["way_minutes"]
        actions.say_weights(by=request.person, way_minutes=way, weights=form.weights())
        messages.success(request, _("Saved. Only you see it."))
        return redirect("people:energy")
    return render(request, "people/weights.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def rest(request: Request) -> HttpResponse:
    """Rest: a day, a week, until I say, or on days that I choose."""
    now = timezone.now()
    length = request.POST.get("length", "")
    if length in LENGTHS:
        lasts = LENGTHS[length]
        return _begin(request, (now, now + lasts if lasts else None), shown=False, form=RestForm(), now=now)
    form = RestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = form.cleaned_data["shows"] == Shows.RESTING
        return _begin(request, form.stretch(now), shown=shown, form=form, now=now)
    return _rest_page(request, form, now)


def _begin(
    request: Request, stretch: tuple[datetime, datetime | None], *, shown: bool, form: RestForm, now: datetime
) -> HttpResponse:
    begins_at, ends_at = stretch
    try:
        actions.begin_rest(by=request.person, begins_at=begins_at, ends_at=ends_at, is_shown=shown, now=now)
    except EnergyStays as reason:
        if form.is_bound:
            add_problem(form, None, str(reason))
            return _rest_page(request, form, now)
        messages.info(request, str(reason))
    else:
        messages.success(request, _("Rest well. Nothing here asks anything of you meanwhile."))
    return redirect("people:rest")


def _rest_page(request: Request, form: RestForm, now: datetime) -> HttpResponse:
    context = {"form": form, "mine": energy.mine(person=request.person, now=now)}
    return render(request, "people/rest.html", context, status=422 if form.errors else 200)


@require_POST
@takes_effect_once
def rest_shown(request: Request, rest_id: str) -> HttpResponse:
    """Let others see “resting”, or nothing."""
    shown = request.POST.get("shows") == Shows.RESTING
    actions.show_rest(by=request.person, rest_id=rest_id, is_shown=shown, now=timezone.now())
    messages.success(request, _("Others see “resting” now.") if shown else _("Others see nothing of it now."))
    return redirect("people:rest")


@require_POST
@takes_effect_once
def rest_out(request: Request, rest_id: str) -> HttpResponse:
    """Take out a rest that has not begun."""
    actions.drop_rest(by=request.person, rest_id=rest_id, now=timezone.now())
    messages.success(request, _("It is taken out."))
    return redirect("people:rest")


@require_POST
@takes_effect_once
def back(request: Request) -> HttpResponse:
    """I am back."""
    actions.come_back(by=request.person, now=timezone.now())
    return redirect("home:meanwhile")
