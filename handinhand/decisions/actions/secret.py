"""Positions without names: who took part is known once they close, and how is not.

They are collected as everything without names is (`handinhand/unnamed`): never as a position with a member, never as
words with an author, and nobody is told of any. `proposals` and `hearing` say when they begin and end.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.decisions.actions.held import NotNow, check, check_among, hold
from handinhand.decisions.choices import PositionKind, ProposalState
from handinhand.decisions.models import PaperSlips, Position, Proposal, Question, SecretPositions, TookPart
from handinhand.decisions.queries.secret import secret_of
from handinhand.decisions.rules import why_not_secret, why_not_take_secret_position
from handinhand.fairness.consent import names_stay_out
from handinhand.fairness.small_numbers import ENOUGH
from handinhand.ground.moments import this_moment
from handinhand.ground.passing_keys import destroy, is_there
from handinhand.live.actions import tell
from handinhand.unnamed import actions as unnamed
from handinhand.unnamed.actions.opening import lay_out
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Answered, Box
from handinhand.unnamed.queries import is_allowed
from handinhand.unnamed.queries.sealed import box_with
from handinhand.unnamed.rules import NoSuchPhrase
from handinhand.unnamed.rules import NotNow as NotNowUnnamed
from handinhand.unnamed.rules.phrases import mark_of
from handinhand.words.models import ScopeMember, Words

WITH_IT = (PositionKind.AGREE, PositionKind.LIVE_WITH)


def begin(held: Proposal, *, now: datetime) -> None:
    """Collect positions without names from now on. Where people stood with their names is let go of.

    Words of theirs that nobody read stay with them.
    """
    here = ScopeMember.objects.filter(scope=held.scope_id).count()
    check(why_not_secret(is_allowed=is_allowed(held.circle), here=here))
    end(held, now=now)
    Position.objects.filter(proposal=held).delete()
    box = unnamed.make_box(circle=held.circle, scope=held.scope, kind=Kind.POSITIONS, now=now)
    SecretPositions.objects.create(circle=held.circle, proposal=held, box=box)


def end(held: Proposal, *, now: datetime) -> None:
    """End positions without names: what is collected goes unopened, and concerns that were read stay readable."""
    secret = secret_of(held)
    if secret is None:
        return
    _let_slips_go(secret)
    unnamed.end_box(box=secret.box, at=now)
    shown = Words.objects.filter(unnamed__box=secret.box_id, proposal_question=None).order_by("pk")
    Question.objects.bulk_create(Question(circle=held.circle, proposal=held, words=words) for words in shown)
    TookPart.objects.filter(proposal=held).delete()
    secret.delete()


def wait_for_other_words(words: Words) -> None:
    """A proposal's words become others: what was said without names about these goes, and positions wait again."""
    collecting = Proposal.objects.filter(words=words, secret__box__state=BoxState.COLLECTING)
    for proposal in collecting.select_related("circle", "scope"):
        held = hold(proposal)
        before = secret_of(held)
        if before is None or not before.box.is_collecting:
            # Whoever closed it came first: what was opened then stays as it is.
            continue
        end(held, now=this_moment())
        if held.state == ProposalState.OPEN:
            held.state, held.closes_at = ProposalState.PROPOSED, None
            held.save(update_fields=["state", "closes_at"])
        tell(channel=held.scope.public_id)


def let_in(*, proposal: Proposal, by: Member) -> SecretPositions:
    """Decide that somebody may put one position in; that they have put in none is for the box to know. Raises NotNow.

    This is where a blind signature would go (RFC 9474): somebody's phone would have a token signed here that we cannot
    read, and would hand it in later without saying who it is, so that not even whoever runs this machine could tell.
    """
    held = hold(proposal)
    check_among(held.scope_id, by)
    secret = secret_of(held)
    check(why_not_take_secret_position(held, secret))
    assert secret is not None
    return secret


