"""If I go quiet: my plan, for me alone; and what those see whom a plan names."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care.actions import quiet as actions
from handinhand.care.choices.quiet import Counted, WhileResting
from handinhand.care.forms.quiet import WEEK, QuietForm
from handinhand.care.queries import quiet as queries
from handinhand.care.queries.quiet import MyPlan
from handinhand.care.rules.quiet import QuietStays
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import my_places
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem


@require_GET
def mine(request: Request) -> HttpResponse:
    """In which of my circles I can have a plan, and who named me in theirs."""
    context = {"places": my_places(request.person), "named": queries.named_me(person=request.person)}
    return render(request, "care/quiet.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def plan(request: Request, member: Member) -> HttpResponse:
    """My plan in this circle; sent, it is kept or changed."""
    own = queries.mine(viewer=member, now=timezone.now())
    kept = [each.member for each in own.askers] if own is not None else []
    members = queries.can_be_named(viewer=member)
    members += [each for each in kept if each.left_at is None and each.pk not in {other.pk for other in members}]
    form = QuietForm(request.POST or None, members=members, initial=_said(own) if own is not None else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_plan(by=member, wanted=form.wanted(), now=timezone.now())
        except QuietStays as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("It is kept. Whoever you chose is asked first whether they would do it."))
            return redirect("care:quiet_plan", member.circle.public_id)
    context, status = {"own": own, "form": form, "nobody": not members}, 422 if form.errors else 200
    return circle_page(request, member, "care/quiet_plan.html", context, box=bool(members), status=status)


def _said(own: MyPlan) -> dict[str, object]:
    """A plan as the form shows it."""
    days = own.plan.days
    in_weeks = days % WEEK == 0
    named = [each.member.public_id for each in own.askers]
    return {
        "how_many": days // WEEK if in_weeks else days,
        "counted": Counted.WEEKS if in_weeks else Counted.DAYS,
        "first": named[0] if named else "",
        "second": named[1] if len(named) > 1 else "",
        "way": own.plan.way,
        "words": own.plan.words.body,
        "resting": WhileResting.GOES_ON if own.plan.even_resting else WhileResting.WAITS,
    }


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def end(request: Request, member: Member) -> HttpResponse:
    """End my plan."""
    actions.end_plan(by=member, now=timezone.now())
    messages.success(request, _("It has ended. Nobody is asked, and nothing of it is kept."))
    return redirect("care:quiet_plan", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
def again(request: Request, member: Member) -> HttpResponse:
    """Let my plan begin again."""
    actions.begin_again(by=member, now=timezone.now())
    messages.success(request, _("It begins again from today."))
    return redirect("care:quiet_plan", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def ask_after(request: Request, member: Member, asker_id: str) -> HttpResponse:
    """Somebody would like me to be who may ask how they are: yes, no, and no later on."""
    naming = queries.naming(viewer=member, asker_id=asker_id)
    if request.method == "GET":
        return circle_page(request, member, "care/ask_after.html", {"naming": naming})
    yes = request.POST.get("say") == "yes"
    actions.answer_naming(asker=naming, by=member, yes=yes, now=timezone.now())
    said = _("Thank you. You hear of it here if the time comes. You can say no any day.")
    messages.success(request, said if yes else _("That is fine. No reason is asked."))
    return redirect("care:quiet")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def how_are(request: Request, member: Member, asker_id: str) -> HttpResponse:
    """What I am asked to do now: to ask somebody how they are, in their words, their way."""
    now = timezone.now()
    asked = queries.to_ask(viewer=member, asker_id=asker_id, now=now)
    if request.method == "GET":
        return circle_page(request, member, "care/how_are.html", {"asked": asked})
    did = request.POST.get("say") == "asked"
    try:
        actions.answer_asking(asker=asked.asker, by=member, asked=did, now=now)
    except QuietStays as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("Thank you for asking.") if did else _("That is fine. It is not asked of you now."))
    return redirect("home:today")
