"""What somebody was writing when they hid a page: keeping it, finding it again, and letting it go."""

import json
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from handinhand.people import actions
from handinhand.people.doors import KEY_LENGTHS, PATH_LIMIT, Request, open_to_strangers, safe_path, takes_effect_once
from handinhand.people.queries.unsent import Box, unsent_of, whose_ticket
from handinhand.people.rules.unsent import MOST_BOXES, MOST_LETTERS
from handinhand.people.shared import is_shared
from handinhand.people.taking_up import remember

PARTS = 4


@csrf_exempt
@require_POST
@open_to_strangers
def keep(request: HttpRequest) -> HttpResponse:
    """Take what stood in the boxes of a page that is being hidden. The answer says nothing: nobody is there to read it.

    The page's ticket says whose it is, as the visit has ended by then; it proves, too, that the page was ours.
    """
    person, where = whose_ticket(request.POST.get("ticket", "")), safe_path(request, "where", otherwise="")
    boxes = _boxes(request.POST.getlist("box"))
    if person is not None and where and boxes and not is_shared(request) and _may_be_kept(where, boxes):
        actions.keep_unsent(by=person, where=where, boxes=boxes, now=timezone.now())
    return HttpResponse("Received.", content_type="text/plain")


def _may_be_kept(where: str, boxes: list[Box]) -> bool:
    """Whether no page here is one whose boxes are nobody's; an address that leads nowhere keeps nothing either."""
    try:
        leads = [resolve(urlsplit(each).path) for each in {where, *(box.action for box in boxes)}]
    except Resolver404:
        return False
    return not any(getattr(each.func, "keeps_nothing_unsent", False) for each in leads)


def _boxes(sent: list[str]) -> list[Box]:
    """The boxes that were sent; whatever is not one is left out."""
    found: list[Box] = []
    for each in sent[:MOST_BOXES]:
        try:
            parts = json.loads(each)
        except (ValueError, RecursionError):
            continue
        if not (isinstance(parts, list) and len(parts) == PARTS and all(isinstance(part, str) for part in parts)):
            continue
        action, name, key, text = parts
        if len(action) <= PATH_LIMIT and len(name) <= PATH_LIMIT and text.strip() and len(text) <= MOST_LETTERS:
            found.append(Box(action, name, key if len(key) in KEY_LENGTHS else "", text))
    return found


@require_GET
def waiting(request: Request) -> HttpResponse:
    """All that waits to be taken up again."""
    return render(request, "people/unsent.html", {"kept": unsent_of(person=request.person, now=timezone.now())})


@require_POST
@takes_effect_once
def gone(request: Request, unsent_id: str) -> HttpResponse:
    """Let go of what was kept from one page."""
    actions.let_go_of(by=request.person, unsent_id=unsent_id)
    remember(request, request.person, timezone.now())
    messages.success(request, _("It is gone for good."))
    return redirect("people:unsent")
