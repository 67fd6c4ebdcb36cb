"""The thread from words to what came of them, how one is named on it, and talking about what waits."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed, listening
from handinhand.circles.models import Member
from handinhand.circles.queries import is_public_id
from handinhand.home import actions
from handinhand.home.queries.thread import thread_for
from handinhand.people.doors import Request, takes_effect_once
from handinhand.promises.actions import choose_credit
from handinhand.promises.choices import CreditKind
from handinhand.promises.queries import promise_for
from handinhand.words.queries import own_words


@require_GET
@as_member
def thread(request: Request, member: Member, words_id: str) -> HttpResponse:
    """From somebody's words to what came of them, and back, as far as this member may see it."""
    heard = listening(member)
    seen = thread_for(viewer=member, words_id=words_id, now=timezone.now())
    context = {"ticket": heard, "thread": seen, "kinds": CreditKind.choices}
    return circle_page(request, member, "home/thread.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def credit(request: Request, member: Member, words_id: str) -> HttpResponse:
    """Say how one is named where one's words led to something."""
    words = own_words(viewer=request.person, public_id=words_id) if is_public_id(words_id) else None
    if words is None or words.circle_id != member.circle_id:
        raise Http404
    kind = request.POST.get("named", "")
    if kind in CreditKind.values:
        choose_credit(words=words, by=request.person, kind=CreditKind(kind))
        messages.success(request, _("Kept. You can change it here at any time."))
    back = request.POST.get("thread", "")
    return redirect("home:thread", member.circle.public_id, back if is_public_id(back) else words_id)


@require_POST
@as_member
@takes_effect_once
def talk_about(request: Request, member: Member, promise_id: str) -> HttpResponse:
    """Put what waits for an answer into the plan of the next meeting."""
    promise = promise_for(viewer=member, promise_id=promise_id)
    try:
        meeting, asked = actions.talk_about(promise=promise, by=member, now=timezone.now())
    except actions.NotInThePlan as reason:
        messages.info(request, str(reason))
        return redirect("promises:list", member.circle.public_id)
    if asked is not None:
        messages.info(request, _("The plan stays as it is, until enough of us have agreed to your change."))
        return redirect("circles:use", member.circle.public_id, asked.public_id)
    messages.success(request, _("It is in the plan of the next meeting. Everybody can see that."))
    return redirect("meetings:plan", member.circle.public_id, meeting.public_id)
