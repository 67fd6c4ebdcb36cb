"""Drawing tea: once on its day, by whoever comes first, the hourly look or somebody who opens the page."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from handinhand.acquaintance.actions import remember
from handinhand.acquaintance.queries import met
from handinhand.circles.apart import apart_by_lot
from handinhand.circles.models import Member
from handinhand.fairness import pairs
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.people.actions import ask, release, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.tea.choices import QUESTIONS, REASONS, Every, Stands, Way
from handinhand.tea.models import Alone, Draw, Drawn, Group, Question, Rhythm, Wish
from handinhand.tea.queries import questions_for, wishers
from handinhand.tea.rules import cost_of, day_after, end_in, never_too_far, today_in
from handinhand.words.queries import circle_scope

WHY = {reason.text: why for why, reason in REASONS.items()}
# What is over everywhere on earth.
A_DAY_AND_MORE = timedelta(days=2)


@transaction.atomic
def draw_due(*, circle: Circle, now: datetime) -> bool:
    """Draw a circle's tea if its day has come. Who comes second draws nothing; a missed day is left out."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    rhythm = Rhythm.objects.filter(circle=circle).first()
    if rhythm is None or rhythm.next_on is None:
        return False
    today, every = today_in(circle, now), Every(rhythm.every)
    day = never_too_far(rhythm.next_on, every, today=today)
    until = day_after(day, every, today=today) if day <= today else day
    if until != rhythm.next_on:
        rhythm.next_on = until
        rhythm.save(update_fields=["next_on"])
    if day > today or Draw.objects.filter(circle=circle, day=today).exists():
        return False
    end(Drawn.objects.filter(group__draw__circle=circle), now=now)
    Alone.objects.filter(member__circle=circle).delete()
    draw = Draw.objects.create(circle=circle, day=today, until=until)
    put_together(draw, wishers(circle=circle, now=now), now=now)
    tell(channel=circle_scope(circle).public_id)
    return True


def draw_all_due(*, now: datetime) -> None:
    """Draw in all circles whose day has come, each by itself."""
    latest = (now + A_DAY_AND_MORE).date()
    due = Rhythm.objects.filter(next_on__lte=latest).select_related("circle").order_by("pk")
    each_by_itself(lambda rhythm: draw_due(circle=rhythm.circle, now=now), due, waits="Tea waits")


@transaction.atomic
def clear_old(*, now: datetime) -> None:
    """Forget draws that are over, and wishes of those who left: only who was together is kept, and not by what."""
    over = (now - A_DAY_AND_MORE).date()
    end(Drawn.objects.filter(group__draw__until__lte=over), now=now)
    Draw.objects.filter(until__lte=over).delete()
    Wish.objects.filter(Q(member__left_at__isnull=False) | Q(said_at__lt=F("member__joined_at"))).delete()


def end(drawn: QuerySet[Drawn], *, now: datetime) -> None:
    """Let what was drawn be over: nothing is asked any more, and nothing tells what anybody said to it."""
    for each in drawn.exclude(stands=Stands.OVER).select_related("ask", "group", "member__person"):
        let_go(each, Stands.OVER, now=now)


def let_go(drawn: Drawn, stands: Stands, *, now: datetime) -> None:
    """Somebody is no longer in what was drawn: it is not asked of them, and not in their hours."""
    drawn.stands = stands
    drawn.save(update_fields=["stands"])
    ask_no_more(drawn, now=now)


def ask_no_more(drawn: Drawn, *, now: datetime) -> None:
    """Nothing is asked of somebody by a draw, and nothing of it stands in their hours."""
    take_back_ask(ask=drawn.ask, now=now)
    release(of=drawn.member.person, kind=AskKind.TEA, ref=drawn.group.public_id)


def put_together(draw: Draw, wishes: Sequence[Wish], *, now: datetime) -> None:
    """Draw pairs and threes among some members of a circle; chance is kept nowhere: nobody can draw it again."""
    circle = draw.circle
    ids = dict(Member.objects.filter(circle=circle).values_list("pk", "person__public_id"))
    apart = apart_by_lot(circle, now=now)
    found = pairs.draw(
        [ids[each.member_id] for each in wishes],
        earlier=met(circle=circle, names=ids),
        seed=secrets.token_hex(),
        apart=[[ids[each] for each in pair] for pair in apart.asked | apart.by_lot],
        members=list(ids.values()),
    )
    wish_of = {ids[each.member_id]: each for each in wishes}
    remember(circle=circle, groups=[[wish_of[each].member_id for each in drawn.who] for drawn in found.groups])
    for drawn in found.groups:
        _keep(draw, drawn.reason.text, [wish_of[each] for each in drawn.who], now=now)
    for left in found.alone:
        Alone.objects.get_or_create(member=wish_of[left.who].member, defaults={"draw": draw})


def chosen_by_chance(own: Sequence[Question]) -> Question | None:
    """One of the circle's own questions, or none: then it is one of ours. Each question is as likely as any other."""
    number = secrets.randbelow(len(QUESTIONS) + len(own))
    return own[number] if number < len(own) else None


def _keep(draw: Draw, why: str, wishes: Sequence[Wish], *, now: datetime) -> None:
    """One group: its row, and for each of them a ticket, which tells them only if it is within what they have."""
    circle = draw.circle
    people = [wish.member.person_id for wish in wishes]
    ours = secrets.randbelow(len(QUESTIONS))
    own = chosen_by_chance(questions_for(circle=circle, people=people))
    group = Group.objects.create(draw=draw, why=WHY[why], question=ours, own=own)
    where = reverse("tea:here", args=[circle.public_id])
    asking = partial(ask, kind=AskKind.TEA, ref=group.public_id, when=None, where=where, circle=circle, now=now)
    for wish in wishes:
        cost, ends_at = cost_of(Way(wish.way)), end_in(circle, draw.until)
        ticket = asking(of=wish.member.person, cost=cost, ends_at=ends_at)
        Drawn.objects.create(group=group, member=wish.member, ask=ticket, way=wish.way, opening=wish.opening)
