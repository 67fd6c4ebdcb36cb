"""Hiding a page, signing out, and what is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.ground.erasure import named
from handinhand.live.actions import end_streams
from handinhand.people import actions, queries
from handinhand.people.comfort import COOKIE
from handinhand.people.doors import Request, end_visit, open_to_strangers, visitor_of
from handinhand.people.shared import LEFT
from handinhand.ui.forms import Form


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_strangers
def hide(request: HttpRequest) -> HttpResponse:
    """Leave at once: the visit is deleted, and the browser goes somewhere neutral. A plain link does it.

    It asks for no proof that the visitor meant it (a link has none to give): the worst it can do is sign somebody out.
    """
    person = visitor_of(request)
    end_visit(request)
    if person is not None:
        end_streams(person_id=person.public_id)
    answer = HttpResponseRedirect(settings.NEUTRAL_SITE)
    answer.status_code = 303
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, COOKIE):
        answer.delete_cookie(name, samesite="Lax")
    return answer


@require_http_methods(["GET", "POST"])
def sign_out(request: Request) -> HttpResponse:
    """Say what signing out means for somebody without a way back, then sign out."""
    if request.method == "POST":
        person = request.person
        end_visit(request)
        # Other tabs of this browser go to the door at once; other devices come back with a ticket of their own.
        end_streams(person_id=person.public_id)
        rotate_token(request)
        return redirect("people:signed_out")
    context = {"form": Form(), "can_come_back": queries.can_come_back(person=request.person)}
    return render(request, "people/sign_out.html", context)


@csrf_exempt
@require_POST
@open_to_strangers
def done(request: HttpRequest) -> HttpResponse:
    """Whoever is on a shared device is done there. Pressed again, or after the quiet while, it is the same.

    Like hiding it asks for no proof: after another tab was done, there is none left on this device.
    """
    person = visitor_of(request)
    end_visit(request)
    if person is not None:
        end_streams(person_id=person.public_id)
    setattr(request, LEFT, True)
    return redirect("people:signed_out")


@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every visit, on all devices."""
    actions.sign_out_everywhere(by=request.person)
    end_streams(person_id=request.person.public_id)
    end_visit(request)
    rotate_token(request)
    return redirect("people:signed_out")


@require_GET
@open_to_strangers
def signed_out(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in on this device."""
    return render(request, "people/signed_out.html")


@require_GET
@open_to_strangers
def about_hiding(request: HttpRequest) -> HttpResponse:
    """What "Hide this page" does, and what it cannot do."""
    return render(request, "people/about_hiding.html")


@require_GET
@open_to_strangers
def what_is_kept(request: HttpRequest) -> HttpResponse:
    """What this server and this browser keep, and who could see it."""
    context = {"kept": named(), "name": settings.RESPONSIBLE_NAME, "contact": settings.RESPONSIBLE_CONTACT}
    return render(request, "people/what_is_kept.html", context)
