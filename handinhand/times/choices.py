"""What somebody can say of an offered time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.fairness.suiting import CAN, CANNOT, RATHER_NOT


class Suits(models.TextChoices):
    """Whether a time suits. No reason is ever asked."""

    CAN = CAN, _("I can")
    RATHER_NOT = RATHER_NOT, _("I would rather not")
    CANNOT = CANNOT, _("I cannot")
