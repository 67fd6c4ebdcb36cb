"""Lines of one's own page, and who can see them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.profiles.actions.company import keep_company_of
from handinhand.profiles.actions.lists import choose, chosen_list, forget_list, new_list
from handinhand.profiles.choices import SAME_AS, Sees
from handinhand.profiles.models import Line, Profile
from handinhand.profiles.queries.chosen import chosen_for, lists_closed_to, own_words_of
from handinhand.profiles.queries.pages import line_of, lines_under
from handinhand.profiles.rules import why_not_write
from handinhand.words.actions import let_only_see, let_see, own_scope_for, show_to, write
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
    held = Profile.objects.select_for_update(of=("self",)).select_related("company", "member")
    return held.get(member=by)


def scope_for(*, profile: Profile, by: Member, sees: str, now: datetime, before: Scope | None = None) -> Scope:
    """The people who see one line, or the photograph, when it is shown to so many.

    Chosen people are a list of its own: `before`, if that is one, or a new one with nobody else in it so far.
    """
    if sees == Sees.CIRCLE:
        return circle_scope(by.circle)
    if sees == Sees.COMPANY:
        scope = profile.company or _company(profile, by)
        keep_company_of(profiles=[profile], circle=by.circle, now=now)
        return scope
    if sees == Sees.ME:
        return own_scope_for(circle=by.circle, person=by.person)
    own = chosen_list(by=by, before=before)
    if sees.startswith(SAME_AS):
        like = chosen_for(viewer=by, words_id=sees.removeprefix(SAME_AS))
        let_only_see(scope=own, people={by.person_id, *like})
    return own


def _company(profile: Profile, by: Member) -> Scope:
    profile.company = new_list(by=by, kind=ScopeKind.COMPANY)
    profile.save(update_fields=["company"])
    return profile.company


def show(*, profile: Profile, words: Words, by: Member, sees: str, now: datetime) -> None:
    """Change who can see a line or a photograph; a list of people that is no longer needed is forgotten."""
    before = words.scope
    scope = scope_for(profile=profile, by=by, sees=sees, now=now, before=before)
    if scope != before:
        show_to(words=words, scope=scope, by=by.person)
        forget_list(before)


def add_line(*, profile: Profile, by: Member, heading: str, body: str, sees: str, now: datetime) -> Line:
    """One more line of somebody's own page."""
    scope = scope_for(profile=profile, by=by, sees=sees, now=now)
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
    show(profile=profile, words=line.words, by=by, sees=sees, now=now)
    return line.words


@transaction.atomic
def choose_people(*, by: Member, words_id: str, member_ids: Sequence[str], now: datetime) -> None:
    """Show one's own line or photograph to these, of those who are here now; raises NotHere for anything else."""
    profile = present_profile(by=by)
    words = own_words_of(viewer=by, words_id=words_id)
    show(profile=profile, words=words, by=by, sees=Sees.CHOSEN, now=now)
    choose(scope=words.scope, by=by, member_ids=member_ids)


@transaction.atomic
def open_again(*, by: Member, now: datetime) -> None:
    """After leaving and coming back, be among those who see one's own page again."""
    profile = present_profile(by=by)
    for scope in lists_closed_to(by):
        let_see(scope=scope, person=by.person)
    if profile.company is not None:
        keep_company_of(profiles=[profile], circle=by.circle, now=now)
