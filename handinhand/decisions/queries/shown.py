"""What was said about a proposal, and where somebody stands, as one reader meets it."""

from dataclasses import dataclass

from handinhand.circles.models import Member
from handinhand.decisions.choices import ConcernState
from handinhand.topics.queries import Note


@dataclass(frozen=True)
class SaidAbout:
    """A question about a proposal, or an answer to one."""

    author: Member | None
    name: str
    text: str
    is_mine: bool
    is_taken_back: bool
    is_covered: bool
    words_id: str
    fold: str
    note: Note | None


@dataclass(frozen=True)
class PositionShown:
    """Where one member stands, with the words of a concern when the viewer may read them."""

    public_id: str
    member: Member
    name: str
    standing: str
    kind: str
    kind_label: str
    concern: str | None
    concern_state: str
    concern_state_label: str
    is_mine: bool
    is_taken_back: bool
    is_covered: bool
    on_other_words: bool
    words_id: str
    fold: str
    note: Note | None

    @property
    def stands(self) -> bool:
        """Whether this concern still stands."""
        return self.concern_state == ConcernState.STANDS

    @property
    def can_be_settled(self) -> bool:
        """Whether it is for the viewer to say what became of this concern."""
        return self.is_mine and self.stands
