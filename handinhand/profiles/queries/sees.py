"""Who can see a line, in a sentence for each choice, with names where there are few."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.names import listed, number_word
from handinhand.circles.queries import MOST_NAMED, who_can_see
from handinhand.profiles.choices import Sees, same_as
from handinhand.profiles.queries.chosen import Chosen, chosen_words, lists_of, offered_again, people_in
from handinhand.profiles.queries.pages import profile_of
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Words
from handinhand.words.queries import circle_scope


def sentences(member: Member, *, of: Words | None = None) -> dict[str, str]:
    """Who would see a new line or photograph, or one that is there, for each choice; six queries at the most."""
    company, found = profile_of(member).company_id, chosen_words(member)
    people = people_in(member, [company, *(each.scope_id for each in found)])
    lists = lists_of(found, people)
    mine = next((each for each in lists if of is not None and each.words == of), None)
    said = sees_now(member, people.get(company or 0, []))
    return {
        Sees.ME: said[ScopeKind.ME],
        **{same_as(each.words.public_id): _same(each) for each in offered_again(lists, but=of)},
        Sees.CHOSEN: _choosing(mine),
        Sees.COMPANY: said[ScopeKind.COMPANY],
        Sees.CIRCLE: said[ScopeKind.CIRCLE],
    }


def sees_now(member: Member, company: Sequence[Member]) -> dict[str, str]:
    """Who sees what is shown to so many, where that is not chosen line by line; two queries."""
    return {
        ScopeKind.ME: _("Only you can see this."),
        ScopeKind.COMPANY: _company(company),
        ScopeKind.CIRCLE: who_can_see(circle_scope(member.circle), member),
    }


def chosen_sentence(people: Sequence[Member]) -> str:
    """Who sees something that is shown to those who were chosen for it."""
    if not people:
        return _("Only you can see this, until you choose people for it.")
    return _("Only you and those you chose can see this: %(names)s.") % {"names": _named(people)}


def _choosing(mine: Chosen | None) -> str:
    if mine is None or not mine.people:
        return _("Only people you choose. You choose them next. Until then only you can see this.")
    return chosen_sentence(mine.people) + " " + _("You can change the list next.")


def _same(chosen: Chosen) -> str:
    names = _named(chosen.people)
    if chosen.line is None:
        return _("Only you and the same people as for your photograph: %(names)s.") % {"names": names}
    what = chosen.line.get_heading_display()
    return _("Only you and the same people as for “%(what)s”: %(names)s.") % {"what": what, "names": names}


def _named(people: Sequence[Member]) -> str:
    if len(people) <= MOST_NAMED:
        return listed([each.name for each in people])
    return _("%(number)s people") % {"number": number_word(len(people))}


def _company(people: Sequence[Member]) -> str:
    over = _("When a meeting is over, it closes again.")
    if not people:
        return _("Those who say they will be at a meeting with you can see this.") + " " + over
    now = _("Those who will be at a meeting with you can see this. For now: %(names)s.") % {"names": _named(people)}
    return f"{now} {over}"
