"""A change to the plan that is asked for in the room: what it says, the plan before and after, and how that reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.fairness.pacing import Finding
from handinhand.meetings import times
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models import Meeting, Part, PlanOffer
from handinhand.meetings.queries.pace import read_for_pace
from handinhand.meetings.queries.plans import Step
from handinhand.meetings.queries.together import Together
from handinhand.ui.apart import apart


@dataclass(frozen=True)
class OfferSeen:
    """A change that is asked for, as one person sees it: their own answer, and of others only whether any say no."""

    offer: PlanOffer
    sentence: str
    before: list[str]
    after: list[str]
    who: str
    is_mine: bool
    my_answer: str
    somebody_rather_not: bool


def offer_seen(
    *, viewer: Member, meeting: Meeting, parts: Sequence[Part], here: Sequence[Together]
) -> OfferSeen | None:
    """The change that is asked for now, if there is one."""
    offer: PlanOffer | None = getattr(meeting, "plan_offer", None)
    by = next((each.member for each in here if offer is not None and each.member.pk == offer.by_id), None)
    if offer is None:
        return None
    mine = next((each.said_to_offer for each in here if each.member.pk == viewer.pk), None)
    return OfferSeen(
        offer=offer,
        sentence=in_words(offer, parts),
        before=[_line(each) for each in parts],
        after=[_line(each) for each in parts_after(offer, parts)],
        who=by.name if by is not None else "",
        is_mine=offer.by_id == viewer.pk,
        my_answer="" if mine is None else "yes" if mine else "no",
        somebody_rather_not=any(each.said_to_offer is False for each in here),
    )


def in_words(offer: PlanOffer, parts: Sequence[Part]) -> str:
    """What is asked for, in a sentence; `parts` are the meeting's."""
    known = {part.pk: part for part in parts}
    offer.part, offer.after = known.get(offer.part_id or 0), known.get(offer.after_id or 0)
    given = {
        "part": apart(offer.part.title) if offer.part is not None else "",
        "after": apart(offer.after.title) if offer.after is not None else "",
        "title": apart(offer.title or ""),
        "length": times.say_minutes(offer.minutes or 0),
        "before": times.say_minutes(offer.part.minutes) if offer.part is not None else "",
    }
    if offer.kind == OfferKind.ADD and offer.after is not None:
        return _("A new part after “%(after)s”: “%(title)s”, %(length)s.") % given
    if offer.kind == OfferKind.ADD:
        return _("A new part: “%(title)s”, %(length)s.") % given
    if offer.kind == OfferKind.LEAVE_OUT:
        return _("We leave out “%(part)s”.") % given
    if offer.kind == OfferKind.MOVE:
        return _("“%(part)s” comes after “%(after)s”.") % given
    return _("“%(part)s” takes %(length)s. It was %(before)s.") % given


def parts_after(offer: PlanOffer, parts: Sequence[Part]) -> list[Part]:
    """The plan as it would be; nothing is written down."""
    if offer.kind == OfferKind.LENGTH:
        return [_with_minutes(each, offer.minutes) if each.pk == offer.part_id else each for each in parts]
    standing = [each for each in parts if each.pk != offer.part_id]
    if offer.kind == OfferKind.LEAVE_OUT:
        return standing
    place = next((place + 1 for place, each in enumerate(standing) if each.pk == offer.after_id), 0)
    moved = next((each for each in parts if each.pk == offer.part_id), None) or Part(
        circle_id=offer.circle_id,
        meeting_id=offer.meeting_id,
        kind=PartKind(offer.part_kind or PartKind.TALK),
        title=offer.title or "",
        detail="",
        minutes=offer.minutes or 0,
    )
    return [*standing[:place], moved, *standing[place:]]


def findings_after(*, viewer: Member, meeting: Meeting, offer: PlanOffer, steps: Sequence[Step]) -> list[Finding]:
    """How the plan would read for pace, as things to know: in the room people decide."""
    known = {step.part.pk: step for step in steps}
    after = parts_after(offer, [step.part for step in steps])
    would_be = [_step(known.get(part.pk), part) for part in after]
    return read_for_pace(meeting, would_be, viewer=viewer)


def _step(known: Step | None, part: Part) -> Step:
    return replace(known, part=part) if known is not None else Step(part, None, "", [], [])


def _with_minutes(part: Part, minutes: int | None) -> Part:
    return Part(pk=part.pk, kind=part.kind, title=part.title, minutes=minutes or part.minutes, is_heavy=part.is_heavy)


def _line(part: Part) -> str:
    return _("%(title)s, %(length)s") % {"title": apart(part.title), "length": times.say_minutes(part.minutes)}
