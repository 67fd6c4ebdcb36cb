"""What stands on somebody's page, who can see it, and what others can write to them."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.words.choices import ScopeKind


class Heading(models.TextChoices):
    """What a line of somebody's page is about."""

    MATTERS = "matters", _("What matters to me")
    GOOD_AT = "good_at", _("What I am good at")
    LEARN = "learn", _("What I would like to learn")
    WORK_WITH = "work_with", _("How to work with me")
    HARD_DAY = "hard_day", _("What helps on a hard day")
    SEEN = "seen", _("What others saw in me")
    THANKED = "thanked", _("What I was thanked for")


class Sees(StrEnum):
    """Who can see a line of somebody's page, or their photograph: me, people I choose, who meets me, this circle.

    Beside these stands `same_as`: the same people as for something else of mine.
    """

    ME = ScopeKind.ME.value
    CHOSEN = ScopeKind.CHOSEN.value
    COMPANY = ScopeKind.COMPANY.value
    CIRCLE = ScopeKind.CIRCLE.value


SAME_AS = "same-"


def same_as(words_id: str) -> str:
    """The choice of the people who were chosen for something else of one's own, by the name its words have."""
    return f"{SAME_AS}{words_id}"


class GiftKind(models.TextChoices):
    """What somebody writes to another: what they saw in them, or a thank you."""

    STRENGTH = "strength", _("What I saw in you")
    THANKS = "thanks", _("A thank you")


# What I write myself; the other headings come from what somebody else wrote and I kept.
WRITTEN = (Heading.MATTERS, Heading.GOOD_AT, Heading.LEARN, Heading.WORK_WITH, Heading.HARD_DAY)
KEPT_AS = {GiftKind.STRENGTH: Heading.SEEN, GiftKind.THANKS: Heading.THANKED}
