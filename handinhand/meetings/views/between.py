"""What happened between us in a meeting, and the two questions beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.actions import Refused
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in
from handinhand.ground.own_text import shown_text
from handinhand.meetings import times
from handinhand.meetings.actions.between import QuestionsChanged, change_questions
from handinhand.meetings.forms.between import TalkQuestionsForm
from handinhand.meetings.queries.between import between_us, earlier_questions, own_questions, questions_of
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem

QUESTIONS = ("first", "second")


@require_GET
@as_member
def between(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The same page for everybody in the circle."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    context = {
        "between": between_us(viewer=member, meeting=meeting),
        "meeting": meeting,
        "when": times.say_day(meeting.starts_at, member.circle.time_zone),
    }
    return circle_page(request, member, "meetings/between.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def questions(request: Request, member: Member) -> HttpResponse:
    """The two questions: read them, change them, and see what they were."""
    kept, now = own_questions(member), timezone.now()
    initial = {name: shown_text(kept, name) for name in QUESTIONS} if kept else {}
    form = TalkQuestionsForm(request.POST or None, initial={**initial, "instead_of": kept.number if kept else 0})
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in QUESTIONS}
        number = form.cleaned_data["instead_of"] or 0
        try:
            made = change_questions(by=member, instead_of=number, now=now, **texts)
        except QuestionsChanged as changed:
            add_problem(
                form,
                None,
                _("Somebody changed this while you wrote. Theirs stands below. Send yours again to put it there."),
            )
            form.data = {**request.POST.dict(), "instead_of": str(changed.now_is.number)}
            kept = changed.now_is
        except Refused as refused:
            form.add_error(None, refused.refusal.reason)
        else:
            messages.success(request, _("Saved.") if made is not None else _("It stays as it was."))
            return redirect("meetings:talk_questions", member.circle.public_id)
    context: dict[str, Any] = {"form": form, "kept": kept, "questions": questions_of(kept)}
    context["earlier"] = [(each, day_in(member.circle, each.at, now)) for each in earlier_questions(member)]
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/talk_questions.html", context, box=True, status=status)
