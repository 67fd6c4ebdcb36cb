"""What one member writes to another: seen by the two, kept only by whom it is for, and never told of.

For whoever wrote it, nothing differs between kept, let go, not wanted and never arrived: their own words stand as
they wrote them, for them to change and take back.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.people.actions.tries import within
from handinhand.profiles.actions.lines import add_line, present_profile
from handinhand.profiles.choices import KEPT_AS, GiftKind
from handinhand.profiles.models import Gift, Line, Profile
from handinhand.profiles.queries.gifts import waiting_gift
from handinhand.profiles.queries.pages import lines_under
from handinhand.profiles.rules import GIFTS_TO_ALL, GIFTS_TO_ONE, why_no_room, why_not_give
from handinhand.words.actions import let_only_see, make_scope, stop_seeing, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import NotSeeing, Words


class NotGiven(Exception):
    """Words cannot go to somebody as things stand; the text says why, in plain words."""


class GiftGone(Exception):
    """What somebody wants to keep is not waiting for them any more, or has no room; the text says so."""


@transaction.atomic
def give(*, by: Member, to_id: str, kind: GiftKind, body: str, now: datetime) -> Gift:
    """Write to one member what one saw in them, or a thank you; raises NotGiven."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    found = Member.objects.select_for_update(of=("self",), no_key=True).filter(
        circle=by.circle_id, public_id=to_id if is_public_id(to_id) else ""
    )
    to = found.first()
    reason = why_not_give(by, to, body)
    if reason is not None or to is None:
        raise NotGiven(reason)
    to_one = within(limit=GIFTS_TO_ONE, what=f"gift {by.public_id} {to.public_id}", now=now)
    if not to_one or not within(limit=GIFTS_TO_ALL, what=f"gift {by.public_id}", now=now):
        raise NotGiven(_("You wrote several of these today. Your words are still here. Tomorrow is a good day, too."))
    scope = make_scope(circle=by.circle, kind=ScopeKind.GIFT)
    let_only_see(scope=scope, people={by.person_id, to.person_id} if _reaches(by, to) else {by.person_id})
    words = write(circle=by.circle, scope=scope, by=by.person, body=body, state=State.SHARED, now=now)
    return Gift.objects.create(circle=by.circle, to=to, by=by, kind=kind, words=words)


def _reaches(by: Member, to: Member) -> bool:
    """Whether somebody gets what another writes to them: unless they would rather not, of everybody or of this one."""
    would_rather_not = Profile.objects.filter(member=to, takes_gifts=False).exists()
    not_seen = NotSeeing.objects.filter(circle=by.circle_id, by=to.person_id, about=by.person_id).exists()
    return not would_rather_not and not not_seen


@transaction.atomic
def keep(*, by: Member, gift_id: str, sees: str, now: datetime) -> Line:
    """Take what was written to one as a line of one's own page: from now on it is one's own. Raises GiftGone."""
    profile = present_profile(by=by)
    gift = _waiting(by, gift_id)
    if gift is None:
        raise GiftGone(_("This is not waiting for you any more. Whoever wrote it may have taken it back."))
    heading = KEPT_AS[GiftKind(gift.kind)]
    full = why_no_room(lines_under(member=by, heading=heading))
    if full is not None:
        raise GiftGone(full)
    line = add_line(profile=profile, by=by, heading=heading, body=gift.words.body, sees=sees, now=now)
    stop_seeing(scope=gift.words.scope, person=by.person)
    return line


@transaction.atomic
def let_go(*, by: Member, gift_id: str) -> None:
    """Let go of what was written to one: nothing of it is left here, and nobody is told. Twice is once."""
    present_profile(by=by)
    gift = _waiting(by, gift_id)
    if gift is not None:
        stop_seeing(scope=gift.words.scope, person=by.person)


@transaction.atomic
def choose_gifts(*, by: Member, takes: bool) -> None:
    """Say whether one would like to get what others write to one. Whoever writes cannot tell."""
    profile = present_profile(by=by)
    profile.takes_gifts = takes
    profile.save(update_fields=["takes_gifts"])


def _waiting(by: Member, gift_id: str) -> Gift | None:
    """What waits, with its words held as they are: a change or a taking back at this moment comes before or after."""
    gift = waiting_gift(viewer=by, gift_id=gift_id)
    if gift is None:
        return None
    Words.objects.select_for_update(no_key=True).get(pk=gift.words_id)
    return waiting_gift(viewer=by, gift_id=gift_id)
