"""What a proposal touches on, where whoever wrote it said so: two more reads then, for everybody alike."""

from handinhand.care.queries.topics import Note, notes_of
from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.panels import DecisionPanel
from handinhand.ground.moments import goes_on


def note_on(*, viewer: Member, panel: DecisionPanel) -> Note | None:
    """What the words of a proposal touch on, and so what was decided; nothing where they are covered or taken back."""
    words, decided = panel.proposal.words, panel.is_adopted
    if decided and goes_on(panel.proposal.adopted_text_covered_until):
        return None
    if not panel.text or panel.is_covered or panel.is_taken_back or not getattr(words, "has_note", False):
        return None
    return notes_of(viewer=viewer.person_id, words=[words.pk]).get(words.pk)


def with_notes(*, viewer: Member, proposals: list[Proposal]) -> list[Proposal]:
    """The same proposals, each with its `note`, or none."""
    readable = [each for each in proposals if each.adopted_text or each.words.body]
    noted = [each.words_id for each in readable if getattr(each, "has_note", False)]
    notes = notes_of(viewer=viewer.person_id, words=noted)
    for each in proposals:
        each.note = notes.get(each.words_id)  # type: ignore[attr-defined]
    return proposals
