"""What a line about help says, and who can see it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.words.choices import ScopeKind


class About(models.TextChoices):
    """What a line is about."""

    HELPS = "helps", _("What helps me")
    HELPS_NOT = "helps_not", _("What does not help me")
    SIGNS = "signs", _("Signs that I may not say aloud")
    OTHER = "other", _("Anything else")


class Sees(StrEnum):
    """Who can see a line: me, people I choose, this circle.

    Beside these stand `during` and `with_those_of`: the people of one meeting, until it is over or after it, too.
    """

    ME = ScopeKind.ME.value
    CHOSEN = ScopeKind.CHOSEN.value
    CIRCLE = ScopeKind.CIRCLE.value


DURING, STAYS = "during-", "stays-"


def during(scope_id: str) -> str:
    """The choice of a meeting's people until it is over, by the name its scope has."""
    return f"{DURING}{scope_id}"


def with_those_of(scope_id: str) -> str:
    """The choice of a meeting's people, also when it is over."""
    return f"{STAYS}{scope_id}"
