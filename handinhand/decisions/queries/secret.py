"""Reads of what is decided without names: before closing one's own part of it alone, and afterwards never how."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import PaperSlips, Proposal, SecretPositions, TookPart
from handinhand.decisions.rules import MOST_SLIPS
from handinhand.fairness.consent import Result, Rule, Unjoined, outcome_unjoined
from handinhand.ground.passing_keys import KeyGone, unseal
from handinhand.unnamed.models import Answered, Unnamed
from handinhand.unnamed.queries.sealed import SIZE, Answer
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_covered_from

SLIPS_SIZE = MOST_SLIPS * SIZE


@dataclass(frozen=True)
class SlipsRead:
    """Slips that wait for a second pair of eyes, in an order that says nothing, and who gave one, in another."""

    paper: PaperSlips
    slips: list[Answer]
    gave: list[Member]


@dataclass(frozen=True)
class SlipsSeen:
    """That slips wait: who the other of the two is, and whether it is for the viewer to look at them."""

    public_id: str
    other: Member
    looks: bool


@dataclass(frozen=True)
class SecretSeen:
    """What one member may know of positions without names."""

    has_said: bool
    was_lost: bool
    were_few: bool
    is_opened: bool
    waits_for_concern: bool
    result: Result | None
    took_part: list[Member]
    concerns: list[Words]
    slips: list[SlipsSeen]


def secret_of(proposal: Proposal) -> SecretPositions | None:
    """How positions on a proposal are collected without names; nothing where they are taken with names."""
    found = SecretPositions.objects.filter(proposal=proposal)
    return found.select_related("box__scope", "box__circle").defer("box__sealed").first()


def secret_seen(
    *, viewer: Member, proposal: Proposal, is_among: bool, members: Mapping[int, Member]
) -> SecretSeen | None:
    """What the viewer may know of it; whoever is not among its people knows only that it was so."""
    secret: SecretPositions | None = getattr(proposal, "secret", None)
    if secret is None:
        return None
    is_opened = secret.somebody_with_it is not None
    own = _own_part(viewer, secret) if is_among and not is_opened else []
    concerns = _concerns(viewer, secret) if is_opened and is_among else []
    took_part = [each for each in members.values() if is_opened and each.counted_as]  # type: ignore[attr-defined]
    is_open = proposal.state == ProposalState.OPEN
    return SecretSeen(
        has_said=any(each.has_said for each in own),
        was_lost=any(each.was_lost for each in own) and is_open,
        were_few=secret.were_few,
        is_opened=is_opened,
        waits_for_concern=proposal.state == ProposalState.WAITS and bool(concerns),
        result=_result_seen(proposal, secret, took_part, concern_stands=bool(concerns)) if is_opened else None,
        took_part=took_part if is_among and not secret.names_stay_out else [],
        concerns=concerns,
        slips=[_slips_seen(each, viewer, members) for each in own if each.slips_id and is_open],
    )


def _own_part(viewer: Member, secret: SecretPositions) -> list[Any]:
    """Whether the viewer has said it, with slips that they typed in or have to look at, a row for each."""
    answered = Answered.objects.filter(box=OuterRef("box"), person=viewer.person_id)
    theirs = FilteredRelation("slips", condition=Q(slips__by=viewer.pk) | Q(slips__beside=viewer.pk))
    found = SecretPositions.objects.filter(pk=secret.pk).annotate(
        theirs=theirs,
        has_said=Exists(answered),
        was_lost=F("box__was_lost"),
        slips_id=F("theirs__public_id"),
        typed_by=F("theirs__by"),
        beside=F("theirs__beside"),
    )
    return list(found.order_by("theirs__pk"))


def _slips_seen(row: Any, viewer: Member, members: Mapping[int, Member]) -> SlipsSeen:
    looks = row.beside == viewer.pk
    return SlipsSeen(row.slips_id, members[row.typed_by if looks else row.beside], looks)


def _result_seen(
    proposal: Proposal, secret: SecretPositions, took_part: list[Member], *, concern_stands: bool
) -> Result:
    """The result as a page shows it; each member was read with what they were counted as."""
    counted: list[str] = [each.counted_as for each in took_part]  # type: ignore[attr-defined]
    return _outcome(proposal, secret, counted, concern_stands=concern_stands)


def _concerns(viewer: Member, secret: SecretPositions) -> list[Words]:
    """The concerns in the order in which they were shuffled; what is covered says only that."""
    found = Words.objects.visible_to_or_covered(viewer.person_id).filter(unnamed__box=secret.box_id).order_by("pk")
    return [words for words in found if is_covered_from(words, viewer.person_id) or words.body]


def result_without_names(proposal: Proposal, secret: SecretPositions) -> Result:
    """Whether it is adopted by what was opened at closing, and by the concerns that still stand.

    Who took part and what was said meet here as totals alone.
    """
    took_part = TookPart.objects.filter(proposal=proposal).exclude(counted_as="")
    counted = list(took_part.values_list("counted_as", flat=True))
    stands = Unnamed.objects.filter(box=secret.box_id, words__state=State.SHARED).exists()
    return _outcome(proposal, secret, counted, concern_stands=stands)


def _outcome(proposal: Proposal, secret: SecretPositions, counted: list[str], *, concern_stands: bool) -> Result:
    unjoined = Unjoined(
        took_part=len(counted),
        for_themselves=counted.count(Standing.FOR_MYSELF),
        somebody_with_it=bool(secret.somebody_with_it),
        concern_stands=concern_stands,
        names_stay_out=secret.names_stay_out,
    )
    rule = Rule(proposal.rule_share_percent or 100, proposal.rule_for_themselves or 1)
    return outcome_unjoined(
        unjoined,
        rule=rule,
        members=proposal.members or 0,
        members_for_themselves=proposal.members_for_themselves or 0,
    )


def slips_for(*, viewer: Member, proposal: Proposal, slips_id: str) -> PaperSlips:
    """Slips that the viewer typed in, or has to look at; raises NotHere for anybody else."""
    found = PaperSlips.objects.filter(secret__proposal=proposal, public_id=slips_id).select_related("by", "beside")
    paper = found.first()
    if paper is None or viewer.pk not in {paper.by_id, paper.beside_id}:
        raise NotHere
    return paper


def place_of_slips(paper: PaperSlips) -> bytes:
    """The one place where slips open."""
    return f"{paper._meta.db_table}.sealed:{paper.public_id}".encode()


def read_slips(paper: PaperSlips) -> SlipsRead | None:
    """What was typed in; nothing where the database was put back from a copy of before."""
    try:
        packed = unseal(bytes(paper.sealed), name=paper.public_id, place=place_of_slips(paper))
    except KeyGone:
        return None
    kept = json.loads(packed)
    people = Member.objects.filter(circle=paper.circle_id, pk__in=kept["gave"]).select_related("person")
    return SlipsRead(paper, [Answer(*each) for each in kept["slips"]], list(people.order_by("joined_at", "pk")))
