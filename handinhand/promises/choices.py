"""How a promise can be answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerKind(models.TextChoices):
    """What came of a promise."""

    DONE = "done", _("Done")
    NOT_POSSIBLE = "not_possible", _("Not possible, because")
    CHANGED = "changed", _("Changed to")
