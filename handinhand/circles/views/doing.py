"""What was done, and by whom."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from handinhand.circles.done import done_in, end_now, look_for, whoever_did
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.forms import HeadForm, LookForm
from handinhand.circles.models import Member
from handinhand.people.doors import Request

LOOKED_AGAIN = 422


@require_GET
@as_member
def ledger(request: Request, member: Member) -> HttpResponse:
    """What was done, and by whom: all of it, or what somebody looks for; and who can do what."""
    people = whoever_did(member.circle)
    form = LookForm(request.GET, people=people)
    before = request.GET.get("before", "")
    lines, before = done_in(member=member, now=timezone.now(), before=before, wanted=form.wanted, people=people)
    said = {name: form.data[name] for name in form.fields if form.data.get(name)} if form.is_valid() else {}
    context = {
        "form": form,
        "looks_for": bool(said),
        "lines": lines,
        "earlier": urlencode({**said, "before": before}) if before else "",
        "end": end_now(member.circle),
    }
    status = LOOKED_AGAIN if form.errors else 200
    return circle_page(request, member, "circles/ledger.html", context, status=status)


@require_GET
@as_member
def from_paper(request: Request, member: Member) -> HttpResponse:
    """Whether the letters on a paper are in the list still, and whether anything before them was changed."""
    form = HeadForm(request.GET if "head" in request.GET else None)
    looked = look_for(member=member, letters=form.cleaned_data["head"]) if form.is_valid() else None
    status = LOOKED_AGAIN if form.errors else 200
    return circle_page(request, member, "circles/from_paper.html", {"form": form, "looked": looked}, status=status)
