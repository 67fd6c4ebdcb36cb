"""What decisions bring to somebody's day: what touches them, what is with them, and what has its day today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.decisions.choices import OfferState, ProposalState
from handinhand.decisions.models import Given, Offer, Position, Proposal, Touched
from handinhand.ground.moments import goes_on
from handinhand.ground.prepared import Prepared
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words, not_seen_by

NOT_DECIDED = (ProposalState.PROPOSED, ProposalState.QUESTIONS, ProposalState.REACTIONS, ProposalState.WAITS)
MOST = 20


@dataclass(frozen=True)
class Call:
    """One thing that a decision brings: a sentence, the words it is about, and where it stands."""

    circle_id: str
    circle_name: str
    public_id: str
    says: str
    text: str
    fold: str
    is_to_look_again: bool
    note: Note | None = None


def calling(person: int, now: datetime) -> QuerySet[Proposal]:
    """The proposals that call on somebody today, each with what for."""
    here = Member.objects.filter(circle=OuterRef("circle"), person=person, left_at__isnull=True)
    among = ScopeMember.objects.filter(scope=OuterRef("scope"), person=person)
    mine = {"proposal": OuterRef("pk")}
    offers = Offer.objects.filter(**mine, state=OfferState.OFFERED, words__state=State.SHARED)
    stood = Position.objects.filter(**mine, member__person=person, taken_at__lt=OuterRef("worded_at"))
    given = Given.objects.filter(**mine, to__person=person, called_back_at__isnull=True)
    found = Proposal.objects.filter(Exists(here)).annotate(
        touches_me=Exists(Touched.objects.filter(**mine, member__person=person, heard_at__isnull=True)),
        gave_me=Exists(given.filter(decided_at__isnull=True)),
        reworded=Exists(stood),
        offered=Exists(offers),
    )
    decided = Q(state=ProposalState.ADOPTED)
    now_to_read = Q(state__in=[*NOT_DECIDED, ProposalState.OPEN]) & Exists(among)
    to_answer = Q(touches_me=True) | Q(offered=True, by__person=person)
    has_its_day = Q(waits_until__lte=now, state__in=NOT_DECIDED) | Q(closes_at__lte=now, state=ProposalState.OPEN)
    said_before = Q(reworded=True, state=ProposalState.OPEN)
    return found.filter(
        (now_to_read & (to_answer | has_its_day | said_before))
        | (decided & (Q(gave_me=True) | Q(look_again_at__lte=now)))
    )


def calls(*, person: int, now: datetime) -> list[Call]:
    """What calls on somebody today, the oldest first, in one query."""
    return [_call(each, person) for each in _calls.rows(person=person, now=now)]


@Prepared
def _calls(person: int, now: datetime) -> QuerySet[Proposal]:
    readable = Exists(Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words")))
    unseen = not_seen_by(person, "words__author")
    found = calling(person, now).annotate(
        is_readable=readable, is_unseen=unseen, proposer=F("by__person"), is_chosen=chosen_in_note(person)
    )
    return found.select_related("circle", OF_WORDS).order_by("made_at", "pk")[:MOST]


def _call(proposal: Proposal, person: int) -> Call:
    decided = proposal.state == ProposalState.ADOPTED
    written = proposal.words.body if proposal.is_readable else ""  # type: ignore[attr-defined]
    return Call(
        circle_id=proposal.circle.public_id,
        circle_name=proposal.circle.name,
        public_id=proposal.public_id,
        says=_says(proposal, person),
        text=(proposal.adopted_text or "") if decided else written,
        fold=proposal.public_id if proposal.is_unseen and not decided else "",  # type: ignore[attr-defined]
        is_to_look_again=decided and not proposal.gave_me,  # type: ignore[attr-defined]
        note=_note(proposal, person, decided=decided),
    )


def _note(proposal: Proposal, person: int, *, decided: bool) -> Note | None:
    is_covered = decided and goes_on(proposal.adopted_text_covered_until)
    of: dict[str, Any] = vars(proposal)
    is_there = of["is_readable"] and not is_covered
    return note_on(proposal.words, person=person, is_chosen=of["is_chosen"]) if is_there else None


def _says(proposal: Proposal, person: int) -> str:
    """Why it is on somebody's page today: what is nearest to them first."""
    of: dict[str, Any] = vars(proposal)
    decided, is_open = proposal.state == ProposalState.ADOPTED, proposal.state == ProposalState.OPEN
    reasons = (
        (decided and of["gave_me"], _("The circle gave you this to decide, whenever you are ready.")),
        (decided, _("The day has come to look at this again: keep it, change it, or let it go.")),
        (
            of["touches_me"],
            _("This touches you. Nobody says where they stand before you have read it, or seven days have passed."),
        ),
        (of["offered"] and of["proposer"] == person, _("Somebody offered other words for what you proposed.")),
        (
            is_open and of["reworded"],
            _("The words changed after you said where you stand. What you said was about the words before."),
        ),
        (is_open, _("The day has come to see where everybody stands.")),
        (True, _("This waited until today.")),
    )
    return next(says for holds, says in reasons if holds)
