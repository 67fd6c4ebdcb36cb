"""What a proposal touches on, where whoever wrote it said so: two more reads then, for everybody alike."""

from collections.abc import Iterable

from handinhand.care.queries.topics import Note, notes_of
from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.panels import DecisionPanel
from handinhand.words.models import Words


def note_on(*, viewer: Member, panel: DecisionPanel) -> Note | None:
    """What the words of a proposal touch on; nothing where the circle's own text stands instead, or a cover."""
    if not panel.text or panel.is_adopted or panel.is_covered:
        return None
    return _notes(viewer, [panel.proposal.words]).get(panel.proposal.words_id)


def with_notes(*, viewer: Member, proposals: list[Proposal]) -> list[Proposal]:
    """The same proposals, each with its `note`, or none."""
    notes = _notes(viewer, [each.words for each in proposals if each.words.body])
    for each in proposals:
        each.note = notes.get(each.words_id)  # type: ignore[attr-defined]
    return proposals


def _notes(viewer: Member, words: Iterable[Words]) -> dict[int, Note]:
    noted = [each.pk for each in words if getattr(each, "has_note", False)]
    return notes_of(viewer=viewer.person, words=noted)
