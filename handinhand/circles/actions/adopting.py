"""What a circle makes its own: new versions of its lines, kept one after the other."""

from dataclasses import dataclass
from datetime import datetime

from handinhand.circles.choices import NEVER_EMPTY, WHEN_IN_DANGER, Adopts
from handinhand.circles.models import AdoptedLine, AdoptedVersion, DecisionRule, Member
from handinhand.circles.queries import adopted
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_text
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope, covered_until

# Of these there is one sentence, and a new one takes its place.
SINGLE = (*NEVER_EMPTY, *WHEN_IN_DANGER)


@dataclass(frozen=True)
class NewLine:
    """A line of a version to be: its text, the decision it came from, and the words (by row number)."""

    text: str
    decision_id: str
    came_from: int | None


class NeverEmpty(Exception):
    """The limits of privacy were to be left empty."""


def adopt_effect(
    *,
    circle: Circle,
    by: Member,
    now: datetime,
    decided_by: str,
    kind: str,
    text: str,
    replaces: str = "",
    came_from: int | None = None,
    share_percent: int | None = None,
    at_least_for_themselves: int | None = None,
) -> AdoptedVersion:
    """Write a new version: with one more line, a line in place of another, or (without text) a line less.

    `came_from` are the words, by row number, that the text is a copy of.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    single = kind in SINGLE
    if kind in NEVER_EMPTY and not text.strip():
        raise NeverEmpty
    if kind == Adopts.LIMITS:
        _keep_first_limits(circle)
    before = [] if single else adopted(circle=circle, kind=Adopts(kind))
    lines = _lines(before, NewLine(text, decided_by, came_from), _text_of(circle, replaces))
    version = _write(circle, kind, lines, decided_by=decided_by, now=now)
    if kind == Adopts.LIMITS:
        circle.limits, circle.limits_covered_until = text, covered_until(circle, text)
        circle.save(update_fields=["limits", "limits_covered_until"])
    if kind == Adopts.HOW_WE_DECIDE:
        _set_rule(circle, share_percent=share_percent, for_themselves=at_least_for_themselves)
    tell(channel=circle_scope(circle).public_id)
    return version


def _text_of(circle: Circle, line_id: str) -> str:
    """What a line says. It may be of an earlier version: other lines were decided since it was to be replaced."""
    line = AdoptedLine.objects.filter(circle=circle, public_id=line_id).first() if line_id else None
    return own_text(line, "text") if line is not None else ""


def _lines(before: list[AdoptedLine], new: NewLine, replaced: str) -> list[NewLine]:
    """The lines of the next version, each with the decision and the words it came from.

    What is covered goes on with its cover. A line that is gone by now cannot be replaced: the new text stands beside
    the others.
    """
    lines = [NewLine(own_text(line, "text"), line.decision_id, line.came_from_id) for line in before]
    place = next((place for place, kept in enumerate(lines) if kept.text == replaced), len(lines))
    lines[place : place + 1] = [new]
    return [each for each in lines if each.text.strip()]


def _keep_first_limits(circle: Circle) -> None:
    """Before its first change, keep the sentence that a circle began with as version 1."""
    if not AdoptedVersion.objects.filter(circle=circle, kind=Adopts.LIMITS).exists():
        first = NewLine(own_text(circle, "limits"), "", None)
        _write(circle, Adopts.LIMITS, [first], decided_by="", now=circle.began_at)


def _write(circle: Circle, kind: str, lines: list[NewLine], *, decided_by: str, now: datetime) -> AdoptedVersion:
    last = AdoptedVersion.objects.filter(circle=circle, kind=kind).order_by("-number").first()
    version = AdoptedVersion.objects.create(
        circle=circle, kind=kind, number=last.number + 1 if last else 1, adopted_at=now, decision_id=decided_by
    )
    AdoptedLine.objects.bulk_create(
        AdoptedLine(
            circle=circle,
            version=version,
            position=position,
            text=line.text,
            text_covered_until=covered_until(circle, line.text),
            decision_id=line.decision_id,
            came_from_id=line.came_from,
        )
        for position, line in enumerate(lines, start=1)
    )
    return version


def _set_rule(circle: Circle, *, share_percent: int | None, for_themselves: int | None) -> None:
    rule = DecisionRule.objects.get(circle=circle)
    rule.share_percent = share_percent or rule.share_percent
    rule.for_themselves = for_themselves or rule.for_themselves
    rule.save(update_fields=["share_percent", "for_themselves"])
