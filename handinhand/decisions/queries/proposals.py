"""Finding proposals, what was decided, and how a decision stands by the circle's rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from handinhand.circles.choices import Standing
from handinhand.circles.models import AdoptedLine, AdoptedVersion, Member
from handinhand.circles.queries import NotHere, with_notes_of_lines
from handinhand.circles.reads import with_what_they_came_from
from handinhand.decisions.choices import ROUNDS, Follows, ProposalState
from handinhand.decisions.models import Position, Proposal, Touched
from handinhand.fairness.consent import Concern, Kind, Result, Rule, Stand, outcome
from handinhand.ground.own_text import own_text
from handinhand.ground.paging import A_PAGE, earlier_than, first_page
from handinhand.ground.prepared import Prepared
from handinhand.people.queries.energy import rests_now
from handinhand.topics.queries import NOBODY, OF_WORDS, Note, chosen_in_note, in_sight, note_on
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember, Words, not_seen_by
from handinhand.words.queries import is_covered_from

WAITING = (ProposalState.PROPOSED, *ROUNDS, ProposalState.OPEN, ProposalState.WAITS)


@dataclass(frozen=True)
class Decided:
    """What was decided, in the circle's own text; `is_among` says whether the viewer may read how it came to be."""

    public_id: str
    text: str
    is_among: bool
    note: Note | None = None


def within_reach(viewer: Member) -> QuerySet[Proposal]:
    """Proposals in the viewer's circle among people of whom they are one, and whatever the circle decided."""
    return reached_by(viewer.person_id, viewer.circle_id)


def reached_by(person: int, circle: int) -> QuerySet[Proposal]:
    """The same, by row numbers: for prepared reads."""
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    reached = Q(Exists(among)) | Q(state=ProposalState.ADOPTED)
    return Proposal.objects.filter(reached, circle=circle).select_related("circle", "scope", "words", "by")


def proposals_waiting(*, viewer: Member) -> list[Proposal]:
    """What is not decided yet in the viewer's circle among them, oldest first, without the words of what is covered.

    `fold` names those whose author they chose not to see.
    """
    waiting = _waiting.rows(person=viewer.person_id, circle=viewer.circle_id)
    for each in waiting:
        is_covered_from(each.words, viewer.person_id)
        each.fold = each.public_id if each.is_unseen else ""  # type: ignore[attr-defined]
    return waiting


@Prepared
def _waiting(person: int, circle: int) -> QuerySet[Proposal]:
    visible = Words.objects.visible_to_or_covered(person, with_unseen=True)
    readable = Exists(visible.filter(pk=OuterRef("words")))
    to_hear = Touched.objects.filter(proposal=OuterRef("pk"), member__person=person, heard_at__isnull=True)
    waiting = (
        reached_by(person, circle)
        .filter(readable, state__in=WAITING)
        .annotate(
            touches_me=Exists(to_hear), is_unseen=not_seen_by(person, "words__author"), is_chosen=chosen_in_note(person)
        )
    )
    return waiting.select_related(OF_WORDS).order_by("made_at", "pk")


def decided_in(*, viewer: Member, before: str = "") -> tuple[list[Proposal], str]:
    """A page of what the viewer's circle decided, newest first, and where the earlier ones begin.

    The text of each is its `adopted_text`.
    """
    if before:
        decided = earlier_than(_decided(viewer.person_id, viewer.circle_id), at="adopted_at", before=before)
        return first_page(list(decided[: A_PAGE + 1]))
    return first_page(_newest_decided.rows(person=viewer.person_id, circle=viewer.circle_id))


def _decided(person: int, circle: int) -> QuerySet[Proposal]:
    found = reached_by(person, circle).filter(state=ProposalState.ADOPTED)
    return _with_note(found, person).order_by("-adopted_at", "-pk")


def _with_note(found: QuerySet[Proposal], person: int) -> QuerySet[Proposal]:
    """What was decided, with what the words it came from touch on, and whether those can be read."""
    sight = in_sight(person, "adopted_text_covered_until")
    return found.annotate(in_sight=sight, is_chosen=chosen_in_note(person)).select_related(OF_WORDS)


def all_decided(*, viewer: Member) -> list[Proposal]:
    """All that the viewer's circle decided, each with its `note` as long as the words it came from can be read."""
    decided = Proposal.objects.filter(circle=viewer.circle_id, state=ProposalState.ADOPTED)
    found = list(_with_note(decided, viewer.person_id))
    for each in found:
        each.note = _note_of(each, viewer.person_id)  # type: ignore[attr-defined]
    return found


@Prepared
def _newest_decided(person: int, circle: int) -> QuerySet[Proposal]:
    return _decided(person, circle)[: A_PAGE + 1]


def decided_between(*, viewer: Member, start: datetime, end: datetime) -> list[Decided]:
    """What the viewer's circle decided by positions that closed in a stretch of time."""
    closed = _decided_between.rows(person=viewer.person_id, circle=viewer.circle_id, start=start, end=end)
    return [_decided_line(each, viewer.person_id) for each in closed]


def _decided_line(each: Proposal, person: int) -> Decided:
    among: Any = vars(each)["among"]
    return Decided(each.public_id, each.adopted_text or "", among, _note_of(each, person))


