"""How a member comes, what they look like here, what a circle adopts, and the named powers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How a member comes to a circle. Power is declared; wounds are not."""

    FOR_MYSELF = "for_myself", _("For myself")
    FOR_ORGANISATION = "for_organisation", _("For an organisation")


class Shape(models.TextChoices):
    """A picture a member chose."""

    WAVE = "wave", _("Wave")
    LEAF = "leaf", _("Leaf")
    WATER = "water", _("Water")
    HILL = "hill", _("Hill")
    SUN = "sun", _("Sun")
    SPROUT = "sprout", _("Sprout")
    STAR = "star", _("Star")
    MOON = "moon", _("Moon")


class Colour(models.TextChoices):
    """A colour a member chose."""

    LEAF = "leaf", _("Green")
    CLAY = "clay", _("Orange")
    PLUM = "plum", _("Purple")
    SKY = "sky", _("Blue")


class Adopts(models.TextChoices):
    """What a circle can make its own by a decision."""

    AGREEMENT = "agreement", _("How we are together")
    GOAL = "goal", _("What we are here for")
    LIMITS = "limits", _("What cannot stay private")
    HOW_WE_DECIDE = "how_we_decide", _("How we decide")


class Power(models.TextChoices):
    """Everything that touches others, by name; the label says what was done."""

    START_CIRCLE = "start_circle", _("started this circle")
    JOIN = "join", _("joined")
    LEAVE = "leave", _("left")
    INVITE = "invite", _("made an invitation")
    WITHDRAW_INVITATION = "withdraw_invitation", _("withdrew an invitation")
    CHANGE_READING = "change_reading", _("changed what people read before they join")
    PLAN_MEETING = "plan_meeting", _("invited everyone to a meeting")
    CHANGE_PLAN = "change_plan", _("changed the plan of a meeting")
    HOLD_MEETING = "hold_meeting", _("picked up holding a meeting")
    OPEN_MEETING = "open_meeting", _("opened a meeting")
    CLOSE_MEETING = "close_meeting", _("closed a meeting")
    CLOSE_DECISION = "close_decision", _("closed the positions on a proposal")
    ADOPT = "adopt", _("wrote down what was decided")
    LOOK_AGAIN = "look_again", _("looked again at a decision, and kept it")
    DECIDE_GIVEN = "decide_given", _("decided what the circle had given to them")
