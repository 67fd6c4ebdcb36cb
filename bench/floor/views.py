"""One page with one indexed query, and one form that keeps one row."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bench.floor.models import Note


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The page, or the row kept and back to the page."""
    if request.method == "POST":
        Note.objects.create(owner=request.user, text=request.POST["text"])
        return redirect("/")
    return render(request, "floor.html", {"notes": Note.objects.filter(owner=request.user)[:10]})