def _note_of(each: Proposal, person: int) -> Note | None:
    of: dict[str, Any] = vars(each)
    return note_on(each.words, person=person, is_chosen=of["is_chosen"]) if of["in_sight"] else None


@Prepared
def _decided_between(person: int, circle: int, start: datetime, end: datetime) -> QuerySet[Proposal]:
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    found = Proposal.objects.filter(circle=circle, state=ProposalState.ADOPTED)
    found = _with_note(found.annotate(among=Exists(among)), person)
    return found.filter(closed_at__gte=start, closed_at__lte=end).order_by("closed_at", "pk")


def proposal_for(*, viewer: Member, proposal_id: str) -> Proposal:
    """One proposal that the viewer's circle decided, or that is among their people; raises NotHere for others."""
    found = _proposal.first(person=viewer.person_id, circle=viewer.circle_id, public_id=proposal_id)
    if found is None:
        raise NotHere
    return found


@Prepared
def _proposal(person: int, circle: int, public_id: str) -> QuerySet[Proposal]:
    """One proposal, with what was given by it, and the newest that follows it in each way."""
    near = reached_by(person, circle).filter(follows=OuterRef("pk")).order_by("-pk")
    newest = {how.value: Subquery(near.filter(follows_how=how).values("public_id")[:1]) for how in Follows}
    found = _with_note(reached_by(person, circle).filter(public_id=public_id), person)
    found = found.annotate(**newest, holder_rests=rests_now("given__to__person"))
    return found.select_related("circle", "scope", OF_WORDS, "by", "given__to", "given__asked__to", "follows", "secret")


def channels_of(*, viewer: Member, proposal_id: str) -> list[str]:
    """What the page of a proposal follows: the circle, and the people it was proposed to."""
    followed = _followed.rows(person=viewer.person_id, circle=viewer.circle_id, public_id=proposal_id)
    return [each.public_id for each in followed]


@Prepared
def _followed(person: int, circle: int, public_id: str) -> QuerySet[Scope]:
    scope = reached_by(person, circle).filter(public_id=public_id).values("scope")
    return Scope.objects.filter(Q(kind=ScopeKind.CIRCLE) | Q(pk__in=scope), circle=circle)


def own_position(*, viewer: Member, proposal: Proposal, position_id: str) -> Position:
    """The viewer's own position on a proposal; raises NotHere for anybody else's."""
    found = Position.objects.filter(proposal=proposal, public_id=position_id, member=viewer)
    position = found.select_related("proposal", "proposal__words", "words", "member", "member__person").first()
    if position is None:
        raise NotHere
    return position


def replaceable(*, viewer: Member, kind: str, line_id: str) -> AdoptedLine | None:
    """A line of the viewer's circle that a proposal of this kind can replace."""
    found = _replaceable.rows(circle=viewer.circle_id, kind=kind, public_id=line_id, person=viewer.person_id)
    return next(iter(with_notes_of_lines(found, viewer=viewer)), None)


@Prepared
def _replaceable(circle: int, kind: str, public_id: str, person: int) -> QuerySet[AdoptedLine]:
    lines = AdoptedLine.objects.filter(circle=circle, version__kind=kind, public_id=public_id)
    return with_what_they_came_from(lines.select_related("version"), person=person)


def line_from(proposal: Proposal) -> AdoptedLine | None:
    """The line of now that came from a decision, if there is one."""
    kept = AdoptedVersion.objects.filter(circle=proposal.circle_id, kind=proposal.adopts)
    newest = kept.order_by("-number").values("pk")[:1]
    return AdoptedLine.objects.filter(version__in=newest, decision_id=proposal.public_id).first()


def lines_for(proposal: Proposal, *, person: int = NOBODY) -> tuple[AdoptedLine | None, AdoptedLine | None]:
    """The line a proposal would change, as it was proposed and as it stands now; the second is missing once it is gone.

    Each is read with what it touches on, for `person` to choose. Every version has lines of its own, so a line that was
    carried on is known by its text.
    """
    if not proposal.replaces:
        return None, None
    kept = AdoptedVersion.objects.filter(circle=proposal.circle_id, kind=proposal.adopts)
    newest = kept.order_by("-number").values("pk")[:1]
    either = Q(public_id=proposal.replaces) | Q(version__in=newest)
    found = AdoptedLine.objects.filter(either, circle=proposal.circle_id).order_by("-version", "position")
    lines = list(with_what_they_came_from(found, person=person))
    meant = next((line for line in lines if line.public_id == proposal.replaces), None)
    latest = [line for line in lines if line.version_id == lines[0].version_id]
    same = [line for line in latest if meant is not None and own_text(line, "text") == own_text(meant, "text")]
    return meant, next((line for line in same if line == meant), same[0] if same else None)


def result_of(proposal: Proposal, positions: Iterable[Position]) -> Result:
    """Whether a proposal is adopted by what counted when positions were last closed, and why."""
    stands = [
        Stand(
            who=str(position.member_id),
            kind=cast(Kind, position.kind),
            for_themselves=position.counted_as == Standing.FOR_MYSELF,
            concern=cast(Concern, position.concern_state),
        )
        for position in positions
        if position.counted_as
    ]
    rule = Rule(proposal.rule_share_percent or 100, proposal.rule_for_themselves or 1)
    return outcome(
        stands, rule=rule, members=proposal.members or 0, members_for_themselves=proposal.members_for_themselves or 0
    )
