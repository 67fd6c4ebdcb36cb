"""The only writers of what helps somebody, and of who can see it. Nobody is told, and no ledger row is written."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handinhand.care.choices import Sees
from handinhand.care.choices.helping import DURING, STAYS
from handinhand.care.models import AtHand, HelpLine
from handinhand.care.queries.helping import line_of
from handinhand.care.queries.near import Near, near, not_over
from handinhand.care.rules.helping import meeting_is_over, why_not_write
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.profiles.actions.lists import OF_ONES_OWN, choose, chosen_list, forget_list, new_list
from handinhand.words.actions import let_only_see, let_see, own_scope_for, remove, show_to, write
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, ScopeMember
from handinhand.words.queries import circle_scope


class HelpStays(Exception):
    """A line cannot be kept like that; the text says why, in plain words."""


@transaction.atomic
def write_help(*, by: Member, about: str, body: str, sees: str, people: Sequence[str], now: datetime) -> HelpLine:
    """Write one more line; raises HelpStays, or NotHere for somebody who left a moment ago."""
    _check_present(by)
    reason = why_not_write(about, body, HelpLine.objects.filter(member=by).count())
    if reason is not None:
        raise HelpStays(reason)
    scope = _scope_for(by=by, sees=sees, people=people, before=None, now=now)
    words = write(circle=by.circle, scope=scope, by=by.person, body=body, state=State.SHARED, now=now)
    return HelpLine.objects.create(circle=by.circle, member=by, about=about, words=words)


@transaction.atomic
def show_help(*, by: Member, line_id: str, sees: str, people: Sequence[str], now: datetime) -> HelpLine:
    """Change who can see one's own line; raises HelpStays, or NotHere for anybody else's."""
    _check_present(by)
    line = line_of(viewer=by, line_id=line_id)
    before = line.words.scope
    scope = _scope_for(by=by, sees=sees, people=people, before=before, now=now)
    if scope != before:
        show_to(words=line.words, scope=scope, by=by.person)
        forget_list(before, OF_ONES_OWN)
    return line


@transaction.atomic
def remove_help(*, by: Member, line_id: str) -> None:
    """Remove one's own line for good; raises NotHere for anybody else's."""
    _check_present(by)
    line = line_of(viewer=by, line_id=line_id)
    before = line.words.scope
    remove(words=line.words, by=by.person)
    forget_list(before, OF_ONES_OWN)


@transaction.atomic
def open_help_again(*, by: Member) -> None:
    """After leaving and coming back, be among those who see one's own lines again."""
    _check_present(by)
    own_scope_for(circle=by.circle, person=by.person)
    theirs = HelpLine.objects.filter(member=by, words__author=by.person_id).values("words__scope")
    for scope in Scope.objects.filter(pk__in=theirs, kind__in=OF_ONES_OWN).order_by("pk"):
        let_see(scope=scope, person=by.person)


@transaction.atomic
def keep_at_hand(*, circle: Circle, now: datetime) -> None:
    """Let what is at hand be seen by whom a meeting is made of now, and by nobody when it is over."""
    rows = AtHand.objects.filter(circle=circle).select_related("member", "scope").order_by("pk")
    found = list(rows.select_for_update(of=("self",), no_key=True))
    if not found:
        return
    going_on = {each.scope for each in near(circle=circle, now=now) if not each.is_over}
    for each in found:
        _let_them_see(each)
        if each.among_id not in going_on:
            let_only_see(scope=each.scope, people={each.member.person_id})
            each.delete()


@transaction.atomic
def keep_all_at_hand(*, now: datetime) -> None:
    """The same in every circle: a meeting that nobody opened is over by itself."""
    circles = Circle.objects.filter(pk__in=AtHand.objects.values("circle")).order_by("pk")
    each_by_itself(lambda circle: keep_at_hand(circle=circle, now=now), circles, waits="What is at hand stays")


def _let_them_see(at_hand: AtHand) -> None:
    """Those of the meeting see it, as long as whose it is is one of them."""
    person = at_hand.member.person_id
    among = set(ScopeMember.even_held.filter(scope=at_hand.among_id).values_list("person", flat=True))
    let_only_see(scope=at_hand.scope, people=among if person in among else {person})


def _scope_for(*, by: Member, sees: str, people: Sequence[str], before: Scope | None, now: datetime) -> Scope:
    """The people who see a line when it is shown to so many."""
    if sees == Sees.CIRCLE:
        return circle_scope(by.circle)
    if sees == Sees.CHOSEN:
        own = chosen_list(by=by, before=before)
        choose(scope=own, by=by, member_ids=people)
        return own
    if sees.startswith(DURING):
        return _at_hand_in(by, _meeting_of(by, sees.removeprefix(DURING), now))
    if sees.startswith(STAYS):
        return Scope.objects.get(pk=_meeting_of(by, sees.removeprefix(STAYS), now).scope)
    return own_scope_for(circle=by.circle, person=by.person)


def _meeting_of(by: Member, scope_id: str, now: datetime) -> Near:
    ahead = not_over(circle=by.circle, person=by.person_id, now=now)
    found = next((each for each in ahead if each.scope_id == scope_id), None)
    if found is None:
        raise HelpStays(meeting_is_over())
    return found


def _at_hand_in(by: Member, meeting: Near) -> Scope:
    at_hand = AtHand.objects.filter(member=by, among=meeting.scope).select_related("scope", "member").first()
    if at_hand is None:
        scope = new_list(by=by, kind=ScopeKind.COMPANY)
        at_hand = AtHand.objects.create(circle=by.circle, member=by, among_id=meeting.scope, scope=scope)
    _let_them_see(at_hand)
    return at_hand.scope


def _check_present(by: Member) -> None:
    """Raise NotHere for somebody who left a moment ago; two changes of one person take turns."""
    if hold_present(by.circle, by.person) is None:
        raise NotHere
