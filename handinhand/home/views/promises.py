"""The twelve promises, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from handinhand.home.promises_checked import last_passed
from handinhand.home.promises_we_keep import TWELVE
from handinhand.people.doors import open_to_strangers


@require_GET
@open_to_strangers
def promises_we_keep(request: HttpRequest) -> HttpResponse:
    """How each promise is kept, how it is checked and when it last was, and what it does not cover."""
    today = timezone.now().date()
    twelve = [(each, last_passed(each.tests, today=today)) for each in TWELVE]
    return render(request, "home/promises_we_keep.html", {"twelve": twelve})
