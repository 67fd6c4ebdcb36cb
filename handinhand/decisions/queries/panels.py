"""All that one member may see of one proposal. Positions are one's own until they are closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from handinhand.circles.choices import Adopts, Standing
from handinhand.circles.models import AdoptedLine, Member
from handinhand.circles.queries import NotHere, with_notes_of_lines
from handinhand.decisions.choices import ConcernState, PositionKind, ProposalState
from handinhand.decisions.comparing import Compared, compare
from handinhand.decisions.models import Offer, Position, Proposal, TookPart
from handinhand.decisions.queries.next_step import next_step, why_it_rests
from handinhand.decisions.queries.proposals import lines_for, result_of
from handinhand.decisions.queries.secret import SecretSeen, result_without_names, secret_seen
from handinhand.decisions.queries.shown import PositionShown, SaidAbout
from handinhand.decisions.rules import is_reworded, is_taken_back
from handinhand.fairness.consent import WITHOUT_NAMES, Result
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import OF_WORDS, WITH_NOTE, Note, chosen_in_note, note_on
from handinhand.ui.addresses import address_of
from handinhand.ui.apart import apart
from handinhand.ui.sentences import say
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words, not_seen_by
from handinhand.words.queries import fold_of, is_covered_from


@dataclass(frozen=True)
class DecisionPanel:
    """Everything that one member may see of one proposal, ready to be shown."""

    proposal: Proposal
    text: str | None
    instead_of: str
    instead_note: Note | None
    adopts_label: str
    state_label: str
    proposer: Member | None
    is_mine: bool
    is_taken_back: bool
    is_covered: bool
    rests: bool
    is_closed: bool
    is_adopted: bool
    is_among: bool
    compared: Compared | None
    mine: PositionShown | None
    positions: list[PositionShown]
    questions: list[SaidAbout]
    result: list[str]
    next_step: str
    secret: SecretSeen | None
    words_id: str
    circle_id: str
    seeing: list[Member]
    offered: list[Words]
    fold: str

    @property
    def page_url(self) -> str:
        """Where this proposal has a page of its own."""
        return address_of("decisions:proposal", self.circle_id, self.proposal.public_id)

    @property
    def is_open(self) -> bool:
        """Whether positions are taken now."""
        return self.proposal.state == ProposalState.OPEN

    @property
    def ask_url(self) -> str:
        """Where a question about it goes."""
        return address_of("decisions:ask", self.circle_id, self.proposal.public_id)

    @property
    def position_url(self) -> str:
        """Where a position on it goes."""
        return address_of("decisions:position", self.circle_id, self.proposal.public_id)

    @property
    def my_kind(self) -> str:
        """Where the viewer stands; empty when they have not said."""
        return self.mine.kind if self.mine else ""

    @property
    def my_concern(self) -> str:
        """The viewer's concern in their own words."""
        return (self.mine.concern or "") if self.mine else ""

    @property
    def can_take_position(self) -> bool:
        """Whether the viewer can say now with their name where they stand."""
        return self.is_open and not self.rests and self.secret is None

    @property
    def can_say_without_name(self) -> bool:
        """Whether positions are taken now without names."""
        return self.is_open and not self.rests and self.secret is not None

    @property
    def can_react(self) -> bool:
        """Whether the viewer is asked what they think first, with their name: not where positions are without names."""
        return self.can_ask and self.secret is None

    @property
    def can_ask(self) -> bool:
        """Whether the viewer can ask now."""
        return not self.is_adopted and not self.is_taken_back


def result_sentences(proposal: Proposal) -> list[str]:
    """Why the result is what it is, once positions are closed."""
    secret = getattr(proposal, "secret", None)
    if secret is not None and proposal.state in {ProposalState.WAITS, ProposalState.ADOPTED}:
        return _sentences(proposal, result_without_names(proposal, secret), rests=_rests(proposal), with_numbers=True)
    result = result_of(proposal, proposal.positions.all())
    return _sentences(proposal, result, rests=_rests(proposal), with_numbers=True)


