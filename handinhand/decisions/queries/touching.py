"""What a proposal touches on, where whoever wrote it said so: it was read with the proposal, for everybody alike."""

from handinhand.care.queries import topics
from handinhand.care.queries.topics import Note
from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.panels import DecisionPanel
from handinhand.ground.moments import goes_on


def note_on(*, viewer: Member, panel: DecisionPanel) -> Note | None:
    """What the words of a proposal touch on, and so what was decided; nothing where they are covered or taken back."""
    words = panel.proposal.words
    if not panel.text or panel.is_covered or panel.is_taken_back:
        return None
    if panel.is_adopted and goes_on(panel.proposal.adopted_text_covered_until):
        return None
    return topics.note_on(words, person=viewer.person_id, is_chosen=words.is_chosen)  # type: ignore[attr-defined]


def with_notes(*, viewer: Member, proposals: list[Proposal]) -> list[Proposal]:
    """The same proposals, each with its `note`, or none."""
    for each in proposals:
        is_there = getattr(each, "in_sight", bool(each.words.body))
        is_chosen = each.is_chosen  # type: ignore[attr-defined]
        note = topics.note_on(each.words, person=viewer.person_id, is_chosen=is_chosen) if is_there else None
        each.note = note  # type: ignore[attr-defined]
    return proposals
