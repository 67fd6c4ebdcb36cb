"""Asks and offers, and what can be said to whoever answers one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Whether somebody could use something, or could do something."""

    ASK = "ask", _("I could use …")
    OFFER = "offer", _("I could …")


class Said(models.TextChoices):
    """What whoever asked or offered says to an answer."""

    YES = "yes", _("Yes, please")
    NOT_THIS_TIME = "not_this_time", _("Not this time")
