"""One phone for the room. Its pages show what the whole meeting may see, and nothing of whose phone it is."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.decisions.actions import NotAmongThem
from handinhand.decisions.actions import NotNow as NotNowDecided
from handinhand.live.queries import ticket
from handinhand.meetings.actions import phones as actions
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.doors import become_phone, is_phone_of, put_phone_away
from handinhand.meetings.forms.phones import EnterForm, SlipForm
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.meetings import channels, meeting_for
from handinhand.meetings.queries.phones import Phone, on_phone_of, phone_for
from handinhand.meetings.views.rooms import ACTS
from handinhand.meetings.views.rooms import SENTENCES as ROOM_SENTENCES
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem

MENDED = 422
SENTENCES = {
    **ROOM_SENTENCES,
    "notes": gettext_lazy("Somebody else keeps the notes now, so this phone is no longer the room's."),
    "who": gettext_lazy("Please put them on this phone first."),
    "part": gettext_lazy("The meeting has moved on. What you typed is still here."),
    "ideas": gettext_lazy(
        "Ideas are opened together. Until then an idea needs a name, or can be kept once they are open."
    ),
}
# What whoever holds the meeting can do from the room's phone, if they carry it themselves.
LEADS = {
    "go-to",
    "take-up",
    "ask-on",
    "go-on",
    "begin-break",
    "no-break",
    "stay-longer",
    "close",
    "open-ideas",
    "end-turn",
    "pass",
    "close-decision",
    "hold",
}


@require_POST
@as_member
@takes_effect_once
def carry(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Make this phone the room's."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    try:
        actions.carry(meeting=meeting, by=member, now=timezone.now())
    except NotNow as reason:
        messages.info(request, str(SENTENCES[str(reason)]))
        return redirect("meetings:room", member.circle.public_id, meeting_id)
    become_phone(request, member.circle.public_id, meeting_id)
    return _to_phone(member, meeting)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def put_away(request: Request, circle_id: str, meeting_id: str) -> HttpResponse:
    """Ask before this phone is its owner's again. It needs no circle: nobody is ever shut out of their own phone."""
    if not is_phone_of(request, circle_id, meeting_id):
        raise Http404
    if request.method == "POST":
        put_phone_away(request)
        return redirect("home:today")
    context = {"form": Form(), "back": reverse("meetings:phone", args=[circle_id, meeting_id])}
    return render(request, "meetings/put_away.html", context)


