"""What a person can choose for their own comfort."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Light(models.TextChoices):
    """The colours of the pages."""

    LIGHT = "light", _("Light")
    DUSK = "dusk", _("Dusk")


class Letters(models.TextChoices):
    """The size of the letters."""

    USUAL = "usual", _("Usual letters")
    LARGE = "large", _("Larger letters")


class Motion(models.TextChoices):
    """Whether pages bring in news by themselves and whether anything moves."""

    USUAL = "usual", _("New things appear by themselves")
    CALM = "calm", _("Calmer: the page holds still until I ask")
