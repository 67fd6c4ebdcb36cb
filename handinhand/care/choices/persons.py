"""Whom somebody turns to: in which place, how it stands, when they usually look, and what they answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Whom somebody turns to first, and to whom when that one is away."""

    FIRST = "first", _("My person")
    SECOND = "second", _("My second, for when my person is away")


class Said(models.TextChoices):
    """How it stands between two people."""

    ASKED = "asked", _("asked")
    YES = "yes", _("yes")
    NOT_THIS_TIME = "not_this_time", _("not this time")
    ENDED = "ended", _("ended")


class Looks(models.TextChoices):
    """When somebody usually looks here, as they say it themselves."""

    MOST_DAYS = "most_days", _("most days")
    MOST_MORNINGS = "most_mornings", _("most mornings")
    MOST_EVENINGS = "most_evenings", _("most evenings")
    WEEKDAYS = "weekdays", _("on weekdays")
    WEEKENDS = "weekends", _("at weekends")
    NOW_AND_THEN = "now_and_then", _("now and then, not every day")


class Answer(models.TextChoices):
    """What somebody can answer whom another turned to."""

    READ = "read", _("I have read it, and I am thinking of you.")
    TALK = "talk", _("I would like to talk. Tell me when and how it suits you.")
    LATER = "later", _("I can be there for you tomorrow.")
    NOT_NOW = "not_now", _("I cannot just now. Please turn to somebody else who is there for you.")
