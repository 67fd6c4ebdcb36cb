"""What a circle made its own, and how it came to be."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import adopted_for, day_in, rule_in_words, rule_of, versions, with_notes_of_lines
from handinhand.people.doors import Request


@require_GET
@as_member
def agreement(request: Request, member: Member) -> HttpResponse:
    """What we are here for, how we are together, how we decide, and what cannot stay private."""
    context = {
        "goals": adopted_for(viewer=member, kind=Adopts.GOAL),
        "lines": adopted_for(viewer=member, kind=Adopts.AGREEMENT),
        "how": rule_in_words(rule_of(member.circle)),
    }
    return circle_page(request, member, "circles/agreement.html", context)


@require_GET
@as_member
def earlier(request: Request, member: Member, kind: str) -> HttpResponse:
    """The versions of what the circle adopted, the newest first."""
    if kind not in Adopts.values:
        raise Http404
    now = timezone.now()
    found = [
        {
            "version": each,
            "day": day_in(member.circle, each.adopted_at, now),
            "lines": with_notes_of_lines(each.lines.all(), viewer=member),
        }
        for each in versions(viewer=member, kind=Adopts(kind))
    ]
    return circle_page(request, member, "circles/earlier.html", {"versions": found, "kind": Adopts(kind)})
