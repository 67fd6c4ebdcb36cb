"""Lines of one's own page, and who can see them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.profiles.actions.company import keep_company_of
from handinhand.profiles.choices import Sees
from handinhand.profiles.models import Line, Profile
from handinhand.profiles.queries.pages import line_of, lines_under
from handinhand.profiles.rules import why_not_write
from handinhand.words.actions import let_only_see, let_see, make_scope, own_scope_for, show_to, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, Words
from handinhand.words.queries import circle_scope


class LineStays(Exception):
    """A line cannot be kept like that; the text says why, in plain words."""


def present_profile(*, by: Member) -> Profile:
    """What a present member's page needs, made at the first time and held until this change is through."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    Profile.objects.get_or_create(member=by, defaults={"circle_id": by.circle_id})
    held = Profile.objects.select_for_update(of=("self",)).select_related("chosen", "company", "member")
    return held.get(member=by)


def scope_of(*, profile: Profile, by: Member, sees: str, now: datetime) -> Scope:
    """The people who see something shown to so many; made when it is first needed."""
    if sees == Sees.CIRCLE:
        return circle_scope(by.circle)
    if sees == Sees.CHOSEN:
        return profile.chosen or _made(profile, by, ScopeKind.CHOSEN)
    if sees == Sees.COMPANY:
        scope = profile.company or _made(profile, by, ScopeKind.COMPANY)
        keep_company_of(profiles=[profile], circle=by.circle, now=now)
        return scope
    return own_scope_for(circle=by.circle, person=by.person)


def _made(profile: Profile, by: Member, kind: ScopeKind) -> Scope:
    scope = make_scope(circle=by.circle, kind=kind)
    let_see(scope=scope, person=by.person)
    setattr(profile, kind.value, scope)
    profile.save(update_fields=[kind.value])
    return scope


def add_line(*, profile: Profile, by: Member, heading: str, body: str, sees: str, now: datetime) -> Line:
    """One more line of somebody's own page."""
    scope = scope_of(profile=profile, by=by, sees=sees, now=now)
    words = write(circle=by.circle, scope=scope, by=by.person, body=body, state=State.SHARED, now=now)
    return Line.objects.create(circle=by.circle, member=by, heading=heading, words=words)


@transaction.atomic
def write_line(*, by: Member, heading: str, body: str, sees: str, now: datetime) -> Line:
    """Write one more line; raises LineStays, or NotHere for somebody who left a moment ago."""
    profile = present_profile(by=by)
    reason = why_not_write(heading, body, lines_under(member=by, heading=heading))
    if reason is not None:
        raise LineStays(reason)
    return add_line(profile=profile, by=by, heading=heading, body=body, sees=sees, now=now)


@transaction.atomic
def show_line_to(*, by: Member, line_id: str, sees: str, now: datetime) -> Words:
    """Change who can see one's own line; raises NotHere for anybody else's."""
    profile = present_profile(by=by)
    line = line_of(viewer=by, line_id=line_id)
    show_to(words=line.words, scope=scope_of(profile=profile, by=by, sees=sees, now=now), by=by.person)
    return line.words


@transaction.atomic
def choose_people(*, by: Member, member_ids: Sequence[str], now: datetime) -> None:
    """Say who "people I choose" are: these, of those who are here now."""
    profile = present_profile(by=by)
    scope = scope_of(profile=profile, by=by, sees=Sees.CHOSEN, now=now)
    here = Member.objects.filter(circle=by.circle_id, left_at__isnull=True, public_id__in=list(member_ids))
    let_only_see(scope=scope, people={by.person_id, *here.values_list("person", flat=True)})


@transaction.atomic
def open_again(*, by: Member, now: datetime) -> None:
    """After leaving and coming back, be among those who see one's own page again."""
    profile = present_profile(by=by)
    if profile.chosen is not None:
        let_see(scope=profile.chosen, person=by.person)
    if profile.company is not None:
        keep_company_of(profiles=[profile], circle=by.circle, now=now)
