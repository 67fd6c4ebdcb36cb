"""What kind of day it lasts until, and what somebody answers who is asked to be beside whoever it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Until(models.TextChoices):
    """What happens on the day until which it lasts. Either way they come back by themselves."""

    END = "end", _("It ends on this day")
    LOOK = "look", _("It ends on this day, and we look at it again together")


class Says(models.TextChoices):
    """What somebody says who was asked to be beside another."""

    ASKED = "asked", _("asked")
    YES = "yes", _("Yes, I am beside them")
    NO = "no", _("Not this time")