def decision_panel(*, viewer: Member, proposal: Proposal) -> DecisionPanel:
    """What the viewer may see of a proposal, in four queries; raises NotHere for who may see nothing of it.

    Who is not among its people sees what the circle decided and why, without names and numbers.
    """
    seen = {words.pk: words for words in _words_about(viewer.person, proposal)}
    members = _everybody(proposal)
    me = members.get(viewer.pk)
    is_among: bool = me is not None and me.is_among  # type: ignore[attr-defined]
    is_adopted = proposal.state == ProposalState.ADOPTED
    if me is None or not (is_among or is_adopted):
        raise NotHere
    own_words = _own_words(proposal, seen)
    is_covered = own_words is not None and is_covered_from(own_words, viewer.person_id)
    taken_back = own_words is None or is_taken_back(proposal)
    meant, stands_now = lines_for(proposal, person=viewer.person_id)
    rests = why_it_rests(proposal, taken_back=taken_back, overtaken=bool(meant) and not stands_now)
    is_closed = is_adopted or proposal.state == ProposalState.WAITS
    secret = secret_seen(viewer=viewer, proposal=proposal, is_among=is_among, members=members)
    rows = _positions(viewer, proposal, everybody=is_closed) if secret is None else []
    shown = [_shown(row, viewer, proposal, members[row.member_id]) for row in rows]
    written = own_words.body if own_words is not None and not is_covered else None
    return DecisionPanel(
        proposal=proposal,
        text=proposal.adopted_text if is_adopted else written,
        instead_of=meant.text if meant else "",
        instead_note=with_notes_of_lines([meant], viewer=viewer)[0].note if meant else None,  # type: ignore[attr-defined]
        adopts_label=str(Adopts(proposal.adopts).label) if proposal.adopts else "",
        state_label=str(ProposalState(proposal.state).label),
        proposer=members.get(proposal.by_id) if proposal.by_id else None,
        is_mine=own_words is not None and own_words.author_id == viewer.person_id,
        is_taken_back=taken_back,
        is_covered=is_covered,
        rests=bool(rests),
        is_closed=is_closed,
        is_adopted=is_adopted,
        is_among=is_among,
        compared=_compared(proposal, meant, written),
        mine=next((each for each in shown if each.is_mine), None),
        positions=[each for row, each in zip(rows, shown, strict=True) if row.counted_as and is_closed and is_among],
        questions=_questions(seen.values(), viewer, members.values(), rows if is_closed else []),
        result=_result(proposal, secret, rows, rests=bool(rests), with_numbers=is_among),
        next_step=next_step(proposal, rests=rests, stands=any(each.stands for each in shown), secret=secret),
        secret=secret,
        words_id=own_words.public_id if own_words is not None else "",
        circle_id=viewer.circle.public_id,
        seeing=_seeing(members.values()),
        offered=[each for each in seen.values() if _offer_in(each)],
        fold=fold_of(own_words) if own_words is not None and not is_adopted else "",
    )


def _questions(
    seen: Iterable[Words], viewer: Member, members: Iterable[Member], shown: Iterable[Position]
) -> list[SaidAbout]:
    """What was asked and answered, and concerns of before that stay readable; not those of positions that are shown."""
    told = {row.words_id for row in shown}
    by_person = {member.person_id: member for member in members}
    return [_said(each, viewer, by_person) for each in seen if _is_asked(each, told)]


def _own_words(proposal: Proposal, seen: dict[int, Words]) -> Words | None:
    """The words of a proposal itself, taken out of those about it that the viewer may see."""
    own_words = seen.pop(proposal.words_id, None)
    if own_words is not None:
        proposal.words = own_words
    return own_words


def _words_about(person: Person, proposal: Proposal) -> list[Words]:
    """The proposal's own words and what was said about it, as far as somebody may read them, in order."""
    return _about.rows(person=person.pk, words=proposal.words_id, proposal=proposal.pk, circle=proposal.circle_id)


@Prepared
def _about(person: int, words: int, proposal: int, circle: int) -> QuerySet[Words]:
    about = Q(pk=words) | Q(proposal_question__proposal=proposal) | Q(offered_for__proposal=proposal)
    seen = Words.objects.visible_to_or_covered(person, with_unseen=True).filter(about, circle=circle)
    seen = seen.annotate(is_unseen=not_seen_by(person), is_chosen=chosen_in_note(person, "pk"))
    return seen.select_related("offered_for__by", WITH_NOTE).order_by("written_at", "pk")


def _is_asked(words: Words, told: set[int | None]) -> bool:
    """Whether words are a question or an answer: not a position's own, and not other words for the proposal."""
    return words.pk not in told and _offer_in(words) is None


def _seeing(members: Iterable[Member]) -> list[Member]:
    """Who is here and sees the proposal, in the order they came to the circle."""
    return [each for each in members if each.left_at is None and each.is_among]  # type: ignore[attr-defined]


def _compared(proposal: Proposal, meant: AdoptedLine | None, written: str | None) -> Compared | None:
    """The line as it was proposed to change it, beside the words that would take its place."""
    return compare(meant.text, written) if meant and written and not proposal.lets_go else None


def _offer_in(words: Words) -> Offer | None:
    """What is offered by some words, if they are other words for a proposal."""
    return getattr(words, "offered_for", None)


def _everybody(proposal: Proposal) -> dict[int, Member]:
    """Everybody who is or was in the circle of a proposal, by row number."""
    found = _members.rows(proposal=proposal.pk, scope=proposal.scope_id, circle=proposal.circle_id)
    return {member.pk: member for member in found}


@Prepared
def _members(scope: int, circle: int, proposal: int) -> QuerySet[Member]:
    """Everybody who is or was in the circle, for their names; `is_among` says who sees the proposal.

    `counted_as` is said of whoever took part in deciding it without names.
    """
    among = ScopeMember.objects.filter(scope=scope, person=OuterRef("person"))
    counted = TookPart.objects.filter(proposal=proposal, member=OuterRef("pk")).values("counted_as")[:1]
    found = Member.objects.filter(circle=circle).annotate(is_among=Exists(among), counted_as=Subquery(counted))
    return found.order_by("joined_at", "pk")


