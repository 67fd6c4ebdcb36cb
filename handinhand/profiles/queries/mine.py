"""One's own page: each line with who can see it at this moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.profiles.choices import Heading
from handinhand.profiles.models import Line, Profile
from handinhand.profiles.queries.chosen import people_in
from handinhand.profiles.queries.pages import Section, page_of
from handinhand.profiles.queries.sees import chosen_sentence, sees_now
from handinhand.topics.rules import can_have_a_note
from handinhand.words.choices import ScopeKind, State


@dataclass(frozen=True)
class OwnLine:
    """A line of one's own and, in a sentence, who can see it."""

    line: Line
    seen_by: str
    is_read_by_others: bool


@dataclass(frozen=True)
class OwnSection:
    """A heading of one's own page with its lines."""

    heading: Heading
    is_mine_to_write: bool
    lines: list[OwnLine]


@dataclass(frozen=True)
class OwnPage:
    """All of one's own page."""

    sections: list[OwnSection]
    has_photograph: bool


def own_page(viewer: Member, profile: Profile) -> OwnPage:
    """The viewer's own page; six queries, however much there is."""
    page, company = page_of(viewer=viewer, member=viewer), profile.company_id
    lines = [line for section in page.sections for line in section.lines]
    chosen = {line.words.scope_id for line in lines if line.words.scope.kind == ScopeKind.CHOSEN}
    people = people_in(viewer, [company, *sorted(chosen)])
    said = sees_now(viewer, people.get(company or 0, []))

    def own(section: Section) -> OwnSection:
        shown = [OwnLine(line, _seen_by(line, people, said), can_have_a_note(line.words)) for line in section.lines]
        return OwnSection(section.heading, section.is_mine_to_write, shown)

    return OwnPage([own(each) for each in page.sections], page.has_photograph)


def _seen_by(line: Line, people: Mapping[int, list[Member]], said: Mapping[str, str]) -> str:
    words = line.words
    if words.state == State.TAKEN_BACK:
        return _("You took this back. Only you can see it now.")
    if words.is_covered:
        return _("This is covered. Only you can see it.")
    if words.scope.kind == ScopeKind.CHOSEN:
        return chosen_sentence(people[words.scope_id])
    return said[words.scope.kind]
