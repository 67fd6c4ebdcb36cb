"""Today, a circle's front door, and help."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import adopted_for, is_public_id, present_members
from handinhand.home.forms import FindForm
from handinhand.home.queries import finding
from handinhand.home.queries import today as days
from handinhand.live.queries import ticket
from handinhand.meetings.queries.plans import coming
from handinhand.people.doors import Request, open_to_strangers, visitor_of
from handinhand.people.queries.energy import resting_shown
from handinhand.words.queries import own_covered


@require_safe
@open_to_strangers
def today(request: HttpRequest) -> HttpResponse:
    """Somebody's day; for a stranger, what this place is and the ways in."""
    person = visitor_of(request)
    if person is None:
        return render(request, "home/welcome.html", {"adults_only": settings.ADULTS_ONLY})
    now = timezone.now()
    heard = days.heard(person, now=now)
    listening = ticket(person_id=person.public_id, channels=heard.channels)
    seen = days.today(person=person, now=now)
    context = {"today": seen, "ticket": listening, "reaching": heard.reaching}
    return render(request, "home/today.html", context)


@require_GET
@as_member
def circle(request: Request, member: Member) -> HttpResponse:
    """A circle's front door."""
    now = timezone.now()
    members = present_members(member.circle)
    context = {
        "members": members,
        "resting": resting_shown(persons=[each.person_id for each in members], now=now),
        "goals": adopted_for(viewer=member, kind=Adopts.GOAL),
        "coming": coming(person=request.person, now=now, circle=member.circle),
        "covered": own_covered(viewer=request.person, circle=member.circle),
    }
    return circle_page(request, member, "home/circle.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@even_when_closed
def find(request: Request, member: Member) -> HttpResponse:
    """Find words, meetings, decisions and promises of a circle. What is looked for stands in no address."""
    form = FindForm(request.POST or None)
    context: dict[str, object] = {"form": form, "topics": finding.topics(viewer=member)}
    if request.method == "POST" and form.is_valid():
        context["found"] = finding.find(viewer=member, looked_for=form.cleaned_data["looked_for"])
    elif "topic" in request.GET:
        context["touching"] = finding.touching(viewer=member, topic_id=request.GET["topic"])
    return circle_page(request, member, "home/find.html", context, status=422 if form.errors else 200)


@require_GET
@open_to_strangers
def help_page(request: HttpRequest) -> HttpResponse:
    """Somebody to turn to, and how this place works."""
    context = {"name": settings.RESPONSIBLE_NAME, "contact": settings.RESPONSIBLE_CONTACT}
    context["of_circle"] = named if is_public_id(named := request.GET.get("circle", "")) else ""
    return render(request, "home/help.html", context)


@require_GET
@open_to_strangers
def keeper(request: HttpRequest) -> HttpResponse:
    """What whoever keeps the server could do with the machine itself, and that they have no power in any circle."""
    return render(request, "home/keeper.html", {"name": settings.RESPONSIBLE_NAME})


@require_safe
@open_to_strangers
def up(request: HttpRequest) -> HttpResponse:
    """Whether the server and its database answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("up\n", content_type="text/plain")
