"""Whether days that do not suit somebody are known to whoever plans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Told(models.TextChoices):
    """How far somebody's own days go. Never with a name, never with why."""

    ME = "me", _("Only to me: Today tells me when a meeting falls on one")
    PLANNING = "planning", _("Also to whoever plans, without my name and without why")
