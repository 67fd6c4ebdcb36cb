"""Reads of who was asked to step away: for whom it is about, and for everyone who decides."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from handinhand.away.choices import Says
from handinhand.away.models import Away, Company
from handinhand.away.rules import Earlier, earlier, is_open
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Hold, Member, PowerUse
from handinhand.circles.names import listed
from handinhand.circles.queries import NotHere, day_in, day_of, is_public_id, moment_in
from handinhand.circles.queries.asking import rule_in_force, who_agreed
from handinhand.circles.queries.uses import name_of, said_to
from handinhand.ground.models import Circle
from handinhand.promises.models import CarriedOn, Promise
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.models import Words, not_seen_by
from handinhand.words.queries import own_shared

MOST_SHOWN = 20
MOST_OWN = 200


@dataclass(frozen=True)
class AboutMe:
    """One asking as whoever it is about reads it. `begins` and `ends` are days in words; empty when there is none."""

    away: Away
    text: str
    asked_by: str
    agreed: str
    asked_on: str
    begins: str
    ends: str
    is_away: bool
    is_over: bool
    answers: list[Words]
    company: Company | None
    said_no: set[int]
    is_held_otherwise: bool

    @property
    def may_ask(self) -> bool:
        """Whether this is a time to have somebody beside them: it goes on, and no other hold lies over it."""
        return not self.is_over and not self.is_held_otherwise

    @property
    def may_choose(self) -> bool:
        """Whether somebody can be asked to be beside them: there is nobody, or whoever was asked left it."""
        return self.may_ask and self.company is None


def _rows(circle: int) -> QuerySet[Away]:
    return Away.objects.filter(circle=circle).select_related("circle", "member__person", "use__asked_by", "hold")


def before(member: Member, *, now: datetime) -> list[Earlier]:
    """What was asked about somebody before, the newest first."""
    rows = _rows(member.circle_id).filter(member=member).order_by("-asked_at", "-pk")
    return [earlier(each, now) for each in rows[:MOST_SHOWN]]


def open_about(member: Member, *, now: datetime) -> Away | None:
    """The asking about somebody that is open now, or by which they are away."""
    rows = _rows(member.circle_id).filter(member=member).order_by("-asked_at", "-pk")
    return next((each for each in rows[:MOST_SHOWN] if is_open(each, now)), None)


def notice_in(circle: Circle) -> int:
    """How many days pass in a circle before it begins."""
    return rule_in_force(circle, Power.ASK_TO_STEP_AWAY).notice_days


def about_me(*, viewer: Member, now: datetime) -> AboutMe | None:
    """The last that was asked about the viewer: they read it whether or not their access is held."""
    rows = _rows(viewer.circle_id).filter(member=viewer).order_by("-asked_at", "-pk")
    away = next((each for each in rows[:MOST_SHOWN] if each.use is not None), None)
    if away is None or away.use is None:
        return None
    use = away.use
    use.circle = viewer.circle
    away_now = away.hold is not None and away.hold.goes_on(now)
    asked = list(Company.objects.filter(away=away).select_related("member").order_by("pk"))
    return AboutMe(
        away=away,
        text=use.text,
        asked_by=name_of(use.asked_by),
        agreed=listed([each.name for each in who_agreed(use)]),
        asked_on=day_in(viewer.circle, use.asked_at, now),
        begins=moment_in(viewer.circle, use.happens_at, now)
        if use.state == UseState.AGREED and use.happens_at is not None
        else "",
        ends=moment_in(viewer.circle, away.hold.ends_at, now)
        if away.hold is not None and away.hold.ends_at is not None
        else day_of(away.until, now.date()),
        is_away=away_now,
        is_over=not is_open(away, now),
        answers=said_to(viewer=viewer, use=use),
        company=next((each for each in asked if each.says != Says.NO), None),
        said_no={each.member_id for each in asked if each.says == Says.NO},
        is_held_otherwise=is_held_otherwise(viewer, away, now=now),
    )


def is_held_otherwise(member: Member, away: Away, *, now: datetime) -> bool:
    """Whether another hold lies over somebody than the one of this asking: because somebody may be in danger."""
    others = Hold.objects.filter(member=member, began_at__isnull=False).exclude(pk=away.hold_id or 0)
    return any(each.goes_on(now) for each in others)


@dataclass(frozen=True)
class PromiseKept:
    """A promise to somebody or by them, as they read it while they are away."""

    who: str
    text: str
    day: str
    came_of_it: str
    note: Note | None

    @property
    def answer_note(self) -> Note | None:
        """What came of it touches on what it touches on."""
        return self.note.of_answer() if self.note else None


@dataclass(frozen=True)
class StaysMine:
    """All that somebody who is away reads of their circle: their own words, and promises by them and to them."""

    own: list[Words]
    by_me: list[PromiseKept]
    to_me: list[PromiseKept]


def stays_mine(*, viewer: Member, now: datetime) -> StaysMine | None:
    """What stays the viewer's while they are asked to step away; nothing for anybody else, held or not.

    Nor while another hold lies over it: that one is there because somebody may be in danger.
    """
    seen = about_me(viewer=viewer, now=now)
    if seen is None or not seen.is_away or seen.is_held_otherwise:
        return None
    promises = list(_promises_of(viewer))
    return StaysMine(
        own=own_shared(viewer=viewer.person, circle=viewer.circle, most=MOST_OWN),
        by_me=[_kept(each, viewer, now) for each in promises if each.by_id == viewer.pk],
        to_me=[_kept(each, viewer, now) for each in promises if each.by_id != viewer.pk],
    )


def _promises_of(viewer: Member) -> QuerySet[Promise]:
    """Promises that the viewer made or took on, and those that came of what they said or asked for."""
    person = viewer.person_id
    led = CarriedOn.objects.filter(source__author=person)
    # What a promise to them was changed to is one to them.
    came_of_mine = Exists(led.filter(onward=OuterRef("words"))) | Exists(led.filter(onward=OuterRef("follows__words")))
    theirs = Q(by=viewer) | Q(words__author=person) | came_of_mine
    readable = Words.objects.visible_to_before_the_pause(person).filter(pk=OuterRef("words"))
    found = Promise.objects.filter(theirs, Exists(readable), circle=viewer.circle_id)
    found = found.annotate(is_chosen=chosen_in_note(person))
    return found.select_related(OF_WORDS, "by").order_by("-made_at", "-pk")[:MOST_OWN]


def _kept(promise: Promise, viewer: Member, now: datetime) -> PromiseKept:
    who = promise.by.name if promise.by is not None and promise.by_id != viewer.pk else ""
    day = day_of(promise.by_when, now.date()) if promise.by_when is not None and promise.by_id == viewer.pk else ""
    note = note_on(promise.words, person=viewer.person_id, is_chosen=promise.is_chosen)  # type: ignore[attr-defined]
    return PromiseKept(who, promise.words.body, day, promise.answer or "", note)


def of_use(*, viewer: Member, use_id: str) -> Away:
    """The asking that a use of the power is about, also the one to end it sooner; raises NotHere."""
    found = None
    if is_public_id(use_id):
        rows = _rows(viewer.circle_id)
        found = rows.filter(use__public_id=use_id).first()
        if found is None:
            ending = PowerUse.objects.filter(
                circle=viewer.circle_id, public_id=use_id, power=Power.END_STEPPING_AWAY
            ).first()
            found = rows.filter(public_id=ending.object_id).first() if ending is not None else None
    if found is None:
        raise NotHere
    return found


def company_for(*, viewer: Member, company_id: str) -> Company:
    """That the viewer was asked to be beside somebody; raises NotHere for anybody else.

    Of somebody whom the viewer chose not to see, it never reached them.
    """
    found = Company.objects.filter(
        circle=viewer.circle_id, member=viewer, public_id=company_id if is_public_id(company_id) else ""
    )
    found = found.exclude(not_seen_by(viewer.person_id, "whose__person"))
    row = found.select_related("whose__person", "away__use", "away__hold", "ask").first()
    if row is None:
        raise NotHere
    return row
