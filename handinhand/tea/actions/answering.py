"""What somebody says to a draw: all right, not this time, draw me again, or leave it. No reason, and no record."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Circle
from handinhand.people.actions import say_yes
from handinhand.people.rules.energy import AskIsOver
from handinhand.tea.actions.drawing import ask_no_more, let_go, put_together
from handinhand.tea.choices import Stands
from handinhand.tea.models import Alone, Drawn
from handinhand.tea.queries import Cup, cup_of, said, wish_of, within_energy
from handinhand.tea.rules import TeaIsOver, today_in

TWO = 2


@transaction.atomic
def all_right(*, by: Member, drawn_id: str, now: datetime) -> None:
    """Say that it is fine: it goes off one's Today and counts in one's own hours. Nobody is told. Raises TeaIsOver."""
    cup = _own(by, drawn_id, now)
    if cup.is_declined or cup.is_alone:
        raise TeaIsOver
    try:
        say_yes(ask=cup.drawn.ask, by=by.person, now=now)
    except AskIsOver:
        if not cup.is_taken_on:
            raise TeaIsOver from None


@transaction.atomic
def not_this_time(*, by: Member, drawn_id: str, now: datetime) -> None:
    """Say not this time: the others read that, without why. Raises TeaIsOver. Twice is once."""
    cup = _own(by, drawn_id, now)
    if cup.is_declined:
        return
    let_go(cup.drawn, Stands.NOT_THIS_TIME, now=now)
    if len(cup.others) == 1:
        ask_no_more(cup.others[0], now=now)


@transaction.atomic
def draw_me_again(*, by: Member, now: datetime) -> bool:
    """Be drawn once more with others who wait, if there are some now; else wait for them. Raises TeaIsOver."""
    if wish_of(by) is None:
        raise TeaIsOver
    alone = _alone(by, now)
    alone.waits = True
    alone.save(update_fields=["waits"])
    waiting = Alone.objects.filter(draw=alone.draw, waits=True, member__left_at__isnull=True).values("member")
    # Whoever asks says yes themselves, also past what they have.
    wishes = [each for each in said(by.circle).filter(member__in=waiting) if not each.member.is_held]
    mine = [each for each in wishes if each.member_id == by.pk]
    together = mine + within_energy([each for each in wishes if each.member_id != by.pk], now=now)
    if len(together) < TWO:
        return False
    Alone.objects.filter(member__in=[each.member_id for each in together]).delete()
    put_together(alone.draw, together, now=now)
    left = Alone.objects.filter(member__in=[each.member_id for each in together])
    left.update(waits=True)
    return not left.filter(member=by).exists()


@transaction.atomic
def let_it_be(*, by: Member, now: datetime) -> None:
    """Leave it for this time. Raises TeaIsOver."""
    _alone(by, now).delete()


def _own(by: Member, drawn_id: str, now: datetime) -> Cup:
    """A member's own cup, held until this change is through; raises NotHere for anybody else's."""
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    if not Drawn.objects.filter(member=by.pk, public_id=drawn_id).exists():
        raise NotHere
    cup = cup_of(viewer=by, now=now)
    if cup is None or cup.drawn.public_id != drawn_id:
        raise TeaIsOver
    return cup


def _alone(by: Member, now: datetime) -> Alone:
    """That a member stands alone: for whom there was nobody, or whose others all said not this time."""
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    cup = cup_of(viewer=by, now=now)
    if cup is not None and cup.is_alone and not cup.is_declined:
        let_go(cup.drawn, Stands.OVER, now=now)
        return Alone.objects.update_or_create(member=by, defaults={"draw": cup.drawn.group.draw})[0]
    alone = Alone.objects.filter(member=by, draw__until__gt=today_in(by.circle, now)).select_related("draw").first()
    if alone is None:
        raise TeaIsOver
    return alone
