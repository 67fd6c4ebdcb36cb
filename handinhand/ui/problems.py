"""Plain pages for what did not go as somebody hoped: what happened, that nothing is lost, and what can be done."""

import re
from collections.abc import Sequence

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from handinhand.ground.models import ALPHABET
from handinhand.ui.forms import Form

NEVER_GIVEN_BACK = {"code", "phrase", "anew-phrase", "before"}
OF_A_ROW = re.compile(f"[{ALPHABET}]{{12}}")


def plain_page(
    request: HttpRequest,
    *,
    status: int,
    heading: str,
    sentence: str,
    written: Sequence[str] = (),
    again: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """One page with one sentence and a way on, and what somebody wrote that has no other place any more.

    `again` is all that was sent, where it can be sent from here once somebody has come back in.
    """
    context = {"heading": heading, "sentence": sentence, "written": written, "again": again}
    return render(request, "ui/problem.html", context, status=status)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, or not for whoever is looking: the two look the same."""
    sentence = _("It may have moved, or it is for other people. Nothing you wrote is lost.")
    heading = _("There is no page here for you")
    return plain_page(request, status=404, heading=heading, sentence=sentence, written=words_sent(request))


def come_back_first(request: HttpRequest) -> HttpResponse:
    """Words were sent from a page whose visit is over: they stay here until they can go where they were to go."""
    again = [(name, text) for name, texts in request.POST.lists() for text in texts if name != "csrfmiddlewaretoken"]
    if any(name in NEVER_GIVEN_BACK for name, _text in again):
        again = []
    sentence = _(
        "This browser is signed out, so your words were not kept. They are below. Come back, and send them again."
    )
    if again:
        sentence = _(
            "This browser is signed out, so your words are not sent yet. They wait here. Come back in: that opens"
            " beside this page. Then return to this page, and send them."
        )
    heading = _("Please come back in first")
    written = words_sent(request)
    return plain_page(request, status=403, heading=heading, sentence=sentence, written=written, again=again)


def words_sent(request: HttpRequest) -> list[str]:
    """What somebody wrote and sent to a page of ours: one word or many, also where no spaces stand between them.

    A code or a phrase is never given back: whoever holds the phone by then may not be whose it is.
    """
    sent = request.POST.items() if request.resolver_match is not None else ()
    return [
        text
        for name, text in sent
        if name not in NEVER_GIVEN_BACK and isinstance(text, str) and _is_written(name, text)
    ]


def is_surely_written(request: HttpRequest) -> bool:
    """Whether words were sent that no choice of ours can be: several, or in letters that no name of a choice has."""
    return any(len(text.split()) > 1 or not text.isascii() for text in words_sent(request))


def _is_written(name: str, text: str) -> bool:
    """Whether somebody wrote this; what our pages send along, as the name of a row or a choice, is one plain word."""
    words = text.split()
    if len(words) != 1:
        return bool(words)
    return not text.isascii() or (name in Form.written_in and not OF_A_ROW.fullmatch(text))


def not_readable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What arrived could not be read, was too much, or was meant for another address."""
    sentence, status = _("What your phone sent did not arrive whole. Please go back one page and send it again."), 400
    if isinstance(exception, RequestDataTooBig):
        sentence = _(
            "That was more than this page can take. None of it was kept. Please go back and send a shorter text."
        )
        status = 413
    if isinstance(exception, DisallowedHost):
        sentence = _("This place goes by another address. Please look at your link once more.")
    return plain_page(request, status=status, heading=_("Please send that again"), sentence=sentence)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """Somebody looks at an address where forms are sent, or asks in a way we do not know."""
    sentence = _("This address is only for sending something. Please go back one page, or go on to Today.")
    return plain_page(request, status=405, heading=_("There is nothing to look at here"), sentence=sentence)


def sent_from_elsewhere(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the cookie that goes with it."""
    sentence = _(
        "This page was open for a long time, or your browser kept no cookie. Please go back and send it again."
    )
    return plain_page(request, status=403, heading=_("Please send that again"), sentence=sentence)


def not_now(request: HttpRequest) -> HttpResponse:
    """The database is full, busy or away: nothing of this request was kept, and words are given back."""
    written = words_sent(request)
    sentence = _("This page could not be made just now. It is not your doing. Please try again in a moment.")
    if request.method == "POST":
        sentence = _("This could not be kept just now. It is not your doing. Please send it again in a moment.")
    if written:
        sentence = _(
            "Your words could not be kept just now. It is not your doing. They are below. Please send them again in a"
            " moment."
        )
    return plain_page(request, status=503, heading=_("Not just now"), sentence=sentence, written=written)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Something broke here; the page needs nothing that may be broken too."""
    sentence = _("Something here broke. It is not your doing. What was saved is still saved. Please try again soon.")
    written = words_sent(request)
    return plain_page(request, status=500, heading=_("That did not work"), sentence=sentence, written=written)
