"""What somebody sent ahead to a meeting, for their own eyes."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import proposals_waiting
from handinhand.decisions.queries.touching import with_notes
from handinhand.decisions.rules import fingerprint, is_taken_back
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Ahead, Meeting, Part
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.plans import parts
from handinhand.meetings.rules import why_not_position_ahead, why_not_send_ahead
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_in


@dataclass(frozen=True)
class Sent:
    """One thing that was sent ahead."""

    ahead: Ahead
    is_taken_back: bool
    is_stray: bool
    proposal_text: str
    note: Note | None
    is_on_other_words: bool


@dataclass(frozen=True)
class AheadPage:
    """What can be sent ahead to a meeting, and what the viewer sent; empty where nothing can be sent any more."""

    open_parts: list[Part]
    proposals: list[Proposal]
    sent: list[Sent]
    belongs: bool

    @property
    def has_strays(self) -> bool:
        """Whether a part was taken out of the plan for which something had been written."""
        return any(each.is_stray for each in self.sent)


def ahead_page(*, viewer: Member, meeting: Meeting) -> AheadPage:
    """What can be sent ahead, and what the viewer sent: nobody else's."""
    planned = parts(meeting)
    decides = any(part.kind == PartKind.DECISION for part in planned)
    still = why_not_position_ahead(meeting) is None
    waiting = proposals_waiting(viewer=viewer) if decides and still else []
    return AheadPage(
        open_parts=[part for part in planned if why_not_send_ahead(meeting, part) is None],
        proposals=with_notes(viewer=viewer, proposals=waiting),
        sent=[_sent(each, viewer) for each in _own.rows(meeting=meeting.pk, member=viewer.pk, person=viewer.person_id)],
        belongs=is_in(meeting.scope_id, viewer.person),
    )


@Prepared
def _own(meeting: int, member: int, person: int) -> QuerySet[Ahead]:
    visible = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    sent = Ahead.objects.filter(Q(words__isnull=True) | Exists(visible), meeting=meeting, member=member)
    sent = sent.annotate(is_chosen=chosen_in_note(person, "proposal__words"))
    return sent.select_related("words", "part", f"proposal__{OF_WORDS}").order_by("at", "pk")


def _sent(ahead: Ahead, viewer: Member) -> Sent:
    proposal, is_chosen = ahead.proposal, ahead.is_chosen  # type: ignore[attr-defined]
    gone = proposal is not None and is_taken_back(proposal)
    return Sent(
        ahead=ahead,
        is_taken_back=ahead.words is not None and ahead.words.state == State.TAKEN_BACK,
        is_stray=proposal is None and ahead.part_id is None,
        proposal_text="" if proposal is None or gone else proposal.words.body,
        note=note_on(proposal.words, person=viewer.person_id, is_chosen=is_chosen)
        if proposal is not None and not gone
        else None,
        is_on_other_words=proposal is not None and ahead.worded_as != fingerprint(proposal.words.body),
    )


def own_ahead(*, viewer: Member, meeting: Meeting, ahead_id: str) -> Ahead:
    """One thing that the viewer sent ahead; raises NoSuchMeeting for anybody else's."""
    found = Ahead.objects.filter(meeting=meeting, member=viewer, public_id=ahead_id)
    sent = found.select_related("meeting").first()
    if sent is None:
        raise NoSuchMeeting
    return sent
