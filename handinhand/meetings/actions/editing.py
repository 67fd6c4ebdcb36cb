"""The writers of a plan's rows. `planning` asks who may and says what changed; nothing else calls these."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Max
from django.utils.translation import gettext

from handinhand.circles.models import Member
from handinhand.fairness import pacing
from handinhand.ground.own_text import own_texts_of, with_covers, write_texts
from handinhand.meetings.actions.taking import fetch_nobody
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import PART_TEXTS, PLAN_TEXTS, Meeting, Paper, Part, PartQuestion, SteppingOut
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.pace import read_for_pace
from handinhand.meetings.rules import why_not_add_part, why_not_add_question, why_not_take_out
from handinhand.words.actions import carry_covers, topic

# Further than any place in a plan, so that places can change one by one without two parts ever sharing one.
OUT_OF_THE_WAY = 10_000


class PlanStays(Exception):
    """A plan cannot be changed like that now; the text says why, in plain words."""


class PlanNeedsOthers(PlanStays):
    """The circle wants several of us to agree to it first: they can be asked."""


def refuse(reason: str | None) -> None:
    """Raise PlanStays with a reason, if there is one."""
    if reason is not None:
        raise PlanStays(reason)


def set_details(
    meeting: Meeting,
    *,
    title: str,
    why: str,
    starts_at: datetime,
    place: str,
    opening_question: str,
    link: str = "",
    preparation: int | None = None,
) -> None:
    """Write what a plan says apart from its parts."""
    write_texts(meeting, title=title, why=why, place=place, opening_question=opening_question)
    meeting.starts_at = starts_at
    meeting.link = link
    meeting.preparation = preparation
    carry_covers(circle=meeting.circle, rows=[meeting])
    meeting.save(update_fields=["starts_at", "link", "preparation", *with_covers(*PLAN_TEXTS)])


def insert_part(
    meeting: Meeting,
    *,
    kind: str,
    title: str,
    minutes: int,
    detail: str = "",
    touches_on: Sequence[str] = (),
    place: int | None = None,
    is_heavy: bool = False,
) -> Part:
    """Put a part into a plan: at `place`, or where a part of its kind usually stands."""
    standing = plans.parts(meeting)
    refuse(why_not_add_part(len(standing)))
    if place is None:
        place = _usual_place(kind, standing)
    part = Part(
        circle=meeting.circle,
        meeting=meeting,
        position=standing[-1].position + 1 if standing else 0,
        kind=kind,
        title=title,
        detail=detail,
        minutes=minutes,
        is_heavy=is_heavy,
    )
    carry_covers(circle=meeting.circle, rows=[part])
    part.save()
    _touch(part, touches_on)
    if place < len(standing):
        standing.insert(place, part)
        _number(meeting, standing)
    return part


def change_part(
    _meeting: Meeting,
    *,
    part: Part,
    kind: str,
    title: str,
    detail: str,
    minutes: int,
    touches_on: Sequence[str],
    is_heavy: bool,
) -> None:
    """Write a part anew."""
    write_texts(part, title=title, detail=detail)
    part.kind = kind
    part.minutes = minutes
    part.is_heavy = is_heavy
    carry_covers(circle=part.circle, rows=[part])
    part.save(update_fields=["kind", "minutes", "is_heavy", *with_covers(*PART_TEXTS)])
    _touch(part, touches_on)


def move_part(meeting: Meeting, *, part: Part, up: bool) -> None:
    """Let a part change places with its neighbour, if there is one on that side."""
    standing = plans.parts(meeting)
    here = next((place for place, each in enumerate(standing) if each.pk == part.pk), None)
    if here is None:
        return
    there = here - 1 if up else here + 1
    if 0 <= there < len(standing):
        standing[here], standing[there] = standing[there], standing[here]
        _number(meeting, standing)


def move_part_after(meeting: Meeting, *, part: Part, after: Part) -> None:
    """Let a part come straight after another one."""
    standing = [each for each in plans.parts(meeting) if each.pk != part.pk]
    place = next(place for place, each in enumerate(standing) if each.pk == after.pk)
    _number(meeting, [*standing[: place + 1], part, *standing[place + 1 :]])


def set_minutes(_meeting: Meeting, *, part: Part, minutes: int) -> None:
    """Give a part more or less time."""
    part.minutes = minutes
    part.save(update_fields=["minutes"])


def remove_part(meeting: Meeting, *, part: Part, now: datetime) -> None:
    """Take a part out of a plan; raises PlanStays where people have written for it."""
    refuse(why_not_take_out(part))
    fetch_nobody(stepping_out=SteppingOut.objects.filter(part=part).select_related("circle"), now=now)
    part.delete()
    _number(meeting, plans.parts(meeting))


def add_question(meeting: Meeting, *, part: Part, title: str, detail: str, touches_on: Sequence[str]) -> None:
    """Put one more question into a part, after the others."""
    refuse(why_not_add_question(part.questions.count()))
    last = part.questions.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    question = PartQuestion(circle=meeting.circle, part=part, position=place, title=title, detail=detail)
    carry_covers(circle=meeting.circle, rows=[question])
    question.save()
    _touch(question, touches_on)


def remove_question(_meeting: Meeting, *, question: PartQuestion) -> None:
    """Take a question out; raises PlanStays where people have written for it."""
    refuse(why_not_take_out(question))
    question.delete()


def accept(meeting: Meeting, *, key: str, by: Member) -> None:
    """Make the change that a finding proposes, if the plan still reads like that."""
    found = [each for each in read_for_pace(meeting, plans.steps(meeting), viewer=by) if each.key == key]
    if not found or found[0].change is None:
        return
    for step in pacing.steps_of(found[0].change):
        _make(meeting, step)


def _make(meeting: Meeting, step: pacing.Step) -> None:
    """Make one step of a change."""
    if isinstance(step, pacing.Add):
        title = gettext(step.title)
        part = insert_part(meeting, kind=step.kind, title=title, minutes=step.minutes, place=step.place)
        paper = step.reads.partition("-")[0]
        Paper.objects.filter(meeting=meeting, public_id=paper).update(read_in=part)
        return
    standing = plans.parts(meeting)
    minutes = {step.place: step.minutes} if isinstance(step, pacing.Shorten) else dict(enumerate(step.minutes))
    for place, given in minutes.items():
        standing[place].minutes = given
    Part.objects.bulk_update(standing, ["minutes"])


def copy_parts(meeting: Meeting, *, to: Meeting) -> None:
    """Copy parts, questions and topics of a plan into another one; what was said stays where it was."""
    parts = plans.parts(meeting)
    new_parts = [
        Part(
            circle=to.circle,
            meeting=to,
            position=place,
            kind=part.kind,
            minutes=part.minutes,
            is_heavy=part.is_heavy,
            **own_texts_of(part, PART_TEXTS),
        )
        for place, part in enumerate(parts)
    ]
    carry_covers(circle=to.circle, rows=new_parts)
    Part.objects.bulk_create(new_parts)
    twins = {old.pk: new for old, new in zip(parts, new_parts, strict=True)}
    questions = list(PartQuestion.objects.filter(part__meeting=meeting).order_by("part", "position"))
    new_questions = [
        PartQuestion(
            circle=to.circle,
            part=twins[question.part_id],
            position=question.position,
            **own_texts_of(question, PART_TEXTS),
        )
        for question in questions
    ]
    carry_covers(circle=to.circle, rows=new_questions)
    PartQuestion.objects.bulk_create(new_questions)
    through = Part.topics.through
    touched = through.objects.filter(part__meeting=meeting).order_by("pk").values_list("part_id", "topic_id")
    through.objects.bulk_create(through(part_id=twins[part].pk, topic_id=each) for part, each in touched)
    asked = {old.pk: new.pk for old, new in zip(questions, new_questions, strict=True)}
    over = PartQuestion.topics.through
    rows = over.objects.filter(partquestion__part__meeting=meeting).order_by("pk")
    pairs = rows.values_list("partquestion_id", "topic_id")
    over.objects.bulk_create(over(partquestion_id=asked[question], topic_id=each) for question, each in pairs)


def _usual_place(kind: str, standing: Sequence[Part]) -> int:
    """Arriving stands first; whatever is not leaving stands before it; all else comes last."""
    if kind == PartKind.ARRIVING:
        return 0
    ends_with_leaving = bool(standing) and standing[-1].kind == PartKind.LEAVING
    return len(standing) - 1 if ends_with_leaving and kind != PartKind.LEAVING else len(standing)


def _number(meeting: Meeting, parts: Sequence[Part]) -> None:
    """Give parts their places in order, without two ever sharing one on the way."""
    Part.objects.filter(meeting=meeting).update(position=F("position") + OUT_OF_THE_WAY)
    for place, part in enumerate(parts):
        part.position = place
    Part.objects.bulk_update(parts, ["position"])


def _touch(thing: Part | PartQuestion, names: Iterable[str]) -> None:
    """Say what a part or a question touches on."""
    thing.topics.set([topic(circle=thing.circle, name=name) for name in names])
