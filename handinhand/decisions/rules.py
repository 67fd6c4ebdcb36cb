"""When something can be done with a proposal: each rule returns why not, in plain words, or nothing."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.choices import NEVER_EMPTY, Adopts
from handinhand.circles.models import Member
from handinhand.decisions.choices import ROUNDS, ConcernState, PositionKind, ProposalState, ReactionKind
from handinhand.decisions.models import Given, Position, Proposal, SecretPositions
from handinhand.fairness.consent import earliest_closing
from handinhand.fairness.energy import Cost
from handinhand.fairness.small_numbers import ENOUGH
from handinhand.unnamed.rules import TEXT_LIMIT
from handinhand.words.choices import OF_ONE, ScopeKind, State
from handinhand.words.models import Scope

# What deciding something for the circle takes, and how long somebody is asked for it.
DECIDING_TAKES = Cost(minutes=60)
DECIDING_IS_ASKED_FOR = timedelta(days=90)
# Our own rule: so few slips at least are typed in at once, so that none points at somebody.
LEAST_SLIPS, MOST_SLIPS = 3, 12


def fingerprint(text: str) -> str:
    """What `text` is known by, so that a later change to it is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_taken_back(proposal: Proposal) -> bool:
    """Whether the words of a proposal are not there for others to read: taken back, or covered for now."""
    words = proposal.words
    return words.state != State.SHARED or words.scope_id != proposal.scope_id or words.is_covered


def is_reworded(proposal: Proposal) -> bool:
    """Whether its author changed a proposal's words after it was opened."""
    return proposal.opened_as is not None and proposal.opened_as != fingerprint(proposal.words.body)


def why_not_propose(*, scope: Scope, adopts: str, share_percent: int | None, for_themselves: int | None) -> str | None:
    """What the whole circle makes its own is proposed to the whole circle, and how we decide says both numbers."""
    if scope.kind in OF_ONE:
        return _("A proposal needs others who can read it. Choose who.")
    if adopts and scope.kind != ScopeKind.CIRCLE:
        return _("This is for the whole circle, so the whole circle needs to see it.")
    says_how = share_percent is not None and for_themselves is not None
    if (adopts == Adopts.HOW_WE_DECIDE) != says_how:
        return _("Say how many of us take part, and how many of them come for themselves.")
    return None


def day_begins(day: date, zone: str) -> datetime:
    """The moment at which a day begins where a circle is."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def why_not_follow(
    *, lets_go: bool, replaces: str, follows: Proposal | None, follows_how: str, circle: int
) -> str | None:
    """Only a line can be let go, and a proposal follows one of its own circle."""
    if lets_go and not replaces:
        return _("The line that this would let go is no longer there.")
    if (follows is None) == bool(follows_how) or (follows is not None and follows.circle_id != circle):
        return _("What this would follow is not here.")
    return None


def why_not_let_go(adopts: str, *, lets_go: bool) -> str | None:
    """Of a few things there is always a sentence, so that nobody is without it for a moment."""
    return always_there() if lets_go and adopts in NEVER_EMPTY else None


def always_there() -> str:
    """What somebody reads who would let go of one of those."""
    return _("Our circle always has a sentence for this, so it cannot be let go. You can propose other words for it.")


def why_not_touch(proposal: Proposal) -> str | None:
    """Whom it touches is said before it is decided."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_talk(proposal: Proposal, *, what: str) -> str | None:
    """Rounds come before positions, and quick reactions after questions."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    if proposal.state == ProposalState.OPEN:
        return _("Positions are open already. Questions can be asked below.")
    if what not in ROUNDS or proposal.state == what:
        return _("This round has begun already.")
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_react(proposal: Proposal, *, kind: str, text: str) -> str | None:
    """What one would like to change needs words; once it is decided, it is proposed anew."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    if kind == ReactionKind.CHANGE and not text.strip():
        return _("Please say what you would like to change.")
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_offer(proposal: Proposal, *, text: str, is_about_hold: bool) -> str | None:
    """Other words are offered for a proposal that is not decided, and they are other words."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    if proposal.lets_go or proposal.share_percent is not None or is_about_hold:
        return _("For this one there are no other words. You can propose something of your own.")
    if text == proposal.words.body:
        return _("These are the same words. Change something, or leave it as it is.")
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_close_day(closes_at: datetime, *, now: datetime, zone: str) -> str | None:
    """Positions in writing close on a day before which everybody has two clear days."""
    earliest = day_begins(earliest_closing(now.astimezone(ZoneInfo(zone)).date()), zone)
    if closes_at < earliest:
        return _("Everybody needs two clear days to say where they stand. Please choose a later day.")
    return None


def why_not_lead(proposal: Proposal, by: Member) -> str | None:
    """In writing, whoever proposed something leads; anybody does when they are not here any more."""
    if proposal.by is not None and proposal.by.left_at is None and proposal.by_id != by.pk:
        return _("Whoever proposed this begins it in writing. A meeting can take it up at any time.")
    return None


def why_not_wait(proposal: Proposal, *, until: datetime | None, now: datetime) -> str | None:
    """What is not decided can wait, until a day to come."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    if proposal.state == ProposalState.OPEN:
        return _("Positions are open. It can wait once they are closed.")
    return _to_come() if until is not None and until <= now else None


