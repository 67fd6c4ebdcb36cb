"""Who holds what was lent in one meeting, for a meeting or for a term: texts that a read of meetings carries.

Holding a meeting and keeping its notes are in the meeting itself; of those only a second seat is here, and whether
whoever was drawn would like somebody beside them.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import Combinable

from handinhand.circles.models import Member
from handinhand.ground.in_one import Digits, in_one
from handinhand.ground.moments import is_over
from handinhand.ground.sealed import SealedBytes
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.lent import Lends, Lent
from handinhand.people.queries.energy import rests_at
from handinhand.roles.choices import ALWAYS, Kind, Place
from handinhand.roles.models import InDraw, LentRole, Loan
from handinhand.roles.rules import IN_A_MEETING

AS_SHOWN = {kind.value: number for number, kind in enumerate((*ALWAYS, Kind.OWN))}
SEATS = {place.value: number for number, place in enumerate(Place)}


def carried() -> dict[str, Combinable]:
    """What a read of meetings carries: all that is lent for it, and all terms that go on."""
    kept_there = Q(role__kind__in=list(IN_A_MEETING), seat=Place.ONE, is_beside=False)
    for_it = Q(meeting=OuterRef("pk")) | Q(meeting__isnull=True, ended_at__isnull=True)
    here = Q(is_over("member__held_until"), member__left_at__isnull=True, role__let_go_at__isnull=True)
    begins = ExpressionWrapper(OuterRef("starts_at"), output_field=DateTimeField())
    loans = Loan.objects.filter(for_it, here, ~kept_there, circle=OuterRef("circle")).annotate(begins=begins)
    return {
        "lent": in_one(
            loans,
            *("public_id", "seat", "until", "is_beside", "not_in"),
            owner="circle",
            role=F("role__pk"),
            kind=F("role__kind"),
            ref=F("role__public_id"),
            called=Digits("role__name"),
            covered=F("role__name_covered_until"),
            member=F("member__pk"),
            who=F("member__public_id"),
            name=Digits("member__name"),
            shape=F("member__shape"),
            colour=F("member__colour"),
            rests=rests_at("member__person", "begins"),
        ),
        "drawn_beside": in_one(
            InDraw.objects.filter(is_beside=True, draw__meeting=OuterRef("pk")),
            "member",
            owner="draw__meeting",
            kind=F("draw__role__kind"),
        ),
    }


def read(meeting: Meeting, viewer: Member | None) -> list[Lent]:
    """Who holds what in a meeting whose read carried it. For a seat lent for this meeting nobody's term counts."""
    rows = [each for each in _rows(meeting) if _is_shown(each, meeting, viewer)]
    for_it = {(each["role"], each["seat"]) for each in rows if each["until"] is None}
    shown = [each for each in rows if each["until"] is None or (each["role"], each["seat"]) not in for_it]
    shown.sort(key=lambda each: (AS_SHOWN[each["kind"]], each["role"], SEATS[each["seat"]]))
    return [_lent(each, meeting, viewer) for each in shown]


def with_lent(meeting: Meeting) -> Meeting:
    """A meeting read anew, with all that is lent for it; one query."""
    return Meeting.objects.filter(pk=meeting.pk).select_related("circle", "notes").annotate(**carried()).get()


def is_steady_back(meeting: Meeting, role: LentRole) -> bool:
    """Whether the steady seat of a role was handed back for a meeting whose read carried it."""
    steady = [each for each in _rows(meeting) if (each["role"], each["seat"]) == (role.pk, Place.STEADY)]
    return any(each["until"] is not None and meeting.public_id in _not_in(each) for each in steady)


def taken_in(meeting: Meeting, role: LentRole) -> dict[str, int]:
    """Which seats of a role are taken in a meeting, by which member's row number; one query."""
    found = with_lent(meeting)
    shown = [each for each in _rows(found) if each["role"] == role.pk and _is_shown(each, found, None)]
    return {each["seat"]: each["member"] for each in shown}


def beside(meeting: Meeting) -> set[tuple[Role, int]]:
    """For what a meeting keeps itself: who was drawn for it, or for a term of it, and would like somebody beside them.

    It says nothing of who holds it: somebody else may, by now.
    """
    terms = [each for each in _rows(meeting) if each["is_beside"] and _is_for(each, meeting)]
    drawn = [each for each in _rows(meeting, "drawn_beside") if each["member"] is not None]
    named = [(IN_A_MEETING.get(each["kind"]), each["member"]) for each in (*terms, *drawn)]
    return {(role, member) for role, member in named if role is not None}


def _rows(meeting: Meeting, carried_as: str = "lent") -> list[dict[str, Any]]:
    return list(json.loads(f"[{getattr(meeting, carried_as, None) or ''}]"))


def _is_for(row: Mapping[str, Any], meeting: Meeting) -> bool:
    """Whether something was lent for a meeting, or for a term that it is part of."""
    if row["until"] is None:
        return True
    day = meeting.starts_at.astimezone(ZoneInfo(meeting.circle.time_zone)).date()
    return day < date.fromisoformat(row["until"]) and meeting.public_id not in _not_in(row)


def _not_in(row: Mapping[str, Any]) -> list[str]:
    """The meetings for which a term was handed back, as either database gives them."""
    return list(row["not_in"] if isinstance(row["not_in"], list) else json.loads(row["not_in"]))


def _is_shown(row: Mapping[str, Any], meeting: Meeting, viewer: Member | None) -> bool:
    kept_there = row["kind"] in IN_A_MEETING and row["seat"] == Place.ONE
    if kept_there or not _is_for(row, meeting) or _holds_itself(row, meeting):
        return False
    rests = bool(row["rests"]) and meeting.state == MeetingState.INVITED
    return not rests or (viewer is not None and viewer.pk == row["member"])


def _holds_itself(row: Mapping[str, Any], meeting: Meeting) -> bool:
    """Whether the meeting says already that they hold this."""
    if row["kind"] == Kind.HOLD:
        return bool(meeting.holder_id == row["member"])
    notes = getattr(meeting, "notes", None) if row["kind"] == Kind.NOTES else None
    return notes is not None and notes.keeper_id == row["member"]


def _lent(row: Mapping[str, Any], meeting: Meeting, viewer: Member | None) -> Lent:
    is_own = row["kind"] == Kind.OWN
    role = LentRole(public_id=row["ref"], kind=row["kind"], name=_sealed(row["called"]))
    role.name_covered_until = _moment(row["covered"])
    who = Member(pk=row["member"], public_id=row["who"], name=_sealed(row["name"]), circle_id=meeting.circle_id)
    who.shape, who.colour = row["shape"], row["colour"]
    return Lent(
        role=role.name if is_own else str(Kind(row["kind"]).label),
        ref=role.ref,
        place=row["seat"],
        seat="" if row["seat"] == Place.ONE else str(Place(row["seat"]).label),
        who=who,
        is_mine=viewer is not None and viewer.pk == row["member"],
        is_beside=bool(row["is_beside"]),
        loan=row["public_id"],
        is_term=row["until"] is not None,
    )


def _sealed(digits: str | None) -> SealedBytes | None:
    return SealedBytes(bytes.fromhex(digits)) if digits else None


def _moment(text: str | None) -> datetime | None:
    """A moment as either database writes it; SQLite keeps it in UTC and does not say so."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


LENDS = Lends(carried, read, beside)
