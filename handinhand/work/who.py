"""Who can see what somebody asks or offers, said before they write and after."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.names import listed, number_word
from handinhand.circles.queries import MOST_NAMED, present_members, who_can_see
from handinhand.ground.prepared import Prepared
from handinhand.words.choices import ScopeKind
from handinhand.words.models import ScopeMember
from handinhand.words.queries import circle_scope, unseen_by
from handinhand.work.models import AskOrOffer, KeptFrom


def others_in(viewer: Member) -> list[Member]:
    """Whom the viewer can ask or offer something: who is in the circle, but for those they chose not to see."""
    unseen = unseen_by(viewer=viewer.person, circle=viewer.circle)
    others = (each for each in present_members(viewer.circle) if each.pk != viewer.pk)
    return [each for each in others if each.person_id not in unseen]


def who_sees(viewer: Member) -> str:
    """Who can see what the viewer asks or offers, said before they write."""
    everyone = who_can_see(circle_scope(viewer.circle), viewer)
    chosen = _("If you choose people below, they alone can see it.")
    if not unseen_by(viewer=viewer.person, circle=viewer.circle):
        return f"{everyone} {chosen}"
    return " ".join([everyone, chosen, _("Whoever you chose not to see is not shown it.")])


def chosen_for(*, viewer: Member, ask: AskOrOffer) -> list[Member]:
    """The others for whom the viewer asked or offered something, if they chose people, and who are here now."""
    if ask.by_id != viewer.pk or ask.words.scope.kind == ScopeKind.CIRCLE:
        return []
    return [each for each in _among.rows(circle=viewer.circle_id, scope=ask.words.scope_id) if each.pk != viewer.pk]


@Prepared
def _among(circle: int, scope: int) -> QuerySet[Member]:
    seeing = ScopeMember.even_held.filter(scope=scope).values("person")
    here = Member.objects.filter(circle=circle, left_at__isnull=True, person__in=seeing)
    return here.order_by("joined_at", "pk")


def who_sees_now(*, viewer: Member, ask: AskOrOffer) -> str:
    """Who can see what the viewer asked or offered, for the viewer alone."""
    if ask.words.scope.kind == ScopeKind.CIRCLE:
        everyone = who_can_see(ask.words.scope, viewer)
        kept = _kept_from.first(ask=ask.pk) is not None
        return f"{everyone} {_('Whoever you chose not to see is not shown it.')}" if kept else everyone
    people = chosen_for(viewer=viewer, ask=ask)
    if not people:
        return _("Nobody you chose is here any more, so only you can see this.")
    few = len(people) <= MOST_NAMED
    number = {"number": number_word(len(people))}
    names = listed([each.name for each in people]) if few else _("%(number)s people") % number
    return _("Only you and those you chose can see this: %(names)s.") % {"names": names}


@Prepared
def _kept_from(ask: int) -> QuerySet[KeptFrom]:
    return KeptFrom.objects.filter(of=ask)[:1]
