"""What was done, by kinds: how people look through the list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.circles.choices import Power


class Kind(models.TextChoices):
    """A kind of things that were done."""

    COMING = "coming", _("Coming and going")
    MEETINGS = "meetings", _("Meetings and days")
    DECIDING = "deciding", _("What we decided")
    TOGETHER = "together", _("How we look after each other")
    SAFETY = "safety", _("Covers and holds")


OF_KIND: dict[Kind, frozenset[Power]] = {
    Kind.COMING: frozenset(
        {
            Power.START_CIRCLE,
            Power.JOIN,
            Power.LEAVE,
            Power.INVITE,
            Power.WITHDRAW_INVITATION,
            Power.CHANGE_READING,
            Power.SAY_I_KNOW,
            Power.LET_BACK_IN,
            Power.END_PLACE,
        }
    ),
    Kind.MEETINGS: frozenset(
        {
            Power.PLAN_MEETING,
            Power.CHANGE_PLAN,
            Power.PLAN_AGAIN,
            Power.CALL_OFF,
            Power.ASK_TIMES,
            Power.CLOSE_TIMES,
            Power.SET_CIRCLE_DAY,
            Power.TAKE_OUT_CIRCLE_DAY,
            Power.CHANGE_PACE,
            Power.HOLD_MEETING,
            Power.KEEP_NOTES,
            Power.OPEN_MEETING,
            Power.CLOSE_MEETING,
        }
    ),
    Kind.DECIDING: frozenset({Power.CLOSE_DECISION, Power.ADOPT, Power.LOOK_AGAIN, Power.DECIDE_GIVEN}),
    Kind.TOGETHER: frozenset({Power.CHANGE_TEA, Power.CHANGE_TURN_TO}),
    Kind.SAFETY: frozenset(
        {
            Power.COVER,
            Power.KEEP_COVER,
            Power.UNCOVER,
            Power.HOLD_ACCESS,
            Power.LIFT_HOLD,
            Power.KEEP_HOLD,
            Power.END_HOLD,
        }
    ),
}
