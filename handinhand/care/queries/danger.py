"""Reads of what a circle does when somebody is in danger, of what I passed on, and of what was passed on about me."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import Promise

from handinhand.care.danger_steps import ADOPTED_AS, STEPS
from handinhand.care.models import Danger, PassedOn, Told
from handinhand.care.rules.danger import LETTER_KNOWN, mail_in, phone_in
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine, AdoptedVersion, Member
from handinhand.circles.queries import is_public_id, present_members
from handinhand.ground.models import Circle
from handinhand.ground.own_text import shown_text
from handinhand.notices.queries import letter_stands
from handinhand.words.models import Words

MOST_SHOWN = 50


@dataclass(frozen=True)
class Outside:
    """Somebody outside the group whom the circle named, as its own line says it, and the ways in that line."""

    public_id: str
    text: str

    @property
    def mail(self) -> str:
        """Their e-mail address, if the line has one."""
        return mail_in(self.text)

    @property
    def phone(self) -> str:
        """Their number, as a phone dials it, if the line has one."""
        return phone_in(self.text)


@dataclass(frozen=True)
class Way:
    """One way: what it is about, the steps, and the line that they stand in once the circle made them its own."""

    danger: Danger
    adopts: Adopts
    steps: list[str | Promise]
    line: AdoptedLine | None


@dataclass(frozen=True)
class WhatWeDo:
    """What a circle does when somebody is in danger, and to whom it can go. No steps are ever empty."""

    ways: list[Way]
    outside: list[Outside]

    def way(self, danger: Danger) -> Way:
        """One of the four."""
        return next(each for each in self.ways if each.danger == danger)


def what_we_do(circle: Circle) -> WhatWeDo:
    """All four ways and the people outside, in one query."""
    kinds = [*ADOPTED_AS.values(), Adopts.OUTSIDE]
    newer = AdoptedVersion.objects.filter(
        circle=circle, kind=OuterRef("version__kind"), number__gt=OuterRef("version__number")
    )
    lines = AdoptedLine.objects.filter(~Exists(newer), circle=circle, version__kind__in=kinds)
    by_kind: dict[str, list[AdoptedLine]] = {}
    for line in lines.select_related("version").order_by("position"):
        by_kind.setdefault(line.version.kind, []).append(line)
    outside = [Outside(each.public_id, shown_text(each, "text")) for each in by_kind.get(Adopts.OUTSIDE, [])]
    return WhatWeDo(
        ways=[_way(danger, adopts, by_kind.get(adopts, [])) for danger, adopts in ADOPTED_AS.items()],
        outside=[each for each in outside if each.text.strip()],
    )


def _way(danger: Danger, adopts: Adopts, lines: list[AdoptedLine]) -> Way:
    line = lines[0] if lines else None
    own = shown_text(line, "text") if line is not None else ""
    steps: list[str | Promise] = [each.strip() for each in own.splitlines() if each.strip()]
    return Way(danger, adopts, steps or list(STEPS[danger]), line)


def organisations_in(circle: Circle) -> list[str]:
    """The organisations that members come for, each once."""
    return sorted({each.organisation for each in present_members(circle) if each.organisation})


@dataclass(frozen=True)
class Passed:
    """What I passed on, as I alone see it. `letter` says how a letter stands: waits, left, stuck or unknown."""

    kept: PassedOn
    body: str
    letter: str
    told: Member | None


def passed_on_by(*, viewer: Member, now: datetime) -> list[Passed]:
    """What somebody passed on in a circle, the newest first; for themselves alone."""
    rows = list(PassedOn.objects.filter(by=viewer).select_related("told__to").order_by("-at", "-pk")[:MOST_SHOWN])
    mine = Words.objects.visible_to(viewer.person).filter(pk__in=[each.words_id for each in rows])
    words = {each.pk: each for each in mine}
    stands = letter_stands(letters=[each.letter for each in rows if each.letter])
    return [_passed(each, words, stands, now) for each in rows]


def _passed(kept: PassedOn, words: dict[int, Words], stands: dict[str, bool], now: datetime) -> Passed:
    told = getattr(kept, "told", None)
    body = words[kept.words_id].body if kept.words_id in words else ""
    return Passed(kept, body, _letter(kept, stands, now), told.to if told is not None else None)


def _letter(kept: PassedOn, stands: dict[str, bool], now: datetime) -> str:
    if not kept.letter:
        return ""
    if kept.letter in stands:
        return "stuck" if stands[kept.letter] else "waits"
    return "left" if now < kept.at + LETTER_KNOWN else "unknown"


def one_passed_on(*, viewer: Member, passed_id: str) -> PassedOn:
    """One's own; for anybody else's there is no page."""
    found = PassedOn.objects.filter(by=viewer, public_id=passed_id if is_public_id(passed_id) else "").first()
    if found is None:
        raise Http404
    return found


def told_to(*, viewer: Member) -> list[Told]:
    """What somebody can read about themselves: that something was passed on, and to whom. Never by whom."""
    found = Told.objects.filter(to=viewer).select_related("passed_on", "ask").order_by("-passed_on__at", "-pk")
    return list(found[:MOST_SHOWN])
