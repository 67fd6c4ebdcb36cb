"""Changing the plan in the room: shown before and after, and made when nobody would rather not."""

from datetime import datetime
from functools import partial

from django.db import transaction

from handinhand.circles.actions import Refused, use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.moments import is_over
from handinhand.live.actions import tell
from handinhand.meetings.actions import editing
from handinhand.meetings.actions.announcing import NothingChanged
from handinhand.meetings.actions.editing import PlanStays, refuse
from handinhand.meetings.actions.rooms import NotNow, check_leads, check_open, locked
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models import Meeting, OfferAnswer, Part, PlanOffer
from handinhand.meetings.queries import plans
from handinhand.meetings.rules import why_not_add_part, why_not_change_in_room, why_not_take_out
from handinhand.words.queries import is_in


@transaction.atomic
def offer(
    *,
    meeting: Meeting,
    by: Member,
    now: datetime,
    kind: OfferKind,
    part: Part | None = None,
    after: Part | None = None,
    part_kind: str = "",
    title: str = "",
    minutes: int | None = None,
) -> PlanOffer:
    """Ask everybody in the room for a change to the plan; raises PlanStays, or NotNow while there is another one."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    if hold_present(meeting.circle, by.person) is None:
        raise NotHere
    if PlanOffer.objects.filter(meeting=meeting).exists():
        raise NotNow("offered")
    refuse(why_not_change_in_room(meeting, kind, part=part, after=after))
    if kind == OfferKind.ADD:
        refuse(why_not_add_part(meeting.parts.count()))
    if kind == OfferKind.LEAVE_OUT and part is not None:
        refuse(why_not_take_out(part))
    made = PlanOffer.objects.create(
        circle=meeting.circle,
        meeting=meeting,
        by=by,
        kind=kind,
        part=part,
        after=after,
        part_kind=part_kind,
        title=title,
        minutes=minutes,
        at=now,
    )
    tell(channel=meeting.scope.public_id)
    return made


@transaction.atomic
def answer(*, meeting: Meeting, by: Member, now: datetime, offer_id: str, is_yes: bool) -> None:
    """Say yes to a change, or that one would rather not; said anew as often as one likes. Nobody sees whose it is."""
    meeting = locked(meeting)
    check_open(meeting)
    if not is_in(meeting.scope_id, by.person):
        raise NotNow("in")
    asked = _standing(meeting, offer_id)
    given = {"circle": meeting.circle, "is_yes": is_yes}
    before = _somebody_would_rather_not(asked)
    OfferAnswer.objects.update_or_create(offer=asked, member=by, defaults=given)
    tell(channel=by.person.public_id)
    if _somebody_would_rather_not(asked) != before:
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def make_change(*, meeting: Meeting, by: Member, now: datetime, offer_id: str) -> None:
    """Make the change, as whoever asked for it: unless somebody would rather not, or the meeting has come past it."""
    meeting = locked(meeting)
    check_open(meeting)
    asked = _standing(meeting, offer_id)
    if asked.by_id != by.pk:
        raise NotNow("not-your-offer")
    if _somebody_would_rather_not(asked):
        raise NotNow("rather-not")
    refuse(why_not_change_in_room(meeting, OfferKind(asked.kind), part=asked.part, after=asked.after))
    asked.delete()
    edit = partial(_edit, asked=asked, now=now)
    try:
        use_power(power=Power.CHANGE_PLAN, circle=meeting.circle, by=by, now=now, meeting=meeting, edit=edit)
    except Refused as refused:
        raise PlanStays(str(refused)) from refused
    except NothingChanged:
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def take_offer_back(*, meeting: Meeting, by: Member, now: datetime, offer_id: str) -> None:
    """The plan stays: said by whoever asked for the change, or by whoever holds the meeting."""
    meeting = locked(meeting)
    check_open(meeting)
    asked = _standing(meeting, offer_id)
    if asked.by_id != by.pk:
        check_leads(meeting, by)
    asked.delete()
    tell(channel=meeting.scope.public_id)


def _standing(meeting: Meeting, offer_id: str) -> PlanOffer:
    found = PlanOffer.objects.filter(meeting=meeting, public_id=offer_id).select_related("part", "after").first()
    if found is None:
        raise NotNow("offer-gone")
    return found


def _somebody_would_rather_not(asked: PlanOffer) -> bool:
    """Of those who are here now; whoever left, or whose access is held, does not decide."""
    here = is_over("member__held_until")
    return OfferAnswer.objects.filter(here, offer=asked, is_yes=False, member__left_at__isnull=True).exists()


def _edit(meeting: Meeting, *, asked: PlanOffer, now: datetime) -> None:
    part, minutes = asked.part, asked.minutes
    if asked.kind == OfferKind.ADD and minutes is not None:
        standing = plans.parts(meeting)
        place = next((place + 1 for place, each in enumerate(standing) if each.pk == asked.after_id), 0)
        kind = PartKind(asked.part_kind)
        editing.insert_part(meeting, kind=kind, title=asked.title or "", minutes=minutes, place=place)
    elif asked.kind == OfferKind.LEAVE_OUT and part is not None:
        editing.remove_part(meeting, part=part, now=now)
    elif asked.kind == OfferKind.MOVE and part is not None and asked.after is not None:
        editing.move_part_after(meeting, part=part, after=asked.after)
    elif part is not None and minutes is not None:
        editing.set_minutes(meeting, part=part, minutes=minutes)
