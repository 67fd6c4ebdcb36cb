"""What stands around a proposal on its page: what was said first, other words, whom it touches, and what it follows."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.decisions.choices import Follows, OfferState, ProposalState, ReactionKind
from handinhand.decisions.comparing import Compared, compare
from handinhand.decisions.models import Given, Offer, Proposal, Reaction, Touched
from handinhand.decisions.queries.panels import DecisionPanel
from handinhand.decisions.queries.touching import both, note_on
from handinhand.decisions.rules import fingerprint, is_to_decide
from handinhand.ground.prepared import Prepared
from handinhand.topics import queries as topics
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words, not_seen_by
from handinhand.words.queries import fold_of


@dataclass(frozen=True)
class Reacted:
    """What one member said first, and whether it was about other words than these."""

    member: Member
    label: str
    text: str
    is_mine: bool
    of_other_words: bool
    words_id: str
    fold: str
    note: Note | None


@dataclass(frozen=True)
class Offered:
    """Other words that somebody offered, beside those that stand."""

    public_id: str
    member: Member | None
    is_mine: bool
    waits: bool
    state_label: str
    compared: Compared
    words_id: str
    fold: str
    note: Note | None


@dataclass(frozen=True)
class Linked:
    """A proposal that this one follows, or that follows it, and how."""

    public_id: str
    says: str


@dataclass(frozen=True)
class Around:
    """Everything around one proposal that the viewer may see."""

    reactions: list[Reacted]
    offers: list[Offered]
    touched: list[Member]
    mine_to_hear: Touched | None
    given: Given | None
    asked: Member | None
    is_open_again: bool
    linked: list[Linked]
    is_by_me: bool
    is_among: bool

    @property
    def heard(self) -> bool:
        """Whether the viewer, whom it touches, has read these words."""
        return self.mine_to_hear is not None and self.mine_to_hear.heard_at is not None


def around(*, viewer: Member, proposal: Proposal, panel: DecisionPanel) -> Around:
    """What stands around a proposal, in two queries; for who is not among its people, only what the circle keeps."""
    reactions = _reactions.rows(person=viewer.person_id, proposal=proposal.pk)
    touched = _touched.rows(person=viewer.person_id, proposal=proposal.pk)
    read = fingerprint(panel.text or "")
    mine = next((each for each in touched if each.member_id == viewer.pk), None)
    if mine is not None and mine.told_of != read and proposal.state != ProposalState.ADOPTED:
        mine.heard_at = None
    given = getattr(proposal, "given", None)
    asked = getattr(given, "asked", None) if given is not None else None
    note = note_on(viewer=viewer, panel=panel)
    return Around(
        reactions=[_reacted(each, viewer, read) for each in reactions],
        offers=[_offered(each, viewer, panel.text or "", note) for each in panel.offered],
        touched=[each.member for each in touched],
        mine_to_hear=mine,
        given=given,
        asked=asked.to if asked is not None else None,
        is_open_again=bool(getattr(proposal, "holder_rests", False)) and given is not None and is_to_decide(given),
        linked=_linked(proposal),
        is_by_me=proposal.by_id == viewer.pk,
        is_among=panel.is_among,
    )


def offer_of(*, viewer: Member, proposal: Proposal, offer_id: str) -> Offer:
    """One offer for a proposal that the viewer may read; raises NotHere."""
    readable = Exists(Words.objects.visible_to(viewer.person, with_unseen=True).filter(pk=OuterRef("words")))
    found = Offer.objects.filter(readable, proposal=proposal, public_id=offer_id)
    offer = found.select_related("words", "proposal", "proposal__circle", "proposal__scope").first()
    if offer is None:
        raise NotHere
    return offer


@Prepared
def _reactions(person: int, proposal: int) -> QuerySet[Reaction]:
    """What was said first, for those among whom it was said; `is_readable` says whether its words show."""
    readable = Exists(Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words")))
    among = Exists(ScopeMember.objects.filter(scope=OuterRef("proposal__scope"), person=person))
    reactions = Reaction.objects.filter(among, proposal=proposal).annotate(
        is_readable=readable, is_unseen=not_seen_by(person, "words__author"), is_chosen=chosen_in_note(person)
    )
    return reactions.select_related(OF_WORDS, "member").order_by("pk")


@Prepared
def _touched(person: int, proposal: int) -> QuerySet[Touched]:
    among = Exists(ScopeMember.objects.filter(scope=OuterRef("proposal__scope"), person=person))
    return Touched.objects.filter(among, proposal=proposal).select_related("member").order_by("pk")


def _reacted(reaction: Reaction, viewer: Member, read: str) -> Reacted:
    words = reaction.words if reaction.is_readable else None  # type: ignore[attr-defined]
    is_mine = reaction.member_id == viewer.pk
    is_chosen = reaction.is_chosen  # type: ignore[attr-defined]
    return Reacted(
        member=reaction.member,
        label=str(ReactionKind(reaction.kind).label),
        text=words.body if words is not None else "",
        is_mine=is_mine,
        of_other_words=reaction.said_of != read,
        words_id=words.public_id if words is not None and is_mine else "",
        fold=reaction.public_id if reaction.is_unseen else "",  # type: ignore[attr-defined]
        note=topics.note_on(words, person=viewer.person_id, is_chosen=is_chosen) if words is not None else None,
    )


def _offered(words: Words, viewer: Member, stands: str, note: Note | None) -> Offered:
    offer: Offer = words.offered_for
    is_mine = words.author_id == viewer.person_id
    shared = words.state == State.SHARED
    is_chosen = words.is_chosen  # type: ignore[attr-defined]
    return Offered(
        public_id=offer.public_id,
        member=offer.by,
        is_mine=is_mine,
        waits=offer.state == OfferState.OFFERED and shared,
        state_label=str(OfferState(offer.state).label) if shared else _("The words were taken back."),
        compared=compare(stands, words.body),
        words_id=words.public_id if is_mine else "",
        fold=fold_of(words),
        note=both(topics.note_on(words, person=viewer.person_id, is_chosen=is_chosen), note),
    )


def _linked(proposal: Proposal) -> list[Linked]:
    """What it follows, and the newest that follows it in each way."""
    before = {
        Follows.AGAIN: _("This takes up again what was decided or proposed before."),
        Follows.BESIDE: _("This stands beside another proposal, as another way."),
        Follows.CALLS_BACK: _("This would call back what was given to somebody to decide."),
    }
    after = {
        Follows.AGAIN: _("This was taken up again later."),
        Follows.BESIDE: _("Another way stands beside this."),
        Follows.CALLS_BACK: _("Somebody proposed to call this back."),
    }
    found = [Linked(proposal.follows.public_id, before[Follows(proposal.follows_how)])] if proposal.follows else []
    followed = [(getattr(proposal, how.value, None), says) for how, says in after.items()]
    return [*found, *(Linked(public_id, says) for public_id, says in followed if public_id)]
