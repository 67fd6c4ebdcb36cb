"""What a proposal touches on, where whoever wrote it said so: it was read with the proposal, for everybody alike."""

from dataclasses import replace

from django.db.models import QuerySet

from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.panels import DecisionPanel
from handinhand.decisions.rules import is_taken_back
from handinhand.ground.moments import goes_on
from handinhand.ground.prepared import Prepared
from handinhand.topics import queries as topics
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note


def note_on(*, viewer: Member, panel: DecisionPanel) -> Note | None:
    """What a proposal touches on, and so what was decided; with the line that it changes, where both are compared."""
    own = _of_words(viewer=viewer, panel=panel)
    return both(own, panel.instead_note) if panel.compared and not panel.is_adopted else own


def _of_words(*, viewer: Member, panel: DecisionPanel) -> Note | None:
    """The same of the words alone; nothing where they are covered or taken back."""
    words = panel.proposal.words
    if not panel.text or panel.is_covered or panel.is_taken_back:
        return None
    if panel.is_adopted and goes_on(panel.proposal.adopted_text_covered_until):
        return None
    return topics.note_on(words, person=viewer.person_id, is_chosen=words.is_chosen)  # type: ignore[attr-defined]


def note_of(*, viewer: Member, proposal: Proposal) -> Note | None:
    """The same, of one proposal that was read with its note, for a page that shows it beside something else."""
    return None if is_taken_back(proposal) else with_notes(viewer=viewer, proposals=[proposal])[0].note  # type: ignore[attr-defined]


def read_with_note(proposal: Proposal, *, person: int) -> Proposal:
    """The same proposal: its words are read, with what they touch on, where they would be read by themselves."""
    found = _with_words.rows(proposal=proposal.pk, person=person)[0]
    proposal.words, proposal.is_chosen = found.words, found.is_chosen  # type: ignore[attr-defined]
    return proposal


@Prepared
def _with_words(proposal: int, person: int) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(pk=proposal).annotate(is_chosen=chosen_in_note(person))
    return found.select_related(OF_WORDS)


def both(one: Note | None, other: Note | None) -> Note | None:
    """For two texts that stand side by side: folded where either would be, with the gist of the first."""
    if one is None or other is None:
        return one or (other.of_answer() if other is not None else None)
    return replace(
        one, topics=[*dict.fromkeys([*one.topics, *other.topics])], is_chosen=one.is_chosen or other.is_chosen
    )


def with_notes(*, viewer: Member, proposals: list[Proposal]) -> list[Proposal]:
    """The same proposals, each with its `note`, or none."""
    for each in proposals:
        is_there = getattr(each, "in_sight", bool(each.words.body))
        is_chosen = each.is_chosen  # type: ignore[attr-defined]
        note = topics.note_on(each.words, person=viewer.person_id, is_chosen=is_chosen) if is_there else None
        each.note = note  # type: ignore[attr-defined]
    return proposals
