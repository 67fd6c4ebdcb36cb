"""How I am, seen over time by me alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.care import actions
from handinhand.care.queries import check_ins as queries
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import new_key


@require_GET
def mine(request: Request) -> HttpResponse:
    """What somebody said about how they are, the newest first."""
    return render(request, "care/mine.html", {"check_ins": queries.mine(person=request.person)})


@require_http_methods(["GET", "POST"])
@takes_effect_once
def delete(request: Request, check_in_id: str) -> HttpResponse:
    """Look once more, then delete one for good, or keep it."""
    check_in = queries.one_of_mine(person=request.person, check_in_id=check_in_id)
    if request.method == "GET":
        return render(request, "care/delete.html", {"check_in": check_in, "key": new_key()})
    actions.remove(check_in=check_in, by=request.person)
    messages.success(request, _("It is gone for good."))
    return redirect("care:mine")
