"""The rules for our pages, and what came of their last check, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from handinhand.home.rules_checked import last_table
from handinhand.people.doors import open_to_strangers


@require_GET
@open_to_strangers
def rules_of_pages(request: HttpRequest) -> HttpResponse:
    """Each rule in plain words, and whether it held on every page."""
    return render(request, "home/rules_of_pages.html", {"table": last_table(today=timezone.now().date())})
