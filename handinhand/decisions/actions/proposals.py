"""Proposing, opening, positions, closing, and what became of a concern."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.actions import carry_out_about_hold, carry_out_decided, use_power
from handinhand.circles.choices import Adopts, Power, Standing
from handinhand.circles.models import AdoptedLine, Member
from handinhand.circles.queries import rule_of
from handinhand.circles.queries.asking import why_not_carried_out
from handinhand.decisions.actions import secret
from handinhand.decisions.actions.hearing import carry_over, refresh
from handinhand.decisions.actions.held import NotAmongThem, NotYourPosition, check, check_among, hold
from handinhand.decisions.choices import ROUNDS, ConcernState, Follows, PositionKind, ProposalState
from handinhand.decisions.models import Given, Position, Proposal, Question
from handinhand.decisions.queries import lines_for, result_of
from handinhand.decisions.queries.hearing import hearings
from handinhand.decisions.queries.secret import result_without_names, secret_of
from handinhand.decisions.rules import (
    fingerprint,
    is_reworded,
    is_taken_back,
    why_not_ask,
    why_not_before_its_day,
    why_not_by_name,
    why_not_close,
    why_not_follow,
    why_not_given_yet,
    why_not_let_go,
    why_not_open,
    why_not_other_way,
    why_not_propose,
    why_not_see_anew,
    why_not_settle_concern,
    why_not_take_position,
)
from handinhand.fairness.consent import why_not_heard, why_not_yet
from handinhand.ground.models import Circle
from handinhand.ground.prepared import Prepared
from handinhand.live.actions import tell
from handinhand.promises.actions import carry_on
from handinhand.ui.sentences import say
from handinhand.words import actions as words_actions
from handinhand.words.choices import State
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import covered_until


@transaction.atomic
def propose(
    *,
    circle: Circle,
    scope: Scope,
    by: Member | None,
    text: str,
    adopts: str = "",
    replaces: str = "",
    share_percent: int | None = None,
    at_least_for_themselves: int | None = None,
    lets_go: bool = False,
    follows: Proposal | None = None,
    follows_how: str = "",
    look_again_at: datetime | None = None,
    came_from: Words | None = None,
    now: datetime,
) -> Proposal:
    """Put something to the people of `scope` to decide; `adopts` says what the circle would make its own by it."""
    if by is not None:
        check_among(scope.pk, by)
    check(
        why_not_propose(scope=scope, adopts=adopts, share_percent=share_percent, for_themselves=at_least_for_themselves)
    )
    check(
        why_not_follow(lets_go=lets_go, replaces=replaces, follows=follows, follows_how=follows_how, circle=circle.pk)
    )
    check(why_not_let_go(adopts, lets_go=lets_go))
    if replaces and not _is_line_of(circle, adopts, replaces):
        raise NotAmongThem
    person = by.person if by is not None else None
    words = words_actions.write(circle=circle, scope=scope, by=person, body=text, state=State.SHARED, now=now)
    if by is not None and came_from is not None:
        carry_on(source=came_from, onward=words, by=by, now=now)
    made = Proposal.objects.create(
        circle=circle,
        scope=scope,
        words=words,
        by=by,
        adopts=Adopts(adopts) if adopts else "",
        replaces=replaces,
        share_percent=share_percent,
        at_least_for_themselves=at_least_for_themselves,
        lets_go=lets_go,
        follows=follows,
        follows_how=follows_how,
        look_again_at=look_again_at,
        made_at=now,
    )
    carry_over(proposal=made, now=now)
    return made


def open_positions(*, proposal: Proposal, by: Member, now: datetime, without_names: bool = False) -> Proposal:
    """Let everybody say where they stand. Taken up again, positions stay as they were and can be changed.

    The one way to positions: nobody whom it touches has still to hear of it. What is open in writing stays open.
    With names or without is said for each opening anew; what was said the other way is not counted in it.
    """
    refresh(proposal=proposal, now=now)
    return _open(proposal, by, now, without_names=without_names)


@transaction.atomic
def _open(proposal: Proposal, by: Member, now: datetime, *, without_names: bool) -> Proposal:
    held = hold(proposal)
    check_among(held.scope_id, by)
    if held.state == ProposalState.OPEN and held.closes_at is not None and not is_reworded(held):
        check(why_not_other_way(is_secret=secret_of(held) is not None, without_names=without_names))
        return held
    unheard = why_not_heard(hearings(held), now=now)
    given = Given.objects.filter(proposal=held).first()
    check(why_not_open(held) or _why_overtaken(held, now) or (say(unheard) if unheard else why_not_given_yet(given)))
    _begin(held, now, without_names=without_names)
    if held.opened_as is None or is_reworded(held):
        held.opened_as, held.worded_at = fingerprint(held.words.body), now
    held.state, held.opened_at, held.closes_at, held.waits_until = ProposalState.OPEN, now, None, None
    held.save(update_fields=["state", "opened_at", "opened_as", "worded_at", "closes_at", "waits_until"])
    tell(channel=held.scope.public_id)
    return held


def _begin(held: Proposal, now: datetime, *, without_names: bool) -> None:
    """Positions go on as they were collected, if that is how they are wanted, about these words and not yet opened."""
    before = secret_of(held)
    _keep_concerns_in_view(held)
    if not without_names:
        secret.end(held, now=now)
    elif before is None or not before.box.is_collecting or is_reworded(held):
        secret.begin(held, now=now)


@transaction.atomic
def lay_aside(*, proposal: Proposal) -> None:
    """Let a proposal in hand wait for another time, as when its meeting goes on: positions stay as they were.

    What is open in writing as well goes on there.
    """
    held = hold(proposal)
    if held.state in {ProposalState.OPEN, *ROUNDS} and held.closes_at is None:
        held.state = ProposalState.PROPOSED
        held.save(update_fields=["state"])
        tell(channel=held.scope.public_id)


@transaction.atomic
def ask(*, proposal: Proposal, by: Member, text: str, now: datetime) -> Question:
    """Ask something about a proposal, or answer what was asked, where the proposal can be read."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_ask(held))
    words = words_actions.write(
        circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now
    )
    return Question.objects.create(circle=held.circle, proposal=held, words=words)


