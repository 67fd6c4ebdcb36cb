"""Pictures of how somebody is: weather, each with its word. None is above another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weather(models.TextChoices):
    """A picture of our own, for when a picture says it better than words."""

    SUN = "sun", _("Sun")
    CLOUD = "cloud", _("Cloud")
    RAIN = "rain", _("Rain")
    FOG = "fog", _("Fog")
    WIND = "wind", _("Wind")
    THUNDER = "thunder", _("Storm")
    SNOW = "snow", _("Snow")
    NIGHT = "night", _("Night")
    DAWN = "dawn", _("First light")
