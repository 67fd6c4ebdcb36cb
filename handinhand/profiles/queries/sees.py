"""Who can see a line, in a sentence for each choice, with names where there are few."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.names import listed, number_word
from handinhand.circles.queries import MOST_NAMED, who_can_see
from handinhand.profiles.choices import Sees
from handinhand.profiles.models import Profile
from handinhand.profiles.queries.pages import profile_of
from handinhand.words.models import ScopeMember
from handinhand.words.queries import circle_scope


def sentences(member: Member, profile: Profile | None = None) -> dict[str, str]:
    """Who sees what is shown to so many, for each choice; five queries at the most."""
    profile = profile or profile_of(member)
    chosen, company = (_among(member, scope) for scope in (profile.chosen_id, profile.company_id))
    return {
        Sees.ME: _("Only you can see this."),
        Sees.CHOSEN: _chosen(chosen),
        Sees.COMPANY: _company(company),
        Sees.CIRCLE: who_can_see(circle_scope(member.circle), member),
    }


def chosen_ids(member: Member) -> list[str]:
    """The members whom somebody chose, by the names they have in addresses."""
    return [each.public_id for each in _among(member, profile_of(member).chosen_id)]


def _among(member: Member, scope: int | None) -> list[Member]:
    """The others in a scope who are in the circle now, in the order they came."""
    if scope is None:
        return []
    within = ScopeMember.even_held.filter(scope=scope).values("person")
    here = Member.objects.filter(circle=member.circle_id, left_at__isnull=True, person__in=within)
    return list(here.exclude(pk=member.pk).order_by("joined_at", "pk"))


def _named(people: Sequence[Member]) -> str:
    if len(people) <= MOST_NAMED:
        return listed([each.name for each in people])
    return _("%(number)s people") % {"number": number_word(len(people))}


def _chosen(people: Sequence[Member]) -> str:
    if not people:
        return _("Only you can see this, until you choose people. You choose them on your page.")
    return _("Only you and those you chose can see this: %(names)s.") % {"names": _named(people)}


def _company(people: Sequence[Member]) -> str:
    over = _("When a meeting is over, it closes again.")
    if not people:
        return _("Those who say they will be at a meeting with you can see this.") + " " + over
    now = _("Those who will be at a meeting with you can see this. For now: %(names)s.") % {"names": _named(people)}
    return f"{now} {over}"
