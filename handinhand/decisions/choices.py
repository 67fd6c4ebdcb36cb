"""Positions, how far a proposal has come, and what became of a concern."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PositionKind(models.TextChoices):
    """Where somebody stands on a proposal."""

    AGREE = "agree", _("I agree")
    LIVE_WITH = "live_with", _("I can live with it")
    CONCERN = "concern", _("I have a concern")
    STAND_ASIDE = "stand_aside", _("I stand aside")


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    PROPOSED = "proposed", _("Waiting for a meeting to take it up")
    OPEN = "open", _("Open: positions can be taken")
    WAITS = "waits", _("Waits")
    ADOPTED = "adopted", _("Adopted")


class ConcernState(models.TextChoices):
    """What became of a concern. Only its author says so."""

    STANDS = "stands", _("Not answered yet")
    ANSWERED = "answered", _("Answered")
    MINORITY = "minority", _("Kept as a minority view")
