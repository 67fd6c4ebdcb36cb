"""Plain pages for what did not go as somebody hoped: what happened, that nothing is lost, and what can be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def plain_page(request: HttpRequest, *, status: int, heading: str, sentence: str) -> HttpResponse:
    """One page with one sentence and a way on."""
    return render(request, "ui/problem.html", {"heading": heading, "sentence": sentence}, status=status)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or not for whoever is looking: the two look the same."""
    sentence = _("It may have moved, or it is for other people. Nothing you wrote is lost.")
    return plain_page(request, status=404, heading=_("There is no page here for you"), sentence=sentence)


def not_readable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What arrived could not be read."""
    sentence = _("What your phone sent did not arrive whole. Please go back one page and send it again.")
    return plain_page(request, status=400, heading=_("Please send that again"), sentence=sentence)


def sent_from_elsewhere(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the cookie that goes with it."""
    sentence = _(
        "This page was open for a long time, or your browser kept no cookie. Please go back and send it again."
    )
    return plain_page(request, status=403, heading=_("Please send that again"), sentence=sentence)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Something broke here; the page needs nothing that may be broken too."""
    sentence = _("Something here broke. It is not your doing. What was saved is still saved. Please try again soon.")
    return plain_page(request, status=500, heading=_("That did not work"), sentence=sentence)
