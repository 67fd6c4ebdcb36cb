"""Kinds of what is answered without names, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is put into a box."""

    WORDS = "words", _("In our own words")
    CHOICE = "choice", _("By choosing one answer of a few")
    POSITIONS = "positions", _("Where we stand on a proposal")


class BoxState(models.TextChoices):
    """How far a box has come."""

    COLLECTING = "collecting", _("Answers can be written")
    OPENED = "opened", _("Opened")
    FEW = "few", _("Stays closed")
    OVER = "over", _("Over, and not opened")
