"""What somebody said who was to ask another how they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """They asked, or cannot this time. Nothing says why."""

    ASKED = "asked", _("I asked")
    CANNOT = "cannot", _("I cannot this time")