@transaction.atomic
def take_position(*, proposal: Proposal, by: Member, kind: str, concern: str = "", now: datetime) -> Position:
    """Say where one stands, or say it anew. Nobody else sees it, nor a concern's words, until positions are closed."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_by_name(is_secret=secret_of(held) is not None))
    check(why_not_take_position(held, kind=kind, concern=concern))
    position = _position.first(proposal=held.pk, member=by.pk)
    if position is None:
        position = Position(circle=held.circle, proposal=held, member=by)
    position.words = _words_of(position, held, by, concern if kind == PositionKind.CONCERN else "", now)
    position.kind = PositionKind(kind)
    position.concern_state = ConcernState.STANDS if kind == PositionKind.CONCERN else ""
    position.taken_at = now
    position.save()
    return position


@Prepared
def _position(proposal: int, member: int) -> QuerySet[Position]:
    return Position.objects.filter(proposal=proposal, member=member).select_related("words")


@transaction.atomic
def close_positions(*, proposal: Proposal, by: Member, now: datetime) -> Proposal:
    """Close positions: a power of whoever holds the meeting. What follows from it is `apply_closing`."""
    held = hold(proposal)
    if secret_of(held) is not None:
        check(why_not_close(held) or why_not_before_its_day(held, now=now))
    else:
        early = why_not_yet(now=now, closes_at=held.closes_at, silent=_silent(held))
        check(why_not_close(held) or (say(early) if early else None))
    closed: Proposal = use_power(power=Power.CLOSE_DECISION, circle=proposal.circle, by=by, now=now, proposal=proposal)
    return closed


@transaction.atomic
def apply_closing(*, circle: Circle, by: Member, now: datetime, proposal: Proposal) -> Proposal:
    """The effect of closing: who could take part is written down, everybody sees all positions, and the result."""
    held = hold(proposal)
    if held.circle_id != circle.pk:
        raise NotAmongThem
    check_among(held.scope_id, by)
    check(why_not_close(held) or _why_overtaken(held, now))
    standings = _standings(circle)
    is_secret = secret_of(held) is not None
    if is_secret and not secret.open_together(held, standings=standings):
        return held
    rule = rule_of(circle)
    held.members = len(standings)
    held.members_for_themselves = sum(each == Standing.FOR_MYSELF for each in standings.values())
    held.rule_share_percent, held.rule_for_themselves = rule.share_percent, rule.for_themselves
    held.state, held.closed_at = ProposalState.WAITS, now
    held.save()
    if not is_secret:
        _count(held, standings, now)
    _settle(held, by=by, now=now)
    return held


@transaction.atomic
def call_answered(*, position: Position, by: Member, now: datetime) -> Position:
    """Say that one's concern is answered; raises NotYourPosition for anybody but who has it."""
    held, own = _hold_concern(position, by)
    own.concern_state = ConcernState.ANSWERED
    own.save(update_fields=["concern_state"])
    _settle(held, by=by, now=now)
    return own


