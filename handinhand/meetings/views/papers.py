"""Pages of papers: attaching one, reading it, changing it, taking it back, and reading text in from a file."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in
from handinhand.meetings.actions import papers
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.forms.papers import (
    CHANGE_SEEN_BY_ALL,
    CHANGE_SEEN_BY_MEETING,
    NOT_IN_IT,
    WHOLE_MEETING,
    FileForm,
    PaperForm,
    seen_by_of,
)
from handinhand.meetings.models import Meeting, Paper, Part
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.papers import PaperPage, paper_of, paper_page
from handinhand.meetings.rules import why_not_add_paper
from handinhand.meetings.views.editing import to
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.forms import add_problem
from handinhand.words.choices import ScopeKind, State
from handinhand.words.queries import is_in


def new_form(member: Member, meeting: Meeting, parts: list[Part], *args: Any, **kwargs: Any) -> PaperForm:
    """A form for a new paper, with the choices that there are now."""
    is_draft = meeting.state == MeetingState.DRAFT
    can_choose = not is_draft and is_in(meeting.scope_id, member.person)
    return PaperForm(
        *args,
        parts=[(part.public_id, apart(part.title)) for part in parts],
        can_choose_meeting=can_choose,
        seen_by=seen_by_of(is_draft=is_draft, can_choose=can_choose),
        **kwargs,
    )


def written_in(form: PaperForm, parts: list[Part]) -> tuple[Part | None, papers.Written]:
    """What was written, as the actions take it, and the part it is for."""
    cleaned = form.cleaned_data
    part = next((part for part in parts if part.public_id == cleaned["part"]), None)
    names = ("title", "source", "gist", "body", "language", "touches_on")
    return part, papers.Written(**{name: cleaned[name] for name in names})


def show_form(request: Request, member: Member, meeting: Meeting, form: PaperForm, **more: Any) -> HttpResponse:
    """The page with a paper's boxes."""
    context = {"meeting": meeting, "form": form, **more}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/paper_form.html", context, box=True, status=status)


def where_papers_can_come(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view its meeting; where nothing can be attached no form is shown; one that was sent keeps its words."""

    @wraps(view)
    def with_meeting(request: Request, member: Member, meeting_id: str) -> HttpResponse:
        meeting = meeting_for(viewer=member, meeting_id=meeting_id)
        reason = why_not_add_paper(meeting, member, meeting.papers.count())
        if reason is not None and request.method != "POST":
            messages.info(request, reason)
            return to("plan", meeting)
        return view(request, member, meeting)

    return with_meeting


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@where_papers_can_come
def add(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Attach a paper that was typed or pasted."""
    parts = plans.parts(meeting)
    form = new_form(member, meeting, parts, request.POST or None)
    if request.method == "POST" and form.is_valid():
        part, written = written_in(form, parts)
        try:
            paper = papers.attach(
                meeting=meeting, by=member, part=part, to_meeting=form.to_meeting, written=written, now=timezone.now()
            )
        except papers.OnlyInIt:
            add_problem(form, None, NOT_IN_IT)
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("Your paper is there."))
            return to("paper", meeting, paper.public_id)
    return show_form(request, member, meeting, form)


@require_http_methods(["GET", "POST"])
@as_member
@where_papers_can_come
def from_file(request: Request, member: Member, meeting: Meeting) -> HttpResponse:
    """Read the text of a file into the boxes of a new paper. Nothing is kept until that is sent."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        initial = {"title": form.title, "body": form.cleaned_data["file"]}
        read_in = new_form(member, meeting, plans.parts(meeting), initial=initial)
        return show_form(request, member, meeting, read_in, read_in=True)
    context = {"meeting": meeting, "form": form}
    status = 422 if form.errors else 200
    return circle_page(request, member, "meetings/paper_file.html", context, status=status)


@require_GET
@as_member
def paper(request: Request, member: Member, meeting_id: str, paper_id: str) -> HttpResponse:
    """A paper, to be read, printed or heard."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    found = paper_of(viewer=member, meeting=meeting, paper_id=paper_id)
    shown = paper_page(viewer=member, paper=found)
    now = timezone.now()
    context = {
        "meeting": meeting,
        "shown": shown,
        "paragraphs": paragraphs_of(shown.body),
        "who": who_sees(shown),
        "came": day_in(member.circle, found.came_at, now),
        "before": [(each, paragraphs_of(each.body), day_in(member.circle, each.until, now)) for each in shown.before],
        "is_large": "large" in request.GET,
    }
    return circle_page(request, member, "meetings/paper.html", context, channels=[found.words.scope.public_id])


def paragraphs_of(text: str) -> list[str]:
    """A text as its paragraphs: what stands between empty lines."""
    return [each.strip("\n") for each in text.split("\n\n") if each.strip()]


def who_sees(shown: PaperPage) -> str:
    """Who can see a paper, in a sentence."""
    words = shown.paper.words
    if words.state == State.TAKEN_BACK:
        return _("You took this back. Only you can see it now.")
    if words.state == State.DRAFT:
        return _("Only you can see this, until you invite everyone. Then everyone in this circle can.")
    if words.scope.kind == ScopeKind.MEETING:
        return _("The people of this meeting can see this paper, and nobody else.")
    return _("Everyone in this circle can see this paper.")


def change_seen_by(paper: Paper) -> str | Promise:
    """Who will see a change to a paper."""
    if paper.words.state != State.SHARED:
        return _("Only you can see this so far.")
    return CHANGE_SEEN_BY_MEETING if paper.words.scope.kind == ScopeKind.MEETING else CHANGE_SEEN_BY_ALL


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def change(request: Request, member: Member, meeting_id: str, paper_id: str) -> HttpResponse:
    """Change a paper of one's own."""
    meeting, found = own(member, meeting_id, paper_id)
    shown, parts = paper_page(viewer=member, paper=found), plans.parts(meeting)
    initial = {
        "title": found.title,
        "source": found.source,
        "gist": shown.gist,
        "body": shown.body,
        "touches_on": ", ".join(shown.topics),
        "part": found.part.public_id if found.part is not None else WHOLE_MEETING,
        "language": found.language,
    }
    form = PaperForm(
        request.POST or None,
        parts=[(part.public_id, apart(part.title)) for part in parts],
        can_choose_meeting=False,
        seen_by=change_seen_by(found),
        is_new=False,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        part, written = written_in(form, parts)
        changed = papers.change_paper(paper=found, by=member, part=part, written=written, now=timezone.now())
        messages.success(request, _("Saved.") if changed else _("It stays as it was."))
        return to("paper", meeting, paper_id)
    return show_form(request, member, meeting, form, paper=found)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def take_back(request: Request, member: Member, meeting_id: str, paper_id: str) -> HttpResponse:
    """Take a paper back, or put it back where it was."""
    meeting, found = own(member, meeting_id, paper_id)
    now = timezone.now()
    try:
        if request.POST.get("way") == "put":
            papers.put_paper_back(paper=found, by=member, now=now)
            messages.success(request, _("Your paper is back where it was."))
        else:
            papers.take_paper_back(paper=found, by=member, now=now)
            messages.success(request, _("You took it back. Those who have read it, have read it."))
    except PlanStays as reason:
        messages.info(request, str(reason))
    return to("paper", meeting, paper_id)


def own(member: Member, meeting_id: str, paper_id: str) -> tuple[Meeting, Paper]:
    """A paper that somebody wrote themselves; for anybody else there is no such page."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    return meeting, paper_of(viewer=member, meeting=meeting, paper_id=paper_id, own=True)
