"""Pages of the introduction: to be read, heard or printed. Nobody keeps who read what."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from handinhand.people.doors import open_to_strangers
from handinhand.practice.introduction import PARTS


@require_GET
@open_to_strangers
def start(request: HttpRequest) -> HttpResponse:
    """What it is, how long it takes, and its parts."""
    return render(request, "practice/start.html", {"parts": PARTS})


@require_GET
@open_to_strangers
def part(request: HttpRequest, piece: str) -> HttpResponse:
    """One part of about two minutes, and what comes next."""
    place = next((number for number, each in enumerate(PARTS) if each.ident == piece), None)
    if place is None:
        raise Http404
    context = {
        "part": PARTS[place],
        "number": place + 1,
        "many": len(PARTS),
        "before": PARTS[place - 1] if place else None,
        "next": PARTS[place + 1] if place + 1 < len(PARTS) else None,
    }
    return render(request, "practice/part.html", context)


@require_GET
@open_to_strangers
def paper(request: HttpRequest) -> HttpResponse:
    """All of it on one page: for paper, in usual or large letters."""
    return render(request, "practice/paper.html", {"parts": PARTS, "is_large": "large" in request.GET})
