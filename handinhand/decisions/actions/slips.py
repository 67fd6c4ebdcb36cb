"""Slips of paper: drawn unseen, typed in by one, looked at by another; only then do they count, all together."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.decisions.actions.held import NotNow, check, check_among
from handinhand.decisions.actions.secret import let_in
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import PaperSlips, Proposal
from handinhand.decisions.queries.secret import SLIPS_SIZE, place_of_slips, read_slips
from handinhand.decisions.rules import why_not_slips
from handinhand.ground.passing_keys import destroy, seal_anew
from handinhand.live.actions import tell
from handinhand.unnamed.actions import put_in_together
from handinhand.unnamed.actions.sealing import shuffled
from handinhand.unnamed.queries.sealed import Answer
from handinhand.unnamed.rules import AnsweredAlready
from handinhand.unnamed.rules import NotNow as NotNowUnnamed

MARK_BYTES = 32


@transaction.atomic
def type_in(
    *, proposal: Proposal, by: Member, beside: Member, slips: Sequence[tuple[str, str]], gave: Sequence[Member]
) -> PaperSlips:
    """Type in slips (a kind and a concern each), for `beside` to look at; raises NotNow, also while others wait."""
    secret = let_in(proposal=proposal, by=by)
    check_among(secret.box.scope_id, beside)
    people = {each.pk for each in gave}
    others = len(people - {by.pk, beside.pk})
    check(why_not_slips(slips=slips, people=len(people), others=others, is_alone=by.pk == beside.pk))
    for each in gave:
        check_among(secret.box.scope_id, each)
    if PaperSlips.objects.filter(secret=secret, by=by).exists():
        raise NotNow(_("The slips you typed in before still wait for the other. They can say yes, or you let them go."))
    paper = PaperSlips(circle=secret.circle, secret=secret, by=by, beside=beside)
    # Nobody has these phrases: they are marks of nothing, drawn at random.
    answers = shuffled(
        Answer(concern if kind == PositionKind.CONCERN else "", kind, secrets.token_hex(MARK_BYTES))
        for kind, concern in slips
    )
    kept = {"slips": [astuple(each) for each in answers], "gave": sorted(each.pk for each in gave)}
    packed = json.dumps(kept, ensure_ascii=False).encode().ljust(SLIPS_SIZE)
    paper.sealed = seal_anew(packed, name=paper.public_id, place=place_of_slips(paper), before=None)
    paper.save()
    tell(channel=beside.person.public_id)
    return paper


@transaction.atomic
def say_slips_are_right(*, proposal: Proposal, paper: PaperSlips, by: Member, now: datetime) -> None:
    """Say, as who sat beside, that these are the slips that were drawn: now they count. Raises NotNow.

    Which of those who are ticked had said it before is not told, as nobody knows yet who has. Nobody has the phrase of
    a slip, so what stands on one is not taken back: the proposal can be taken up anew.
    """
    secret = let_in(proposal=proposal, by=by)
    held = PaperSlips.objects.select_for_update(no_key=True).filter(pk=paper.pk, secret=secret, beside=by).first()
    read = read_slips(held) if held is not None else None
    if held is None or read is None:
        raise NotNow(_("These slips are not here any more. They can be typed in anew."))
    try:
        put_in_together(box=secret.box, answers=read.slips, people=[each.person for each in read.gave], now=now)
    except AnsweredAlready as reason:
        raise NotNow(
            _(
                "One of those who are ticked has said where they stand already, so none of these slips counts yet."
                " Please talk about it, and type them in anew."
            )
        ) from reason
    except NotNowUnnamed as reason:
        raise NotNow(_("Not everybody who is ticked can say where they stand here. Please look once more.")) from reason
    _let_go(held)


@transaction.atomic
def let_slips_go(*, paper: PaperSlips, by: Member) -> None:
    """Let slips go that are not right: whoever typed them in can, and whoever sat beside. Twice is once."""
    held = PaperSlips.objects.select_for_update(no_key=True).filter(pk=paper.pk).first()
    if held is not None and by.pk in {held.by_id, held.beside_id}:
        _let_go(held)


def _let_go(paper: PaperSlips) -> None:
    destroy(paper.public_id)
    told = {paper.by.person.public_id, paper.beside.person.public_id}
    paper.delete()
    for channel in sorted(told):
        tell(channel=channel)
