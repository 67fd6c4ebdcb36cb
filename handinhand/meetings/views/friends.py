"""Pages for writing for somebody who asked. Nothing on them is for that person's eyes alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import present_members, who_can_see
from handinhand.decisions.actions import NotAmongThem
from handinhand.decisions.actions import NotNow as NotNowDecided
from handinhand.decisions.forms import PositionForm
from handinhand.meetings.actions import friends as actions
from handinhand.meetings.actions.answers import TooLate
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.forms.friends import AskFriendForm, FriendCardForm, TheirWordsForm
from handinhand.meetings.forms.plans import AnswerForm
from handinhand.meetings.models import Friend, Meeting
from handinhand.meetings.queries.friends import Writing, friend_page, was_between, writing_for, yes_of
from handinhand.meetings.queries.meetings import NoSuchMeeting, meeting_for, part_of
from handinhand.meetings.views.rooms import SENTENCES as ROOM_SENTENCES
from handinhand.people.actions import NotTheCode, TooManyTries
from handinhand.people.doors import Request, takes_effect_once, where_from
from handinhand.people.rules.energy import kept_there
from handinhand.ui.forms import Form, add_problem

MENDED = 422
NOT_THEIR_CARD = gettext_lazy("This is not the code of their card. Please look at the card once more.")
MANY_CARDS = gettext_lazy("There were many tries. Please wait an hour, or let them say yes on a phone of their own.")
SENTENCES = {
    **ROOM_SENTENCES,
    "over": gettext_lazy("This meeting is over, so nobody writes in it for another."),
    "other": gettext_lazy("Please choose somebody else from this circle."),
    "friend": gettext_lazy("You no longer write for them in this meeting."),
    "proposal": gettext_lazy("This is not being decided now, or it is for other people."),
    "in": gettext_lazy("They come in first, then their words can be kept here."),
    "not-in": gettext_lazy("This is for the people in the room. Come in yourself, then you can answer it for them."),
    "no-group": gettext_lazy("They are in the big room now, so this was not shared. You can share it there, or not."),
}
CHANGES = {"change-yes": True, "change-no": False}
TURNS = {"end-turn", "pass", "raise-hand", "lower-hand"}


@require_GET
@as_member
def friend(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Who writes for me in this meeting, and for whom I write."""
    return _show(request, member, meeting_for(viewer=member, meeting_id=meeting_id))


