"""The only writers of askings to step away. What is agreed to is agreed in `circles`, by its one flow of asking."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.away.choices import Says, Until
from handinhand.away.models import Away, Company
from handinhand.away.queries import before, is_held_otherwise, notice_in, open_about
from handinhand.away.rules import AGREE_AT_LEAST, AwayNotNow, is_open, why_not_ask, why_not_until
from handinhand.circles.actions import Asking, AskNotNow, Effect, NotYet, Overtaken, ask_power
from handinhand.circles.actions.holding import come_back_sooner, step_away
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power, Standing
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries import NotHere, day_of
from handinhand.circles.queries.asking import people_here, who_agreed
from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle, Person
from handinhand.live.actions import tell
from handinhand.people.actions import ask, say_no, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.models import NotSeeing

COSTS_NOTHING = Cost(minutes=0)


@dataclass(frozen=True)
class Draft:
    """What the askers write: deeds, until when, who is beside the person, how they come back, what stays theirs."""

    happened: str
    kind: Until
    until: date
    beside: str
    way_back: str
    stays: str


def exact_words(*, member: Member, draft: Draft, today: date) -> str:
    """Exactly what everyone reads and agrees to, and the person first of all."""
    lasts = {
        Until.END: _("For how long: until %(day)s. Then their access comes back by itself."),
        Until.LOOK: _(
            "For how long: until %(day)s. Then their access comes back by itself, and we look at it again together."
        ),
    }
    own = _(
        "What always stays theirs: their own words, which they can read and take back; what is said about them; and"
        " that they can leave."
    )
    parts = [
        _("We ask %(name)s to step away from this circle for a while.") % {"name": member.name},
        _("What happened: %(words)s") % {"words": draft.happened.strip()},
        lasts[draft.kind] % {"day": day_of(draft.until, today)},
        _("Who is beside them: %(words)s") % {"words": draft.beside.strip()},
        _("How they come back: %(words)s") % {"words": draft.way_back.strip()},
        own,
    ]
    if draft.stays.strip():
        parts.append(_("What else stays theirs: %(words)s") % {"words": draft.stays.strip()})
    return "\n\n".join(parts)


def words_first(*, member: Member, by: Member, draft: Draft, now: datetime) -> str:
    """What would be told, word for word, before anybody is asked or told; raises AwayNotNow."""
    return exact_words(member=member, draft=draft, today=_check(member, by, draft, by.circle, now))


def _check(member: Member, by: Member, draft: Draft, circle: Circle, now: datetime) -> date:
    """The day where the circle is; raises AwayNotNow when it cannot be asked as things stand."""
    today = now.astimezone(ZoneInfo(circle.time_zone)).date()
    reason = why_not_ask(
        member,
        by,
        before(member, now=now),
        others=people_here(circle, member.pk),
        by_is_asked=open_about(by, now=now) is not None,
        now=now,
    ) or why_not_until(draft.until, today=today, notice_days=notice_in(circle))
    if reason is not None:
        raise AwayNotNow(reason)
    return today


@transaction.atomic
def ask_to_step_away(*, member: Member, by: Member, draft: Draft, now: datetime) -> Away:
    """Ask the circle to ask somebody to step away: they are told at once, and nothing happens for three days at least.

    Two who ask about the same person ask once; two on each other take turns, and the second is told why not. Raises
    AwayNotNow.
    """
    here = _held_both(member, by)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    known = open_about(member, now=now)
    if known is not None and known.use is not None:
        return known
    today = _check(here[member.pk], here[by.pk], draft, circle, now)
    away = Away.objects.create(
        circle=circle,
        member=member,
        asked_by=by,
        asked_at=now,
        asked_on=today,
        kind=draft.kind,
        until=draft.until,
    )
    text = exact_words(member=member, draft=draft, today=today)
    try:
        away.use = ask_power(
            power=Power.ASK_TO_STEP_AWAY, by=by, now=now, object_id=away.public_id, about=member, text=text
        )
    except AskNotNow as not_now:
        raise AwayNotNow(str(not_now)) from not_now
    away.ask = _tell_them(away, member, now)
    away.save(update_fields=["use", "ask"])
    return away


def _held_both(member: Member, by: Member) -> dict[int, Member]:
    """The rows of both as they are now, taken in their order: two who ask about each other take turns."""
    rows = Member.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[member.pk, by.pk])
    here = {each.pk: each for each in rows.order_by("pk")}
    if len(here) < len({member.pk, by.pk}) or here[member.pk].circle_id != by.circle_id:
        raise NotHere
    if here[by.pk].left_at is not None or here[by.pk].is_held:
        raise NotHere
    return here


def _tell_them(away: Away, member: Member, now: datetime) -> Any:
    ticket = ask(
        of=member.person,
        kind=AskKind.AWAY,
        ref=away.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("away:about_me", args=[away.circle.public_id]),
        now=now,
        circle=away.circle,
        ends_at=day_begins(away.until, away.circle),
    )
    tell(channel=member.person.public_id)
    return ticket


@transaction.atomic
def have_looked(*, away: Away, by: Member, now: datetime) -> None:
    """Take it off Today: one has read it. The page stays."""
    held = _mine(away, by)
    if held.ask is not None:
        with suppress(AskIsOver):
            say_no(ask=held.ask, by=by.person, now=now)


def close_what_is_over(*, now: datetime) -> None:
    """Let nobody be asked any more about what was taken back, came to nothing, or ended; each in its own change."""
    waits = Q(ask__closed_at__isnull=True, ask__ends_at__gt=now)
    waits |= Q(companies__ask__closed_at__isnull=True, companies__ask__ends_at__gt=now)
    for away in Away.objects.filter(waits).select_related("use", "hold").distinct().order_by("pk"):
        if not is_open(away, now):
            _close(away, now)


@transaction.atomic
def _close(away: Away, now: datetime) -> None:
    asks = Ask.objects.filter(Q(pk=away.ask_id) | Q(pk__in=Company.objects.filter(away=away).values("ask")))
    for each in asks.order_by("pk"):
        take_back_ask(ask=each, now=now)


@transaction.atomic
def ask_to_end(*, away: Away, by: Member, now: datetime) -> PowerUse:
    """Ask the others that somebody comes back sooner. Raises AskNotNow."""
    if away.member_id == by.pk:
        raise AskNotNow(_("You can ask for this on your own page. The others say whether they agree."))
    if away.hold is None or not away.hold.goes_on(now):
        raise AskNotNow(_("They are not away now, so there is nothing to end."))
    return ask_power(power=Power.END_STEPPING_AWAY, by=by, now=now, object_id=away.public_id, about=away.member)


@transaction.atomic
def wish_back(*, away: Away, by: Member, now: datetime) -> None:
    """Ask the circle oneself that one comes back sooner: it stands beside it for everyone. Twice is once."""
    if away.member_id != by.pk:
        raise NotHere
    if away.wished_at is None:
        away.wished_at = now
        away.save(update_fields=["wished_at"])


@transaction.atomic
def choose_company(*, away: Away, by: Member, member: Member, now: datetime) -> Company:
    """Ask somebody to be beside oneself in this. There is one at a time; raises AwayNotNow.

    Only while it goes on, and while nobody holds one's access because of a danger: whoever is afraid of somebody is
    not reached by this. Nobody is asked again who said no, and whoever would not see them never hears of it.
    """
    held = _mine(away, by)
    if not is_open(held, now) or is_held_otherwise(by, held, now=now):
        raise NotHere
    there = Company.objects.filter(away=held).exclude(says=Says.NO).first()
    if there is not None and there.member_id == member.pk:
        return there
    if there is not None:
        raise AwayNotNow(_("You asked somebody else already. You can ask them no longer, and then choose anew."))
    said_no = Company.objects.filter(away=held, member=member).exists()
    if said_no or member.pk in {by.pk, held.asked_by_id} or hold_present(by.circle, member.person) is None:
        raise AwayNotNow(_("They cannot be asked just now. Please choose somebody else."))
    is_unseen = NotSeeing.objects.filter(circle=by.circle, by=member.person, about=by.person).exists()
    made = Company(circle=by.circle, away=held, whose=by, member=member)
    made.ask = ask(
        of=member.person,
        kind=AskKind.BESIDE,
        ref=made.public_id,
        cost=COSTS_NOTHING,
        when=None,
        where=reverse("away:company", args=[by.circle.public_id, made.public_id]),
        now=now,
        circle=by.circle,
        ends_at=now if is_unseen else day_begins(held.until, by.circle),
    )
    made.save()
    tell(channel=member.person.public_id)
    return made


def _mine(away: Away, by: Member) -> Away:
    """An asking about oneself as it is now, held; raises NotHere for anybody else."""
    rows = Away.objects.select_for_update(of=("self",), no_key=True).select_related("use", "hold")
    held = rows.filter(pk=away.pk, member=by).first()
    if held is None:
        raise NotHere
    return held


@transaction.atomic
def take_company_back(*, away: Away, by: Member, now: datetime) -> None:
    """Go on without whoever was asked to be beside oneself, or is; a no stays a no. Twice is once."""
    held = _mine(away, by)
    rows = Company.objects.select_for_update(of=("self",), no_key=True).filter(away=held).exclude(says=Says.NO)
    for each in rows.select_related("ask", "member__person"):
        take_back_ask(ask=each.ask, now=now)
        each.delete()
        tell(channel=each.member.person.public_id)


def let_go(*, member: Member, now: datetime) -> None:
    """Be beside nobody any more as one leaves, and have nobody asked to be beside one; a no stays a no."""
    rows = Company.objects.select_for_update(of=("self",), no_key=True).exclude(says=Says.NO)
    found = rows.filter(Q(member=member) | Q(whose=member), circle=member.circle_id)
    for each in found.select_related("ask", "member__person", "whose__person").order_by("pk"):
        take_back_ask(ask=each.ask, now=now)
        each.delete()
        for other in (each.member, each.whose):
            tell(channel=other.person.public_id)


def look_away(*, by: Person, other: Person, circle: Circle, now: datetime) -> None:
    """Somebody would rather not see another: they are not beside them, and it looks like any other no.

    Whoever was only asked is asked no more; to whoever asked it stays an ask without an answer.
    """
    rows = Company.objects.select_for_update(of=("self",), no_key=True).exclude(says=Says.NO)
    found = rows.filter(circle=circle, member__person=by, whose__person=other)
    for each in found.select_related("ask").order_by("pk"):
        take_back_ask(ask=each.ask, now=now)
        if each.says == Says.YES:
            each.says = Says.NO
            each.save(update_fields=["says"])
            tell(channel=other.public_id)


@transaction.atomic
def answer_company(*, company: Company, by: Member, is_yes: bool, now: datetime) -> None:
    """Be beside somebody, or not this time: no reason is asked. It can be changed; raises AwayNotNow.

    Whoever said no finds, when they change it, that somebody else is asked by now.
    """
    Away.objects.select_for_update(of=("self",), no_key=True).get(pk=company.away_id)
    held = Company.objects.select_for_update(of=("self",), no_key=True).filter(pk=company.pk, member=by).first()
    if held is None:
        raise NotHere
    others = Company.objects.filter(away=held.away_id).exclude(says=Says.NO).exclude(pk=held.pk)
    if is_yes and others.exists():
        raise AwayNotNow(_("They asked somebody else by now. Thank you for looking once more."))
    held.says = Says.YES if is_yes else Says.NO
    held.save(update_fields=["says"])
    with suppress(AskIsOver):
        say_no(ask=held.ask, by=by.person, now=now)
    tell(channel=held.whose.person.public_id)


def step_away_effect(*, circle: Circle, now: datetime, agreed_to: PowerUse, away: Away, **_more: Any) -> Away:
    """Their access pauses until the day that was said, and comes back by itself."""
    member, ends_at = away.member, day_begins(away.until, circle)
    if member is None or hold_present(circle, member.person, even_held=True) is None or ends_at <= now:
        raise Overtaken
    agreed = who_agreed(agreed_to)
    if len(agreed) < AGREE_AT_LEAST or all(each.standing != Standing.FOR_MYSELF for each in agreed):
        raise NotYet
    first = next((each for each in agreed if each.pk == agreed_to.asked_by_id), agreed[0])
    second = next(each for each in agreed if each.pk != first.pk)
    away.hold = step_away(member=member, two=(first, second), use=agreed_to, until=ends_at, now=now)
    away.save(update_fields=["hold"])
    return away


def end_effect(*, now: datetime, away: Away, **_more: Any) -> Away:
    """They come back now."""
    if away.hold is None or not away.hold.goes_on(now):
        raise Overtaken
    come_back_sooner(hold=away.hold, now=now)
    _close(away, now)
    return away


def day_begins(day: date, circle: Circle) -> datetime:
    """The moment at which a day begins where a circle is."""
    return datetime.combine(day, clock(), tzinfo=ZoneInfo(circle.time_zone))


def _find(circle: Circle, object_id: str) -> Away | None:
    rows = Away.objects.select_for_update(of=("self",), no_key=True).filter(circle=circle, public_id=object_id)
    found = rows.first()
    if found is None or found.member is None or found.member.left_at is not None:
        return None
    return found


def _says_end(*, by: Member, found: Away, **_more: Any) -> str:
    name = found.member.name if found.member is not None else ""
    return _("%(name)s comes back to this circle now, sooner than was agreed.") % {"name": name}


AWAY_EFFECTS: Mapping[Power, Effect] = {
    Power.ASK_TO_STEP_AWAY: step_away_effect,
    Power.END_STEPPING_AWAY: end_effect,
}
AWAY_ASKINGS: Mapping[Power, Asking] = {
    Power.ASK_TO_STEP_AWAY: Asking(find=_find, named="away"),
    Power.END_STEPPING_AWAY: Asking(find=_find, named="away", says=_says_end),
}
