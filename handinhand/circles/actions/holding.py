"""Holding somebody's access for a day: by two together, at once, in plain view; it ends by itself."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import hold_present, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Hold, HoldAnswer, HoldProposal, Member, PowerUse
from handinhand.circles.queries import holds_on
from handinhand.circles.rules.holding import (
    ASK_LASTS,
    HOLD_LASTS,
    why_not_agree_to_hold,
    why_not_hold,
    why_not_lift,
    why_not_propose_about,
)
from handinhand.ground.models import Circle
from handinhand.ground.own_text import digest_of
from handinhand.live.actions import end_streams, tell
from handinhand.words.actions import pause_sight, write
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope


class HoldNotNow(Exception):
    """A hold cannot be asked for, agreed to or ended as things stand; its text says why, in plain words."""


@transaction.atomic
def ask_hold(*, member: Member, by: Member, now: datetime) -> Hold:
    """Ask for a hold on somebody's access. Nothing happens until a second member agrees; after a day the ask is over.

    Two who ask for the same hold ask for one: then it is for the second to agree. Raises HoldNotNow.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    _check(why_not_hold(member, by, holds_on(member), now=now))
    asked = Hold.objects.filter(member=member, began_at=None).select_related("asked_by").first()
    asker = asked.asked_by if asked is not None and asked.is_asked(now) else None
    if asked is not None and asker is not None and asker.left_at is None and not asker.is_held:
        return asked
    Hold.objects.filter(member=member, began_at=None).delete()
    return Hold.objects.create(circle=by.circle, member=member, asked_by=by, asked_at=now, asks_until=now + ASK_LASTS)


@transaction.atomic
def agree_to_hold(*, hold: Hold, by: Member, now: datetime) -> Hold:
    """Agree to a hold that somebody asked for: it begins at once. Raises HoldNotNow."""
    held = _locked(hold, by)
    _check(why_not_agree_to_hold(held, by, now=now))
    begun: Hold = use_power(power=Power.HOLD_ACCESS, circle=by.circle, by=by, now=now, hold=held)
    return begun


@transaction.atomic
def withdraw_ask(*, hold: Hold, by: Member) -> None:
    """Take back that one asked for a hold, as long as nobody agreed."""
    Hold.objects.filter(pk=hold.pk, asked_by=by, began_at=None).delete()


@transaction.atomic
def lift_hold(*, hold: Hold, by: Member, now: datetime) -> None:
    """End a hold before its day is over, as one of the two who put it on. Raises HoldNotNow."""
    held = _locked(hold, by)
    _check(why_not_lift(held, by, now=now))
    use_power(power=Power.LIFT_HOLD, circle=by.circle, by=by, now=now, hold=held)


@transaction.atomic
def answer_hold(*, hold: Hold, by: Member, text: str, now: datetime) -> None:
    """Say something about the hold on one's own access, to everybody in the circle."""
    scope = circle_scope(hold.circle)
    words = write(circle=hold.circle, scope=scope, by=by.person, body=text, state=State.SHARED, now=now)
    HoldAnswer.objects.create(circle=hold.circle, hold=hold, words=words)


@transaction.atomic
def note_proposal(*, hold: Hold, proposal_id: str, days: int, text: str, now: datetime) -> None:
    """Remember what a proposal of these words would do to a hold: keep it for `days`, or end it. Raises HoldNotNow."""
    _check(why_not_propose_about(hold, now=now))
    HoldProposal.objects.create(
        circle=hold.circle, hold=hold, proposal_id=proposal_id, days=days, says=digest_of(text), at=now
    )


@transaction.atomic
def carry_out_about_hold(*, proposal_id: str, by: Member, now: datetime) -> None:
    """Do to a hold what the circle decided, if that is what this proposal was about."""
    asked = HoldProposal.objects.filter(proposal_id=proposal_id).select_related("hold").first()
    if asked is not None:
        power = Power.KEEP_HOLD if asked.days else Power.END_HOLD
        given: dict[str, Any] = {"hold": _locked(asked.hold, by), "days": asked.days}
        use_power(power=power, circle=by.circle, by=by, now=now, decided_by=proposal_id, **given)


def hold_effect(*, circle: Circle, by: Member, now: datetime, hold: Hold) -> Hold:
    """Somebody's sight of the circle ends at once, for a day."""
    # Their row is taken first: what they are doing this very moment is done before, or not at all.
    member = hold_present(circle, hold.member.person, even_held=True) if hold.member is not None else None
    if member is None:
        raise HoldNotNow(_("They are not in this circle any more."))
    _check(why_not_hold(member, by, holds_on(member), now=now))
    hold.agreed_by, hold.began_at, hold.ends_at = by, now, now + HOLD_LASTS
    hold.save(update_fields=["agreed_by", "began_at", "ends_at"])
    follow_holds(member, now=now)
    return hold


def lift_effect(*, now: datetime, hold: Hold, **more: Any) -> Hold:
    """The hold is over."""
    come_back_sooner(hold=hold, now=now)
    return hold


def keep_hold_effect(*, now: datetime, hold: Hold, days: int, **more: Any) -> Hold:
    """The hold goes on until so many days from now; it has begun before."""
    hold.kept_at, hold.ends_at = now, now + timedelta(days=days)
    hold.began_at = min(now, hold.began_at or now)
    hold.save(update_fields=["kept_at", "began_at", "ends_at"])
    follow_holds(hold.member, now=now)
    return hold


def step_away(*, member: Member, two: tuple[Member, Member], use: PowerUse, until: datetime, now: datetime) -> Hold:
    """Pause somebody's access until a day, as several agreed; it begins at once."""
    held = Hold.objects.create(
        circle=use.circle,
        member=member,
        asked_by=two[0],
        agreed_by=two[1],
        asked_at=use.asked_at,
        asks_until=use.lapses_at,
        began_at=now,
        ends_at=until,
        agreed_to=use,
    )
    follow_holds(member, now=now)
    return held


def come_back_sooner(*, hold: Hold, now: datetime) -> None:
    """End what was agreed for longer; another hold on the same person goes on. What was over stays over since then."""
    # On a clock that went back it is over all the same.
    hold.began_at, hold.ends_at = min(now, hold.began_at or now), min(now, hold.ends_at or now)
    hold.save(update_fields=["began_at", "ends_at"])
    follow_holds(hold.member, now=now)


def follow_holds(member: Member | None, *, now: datetime) -> None:
    """Let somebody see nothing of the circle while any hold on them goes on; open pages follow it no longer."""
    if member is None:
        return
    until = Hold.objects.filter(member=member, ends_at__gt=now).aggregate(last=Max("ends_at"))["last"]
    member.held_until = until
    member.save(update_fields=["held_until"])
    pause_sight(circle=member.circle, person=member.person, until=until)
    end_streams(person_id=member.person.public_id)
    tell(channel=circle_scope(member.circle).public_id)


def _locked(hold: Hold, by: Member) -> Hold:
    """The hold as it is now. The circle's row makes what is done about holds in it take turns.

    Members' rows are taken before it, as everywhere: two who wait for each other would wait for ever.
    """
    members = Member.objects.select_for_update(no_key=True).filter(pk__in=(hold.member_id or by.pk, by.pk))
    list(members.order_by("pk").values_list("pk"))
    Circle.objects.select_for_update(no_key=True).get(pk=hold.circle_id)
    found = Hold.objects.select_related("circle", "member__person", "asked_by").filter(pk=hold.pk).first()
    if found is None:
        raise HoldNotNow(_("Nobody asks for this hold any more."))
    return found


def _check(reason: str | None) -> None:
    if reason is not None:
        raise HoldNotNow(reason)