@transaction.atomic
def see_anew(*, proposal: Proposal, by: Member, now: datetime) -> Proposal:
    """See the result anew where concerns without a name stood: each of us can, as whoever wrote one stays unknown."""
    held = hold(proposal)
    check_among(held.scope_id, by)
    check(why_not_see_anew(held, secret_of(held)))
    _settle(held, by=by, now=now)
    return held


@transaction.atomic
def leave_as_minority(*, position: Position, by: Member, text: str, now: datetime) -> Position:
    """Keep one's concern beside the decision, in one's own words; raises NotYourPosition for anybody but who has it."""
    held, own = _hold_concern(position, by)
    as_it_is = own.words is not None and own.words.state == State.SHARED and own.words.body == text
    if text.strip() and not as_it_is:
        if own.words is not None:
            _keep_in_view(held, [own.words])
        own.words = words_actions.write(
            circle=held.circle, scope=held.scope, by=by.person, body=text, state=State.SHARED, now=now
        )
    own.concern_state = ConcernState.MINORITY
    own.save(update_fields=["concern_state", "words"])
    _settle(held, by=by, now=now)
    return own


def _why_overtaken(proposal: Proposal, now: datetime) -> str | None:
    """Why a proposal about a line that is gone by now, or that cannot go, is not taken up."""
    if proposal.replaces and lines_for(proposal)[1] is None:
        return _("The line that this would change is no longer there. You can propose it anew.")
    return why_not_carried_out(proposal.public_id, proposal.words.body, now=now) or why_not_let_go(
        proposal.adopts, lets_go=proposal.lets_go
    )


def _is_line_of(circle: Circle, adopts: str, line_id: str) -> bool:
    return AdoptedLine.objects.filter(circle=circle, version__kind=adopts, public_id=line_id).exists()


def _standings(circle: Circle) -> dict[int, str]:
    """Who is here now, with how they come: a decision is the circle's, so its rule is about all of them."""
    return dict(Member.objects.filter(circle=circle, left_at__isnull=True).values_list("pk", "standing"))


def _silent(proposal: Proposal) -> int:
    """How many who are here, and see a proposal, have not said yet where they stand on its words."""
    if proposal.worded_at is None:
        return 0
    said = Position.objects.filter(proposal=proposal, member=OuterRef("pk"), taken_at__gte=proposal.worded_at)
    among = ScopeMember.objects.filter(scope=proposal.scope_id, person=OuterRef("person"))
    here = Member.objects.filter(Exists(among), circle=proposal.circle_id, left_at__isnull=True)
    return here.filter(~Exists(said)).count()


def _count(proposal: Proposal, standings: dict[int, str], now: datetime) -> None:
    """Write down whose position counts, and open their concerns together."""
    # Whoever took a position before their access was held is counted with it: a hold silences nobody.
    among = ScopeMember.even_held.filter(scope=proposal.scope_id).values("person")
    Position.objects.filter(proposal=proposal).update(counted_as="")
    taken = Position.objects.filter(
        proposal=proposal, taken_at__gte=proposal.worded_at, member__in=Member.objects.filter(person__in=among)
    )
    for standing in Standing:
        these = [member for member, comes_as in standings.items() if comes_as == standing]
        taken.filter(member__in=these).update(counted_as=standing)
    counted = Position.objects.filter(proposal=proposal, kind=PositionKind.CONCERN).exclude(counted_as="")
    words_actions.open_together(words=Words.objects.filter(pk__in=counted.values("words")), now=now)


