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
    QUESTIONS = "questions", _("Questions first")
    REACTIONS = "reactions", _("Quick reactions")
    OPEN = "open", _("Open: positions can be taken")
    WAITS = "waits", _("Waits")
    ADOPTED = "adopted", _("Adopted")


class ConcernState(models.TextChoices):
    """What became of a concern. Only its author says so."""

    STANDS = "stands", _("Not answered yet")
    ANSWERED = "answered", _("Answered")
    MINORITY = "minority", _("Kept as a minority view")


class ReactionKind(models.TextChoices):
    """What somebody says first about a proposal, before positions are taken."""

    LIVE_WITH = "live_with", _("I can live with this")
    CHANGE = "change", _("I would like to change this")


class OfferState(models.TextChoices):
    """What became of other words that somebody offered for a proposal."""

    OFFERED = "offered", _("Offered")
    TAKEN = "taken", _("Taken")
    BESIDE = "beside", _("Put beside it")


class Follows(models.TextChoices):
    """How a proposal follows another one, which is kept."""

    AGAIN = "again", _("It takes this up again")
    BESIDE = "beside", _("It stands beside this, as another way")
    CALLS_BACK = "calls_back", _("It would call this back")


# A proposal can be talked over in rounds before anybody says where they stand.
ROUNDS = (ProposalState.QUESTIONS, ProposalState.REACTIONS)
