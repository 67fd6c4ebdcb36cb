"""Who may know of a circle that is linked with another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Known(models.TextChoices):
    """To whom a circle's name, and what it is for, show."""

    LINKED = "linked", _("Only the circle we are linked with")
    FURTHER = "further", _("Also the circles that are linked with that one")
