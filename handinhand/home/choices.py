"""What somebody can wish to hear of by message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hear(models.TextChoices):
    """What a message can be about; the label is what somebody chooses."""

    MEETINGS = "meetings", _("A meeting is planned, or its plan changed")
    ANSWERS = "answers", _("Something that was promised to me has an answer")
    POSITIONS = "positions", _("A proposal waits for where I stand")
    OWN = "own", _("The day of something I promised comes near")
    ASKED = "asked", _("Something is there for me: somebody asks me, turns to me, or asks us for a yes")


class Reaching(models.TextChoices):
    """What there is to say to somebody of the messages to them."""

    WELL = "well"
    MAIL_COMES_BACK = "mail_comes_back"
    TEXTS_COME_BACK = "texts_come_back"
    REST = "rest"
    STILL_SAFE = "still_safe"


# The days of a week, Monday first, by the figure each is kept as.
DAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)
