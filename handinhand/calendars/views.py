"""One meeting for a calendar, a feed of all of mine by a secret address, and what stands in them."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handinhand.calendars import actions, queries
from handinhand.calendars.forms import NO, YES, CalendarForm
from handinhand.calendars.models import Calendar
from handinhand.calendars.rules import ADDRESS_SHOWN
from handinhand.calendars.writing import TYPE, written
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.queries.meetings import NoSuchMeeting, meeting_for
from handinhand.people.comfort import known_language
from handinhand.people.doors import Request, open_to_strangers, takes_effect_once, where_from
from handinhand.ui.forms import Form

NEW_ADDRESS = "calendar_address"
PLAIN = "text/plain; charset=utf-8"


@require_http_methods(["GET", "POST"])
@takes_effect_once
def mine(request: Request) -> HttpResponse:
    """What stands in my calendar, and the address it is fetched from."""
    now = timezone.now()
    calendar = queries.calendar_of(request.person)
    form = CalendarForm(request.POST or None, initial=chosen(calendar))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.choose(
            by=request.person,
            called=given["called"],
            shows_place=given["place"] == YES,
            shows_name=given["name"] == YES,
            now=now,
        )
        messages.success(request, _("Saved. Your calendar shows it when it looks here the next time."))
        return redirect("calendars:mine")
    context = {"form": form, "kept_form": Form(), "calendar": calendar, "address": new_address(request, now)}
    return render(request, "calendars/mine.html", context, status=422 if form.errors else 200)


def chosen(calendar: Calendar | None) -> dict[str, str]:
    """What somebody chose before, or the neutral way."""
    if calendar is None:
        return {"called": "", "place": NO, "name": NO}
    answers = {False: NO, True: YES}
    return {
        "called": calendar.called,
        "place": answers[calendar.shows_place],
        "name": answers[calendar.shows_name],
    }


def new_address(request: Request, now: datetime) -> str:
    """The address that was made just now, or nothing: it is shown for a few minutes, in this visit alone."""
    made = request.session.get(NEW_ADDRESS)
    if made is not None and made["until"] <= now.timestamp():
        del request.session[NEW_ADDRESS]
        return ""
    return settings.PUBLIC_ADDRESS + reverse("calendars:feed", args=[made["secret"]]) if made else ""


@require_POST
@takes_effect_once
def address(request: Request) -> HttpResponse:
    """Make a secret address, or a new one in place of the one before."""
    now = timezone.now()
    secret = actions.make_address(by=request.person, now=now)
    request.session[NEW_ADDRESS] = {"secret": secret, "until": (now + ADDRESS_SHOWN).timestamp()}
    return redirect("calendars:mine")


@require_POST
def kept(request: Request) -> HttpResponse:
    """The address is in the calendar: show it no more. Sending it twice changes nothing."""
    request.session.pop(NEW_ADDRESS, None)
    return redirect("calendars:mine")


@require_POST
@takes_effect_once
def off(request: Request) -> HttpResponse:
    """Switch the address off."""
    actions.switch_off(by=request.person)
    request.session.pop(NEW_ADDRESS, None)
    messages.success(request, _("The address is off. A calendar that asks there gets nothing."))
    return redirect("calendars:mine")


@require_safe
@open_to_strangers
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """All my meetings, for a calendar that knows the address; who asks, and with which cookies, makes no difference."""
    now = timezone.now()
    calendar = queries.fetched_from(secret)
    try:
        actions.count_fetch(calendar=calendar, where=where_from(request), now=now)
    except actions.AskedTooOften:
        return HttpResponse(_("Please ask again in an hour.") + "\n", status=429, content_type=PLAIN)
    if calendar is None:
        return HttpResponse(_("There is no calendar here.") + "\n", status=404, content_type=PLAIN)
    comfort = getattr(calendar.person, "comfort", None)
    with translation.override(known_language(comfort.language if comfort else "") or settings.LANGUAGE_CODE):
        content = written(queries.entries(calendar, now=now))
    return as_file(content, "calendar.ics")


def as_file(content: bytes, name: str) -> HttpResponse:
    """A calendar as a file, which no cache keeps."""
    answer = HttpResponse(content, content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def meeting(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Say what will stand in my calendar about a meeting, then give it."""
    found = meeting_for(viewer=member, meeting_id=meeting_id)
    if found.state == MeetingState.DRAFT:
        raise NoSuchMeeting
    if request.method == "POST":
        actions.calendar_for(by=request.person, now=timezone.now())
        return redirect("calendars:invitation", member.circle.public_id, meeting_id)
    calendar = queries.calendar_of(request.person)
    context = {"meeting": found, "calendar": calendar, "form": Form()}
    return circle_page(request, member, "calendars/meeting.html", context)


@require_safe
@as_member
def invitation(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """One meeting as a file for a calendar."""
    found = meeting_for(viewer=member, meeting_id=meeting_id)
    if found.state == MeetingState.DRAFT:
        raise NoSuchMeeting
    calendar = queries.calendar_of(request.person)
    if calendar is None:
        return redirect("calendars:meeting", member.circle.public_id, meeting_id)
    return as_file(written([queries.entry(calendar, found)]), "meeting.ics")
