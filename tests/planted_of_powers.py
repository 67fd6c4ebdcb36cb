"""What is planted of powers: something that is asked of the circle, that waits for its day, and that is agreed."""

from handinhand.circles.actions import agree, ask_power
from handinhand.circles.choices import Power
from handinhand.circles.models import OwnRule
from tests import planted_texts_of_powers as texts


def plant_powers(world) -> None:
    """Tom asks for money, and Nia, who leaves, said yes. What is shown outside waits three days in this circle."""
    harbour, now = world.harbour, world.now
    waits = {"agree": 3, "for_themselves": 1, "for_organisations": 0, "notice_days": 3}
    decided = {"decision_id": world.ids["proposed"], "since": now}
    OwnRule.objects.create(circle=harbour.circle, power=Power.PUBLISH_OUTSIDE, **waits, **decided)
    asked = ask_power(power=Power.SPEND, by=harbour.tom, text=texts.ASKED_OF_US, now=now)
    agree(use=asked, by=harbour.nia, now=now)
    waiting = ask_power(power=Power.PUBLISH_OUTSIDE, by=harbour.dee, text=texts.SHOWN_OUTSIDE, now=now)
    done = ask_power(power=Power.TAKE_ON_WORK, by=harbour.dee, text=texts.WORK_TAKEN_ON, now=now)
    for use in (waiting, done):
        for member in (harbour.tom, harbour.sam):
            agree(use=use, by=member, now=now)
    closing = ask_power(power=Power.CLOSE_CIRCLE, by=harbour.sam, now=now)
    world.ids |= {each: each for each in ("spend", "invite", "close_circle")}
    world.name(asked_use=asked, waiting_use=waiting, done_use=done, closing_use=closing)