@require_GET
@as_member
def phone(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The room's phone."""
    return _show(request, member, meeting_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def who(request: Request, member: Member, meeting_id: str, member_id: str) -> HttpResponse:
    """Put somebody on this phone, who says so themselves."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    them = on_phone_of(meeting=meeting, member_id=member_id)
    if request.method == "POST":
        return _do(request, member, meeting, lambda now: actions.put_on(meeting=meeting, by=member, who=them, now=now))
    if not phone_for(viewer=member, meeting=meeting).keeps:
        return _to_phone(member, meeting)
    context = {"meeting": meeting, "them": them, "form": Form(), "ticket": ""}
    return circle_page(request, member, "meetings/phone_who.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def off(request: Request, member: Member, meeting_id: str, member_id: str) -> HttpResponse:
    """Take somebody off the room's phone: on it, or by themselves."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    them = on_phone_of(meeting=meeting, member_id=member_id)
    actions.take_off(meeting=meeting, by=member, who=them, now=timezone.now())
    if them.pk == member.pk:
        return redirect("meetings:friend", member.circle.public_id, meeting_id)
    return _to_phone(member, meeting)


@require_POST
@as_member
@takes_effect_once
def turn(request: Request, member: Member, meeting_id: str, member_id: str, name: str) -> HttpResponse:
    """A tap on somebody's shape."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    them = on_phone_of(meeting=meeting, member_id=member_id)
    again = request.POST.get("again") == "yes"

    def act(now: datetime) -> None:
        actions.turn_on(meeting=meeting, by=member, who=them, what=name, again=again, now=now)

    return _do(request, member, meeting, act)


@require_POST
@as_member
@takes_effect_once
def ask(request: Request, member: Member, meeting_id: str, name: str) -> HttpResponse:
    """Somebody here asks for a break, or for a longer one, without a name."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    return _do(request, member, meeting, lambda now: actions.ask_on(meeting=meeting, by=member, what=name, now=now))


@require_POST
@as_member
@takes_effect_once
def lead(request: Request, member: Member, meeting_id: str, name: str) -> HttpResponse:
    """What whoever holds the meeting does, when they carry its only phone."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    act = ACTS[name] if name in LEADS else None
    if act is None:
        return _to_phone(member, meeting)
    return _do(request, member, meeting, lambda now: act(meeting, member, now, request.POST))


@require_POST
@as_member
@takes_effect_once
def enter(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Read back what was typed, then keep it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    seen = phone_for(viewer=member, meeting=meeting)
    form = EnterForm(request.POST, people=_named(seen), auto_id="enter_%s")
    sent = request.POST.get("do")
    if sent == "change" or not form.is_valid() or seen.part is None:
        return _show(request, member, meeting_id, enter_form=form)
    given = form.cleaned_data
    whose = next((each.member for each in seen.people if each.member.public_id == given["whose"]), None)
    if sent != "keep":
        return _read_back(request, member, meeting, form=form, whose=whose, to="meetings:phone_enter")
    try:
        actions.enter(
            meeting=meeting,
            part=seen.part,
            by=member,
            whose=whose,
            body=given["body"],
            from_paper=given["came"] == "paper",
            now=timezone.now(),
        )
    except NotNow as reason:
        add_problem(form, None, SENTENCES.get(str(reason), str(reason)))
        return _show(request, member, meeting_id, enter_form=form)
    messages.success(request, _("Kept."))
    return _to_phone(member, meeting)


@require_POST
@as_member
@takes_effect_once
def position(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Read back where somebody stands, then keep it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    seen = phone_for(viewer=member, meeting=meeting)
    form = SlipForm(request.POST, people=_named(seen), auto_id="slip_%s")
    sent = request.POST.get("do")
    if sent == "change" or not form.is_valid() or seen.proposal is None:
        return _show(request, member, meeting_id, slip_form=form)
    given = form.cleaned_data
    whose = next(each.member for each in seen.people if each.member.public_id == given["whose"])
    if sent != "keep":
        return _read_back(request, member, meeting, form=form, whose=whose, to="meetings:phone_position")
    try:
        actions.enter_position(
            meeting=meeting,
            proposal=seen.proposal,
            by=member,
            whose=whose,
            kind=given["kind"],
            concern=given["concern"] if given["kind"] == "concern" else "",
            from_paper=given["came"] == "paper",
            now=timezone.now(),
        )
    except (NotNow, NotNowDecided) as reason:
        add_problem(form, None, SENTENCES.get(str(reason), str(reason)))
        return _show(request, member, meeting_id, slip_form=form)
    except NotAmongThem:
        add_problem(form, None, _("This is for the people whom it was proposed to."))
        return _show(request, member, meeting_id, slip_form=form)
    messages.success(request, _("Kept. It is shown to nobody until positions close."))
    return _to_phone(member, meeting)


def _do(request: Request, member: Member, meeting: Meeting, act: Callable[[datetime], None]) -> HttpResponse:
    try:
        act(timezone.now())
    except (NotNow, NotNowDecided) as reason:
        messages.info(request, str(SENTENCES.get(str(reason), reason)))
    except NotAmongThem:
        messages.info(request, _("This is for the people whom it was proposed to."))
    return _to_phone(member, meeting)


def _named(seen: Phone) -> list[tuple[str, str]]:
    return [(each.member.public_id, each.member.name) for each in seen.people]


def _to_phone(member: Member, meeting: Meeting) -> HttpResponse:
    return redirect("meetings:phone", member.circle.public_id, meeting.public_id)


def _read_back(
    request: Request, member: Member, meeting: Meeting, *, form: Form, whose: Member | None, to: str
) -> HttpResponse:
    """What was typed, large, for whoever it is about to say yes to; nothing is kept yet."""
    given = form.cleaned_data
    label = dict(form.fields["kind"].choices)[given["kind"]] if "kind" in given else ""  # type: ignore[attr-defined]
    body = given.get("body") or given.get("concern", "")
    context = {"meeting": meeting, "form": form, "whose": whose, "kind": label, "body": body, "to": to}
    # Nothing comes in by itself over what is read back, and there is nothing newer to look at.
    context["ticket"] = ""
    return circle_page(request, member, "meetings/phone_read_back.html", context)


def _show(request: Request, member: Member, meeting_id: str, **forms: Form) -> HttpResponse:
    """The phone, with a form that needs another look if there is one; for anybody who carries none, the room."""
    listening = ticket(person_id=member.person.public_id, channels=channels(viewer=member, meeting_id=meeting_id))
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    seen = phone_for(viewer=member, meeting=meeting)
    if not seen.keeps and not forms:
        return redirect("meetings:room", member.circle.public_id, meeting_id)
    people = _named(seen)
    blank: dict[str, Form] = {"enter_form": EnterForm(people=people, auto_id="enter_%s")}
    blank["slip_form"] = SlipForm(people=people, auto_id="slip_%s")
    context = {"ticket": listening, "meeting": meeting, "phone": seen, "part": seen.part, **blank, **forms}
    return circle_page(request, member, "meetings/phone.html", context, box=True, status=MENDED if forms else 200)