def _positions(viewer: Member, proposal: Proposal, *, everybody: bool) -> list[Position]:
    """All positions once they are closed, only the viewer's own before; `is_readable` says whether its words show."""
    if everybody:
        return _all_positions.rows(person=viewer.person_id, proposal=proposal.pk)
    return _own_positions.rows(person=viewer.person_id, proposal=proposal.pk, member=viewer.pk)


@Prepared
def _all_positions(person: int, proposal: int) -> QuerySet[Position]:
    readable = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words"))
    unseen = not_seen_by(person, "words__author")
    positions = Position.objects.filter(proposal=proposal).annotate(
        is_readable=Exists(readable), is_unseen=unseen, is_chosen=chosen_in_note(person)
    )
    return positions.select_related(OF_WORDS).order_by("member")


@Prepared
def _own_positions(person: int, proposal: int, member: int) -> QuerySet[Position]:
    readable = Words.objects.visible_to(person).filter(pk=OuterRef("words"))
    positions = Position.objects.filter(proposal=proposal, member=member).annotate(is_readable=Exists(readable))
    return positions.select_related("words")


def _shown(position: Position, viewer: Member, proposal: Proposal, member: Member) -> PositionShown:
    words = position.words if position.is_readable else None  # type: ignore[attr-defined]
    is_mine = position.member_id == viewer.pk
    is_concern = position.kind == PositionKind.CONCERN
    is_covered = words is None and position.words is not None and is_covered_from(position.words, viewer.person_id)
    on_other_words = proposal.worded_at is not None and position.taken_at < proposal.worded_at
    return PositionShown(
        public_id=position.public_id,
        member=member,
        name=member.name,
        standing=_standing(position, member),
        kind=position.kind,
        kind_label=str(PositionKind(position.kind).label),
        concern=words.body if words is not None and is_concern else None,
        concern_state=position.concern_state,
        concern_state_label=str(ConcernState(position.concern_state).label) if is_concern else "",
        is_mine=is_mine,
        is_taken_back=is_concern and not is_covered and (words is None or words.state == State.TAKEN_BACK),
        is_covered=is_concern and is_covered,
        on_other_words=on_other_words,
        words_id=position.words.public_id if position.words is not None and (words or is_covered) else "",
        fold=position.public_id if getattr(position, "is_unseen", False) else "",
        note=_note(words, viewer, of=position) if is_concern else None,
    )


def _standing(position: Position, member: Member) -> str:
    if position.counted_as == Standing.FOR_ORGANISATION and member.organisation:
        return _("for %(organisation)s") % {"organisation": apart(member.organisation)}
    return str(Standing(position.counted_as or member.standing).label)


def _said(words: Words, viewer: Member, by_person: dict[int, Member]) -> SaidAbout:
    author = by_person.get(words.author_id) if words.author_id else None
    is_covered = is_covered_from(words, viewer.person_id)
    return SaidAbout(
        author=author,
        name=author.name if author else "",
        text=words.body,
        is_mine=words.author_id == viewer.person_id,
        is_taken_back=words.state == State.TAKEN_BACK,
        is_covered=is_covered,
        words_id=words.public_id,
        fold=fold_of(words),
        note=None if is_covered else _note(words, viewer, of=words),
    )


def _note(words: Words | None, viewer: Member, *, of: object) -> Note | None:
    """What a question or a concern touches on; `of` is the row that says so. Nothing where one's own was read alone."""
    is_chosen = getattr(of, "is_chosen", None)
    if words is None or is_chosen is None:
        return None
    return note_on(words, person=viewer.person_id, is_chosen=is_chosen)


def _rests(proposal: Proposal) -> bool:
    overtaken = bool(proposal.replaces) and lines_for(proposal)[1] is None
    return overtaken or is_taken_back(proposal) or is_reworded(proposal)


def _result(
    proposal: Proposal, secret: SecretSeen | None, rows: Iterable[Position], *, rests: bool, with_numbers: bool
) -> list[str]:
    result = secret.result if secret is not None and secret.result is not None else result_of(proposal, rows)
    return _sentences(proposal, result, rests=rests, with_numbers=with_numbers)


def _sentences(proposal: Proposal, result: Result, *, rests: bool, with_numbers: bool) -> list[str]:
    """Why the result is what it is. How many did what is for those who also see who: a number alone tells on few."""
    if proposal.state not in {ProposalState.WAITS, ProposalState.ADOPTED}:
        return []
    if result.adopted and proposal.state == ProposalState.WAITS and rests:
        return [_("The words of this proposal, or of the line it would change, have changed since. So it waits.")]
    if with_numbers:
        return [say(reason) for reason in result.reasons]
    for_others = _("Enough people took part. How many, and where they stood, those who were there can see.")
    if WITHOUT_NAMES in result.reasons:
        for_others = _("Enough people took part. How many, those who were there can see.")
    return [for_others, *(say(reason) for reason in result.reasons if reason.forms is None)]
