"""What a circle made its own, and how it came to be."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import adopted, day_in, rule_in_words, rule_of, versions
from handinhand.people.doors import Request


@require_GET
@as_member
def agreement(request: Request, member: Member) -> HttpResponse:
    """What we are here for, how we are together, how we decide, and what cannot stay private."""
    circle = member.circle
    context = {
        "goals": adopted(circle=circle, kind=Adopts.GOAL),
        "lines": adopted(circle=circle, kind=Adopts.AGREEMENT),
        "how": rule_in_words(rule_of(circle)),
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
        {"version": each, "day": day_in(member.circle, each.adopted_at, now), "lines": list(each.lines.all())}
        for each in versions(circle=member.circle, kind=Adopts(kind))
    ]
    return circle_page(request, member, "circles/earlier.html", {"versions": found, "kind": Adopts(kind)})