@transaction.atomic
def say_without_name(
    *, proposal: Proposal, by: Member, kind: str, concern: str, phrase: str, key: str, now: datetime
) -> None:
    """Say where one stands, once, without one's name; `phrase` changes it, or takes it back. Raises NotNow.

    The same form (its `key`) sent twice is once.
    """
    secret = let_in(proposal=proposal, by=by)
    text = _text_of(kind, concern)
    try:
        unnamed.answer(box=secret.box, by=by.person, text=text, choice=kind, phrase=phrase, key=key, now=now)
    except NotNowUnnamed as reason:
        raise NotNow(str(reason)) from reason


@transaction.atomic
def say_anew(
    *, proposal: Proposal, by: Member, before: str, kind: str, concern: str, phrase: str, now: datetime
) -> None:
    """Put another position in the place of the one that the phrase `before` stands for; sent twice is once."""
    secret = let_in(proposal=proposal, by=by)
    text = _text_of(kind, concern)
    found = box_with(mark_of(phrase)) or box_with(mark_of(before))
    if found is None or found.pk != secret.box_id:
        raise NotNow(_("This phrase stands for nothing here now. It works once. Please look at it once more."))
    try:
        unnamed.write_anew(phrase=before, by=by.person, text=text, choice=kind, new_phrase=phrase, now=now)
    except (NotNowUnnamed, NoSuchPhrase) as reason:
        raise NotNow(_("Please load this page anew, and send it again.")) from reason


def open_together(held: Proposal, *, standings: dict[int, str]) -> bool:
    """Open all of it at once; whether five or more who are still here had said it. Else nothing of it is kept.

    The concerns come at the moment at which positions opened, or the day that was said for closing: the same for all.
    """
    secret = secret_of(held)
    at = held.closes_at or held.opened_at
    assert secret is not None
    assert at is not None
    check(_why_lost(secret))
    _let_slips_go(secret)
    if _how_many_are_here(secret.box, standings) < ENOUGH:
        unnamed.end_box(box=secret.box, at=at)
    opened = unnamed.open_box(box=secret.box, at=at)
    if opened is None:
        secret.were_few = True
        secret.save(update_fields=["were_few"])
        held.state, held.closes_at = ProposalState.PROPOSED, None
        held.save(update_fields=["state", "closes_at"])
        tell(channel=held.scope.public_id)
        return False
    kinds = [each.choice for each in opened.answers]
    lay_out(secret.box, [each for each in opened.answers if each.choice == PositionKind.CONCERN], at)
    secret.somebody_with_it = any(kind in WITH_IT for kind in kinds)
    secret.names_stay_out = names_stay_out(
        concerns=kinds.count(PositionKind.CONCERN), all_of_them=len(kinds), somebody_with_it=secret.somebody_with_it
    )
    secret.save(update_fields=["somebody_with_it", "names_stay_out"])
    members = Member.objects.filter(circle=held.circle_id, person__in=opened.people).order_by("pk")
    TookPart.objects.bulk_create(
        TookPart(circle=held.circle, proposal=held, member=each, counted_as=standings.get(each.pk, ""))
        for each in members
    )
    return True


def _how_many_are_here(box: Box, standings: dict[int, str]) -> int:
    """How many of those who said where they stand are still here; whoever left is not listed."""
    people = Answered.objects.filter(box=box).values("person")
    here = Member.objects.filter(circle=box.circle_id, person__in=people).values_list("pk", flat=True)
    return sum(bool(standings.get(each)) for each in here)


def _why_lost(secret: SecretPositions) -> str | None:
    """Where the database was put back from a copy, nobody is told that few took part: all can say it anew."""
    sealed = Box.objects.values_list("sealed", flat=True).get(pk=secret.box_id)
    if sealed is None or is_there(bytes(sealed), name=secret.box.public_id):
        return None
    return _(
        "The machine had to be repaired, and what was said here could not be saved. It stays open, so that everybody"
        " can say it anew."
    )


def _text_of(kind: str, concern: str) -> str:
    return concern if kind == PositionKind.CONCERN else ""


def _let_slips_go(secret: SecretPositions) -> None:
    """Slips on which nobody has said yes go, and no older copy of them can be opened again."""
    for paper in PaperSlips.objects.filter(secret=secret):
        destroy(paper.public_id)
        paper.delete()
