"""Roles as one member sees them: who holds what, what they said themselves, and what a draw shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_of, is_public_id, moment_in
from handinhand.fairness.drawing import METHOD, WHO_COULD_STEER, Named, Seat, tickets
from handinhand.fairness.reasons import Reason
from handinhand.fairness.redrawing import Shown, Shows, redraw
from handinhand.ground.models import Circle
from handinhand.ground.own_text import shown_text
from handinhand.meetings import times
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.lent import Lent
from handinhand.meetings.queries.roles import is_here
from handinhand.roles.choices import TAKES, WILLING, Kind, Place, Says, Seats, Stage
from handinhand.roles.models import InDraw, LentRole, Loan, RoleDraw, Willing
from handinhand.roles.queries.in_meetings import read
from handinhand.roles.queries.lending import coming, meeting_role, role_of, roles_of, seats_for, terms_of
from handinhand.roles.rules import seat_for
from handinhand.ui.apart import apart

MOST_DRAWS = 5


@dataclass(frozen=True)
class LoanSeen:
    """That somebody holds a role: who, in which seat if there are two, and until when."""

    loan: Loan
    is_mine: bool
    seat: str
    until: str

    @property
    def who(self) -> Member:
        """Who holds it."""
        return self.loan.member


@dataclass(frozen=True)
class RoleSeen:
    """A role: what it is called, what it takes, how many hold it, and who does for a term."""

    row: LentRole
    terms: list[LoanSeen]

    @property
    def is_own(self) -> bool:
        """Whether the circle invented it."""
        return self.row.kind == Kind.OWN

    @property
    def name(self) -> str:
        """What it is called."""
        return self.row.name if self.is_own else str(Kind(self.row.kind).label)

    @property
    def takes(self) -> str:
        """What it takes, in a sentence: the circle's, or ours while there is none."""
        return self.row.takes or ("" if self.is_own else str(TAKES[self.row.kind]))

    @property
    def seats(self) -> str:
        """How many hold it."""
        return str(Seats(self.row.seats).label)


@dataclass(frozen=True)
class ForMeeting:
    """A meeting ahead, and who holds a role in it, if the meeting does not show that itself."""

    meeting: Meeting
    when: str
    lent: list[Lent]
    in_plan: bool
    can_take: bool
    draw: RoleDraw | None


@dataclass(frozen=True)
class OneRole:
    """Everything of one role that one member sees."""

    seen: RoleSeen
    meetings: list[ForMeeting]
    can_take_term: bool
    says: str
    says_again: bool
    term_draw: RoleDraw | None
    earlier: list[RoleDraw]


def all_roles(*, viewer: Member, now: datetime) -> list[RoleSeen]:
    """All roles of a circle, with who holds them for a term."""
    rows = roles_of(viewer.circle)
    terms = terms_of(rows, today=_today(viewer.circle, now), viewer=viewer)
    return [_role_seen(row, terms, viewer, now) for row in rows]


def _role_seen(row: LentRole, terms: Sequence[Loan], viewer: Member, now: datetime) -> RoleSeen:
    theirs = [each for each in terms if row.pk and each.role_id == row.pk]
    return RoleSeen(row, [_loan_seen(each, row, viewer, now) for each in theirs])


def _loan_seen(loan: Loan, row: LentRole, viewer: Member, now: datetime) -> LoanSeen:
    return LoanSeen(
        loan=loan,
        is_mine=loan.member_id == viewer.pk,
        seat="" if loan.seat == Place.ONE else str(Place(loan.seat).label),
        until="" if loan.until is None else day_of(loan.until, _today(row.circle, now)),
    )


def one_role(*, viewer: Member, ref: str, now: datetime) -> OneRole:
    """One role; raises NotHere."""
    row = role_of(viewer.circle, ref)
    seen = _role_seen(row, terms_of([row], today=_today(viewer.circle, now), viewer=viewer), viewer, now)
    draws = list(_draws(viewer.circle).filter(role=row.pk).order_by("-pk")[: 4 * MOST_DRAWS]) if row.pk else []
    open_ones = {each.meeting_id: each for each in draws if each.stage == Stage.OPEN}
    willing = Willing.objects.filter(role=row.pk, member=viewer).select_related("member").first() if row.pk else None
    taken = {each.loan.seat for each in seen.terms}
    free = [seat for seat in seats_for(row, meeting=None) if seat.name not in taken]
    holds = any(each.is_mine for each in seen.terms)
    return OneRole(
        seen=seen,
        meetings=_for_meetings(row, open_ones, viewer, now),
        can_take_term=None not in open_ones and not holds and seat_for(viewer, free) is not None,
        says=willing.says if willing is not None else "",
        says_again=willing is not None and willing.says in WILLING and not willing.counts_for(row),
        term_draw=open_ones.get(None),
        earlier=[each for each in draws if each.stage != Stage.OPEN][:MOST_DRAWS],
    )


def _for_meetings(
    row: LentRole, open_ones: dict[int | None, RoleDraw], viewer: Member, now: datetime
) -> list[ForMeeting]:
    found = []
    for meeting in coming(viewer.circle, now=now):
        theirs = [each for each in read(meeting, viewer) if each.ref == row.ref]
        taken = {each.place for each in read(meeting, None) if each.ref == row.ref}
        free = [seat for seat in seats_for(row, meeting=meeting) if seat.name not in taken]
        in_plan, draw = meeting_role(row) is not None, open_ones.get(meeting.pk)
        holds = any(each.is_mine for each in theirs)
        found.append(
            ForMeeting(
                meeting=meeting,
                when=times.say_start(meeting.starts_at, viewer.circle.time_zone),
                lent=theirs,
                in_plan=in_plan,
                can_take=not in_plan and draw is None and not holds and seat_for(viewer, free) is not None,
                draw=draw,
            )
        )
    return found