def why_not_keep(proposal: Proposal, *, seen: datetime | None, again_at: datetime | None, now: datetime) -> str | None:
    """A decision is looked at again as it was on the page, and until a day to come."""
    if proposal.state != ProposalState.ADOPTED:
        return _("This is not decided, so there is nothing to look at again.")
    if proposal.look_again_at != seen:
        return _("Somebody looked at this a moment ago. The page shows how it stands now.")
    return _to_come() if again_at is not None and again_at <= now else None


def why_not_give(proposal: Proposal, given: Given, by: Member) -> str | None:
    """Whoever proposes it asks somebody, while it is not open; once somebody said yes it is with them."""
    if proposal.state in {ProposalState.ADOPTED, ProposalState.OPEN} or proposal.adopts:
        return _("This cannot be given to somebody now. You can propose it anew.")
    if is_taken_back(proposal):
        return _taken_back(proposal)
    if proposal.by_id != by.pk:
        return _("Whoever proposed this asks somebody. You can propose something of your own.")
    if given.accepted_at is not None:
        return _("Somebody has said yes already.")
    return None


def why_rests(proposal: Proposal) -> str | None:
    """Why nothing is done about a proposal for now: its words are not there for others to read."""
    return _taken_back(proposal) if is_taken_back(proposal) else None


def is_to_decide(given: Given) -> bool:
    """Whether somebody who said yes has still to decide what was given to them."""
    return given.accepted_at is not None and given.decided_at is None and given.called_back_at is None


def why_not_answer_given(proposal: Proposal, given: Given) -> str | None:
    """Yes and no are said, and taken back, until it is decided."""
    if given.decided_at is not None:
        return _("This is decided already.")
    if proposal.state == ProposalState.OPEN:
        return _("Positions are open now. You can say no there, as a concern.")
    return None


def why_not_decide_given(proposal: Proposal, given: Given) -> str | None:
    """What was given is decided once, after the circle gave it, and before it is called back."""
    if proposal.state != ProposalState.ADOPTED or given.accepted_at is None:
        return _("The circle has not given this to you yet.")
    if given.called_back_at is not None:
        return _("The circle called this back. Nothing waits for you here.")
    return _("This is decided already.") if given.decided_at is not None else None


def why_not_given_yet(given: Given | None) -> str | None:
    """A question is given to somebody only with their yes first."""
    if given is not None and given.accepted_at is None:
        return _("This would be given to somebody to decide. Positions open when they have said yes.")
    return None


def why_not_open(proposal: Proposal) -> str | None:
    """A proposal is opened while it waits, or when its words were changed after it was opened."""
    if proposal.state == ProposalState.ADOPTED:
        return _decided()
    if is_taken_back(proposal):
        return _taken_back(proposal)
    if proposal.state == ProposalState.OPEN and not is_reworded(proposal):
        return _("This is open already. Everybody can say where they stand.")
    return None


def why_not_ask(proposal: Proposal) -> str | None:
    """Questions are for proposals that are not decided yet."""
    if proposal.state == ProposalState.ADOPTED:
        return _("This was decided already, so questions about it are closed. You can ask in a meeting.")
    return _taken_back(proposal) if is_taken_back(proposal) else None


def why_not_take_position(proposal: Proposal, *, kind: str, concern: str) -> str | None:
    """Positions are taken and changed while a proposal is open, on the words that were opened; a concern says what."""
    if proposal.state != ProposalState.OPEN:
        return _("Positions are closed for now. A meeting can take this up again, and then you can change yours.")
    if kind == PositionKind.CONCERN and not concern.strip():
        return _("Please say what your concern is, so that others can answer it.")
    return _why_words_do_not_stand(proposal)


