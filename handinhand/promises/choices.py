"""How a promise can be answered, and how somebody wishes to be named where their words were carried on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerKind(models.TextChoices):
    """What came of a promise."""

    DONE = "done", _("Done")
    NOT_POSSIBLE = "not_possible", _("Not possible, because")
    CHANGED = "changed", _("Changed to")
    NOT_NEEDED = "not_needed", _("No longer needed. Thank you.")


# What whoever promised can say; that something is no longer needed, whoever asked says.
ANSWERS = [(kind.value, kind.label) for kind in AnswerKind if kind != AnswerKind.NOT_NEEDED]


class CreditKind(models.TextChoices):
    """How somebody is named where their words led to something. Without a word from them: not at all."""

    NOT_AT_ALL = "not_at_all", _("Not at all")
    SOMEBODY = "somebody", _("As somebody in this circle")
    BY_NAME = "by_name", _("With my name")