@require_POST
@as_member
@takes_effect_once
def ask(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Say yes to a friend, on one's own visit."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    people = {each.public_id: each for each in present_members(member.circle) if each.pk != member.pk}
    form = AskFriendForm(request.POST, people=_named(people.values()))
    if form.is_valid():
        try:
            actions.ask(meeting=meeting, by=member, friend=people[form.cleaned_data["friend"]], now=timezone.now())
        except NotNow as reason:
            add_problem(form, None, SENTENCES[str(reason)])
        else:
            messages.success(request, kept_there())
            return _to_page(member, meeting)
    return _show(request, member, meeting, ask_form=form)


@require_POST
@as_member
@takes_effect_once
def by_card(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Take the yes of somebody who types the code of their card here."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    people = {each.public_id: each for each in present_members(member.circle) if each.pk != member.pk}
    form = FriendCardForm(request.POST, people=_named(people.values()), auto_id="card_%s")
    if form.is_valid():
        whose, code = people[form.cleaned_data["whose"]], form.cleaned_data["code"]
        whose.circle = member.circle
        try:
            yes = actions.ask_by_card(
                meeting=meeting, whose=whose, by=member, code=code, where=where_from(request), now=timezone.now()
            )
        except NotNow as reason:
            add_problem(form, None, SENTENCES[str(reason)])
        except NotTheCode:
            add_problem(form, "code", NOT_THEIR_CARD)
        except TooManyTries:
            add_problem(form, "code", MANY_CARDS)
        else:
            return redirect("meetings:writing_for", member.circle.public_id, meeting.public_id, yes.public_id)
    return _show(request, member, meeting, card_form=form)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def end(request: Request, member: Member, meeting_id: str, yes_id: str) -> HttpResponse:
    """End it: either of the two can."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    try:
        actions.end(yes=yes_of(viewer=member, meeting=meeting, yes_id=yes_id), by=member, now=timezone.now())
    except NoSuchMeeting:
        return _ended_before(request, member, meeting, yes_id)
    messages.success(request, _("Ended. What is written stays as it is."))
    return _to_page(member, meeting)


@require_POST
@as_member
@takes_effect_once
def will_write(request: Request, member: Member, meeting_id: str, yes_id: str) -> HttpResponse:
    """Say that I will write for somebody who asked me."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    try:
        actions.will_write(yes=_as_friend(member, meeting, yes_id), by=member, now=timezone.now())
    except NoSuchMeeting:
        return _ended_before(request, member, meeting, yes_id)
    except NotNow as reason:
        messages.info(request, str(SENTENCES[str(reason)]))
    return _to_page(member, meeting)


@require_GET
@as_member
def writing(request: Request, member: Member, meeting_id: str, yes_id: str) -> HttpResponse:
    """Write for somebody: what is now, and boxes for their words."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    return _show_writing(request, member, meeting, _as_friend(member, meeting, yes_id))


@require_POST
@as_member
@takes_effect_once
def say_for(request: Request, member: Member, meeting_id: str, yes_id: str, part_id: str) -> HttpResponse:
    """Share somebody's words, in their name; for a part that has not begun, send them ahead."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    part, form = part_of(meeting, part_id), TheirWordsForm(request.POST)

    def do(yes: Friend, now: datetime) -> None:
        given = {"yes": yes, "by": member, "part": part, "body": form.cleaned_data["body"], "now": now}
        (actions.say_for if part.pk == meeting.current_id else actions.send_ahead_for)(**given)

    return _settle(request, member, meeting, yes_id, form, do, say_form=form)


@require_POST
@as_member
@takes_effect_once
def say_in_group_for(request: Request, member: Member, meeting_id: str, yes_id: str) -> HttpResponse:
    """Share somebody's words with their small group, in their name."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = TheirWordsForm(request.POST, auto_id="group_%s")

    def do(yes: Friend, now: datetime) -> None:
        actions.say_in_group_for(yes=yes, by=member, body=form.cleaned_data["body"], now=now)

    return _settle(request, member, meeting, yes_id, form, do, group_form=form)


@require_POST
@as_member
@takes_effect_once
def position_for(request: Request, member: Member, meeting_id: str, yes_id: str) -> HttpResponse:
    """Say where somebody stands on what is decided now, in their name."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = PositionForm(request.POST, auto_id="position_%s")

    def do(yes: Friend, now: datetime) -> None:
        proposal = meeting.current.proposal if meeting.current is not None else None
        if proposal is None or proposal.public_id != request.POST.get("proposal"):
            raise actions.NotYourFriend("proposal")
        kind, concern = form.cleaned_data["kind"], form.cleaned_data["concern"]
        actions.position_for(yes=yes, by=member, proposal=proposal, kind=kind, concern=concern, now=now)

    return _settle(request, member, meeting, yes_id, form, do, position_form=form)


@require_POST
@as_member
@takes_effect_once
def do_for(request: Request, member: Member, meeting_id: str, yes_id: str, name: str) -> HttpResponse:
    """One tap in somebody's name: come in, a turn, how they take part, or what they say to a change of the plan."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    form = AnswerForm(request.POST) if name == "answer" else Form(request.POST)

    def do(yes: Friend, now: datetime) -> None:
        if name == "answer":
            actions.answer_for(yes=yes, by=member, kind=AnswerKind(form.cleaned_data["answer"]), now=now)
        elif name == "come-in":
            actions.come_in_for(yes=yes, by=member, now=now)
        elif name in CHANGES:
            offer_id, is_yes = request.POST.get("offer", ""), CHANGES[name]
            actions.answer_change_for(yes=yes, by=member, offer_id=offer_id, is_yes=is_yes, now=now)
        elif name in TURNS:
            actions.turn_for(yes=yes, by=member, what=name, again=request.POST.get("again") == "yes", now=now)

    return _settle(request, member, meeting, yes_id, form, do)


def _settle(  # noqa: PLR0917 - one for each thing a form in somebody's name needs
    request: Request,
    member: Member,
    meeting: Meeting,
    yes_id: str,
    form: Form,
    do: Callable[[Friend, datetime], None],
    **forms: Form,
) -> HttpResponse:
    """Do it while the yes stands; if not, what was typed stays on the screen, with why."""
    # Without a yes there is no page; what was typed is given back there.
    yes = _as_friend(member, meeting, yes_id)
    if form.is_valid():
        try:
            do(yes, timezone.now())
        except (NotNow, NotNowDecided, TooLate) as reason:
            add_problem(form, None, SENTENCES.get(str(reason), str(reason)))
        except NotAmongThem:
            add_problem(form, None, _("This is for the people whom it was proposed to."))
        else:
            messages.success(request, _("Kept, in their name."))
            return redirect("meetings:writing_for", member.circle.public_id, meeting.public_id, yes_id)
    if not forms:
        messages.info(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
        return redirect("meetings:writing_for", member.circle.public_id, meeting.public_id, yes_id)
    return _show_writing(request, member, meeting, yes, **forms)


def _as_friend(member: Member, meeting: Meeting, yes_id: str) -> Friend:
    yes = yes_of(viewer=member, meeting=meeting, yes_id=yes_id)
    if yes.friend_id != member.pk:
        raise Http404
    return yes


def _ended_before(request: Request, member: Member, meeting: Meeting, yes_id: str) -> HttpResponse:
    """What ended a moment ago is answered in a sentence, for the two whom it was about; others find nothing here."""
    if not was_between(viewer=member, meeting=meeting, yes_id=yes_id):
        raise NoSuchMeeting
    messages.info(request, _("This has ended by now. Nothing is asked of you here."))
    return _to_page(member, meeting)


def _named(people: Any) -> list[tuple[str, str]]:
    return [(each.public_id, each.name) for each in people]


def _to_page(member: Member, meeting: Meeting) -> HttpResponse:
    return redirect("meetings:friend", member.circle.public_id, meeting.public_id)


def _show(request: Request, member: Member, meeting: Meeting, **forms: Form) -> HttpResponse:
    page = friend_page(viewer=member, meeting=meeting)
    people = _named(page.others)
    blank = {
        "ask_form": AskFriendForm(people=people),
        "card_form": FriendCardForm(people=people, auto_id="card_%s"),
    }
    context = {"meeting": meeting, "page": page, **blank, **forms}
    return circle_page(request, member, "meetings/friend.html", context, status=MENDED if forms else 200)


def _show_writing(request: Request, member: Member, meeting: Meeting, yes: Friend, **forms: Form) -> HttpResponse:
    seen: Writing = writing_for(viewer=member, meeting=meeting, yes=yes)
    who = who_can_see(meeting.scope, yes.whose)
    blank: dict[str, Form] = {
        "say_form": TheirWordsForm(),
        "group_form": TheirWordsForm(auto_id="group_%s"),
        "position_form": PositionForm(auto_id="position_%s"),
    }
    context = {"meeting": meeting, "seen": seen, "yes": yes, "who": who, "answers": AnswerKind.choices, **blank}
    context |= forms
    status = MENDED if forms else 200
    return circle_page(request, member, "meetings/writing_for.html", context, box=True, status=status)