def why_not_secret(*, is_allowed: bool, here: int) -> str | None:
    """Positions are taken without names where the circle decided that it can be, among enough people."""
    if not is_allowed:
        return _("Your circle has not decided that we can write without names here.")
    if here < ENOUGH:
        return _("Without names it takes five people at least who can read this, and here there are fewer.")
    return None


def why_not_other_way(*, is_secret: bool, without_names: bool) -> str | None:
    """What is open in writing stays open as it was opened: with names, or without."""
    if is_secret == without_names:
        return None
    if is_secret:
        return _("This is open in writing, without names. It stays so until it closes.")
    return _("This is open in writing, with names. It stays so until it closes.")


def why_not_by_name(*, is_secret: bool) -> str | None:
    """Where positions are taken without names, none is taken with one, nor by another's hand."""
    if is_secret:
        return _("Here everybody says without their name where they stand: on their own phone, or on a slip of paper.")
    return None


def why_not_before_its_day(proposal: Proposal, *, now: datetime) -> str | None:
    """Without names it closes on its day and never before: else it could be found out whether all have said it."""
    if proposal.closes_at is None or now >= proposal.closes_at:
        return None
    return _("Without names it closes from its day on, and not before. Everybody was told that day.")


def why_not_take_secret_position(proposal: Proposal, secret: SecretPositions | None) -> str | None:
    """The same as with names, where it was opened without."""
    if proposal.state != ProposalState.OPEN or secret is None:
        return _("This cannot be said without a name now. The page shows how it stands.")
    return _why_words_do_not_stand(proposal)


def why_not_see_anew(proposal: Proposal, secret: SecretPositions | None) -> str | None:
    """A result is seen anew while it waits, where positions were taken without names."""
    if proposal.state != ProposalState.WAITS or secret is None:
        return _("There is no result to see anew. The page shows how it stands.")
    return None


def why_not_slips(*, slips: Sequence[tuple[str, str]], people: int, others: int, is_alone: bool) -> str | None:
    """A few slips at once at least, as many as people who gave one, each complete; and two pairs of eyes.

    The two who read them know their own, so there are as many of others as it takes to point at nobody.
    """
    if is_alone:
        return _("Please choose somebody else to sit beside you: two of us look at every slip.")
    if not LEAST_SLIPS <= len(slips) <= MOST_SLIPS:
        return _("Please type in at least three slips at once, so that none points at somebody, and at most twelve.")
    if len(slips) != people:
        return _("Please tick as many people as there are slips. Everybody gives one.")
    if others < LEAST_SLIPS:
        return _("The two of you know your own slips. So three other people at least give one, too.")
    return _why_not_on_a_slip(slips)


def _why_not_on_a_slip(slips: Sequence[tuple[str, str]]) -> str | None:
    if any(kind not in PositionKind.values or len(concern) > TEXT_LIMIT for kind, concern in slips):
        return _("Please choose one for every slip.")
    if any(kind == PositionKind.CONCERN and not concern.strip() for kind, concern in slips):
        return _("On one slip there is a concern and nothing to read. Please write what stands there.")
    return None


def why_not_close(proposal: Proposal) -> str | None:
    """Positions are closed once, while the words that were opened still stand."""
    if proposal.state != ProposalState.OPEN:
        return _("Positions are not open, so there is nothing to close.")
    return _why_words_do_not_stand(proposal)


def why_not_settle_concern(position: Position) -> str | None:
    """A concern is answered, or kept as a view, while the decision waits for it."""
    if position.proposal.state == ProposalState.OPEN:
        return _("Positions are open again, so you can change yours there.")
    if position.proposal.state != ProposalState.WAITS or position.concern_state != ConcernState.STANDS:
        return _("Nothing waits for this concern any more.")
    return None


def _why_words_do_not_stand(proposal: Proposal) -> str | None:
    if is_taken_back(proposal):
        return _taken_back(proposal)
    if is_reworded(proposal):
        return _("The words were changed after this was opened. Whoever holds the meeting can open it again.")
    return None


def _taken_back(proposal: Proposal) -> str:
    if proposal.words.is_covered:
        return _("Something in this proposal is covered, so it rests.")
    return _("The person who proposed this took their words back, so it rests.")


def _decided() -> str:
    return _("This was decided already. To change it, propose something new.")


def _to_come() -> str:
    return _("Please choose a day after today.")