@dataclass(frozen=True)
class NameSeen:
    """Somebody in a draw, as its page shows them."""

    row: InDraw
    tickets: int

    @property
    def who(self) -> Member | None:
        """Who it is, while they are here."""
        return self.row.member if self.row.member is not None and is_here(self.row.member) else None

    @property
    def seat(self) -> str:
        """Which seat they were drawn for; empty for those who were not."""
        return str(Place(self.row.seat).label) if self.row.seat else ""


@dataclass(frozen=True)
class DrawSeen:
    """A draw: while its names are open the fingerprint and no name; afterwards everything it was made of."""

    draw: RoleDraw
    role: RoleSeen
    closes: str
    is_due: bool
    for_what: str
    meeting: Meeting | None
    my_word: str
    words: list[str]
    names: list[NameSeen]
    shown: str
    again: Shows | None
    is_asked: bool

    @property
    def is_open(self) -> bool:
        """Whether the names are open."""
        return self.draw.stage == Stage.OPEN

    @property
    def is_drawn(self) -> bool:
        """Whether somebody was drawn, so that everything is shown."""
        return self.draw.stage == Stage.DRAWN

    @property
    def drawn(self) -> list[NameSeen]:
        """Those who were drawn."""
        return [each for each in self.names if each.row.seat]

    @property
    def method(self) -> Sequence[Reason]:
        """How it is drawn, in sentences."""
        return METHOD

    @property
    def who_could_steer(self) -> Reason:
        """What whoever sees the seed early could do."""
        return WHO_COULD_STEER

    @property
    def is_same(self) -> bool:
        """Whether drawing it again gave the same."""
        return self.again is Shows.SAME


def draw_of(*, viewer: Member, draw_id: str) -> RoleDraw:
    """A draw of the viewer's circle; raises NotHere."""
    found = _draws(viewer.circle).filter(public_id=draw_id).first() if is_public_id(draw_id) else None
    if found is None:
        raise NotHere
    return found


def _draws(circle: Circle) -> QuerySet[RoleDraw]:
    return RoleDraw.objects.filter(circle=circle).select_related("role", "circle", "meeting", "opened_by")


def one_draw(*, viewer: Member, draw: RoleDraw, now: datetime, again: bool) -> DrawSeen:
    """What the page of a draw shows; with `again` it is drawn once more from what is shown."""
    circle = viewer.circle
    rows = list(draw.names.select_related("member", "ask").order_by("who"))
    words = list(draw.words.order_by("fingerprint"))
    mine = next((each.fingerprint for each in words if each.member_id == viewer.pk), "")
    shown = shown_of(draw, rows, [each.fingerprint for each in words]) if draw.stage == Stage.DRAWN else None
    theirs = tickets([Named(each.who, each.held, each.fits) for each in rows])
    return DrawSeen(
        draw=draw,
        role=RoleSeen(draw.role, []),
        closes=moment_in(circle, draw.closes_at, now),
        is_due=draw.stage == Stage.OPEN and now >= draw.closes_at,
        for_what="" if draw.until is None else day_of(draw.until, _today(circle, now)),
        meeting=draw.meeting,
        my_word=mine,
        words=[each.fingerprint for each in words],
        names=[NameSeen(each, theirs[each.who]) for each in rows],
        shown="" if shown is None else shown.written(),
        again=redraw(shown)[0] if shown is not None and again else None,
        is_asked=any(each.member_id == viewer.pk and each.ask and each.ask.closed_at is None for each in rows),
    )


def shown_of(draw: RoleDraw, rows: Sequence[InDraw], words: Sequence[str]) -> Shown:
    """Everything that a closed draw was made of, for a machine."""
    return Shown(
        draw=draw.public_id,
        fingerprint=draw.fingerprint,
        seed=draw.seed,
        words=tuple(words),
        names=tuple(Named(each.who, each.held, each.fits) for each in rows),
        seats=tuple(Seat(name, fits) for name, fits in draw.seats),
        drawn={each.seat: each.who for each in rows if each.seat},
    )


def shown_by_mark(draw_id: str) -> Shown | None:
    """The same of a draw of this server, by its mark; nothing while it is open, or where there is none."""
    draws = RoleDraw.objects.filter(stage=Stage.DRAWN, public_id=draw_id)
    draw = draws.first() if is_public_id(draw_id) else None
    if draw is None:
        return None
    words = draw.words.order_by("fingerprint").values_list("fingerprint", flat=True)
    return shown_of(draw, list(draw.names.order_by("who")), list(words))


def as_written(row: LentRole) -> dict[str, str]:
    """What a form about a role begins with: nothing of what is covered."""
    return {"name": shown_text(row, "name"), "takes": shown_text(row, "takes"), "seats": row.seats}


def meetings_to_draw_for(one: OneRole) -> list[tuple[str, str]]:
    """The meetings ahead for which a role can be drawn, as a form offers them."""
    return [
        (each.meeting.public_id, _("%(meeting)s, %(when)s") % {"meeting": apart(each.meeting.title), "when": each.when})
        for each in one.meetings
        if each.draw is None
    ]


def says_choices() -> list[tuple[str, str]]:
    """What can be said of a role."""
    return [(each.value, str(each.label)) for each in Says]


def _today(circle: Circle, now: datetime) -> date:
    return times.local(now, circle.time_zone).date()
