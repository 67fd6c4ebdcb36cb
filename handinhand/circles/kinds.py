"""Powers by kinds: how people look through what each of us can do, and through what was done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.circles.choices import Power


class Kind(models.TextChoices):
    """A kind of things that are done."""

    COMING = "coming", _("Coming and going")
    MEETINGS = "meetings", _("Meetings and days")
    ROLES = "roles", _("Roles on loan")
    DECIDING = "deciding", _("What we decide, and our rules")
    IN_OUR_NAME = "in_our_name", _("In the name of the circle")
    LINKED = "linked", _("With other circles")
    TOGETHER = "together", _("How we look after each other")
    SAFETY = "safety", _("Covers and holds")


OF_KIND: dict[Kind, tuple[Power, ...]] = {
    Kind.COMING: (
        Power.START_CIRCLE,
        Power.INVITE,
        Power.WITHDRAW_INVITATION,
        Power.CHANGE_READING,
        Power.JOIN,
        Power.SAY_I_KNOW,
        Power.LET_BACK_IN,
        Power.END_PLACE,
        Power.LEAVE,
        Power.CLOSE_CIRCLE,
    ),
    Kind.MEETINGS: (
        Power.PLAN_MEETING,
        Power.CHANGE_PLAN,
        Power.CHANGE_PLAN_LATE,
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
    ),
    Kind.ROLES: (
        Power.TAKE_ROLE,
        Power.SET_ROLE,
        Power.LET_ROLE_GO,
        Power.OPEN_DRAW,
        Power.CALL_OFF_DRAW,
    ),
    Kind.DECIDING: (
        Power.ADOPT,
        Power.CHANGE_RULE,
        Power.CLOSE_DECISION,
        Power.LOOK_AGAIN,
        Power.DECIDE_GIVEN,
        Power.STOP_AGREED,
    ),
    Kind.IN_OUR_NAME: (
        Power.PUBLISH_OUTSIDE,
        Power.TAKE_ON_WORK,
        Power.SPEND,
    ),
    Kind.LINKED: (
        Power.LINK,
        Power.CUT_LINK,
        Power.BE_KNOWN,
        Power.BE_KNOWN_NO_MORE,
        Power.TELL_LINKED,
        Power.TAKE_BACK_UPDATE,
    ),
    Kind.TOGETHER: (
        Power.CHANGE_TEA,
        Power.CHANGE_TALK,
        Power.CHANGE_TURN_TO,
    ),
    Kind.SAFETY: (
        Power.COVER,
        Power.KEEP_COVER,
        Power.UNCOVER,
        Power.HOLD_ACCESS,
        Power.LIFT_HOLD,
        Power.KEEP_HOLD,
        Power.END_HOLD,
        Power.ASK_TO_STEP_AWAY,
        Power.END_STEPPING_AWAY,
    ),
}