def _settle(proposal: Proposal, *, by: Member, now: datetime) -> None:
    """Adopt what holds by the circle's rule; else it waits. A copy of the words becomes the circle's own."""
    collected = secret_of(proposal)
    if collected is not None:
        result = result_without_names(proposal, collected)
    else:
        result = result_of(proposal, Position.objects.filter(proposal=proposal))
    stands_now = lines_for(proposal)[1]
    overtaken = result.adopted and _why_overtaken(proposal, now) is not None
    if result.adopted and not (overtaken or is_taken_back(proposal) or is_reworded(proposal)):
        proposal.state, proposal.adopted_at = ProposalState.ADOPTED, now
        text = proposal.words.body
        proposal.adopted_text, proposal.adopted_text_covered_until = text, covered_until(proposal.circle, text)
        proposal.save(update_fields=["state", "adopted_at", "adopted_text", "adopted_text_covered_until"])
        carry_out_about_hold(proposal_id=proposal.public_id, by=by, now=now)
        carry_out_decided(proposal_id=proposal.public_id, by=by, now=now)
        _follow_up(proposal, now)
        if proposal.adopts:
            _look_no_more_at(stands_now)
            use_power(
                power=Power.ADOPT,
                circle=proposal.circle,
                by=by,
                now=now,
                decided_by=proposal.public_id,
                kind=proposal.adopts,
                text="" if proposal.lets_go else text,
                replaces=stands_now.public_id if stands_now else "",
                came_from=proposal.words_id,
                share_percent=proposal.share_percent,
                at_least_for_themselves=proposal.at_least_for_themselves,
            )
    tell(channel=proposal.scope.public_id)


def _look_no_more_at(line: AdoptedLine | None) -> None:
    """What was decided about a line that is gone is not looked at again."""
    if line is not None:
        Proposal.objects.filter(circle=line.circle_id, public_id=line.decision_id).update(look_again_at=None)


def _follow_up(proposal: Proposal, now: datetime) -> None:
    """What a decision does to the one that it follows: what was given is called back."""
    if proposal.follows_how == Follows.CALLS_BACK:
        Given.objects.filter(proposal=proposal.follows_id, called_back_at__isnull=True).update(called_back_at=now)


def _hold_concern(position: Position, by: Member) -> tuple[Proposal, Position]:
    held = hold(position.proposal)
    check_among(held.scope_id, by)
    own = Position.objects.select_related("words").get(pk=position.pk)
    if own.member_id != by.pk:
        raise NotYourPosition
    own.proposal = held
    check(why_not_settle_concern(own))
    return held, own


def _words_of(position: Position, proposal: Proposal, by: Member, concern: str, now: datetime) -> Words | None:
    """The words of a position: a draft until closing. What others have read stays in view; what nobody read goes."""
    kept = position.words
    was_shown = kept is not None and kept.shared_at is not None
    if kept is not None and concern:
        if kept.state == State.DRAFT:
            if kept.body != concern:
                words_actions.change(words=kept, by=by.person, body=concern)
            return kept
        if was_shown and kept.state == State.SHARED and kept.body == concern:
            return kept
    if kept is not None and not was_shown:
        words_actions.remove(words=kept, by=by.person)
    if not concern:
        return None
    return words_actions.write(
        circle=proposal.circle, scope=proposal.scope, by=by.person, body=concern, state=State.DRAFT, now=now
    )


def _keep_concerns_in_view(proposal: Proposal) -> None:
    """Concerns that everybody has read stay readable among the questions, whatever their authors say next."""
    concerns = Position.objects.filter(proposal=proposal, words__shared_at__isnull=False)
    _keep_in_view(proposal, [each.words for each in concerns.select_related("words") if each.words is not None])


def _keep_in_view(proposal: Proposal, shown: Sequence[Words]) -> None:
    kept = set(Question.objects.filter(words__in=shown).values_list("words", flat=True))
    Question.objects.bulk_create(
        Question(circle=proposal.circle, proposal=proposal, words=words) for words in shown if words.pk not in kept
    )
