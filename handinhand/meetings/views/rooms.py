"""The room: a meeting while it happens. One page, which works the same without scripts."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import say_who_can_see, who_can_see
from handinhand.decisions.actions import NotAmongThem, close_positions, refresh
from handinhand.decisions.actions import NotNow as NotNowDecided
from handinhand.decisions.forms import WITHOUT_NAMES, PositionForm, QuestionForm
from handinhand.decisions.queries import proposal_for
from handinhand.live.queries import ticket
from handinhand.meetings.actions import deciding, rooms, said, turns
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.forms.rooms import HowIAmForm, IdeaForm, SayForm
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.meetings import channels, meeting_for, part_of
from handinhand.meetings.queries.rooms import Room, room_for
from handinhand.meetings.views.together import SENTENCES as SENTENCES_TOGETHER
from handinhand.meetings.views.together import TOGETHER, Act
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.blank import Blank
from handinhand.ui.forms import Form

MENDED = 422
NOT_KEPT = _("Only you see it so far, on this page. It was not kept.")
SENTENCES: dict[str, str | Promise] = {
    **SENTENCES_TOGETHER,
    "holder": _("Only whoever holds the meeting does this. You can pick up holding it."),
    "open": _("This meeting is not happening now."),
    "early": _("It is too early to begin. The room opens half an hour before the meeting."),
    "turn": _("The turn has moved on already."),
    "talk": _("Hands are raised in a talk."),
    "in": _("Come in first, then your words can be kept here."),
    "decision": _("Decisions are taken in a part for deciding."),
}


def begin(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Begin the meeting."""
    rooms.begin(meeting=meeting, by=by, now=now)


