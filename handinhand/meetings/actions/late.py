"""Changing a plan in the last two days, where a circle wants several of us to agree to it first.

What is agreed to is what happens: a change is kept as it was asked, and made only in the plan that it was asked about.
"""

import json
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from handinhand.circles.actions import Asking, AskNotNow, Overtaken, ask_power
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Member, PowerUse
from handinhand.fairness.agreeing import Takes
from handinhand.ground.models import Circle
from handinhand.ground.own_text import covered_names, own_text
from handinhand.meetings.actions import editing
from handinhand.meetings.actions.announcing import Edit, NothingChanged, as_announced, write_change
from handinhand.meetings.actions.asked import find_ahead, print_of
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import PART_TEXTS, PLAN_TEXTS, LateChange, Meeting, Part, PartQuestion
from handinhand.meetings.queries.late import Said, as_read, covered_texts, what_would_change
from handinhand.meetings.rules import why_not_then

EDITS = {
    each.__name__: each
    for each in (
        editing.set_details,
        editing.insert_part,
        editing.change_part,
        editing.move_part,
        editing.remove_part,
        editing.add_question,
        editing.remove_question,
        editing.accept,
    )
}
STILL_OPEN = (UseState.ASKED, UseState.AGREED)


@transaction.atomic
def ask_late(
    *, meeting: Meeting, by: Member, edit: "partial[Any]", now: datetime, no_less: Takes | None = None
) -> PowerUse:
    """Ask the circle for a change, exactly as it would be made; asked a second time, it is asked once.

    Raises PlanStays where it could not be made, and NothingChanged where it would change nothing.
    """
    kept = _kept(meeting, edit)
    was = print_of(as_announced(meeting))
    for known in LateChange.objects.filter(meeting=meeting, by=by).order_by("pk"):
        same = PowerUse.objects.filter(object_id=known.public_id, state__in=STILL_OPEN, lapses_at__gt=now).first()
        if same is not None and (known.edit, same.was) == (kept, was):
            return same
    change = LateChange.objects.create(circle=meeting.circle, meeting=meeting, by=by, edit=kept, at=now)
    try:
        return ask_power(power=Power.CHANGE_PLAN_LATE, by=by, object_id=change.public_id, now=now, no_less=no_less)
    except AskNotNow as reason:
        raise PlanStays(str(reason)) from reason


def find_change(circle: Circle, change_id: str) -> LateChange | None:
    """A change that is asked for, with its meeting held; nothing once that has begun, or is called off."""
    change = LateChange.objects.select_related("by").filter(circle=circle, public_id=change_id).first()
    if change is None or (meeting := find_ahead(circle, change.meeting.public_id)) is None:
        return None
    change.meeting = meeting
    return change


def what_changing_does(*, by: Member, found: LateChange) -> str:
    """What a change makes of a plan, exactly: tried, read and undone. Raises NothingChanged."""
    was, before, covered = as_read(found.meeting), as_announced(found.meeting), covered_texts(found.meeting)
    before_it = transaction.savepoint()
    tried = Meeting.objects.select_related("circle", "scope").get(pk=found.meeting.pk)
    opened(found)(tried)
    becomes, after = as_read(tried), as_announced(tried)
    transaction.savepoint_rollback(before_it)
    changed = {what for what in before if before[what] != after[what]}
    if not changed:
        raise NothingChanged
    return what_would_change(found.meeting, Said(changed, was, becomes, covered))


def late_effect(
    *, circle: Circle, by: Member, now: datetime, change: LateChange | None = None, **given: Any
) -> Meeting:
    """The plan changes: at once as one of us alone makes it, or as it was asked for; raises Overtaken."""
    if change is None:
        return write_change(circle=circle, by=by, now=now, **given)
    meeting = change.meeting
    begins = _begins(change)
    if begins is not None and begins != meeting.starts_at and why_not_then(begins, now=now) is not None:
        # So long it took until enough of us had agreed.
        raise Overtaken
    try:
        changed = write_change(circle=circle, by=by, now=now, meeting=meeting, edit=opened(change))
    except (PlanStays, NothingChanged) as stays:
        raise Overtaken from stays
    change.delete()
    return changed


def as_planned_then(found: LateChange) -> str:
    """The plan that a change was asked about: in another one it is another change."""
    return print_of(as_announced(found.meeting))


def opened(change: LateChange) -> Edit:
    """A change that was kept, to be made; raises PlanStays when what it is about is not there any more."""
    name, given = json.loads(change.edit)
    meeting, begins = change.meeting, _begins(change)
    if begins is not None:
        given["starts_at"] = begins
    if name == editing.remove_part.__name__:
        given["now"] = change.at
    if "part" in given:
        given["part"] = _there(Part.objects.filter(meeting=meeting, public_id=given["part"]).first())
    if "question" in given:
        asked = PartQuestion.objects.filter(part__meeting=meeting, public_id=given["question"])
        given["question"] = _there(asked.first())
    if "by" in given:
        given["by"] = change.by
    return partial(EDITS[name], **given)


def _there(found: Part | PartQuestion | None) -> Part | PartQuestion:
    if found is None:
        raise PlanStays(_("Somebody took this out of the plan meanwhile."))
    return found


def _begins(change: LateChange) -> datetime | None:
    """When its meeting would begin, where the change says so."""
    _name, given = json.loads(change.edit)
    return datetime.fromisoformat(given["starts_at"]) if "starts_at" in given else None


def _kept(meeting: Meeting, edit: "partial[Any]") -> str:
    """A change as text: which one, with what, and of rows their public ids; the same whenever it is said.

    A box left empty over a covered text leaves it as it is, so that is what is kept: the cover may be over by then.
    """
    given = {key: _plain(value) for key, value in edit.keywords.items() if key != "now"}
    row = {editing.set_details: meeting, editing.change_part: edit.keywords.get("part")}.get(edit.func)
    if row is not None:
        texts = PLAN_TEXTS if isinstance(row, Meeting) else PART_TEXTS
        given |= {name: own_text(row, name) for name in covered_names(row, texts) if not given[name]}
    return json.dumps([edit.func.__name__, given], sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Part | PartQuestion | Member):
        return value.public_id
    return value.isoformat() if isinstance(value, datetime) else value


def forget_change(circle: Circle, change_id: str) -> None:
    """Nothing comes of a change that was asked for: what it would have been is kept no longer."""
    LateChange.objects.filter(circle=circle, public_id=change_id).delete()


def forget_late_changes(*, now: datetime) -> None:
    """Of what is asked no longer, and of meetings that are not ahead any more, no change is kept."""
    asked = PowerUse.objects.filter(power=Power.CHANGE_PLAN_LATE, state__in=STILL_OPEN, object_id=OuterRef("public_id"))
    goes_on = Q(state=UseState.AGREED) | Q(lapses_at__gt=now)
    is_ahead = Q(meeting__state=MeetingState.INVITED)
    LateChange.objects.exclude(is_ahead & Exists(asked.filter(goes_on))).delete()


ASKINGS: dict[Power, Asking] = {
    Power.CHANGE_PLAN_LATE: Asking(
        find=find_change, named="change", says=what_changing_does, as_it_is=as_planned_then, forget=forget_change
    ),
}
EFFECTS = {Power.CHANGE_PLAN_LATE: late_effect}
