"""What is planted of roles: one of our own, a draw whose names are open, one that is drawn, and who holds what."""

from datetime import timedelta
from typing import Any

from handinhand.circles.models import Member
from handinhand.roles import actions
from handinhand.roles.choices import Seats
from tests import planted_texts_of_roles as texts


def plant_roles(world: Any) -> None:
    """Dee invented a role and Tom holds it; a draw of welcoming is open; for keeping the time Tom was drawn."""
    harbour, now = world.harbour, world.now
    until = (now + timedelta(days=90)).date()
    own = actions.invent(by=harbour.dee, name=texts.ROLE_OF_OURS, takes=texts.ROLE_TAKES, seats=Seats.ONE, now=now)
    actions.take_on(by=harbour.tom, ref=own.ref, until=until, now=now)
    long_ago = now - timedelta(days=9)
    drawn = actions.open_draw(by=harbour.dee, ref="time", days=1, until=until, now=long_ago)
    for member in (harbour.dee, harbour.tom):
        actions.say(by=member, ref="time", says="yes" if member == harbour.tom else "not_now", now=long_ago)
        actions.say(by=member, ref="welcome", says="not_now", now=now)
    actions.add_word(draw=drawn, by=harbour.dee, word="rope", now=long_ago)
    # Tom was here when its names opened, as far as the draw can see.
    Member.objects.filter(pk=harbour.tom.pk).update(joined_at=long_ago)
    actions.close_due(draw=drawn, now=now)
    Member.objects.filter(pk=harbour.tom.pk).update(joined_at=harbour.tom.joined_at)
    opened = actions.open_draw(by=harbour.dee, ref="welcome", days=3, until=until, now=now)
    world.ids |= {each: each for each in ("welcome", "time", "notes")}
    world.name(own_role=own, open_role_draw=opened, closed_role_draw=drawn)