def come_in(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Come in, or back in."""
    rooms.come_in(meeting=meeting, by=by, now=now)


def step_out(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Step out for now."""
    rooms.step_out(meeting=meeting, by=by, now=now)


def hold(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Pick up holding the meeting."""
    rooms.hold(meeting=meeting, by=by, now=now)


def go_to(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Go to another part."""
    part = part_of(meeting, sent.get("part", ""))
    rooms.go_to(meeting=meeting, by=by, now=now, leave=sent.get("leave", ""), part=part)


def close(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Close the meeting."""
    rooms.close(meeting=meeting, by=by, now=now)


def end_turn(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """End a turn."""
    turns.end_turn(meeting=meeting, by=by, now=now, whose=sent.get("whose", ""))


def pass_turn(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Pass for now."""
    again = sent.get("again") == "yes"
    turns.pass_turn(meeting=meeting, by=by, now=now, whose=sent.get("whose", ""), again=again)


def raise_hand(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Raise a hand."""
    turns.raise_hand(meeting=meeting, by=by, now=now)


def lower_hand(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Take a hand down."""
    turns.lower_hand(meeting=meeting, by=by, now=now)


def open_ideas(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Open all ideas together."""
    rooms.open_ideas(meeting=meeting, by=by, now=now, part=part_of(meeting, sent.get("part", "")))


def take_up(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Take up a proposal."""
    proposal = proposal_for(viewer=by, proposal_id=sent.get("proposal", ""))
    refresh(proposal=proposal, now=now)
    part, without_names = part_of(meeting, sent.get("part", "")), sent.get("names") == WITHOUT_NAMES
    said.take_up(meeting=meeting, part=part, proposal=proposal, by=by, now=now, without_names=without_names)


def talk_first(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Begin a round of questions, or of quick reactions, before positions."""
    proposal = proposal_for(viewer=by, proposal_id=sent.get("proposal", ""))
    part, what = part_of(meeting, sent.get("part", "")), sent.get("what", "")
    deciding.talk_first(meeting=meeting, part=part, proposal=proposal, by=by, what=what, now=now)


def close_decision(meeting: Meeting, by: Member, now: datetime, sent: QueryDict) -> None:
    """Close positions on the proposal in hand."""
    rooms.check_holds(meeting, by)
    proposal = proposal_for(viewer=by, proposal_id=sent.get("proposal", ""))
    if meeting.current is not None and meeting.current.proposal_id == proposal.pk:
        close_positions(proposal=proposal, by=by, now=now)


ACTS: dict[str, Act] = {
    **TOGETHER,
    "begin": begin,
    "come-in": come_in,
    "step-out": step_out,
    "hold": hold,
    "go-to": go_to,
    "close": close,
    "end-turn": end_turn,
    "pass": pass_turn,
    "raise-hand": raise_hand,
    "lower-hand": lower_hand,
    "open-ideas": open_ideas,
    "take-up": take_up,
    "talk-first": talk_first,
    "close-decision": close_decision,
}


@require_GET
@as_member
def room(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The room as this member sees it now."""
    return show_room(request, member, meeting_id)


@require_POST
@as_member
@takes_effect_once
def act(request: Request, member: Member, meeting_id: str, name: str) -> HttpResponse:
    """Do one thing in the room."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    do = ACTS.get(name)
    if do is not None:
        try:
            do(meeting, member, timezone.now(), request.POST)
        except (NotNow, NotNowDecided, PlanStays) as not_now:
            messages.info(request, str(SENTENCES.get(str(not_now), not_now)))
        except NotAmongThem:
            messages.info(request, _("This is for the people whom it was proposed to."))
    return to_room(member, meeting_id)


@require_POST
@as_member
@takes_effect_once
def say(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """Keep or share words in a part; a part that is over still takes what was being written for it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    part = part_of(meeting, part_id)
    questions = list(part.questions.order_by("position"))
    form = IdeaForm(request.POST, questions=[(each.public_id, apart(each.title)) for each in questions])
    box = "say_form" if part.pk == meeting.current_id else "earlier_form"
    if not form.is_valid():
        return show_room(request, member, meeting_id, **{box: form})
    chosen = next((each for each in questions if each.public_id == form.cleaned_data.get("question")), None)
    keep = request.POST.get("do") == "keep"
    body = form.cleaned_data["body"]
    now = timezone.now()
    try:
        said.say(meeting=meeting, part=part, by=member, body=body, keep=keep, now=now, question=chosen)
    except NotNow as not_now:
        form.add_error(None, str(SENTENCES[str(not_now)]))
        return show_room(request, member, meeting_id, **{box: form})
    if meeting.state == MeetingState.CLOSED:
        messages.info(request, _("The meeting closed while you wrote. It is kept for you; you can share it."))
    elif part.kind == PartKind.IDEAS and part.ideas_opened_at is not None and not keep:
        messages.info(request, _("The ideas were opened while you wrote. Yours is kept for you; you can share it."))
    return to_room(member, meeting_id)


@require_POST
@as_member
@takes_effect_once
def how_i_am(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Keep how somebody is, for themselves or for this meeting."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    leaving = meeting.current is not None and meeting.current.kind == PartKind.LEAVING
    form = HowIAmForm(request.POST, leaving=leaving)
    if not form.is_valid():
        return show_room(request, member, meeting_id, how_form=form)
    to_meeting = form.cleaned_data["who"] == "meeting"
    try:
        said.say_how_i_am(
            meeting=meeting,
            by=member,
            body=form.cleaned_data["how"],
            picture=form.cleaned_data["picture"],
            to_meeting=to_meeting,
            now=timezone.now(),
        )
    except NotNow as not_now:
        form.add_error(None, str(SENTENCES[str(not_now)]))
        return show_room(request, member, meeting_id, how_form=form)
    messages.success(request, _("Kept.") if not to_meeting else _("Shared with this meeting."))
    return to_room(member, meeting_id)


@require_POST
@as_member
@takes_effect_once
def propose(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Write a proposal in the room."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = SayForm(request.POST)
    if not form.is_valid():
        return show_room(request, member, meeting_id, propose_form=form)
    try:
        said.propose_here(meeting=meeting, by=member, body=form.cleaned_data["body"], now=timezone.now())
    except NotNow as not_now:
        form.add_error(None, str(SENTENCES[str(not_now)]))
        return show_room(request, member, meeting_id, propose_form=form)
    return to_room(member, meeting_id)


def to_room(member: Member, meeting_id: str) -> HttpResponseRedirect:
    """Back to the room."""
    return redirect("meetings:room", member.circle.public_id, meeting_id)


def show_room(request: Request, member: Member, meeting_id: str, **forms: Form) -> HttpResponse:
    """The room's page, with a form that needs another look if there is one, even where its box is gone by now."""
    listening = ticket(person_id=member.person.public_id, channels=channels(viewer=member, meeting_id=meeting_id))
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    if meeting.state == MeetingState.CLOSED and not forms:
        return redirect("meetings:summary", member.circle.public_id, meeting_id)
    if meeting.state == MeetingState.CALLED_OFF and not forms:
        messages.info(request, _("This meeting is called off. It will not be."))
        return redirect("meetings:plan", member.circle.public_id, meeting_id)
    seen = room_for(viewer=member, meeting=meeting, now=timezone.now())
    blank = blank_forms(seen)
    placed = {name: form for name, form in forms.items() if name in blank}
    left_over = next((form for name, form in forms.items() if name not in blank), None)
    context = {"room": seen, "meeting": meeting, "part": seen.part, **blank, **placed, "ticket": listening}
    context |= who_sees(seen, about_the_meeting=left_over is not None)
    if left_over is not None:
        context["left_over"] = left_over.say_who_sees(_who_sees_left_over(left_over, str(context.get("seen_by", ""))))
    return circle_page(
        request, member, "meetings/room.html", context, box=has_box(seen), status=MENDED if forms else 200
    )


def _who_sees_left_over(form: Form, seen_by: str) -> str:
    """Who sees words for which the moment had passed: now, and when they are sent again."""
    again: str | Promise
    if "who" in form.fields:
        again = _("When you send it again, whoever you choose below sees it.")
    else:
        again = f"{_('When you send it again:')} {seen_by}" if seen_by else ""
    return f"{NOT_KEPT} {again}".strip()


def who_sees(seen: Room, *, about_the_meeting: bool) -> dict[str, str]:
    """Who will see what is written in the boxes of this part. A proposal can be for more people than this meeting's."""
    if seen.part is None or not seen.in_scope:
        return {}
    said = {}
    if about_the_meeting or seen.panel is None or not seen.panel.is_open:
        said["seen_by"] = say_who_can_see(seen.meeting.scope, seen.viewer, seen.seeing, number=len(seen.seeing))
    if seen.panel is not None and (seen.panel.is_open or seen.panel.can_ask):
        said["proposal_seen_by"] = who_can_see(seen.panel.proposal.scope, seen.viewer)
    return said


def has_box(seen: Room) -> bool:
    """Whether somebody can write here now."""
    return seen.in_scope and not seen.is_out and seen.part is not None and seen.part.kind != PartKind.BREAK


def blank_forms(seen: Room) -> dict[str, Form | Blank]:
    """Empty boxes for what can be written now, each where the page has a place for it."""
    part = seen.part
    if part is None or not seen.in_scope or seen.is_out:
        return {}
    blank: dict[str, Form | Blank] = {}
    if part.kind not in {PartKind.BREAK, PartKind.DECISION}:
        questions = [(each.public_id, apart(each.title)) for each in seen.questions]
        blank["say_form"] = IdeaForm(questions=questions) if questions else Blank(SayForm)
    if seen.panel is not None:
        mine = {"kind": seen.panel.my_kind, "concern": seen.panel.my_concern}
        blank["position_form"] = PositionForm(auto_id="position_%s", initial=mine)
        blank["ask_form"] = Blank(QuestionForm, auto_id="ask_%s")
    if part.kind in {PartKind.ARRIVING, PartKind.LEAVING}:
        blank["how_form"] = Blank(HowIAmForm, auto_id="how_%s", leaving=part.kind == PartKind.LEAVING)
    if part.kind == PartKind.DECISION and not (seen.panel and seen.panel.is_open):
        blank["propose_form"] = Blank(SayForm, auto_id="propose_%s")
    return blank
