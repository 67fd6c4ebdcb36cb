"""By which way somebody who goes quiet may be asked how they are, and where such a plan stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuietWay(models.TextChoices):
    """By which way somebody may be asked how they are."""

    MEET = "meet", _("When we meet, or however we reach each other anyway")
    EMAIL = "email", _("By e-mail, if I have said that it is safe")
    TEXT = "text", _("By text message or a call, if I have said that it is safe")


class Counted(models.TextChoices):
    """What a stretch of time is counted in."""

    DAYS = "days", _("Days")
    WEEKS = "weeks", _("Weeks")


class WhileResting(models.TextChoices):
    """Whether a plan goes on while somebody rests until they say."""

    WAITS = "waits", _("It waits until I say that I am back")
    GOES_ON = "goes_on", _("It goes on")


class Said(models.TextChoices):
    """What somebody said to being named in a plan."""

    NOTHING = "nothing"
    YES = "yes"
    NO = "no"


class Stands(models.TextChoices):
    """Where a plan stands. All are of one length: it is kept sealed, and nothing is to be read from how long it is."""

    WAITS = "waits"
    ASKED = "asked"
    DONE = "heard"
    OVER = "ended"
